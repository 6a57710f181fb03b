"""The last look: everything as it will be sent, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean, clean_line
from ticketcli.model.urgency import compose_message, compose_subject
from ticketcli.portals.base import Feature
from ticketcli.prompts.encryption import suspicion_in
from ticketcli.prompts.interview import Asking, Question
from ticketcli.prompts.prompter import Choice

Verdict = Literal["send", "keep", "discard"]

_BACK = ""


def review(
    draft: Draft,
    asking: Asking,
    questions: Sequence[Question],
    shown: Callable[[Draft], str],
    *,
    send: str,
) -> tuple[Draft, Verdict]:
    """Show the draft and let answers be changed until the person sends, keeps or drops it.

    `shown` gives the text to show; `send` is what sending is called.
    """
    while True:
        asking.prompter.say(f"\n{shown(draft)}\n")
        if (
            (suspicion := suspicion_in(draft))
            and not draft.encrypt
            and asking.offers.carries(Feature.ENCRYPTION)
        ):
            asking.prompter.say(_("{suspicion} It is not encrypted.").format(suspicion=suspicion))
        verdict = asking.prompter.choose(
            _("What now?"),
            [
                Choice("send", send),
                Choice("change", _("Change an answer")),
                Choice("keep", _("Keep as a draft")),
                Choice("cancel", _("Cancel")),
            ],
            default="send",
        )
        if verdict == "send":
            return draft, "send"
        if verdict == "keep":
            return draft, "keep"
        if verdict == "change":
            draft = _change(draft, asking, questions)
        elif asking.prompter.confirm(_("Throw away what you wrote?"), default=False):
            return draft, "discard"
        else:
            return draft, "keep"


def _change(draft: Draft, asking: Asking, questions: Sequence[Question]) -> Draft:
    offered = [question for question in questions if question.offered(asking)]
    chosen = asking.prompter.choose(
        _("Which answer?"),
        [
            *(Choice(question.name, _(question.label)) for question in offered),
            Choice(_BACK, _("None, go back")),
        ],
    )
    for question in offered:
        if question.name == chosen:
            draft = question.ask(draft, asking)
            asking.keep(draft)
    return draft


def content_of(draft: Draft) -> list[str]:
    """The lines that show what a draft says and what goes along, safe for a terminal."""
    lines = []
    if draft.attachments:
        lines += [_("Attachments:"), *(f"  {_file(path)}" for path in draft.attachments)]
    if draft.encrypt:
        lines.append(_("Encrypted: yes"))
    return [*lines, "", clean(compose_message(draft))]


def heading_of(draft: Draft, department: str, service: str | None) -> list[str]:
    """The lines that show where a new ticket goes and what it is about."""
    values = (
        (_("Department"), department),
        (_("Subject"), compose_subject(draft)),
        (_("Service"), service),
        (_("Priority"), _(draft.priority) if draft.priority else None),
        ("CC", ", ".join(draft.cc)),
    )
    return [
        _("{label}: {value}").format(label=label, value=clean_line(value)) for label, value in values if value
    ]


def _file(path: Path) -> str:
    name = clean_line(path.name)
    try:
        return _("{name} ({size})").format(name=name, size=format_size(path.stat().st_size))
    except OSError:
        return _("{name} (no longer there)").format(name=name)
