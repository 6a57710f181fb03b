"""Urgent tickets, in the way the provider's guide asks for.

The guide: prefix the subject with [URGENT], and state the impact and the preferred contact
method clearly in the message.
"""

from __future__ import annotations

import re

from ticketcli.i18n import ENGLISH, LANGUAGES, N_, get_language, translate_to
from ticketcli.model.draft import Draft

PREFIX = "[URGENT] "
IMPACT = N_("Impact: {text}")
CONTACT = N_("Preferred contact method: {text}")
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff]")


def compose_subject(draft: Draft) -> str:
    """Return the subject as it is sent: one line, with the prefix once where the draft is urgent."""
    subject = " ".join(draft.subject.split())
    if draft.urgent and not subject.upper().startswith(PREFIX.strip()):
        return f"{PREFIX}{subject}".rstrip()
    return subject


def compose_message(draft: Draft, language: str | None = None) -> str:
    """Return the message as it is sent: what the urgent reader needs first, then the text.

    Impact and contact method are called as the ticket's language has them, or the given one.
    """
    draft = draft.drop_unsent()
    language = language or detect_language(draft)
    lines = []
    for label, text in ((IMPACT, draft.impact), (CONTACT, draft.contact)):
        if text.strip():
            lines.append(translate_to(language, label).format(text=text.strip()))
    text = draft.message.strip("\n").rstrip()
    return "\n".join([*lines, "", text]).strip("\n") if lines else text


def compose_all(draft: Draft) -> tuple[str, ...]:
    """Return every message that a draft may have been sent as, the one that it would be now first.

    A version of the program, or a user of another language, may have chosen other labels.
    """
    return tuple(
        dict.fromkeys([compose_message(draft), *(compose_message(draft, each) for each in LANGUAGES)])
    )


def detect_language(draft: Draft) -> str:
    """Tell in which of the program's languages a ticket is written, by its script.

    Kanji alone may be Japanese or Chinese: they are labelled in the language of the reader.
    """
    written = "\n".join((draft.message, draft.impact, draft.contact, draft.subject))
    if _KANA.search(written):
        return "ja"
    if _HAN.search(written):
        return get_language()
    return ENGLISH
