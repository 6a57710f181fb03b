"""The review: everything as it will be sent, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from ticketcli.i18n import _, join_list
from ticketcli.model.draft import Draft
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean, clean_line
from ticketcli.model.urgency import compose_message, compose_subject
from ticketcli.portals.capabilities import Feature
from ticketcli.prompts.encryption import find_suspicion
from ticketcli.prompts.interview import Interview, Question, ask
from ticketcli.prompts.prompter import Choice, GoBack

Verdict = Literal["send", "keep", "discard"]

_BACK = ""


def review(
    draft: Draft,
    interview: Interview,
    questions: Sequence[Question],
    shown: Callable[[Draft], str],
    *,
    send: str,
) -> tuple[Draft, Verdict]:
    """Show the draft and let answers be added and changed until it is sent, saved or discarded.

    `shown` gives the text to show; `send` is what sending is called. Enter alone never sends.
    """
    while True:
        interview.prompter.say(f"\n{shown(draft)}\n")
        if (
            (suspicion := find_suspicion(draft))
            and not draft.encrypt
            and interview.offers.supports(Feature.ENCRYPTION)
        ):
            interview.prompter.say(_("{suspicion} It will not be encrypted.").format(suspicion=suspicion))
        try:
            verdict = _ask_verdict(draft, interview, questions, send)
        except GoBack:
            verdict = "change"
        if verdict == "send":
            return draft, "send"
        if verdict == "keep":
            return draft, "keep"
        try:
            if verdict == "change":
                draft = _change(draft, interview, questions)
            elif interview.prompter.confirm(_("Discard this draft?"), default=False):
                return draft, "discard"
        except GoBack:
            continue


def _ask_verdict(draft: Draft, interview: Interview, questions: Sequence[Question], send: str) -> str:
    missing = [
        _(question.label)
        for question in questions
        if not question.answer(draft) and question.offered(interview)
    ]
    return interview.prompter.choose(
        _("What next?"),
        [
            Choice("send", send),
            Choice("change", _("Add something else, or edit"), join_list(missing)),
            Choice("keep", _("Save as a draft")),
            Choice("cancel", _("Discard")),
        ],
        default="change",
    )


def _change(draft: Draft, interview: Interview, questions: Sequence[Question]) -> Draft:
    offered = [question for question in questions if question.offered(interview)]
    chosen = interview.prompter.choose(
        _("What do you want to add or edit?"),
        [
            *(
                Choice(question.name, _(question.label), clean_line(question.answer(draft)))
                for question in offered
            ),
            Choice(_BACK, _("Back")),
        ],
        default=_BACK,
    )
    for question in offered:
        if question.name == chosen:
            return ask(question, draft, interview)
    return draft


def list_content(draft: Draft) -> list[str]:
    """The lines that show what a draft says and what goes along, safe for a terminal."""
    lines = []
    if draft.attachments:
        lines += [_("Attachments:"), *(f"  {_describe_file(path)}" for path in draft.attachments)]
    if draft.encrypt:
        lines.append(_("Encrypted: yes"))
    return [*lines, "", clean(compose_message(draft))]


def list_headings(draft: Draft, department: str, service: str | None) -> list[str]:
    """The lines that show where a new ticket goes and what it is about."""
    values = (
        (_("Department"), department),
        (_("Subject"), compose_subject(draft)),
        (_("Service"), service),
        (_("Priority"), _(draft.priority) if draft.priority else None),
        (_("CC"), join_list(draft.cc)),
    )
    return [
        _("{label}: {value}").format(label=label, value=clean_line(value)) for label, value in values if value
    ]


def _describe_file(path: Path) -> str:
    name = clean_line(path.name)
    try:
        return _("{name} ({size})").format(name=name, size=format_size(path.stat().st_size))
    except OSError:
        return _("{name} (missing)").format(name=name)
