"""What a ticket or a reply says: subject, message, and what an urgent one has to state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled
from ticketcli.model.scaffold import (
    explain_above,
    find_headings,
    make_scaffold,
    open_template,
    strip_scaffold,
)
from ticketcli.prompts.editor import EditorFailed
from ticketcli.prompts.interview import Asking
from ticketcli.prompts.prompter import Choice, CutShort

DEFAULT = "default"
"""The name of the template that goes before the guide's headings."""


def ask_subject(draft: Draft, asking: Asking) -> Draft:
    """One line that says what it is about."""
    try:
        subject = asking.prompter.text(
            _("Subject:"), default=draft.subject, check=needs(_("A subject is needed."))
        )
    except CutShort as cut:
        asking.keep(replace(draft, subject=cut.typed or draft.subject))
        raise
    return replace(draft, subject=" ".join(subject.split()))


def ask_message(draft: Draft, asking: Asking) -> Draft:
    """The message, in the editor or right here."""
    if asking.editor.name is None:
        return write_here(draft, asking)
    if asking.template is not None and not draft.message:
        return write_in_editor(draft, asking)
    templates = {} if draft.message else templates_for(draft, asking)
    names = [name for name in templates if name != DEFAULT]
    way = asking.prompter.choose(
        _("How do you want to write the message?"),
        [
            Choice("editor", _("In the editor ({name})").format(name=asking.editor.name)),
            Choice("here", _("Right here") if not draft.message else _("Right here, anew")),
            *(
                Choice(
                    f"from {name}",
                    _("In the editor, from the template “{name}”").format(name=name),
                )
                for name in names
            ),
        ],
        default="editor" if asking.prompter.redraws else "here",
    )
    if way == "here":
        return write_here(draft, asking)
    return write_in_editor(draft, asking, templates.get(way.removeprefix("from ")))


def write_here(draft: Draft, asking: Asking) -> Draft:
    """The message line by line; what was typed before Ctrl-C is kept too."""
    while True:
        try:
            text = asking.prompter.lines(_("Message:"))
        except CutShort as cut:
            if cut.typed.strip():
                asking.keep(replace(draft, message=cut.typed))
            raise
        if text.strip():
            return replace(draft, message=text)
        asking.prompter.say(_("A message is needed."))


def write_in_editor(draft: Draft, asking: Asking, template: str | None = None) -> Draft:
    """The message in the editor. An empty text or a failing editor is asked about, never sent.

    `template` is the text to start from, where the message is empty; without one, what is usual.
    """
    if template is None:
        template = asking.template or templates_for(draft, asking).get(DEFAULT)
    start = start_of(draft, template)
    headings = None if template is None else find_headings(template)
    saved_before: Path | None = None  # what an editor that failed left behind
    while True:
        try:
            with asking.editor.editing(start) as saved:
                text = strip_scaffold(saved, headings)
                if text:
                    draft = replace(draft, message=text)
                    asking.keep(draft)
                    if saved_before is not None:
                        saved_before.unlink(missing_ok=True)
                    return draft
            asking.prompter.say(_("Nothing was written, or it was not saved."))
        except EditorFailed as failed:
            asking.prompter.say(f"{failed.message}\n{failed.hint}".rstrip())
            if failed.path is not None:
                start = failed.path.read_text(encoding="utf-8", errors="replace")
                saved_before = failed.path
        then = asking.prompter.choose(
            _("What now?"),
            [
                Choice("again", _("Open the editor again")),
                Choice("here", _("Write it right here")),
                Choice("cancel", _("Cancel")),
            ],
            default="again",
        )
        if then == "here":
            return write_here(draft, asking)
        if then == "cancel":
            raise Cancelled


def start_of(draft: Draft, template: str | None = None) -> str:
    """What the editor is opened on: the text there is, else the template, else the headings of the guide."""
    if draft.message.strip():
        return explain_above(draft.message)
    if template is not None:
        return open_template(template)
    if draft.kind == "reply":
        return explain_above("")
    return make_scaffold(impact=not draft.impact)


def templates_for(draft: Draft, asking: Asking) -> Mapping[str, str]:
    """The person's own templates that a message can start from. There are none for replies."""
    return asking.offers.templates(draft.department) if draft.kind == "new" else {}


def ask_urgency(draft: Draft, asking: Asking) -> Draft:
    """Urgent or not; if so, what the guide asks to state clearly."""
    if not asking.prompter.confirm(_("Is it urgent?"), default=draft.urgent):
        return replace(draft, urgent=False, impact="", contact="")
    draft = replace(draft, urgent=True)
    asking.keep(draft)
    return state_urgency(draft, asking)


def state_urgency(draft: Draft, asking: Asking) -> Draft:
    """Impact and preferred contact method of an urgent ticket."""
    impact = asking.prompter.text(
        _("What is affected? (impact, such as: service outage)"),
        default=draft.impact,
        check=needs(_("Say in a few words what is affected.")),
    )
    draft = replace(draft, impact=impact)
    asking.keep(draft)
    contact = asking.prompter.text(
        _("How should support reach you? (preferred contact method)"),
        default=draft.contact,
        check=needs(_("Say how support should reach you, such as: phone +81 3 1234 5678")),
    )
    return replace(draft, contact=contact)


def needs(fault: str) -> Callable[[str], str | None]:
    """A check that finds fault with an empty answer."""
    return lambda answer: None if answer.strip() else fault
