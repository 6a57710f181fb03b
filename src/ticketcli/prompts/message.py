"""What a ticket or a reply says: subject, message, and what an urgent one has to state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled
from ticketcli.model.scaffold import (
    COMMENT,
    explain_above,
    find_headings,
    make_scaffold,
    open_template,
    strip_scaffold,
)
from ticketcli.model.text import clean_line
from ticketcli.prompts.editor import EditorFailed
from ticketcli.prompts.interview import Interview, ask_text, make_required_check, save_unfinished
from ticketcli.prompts.prompter import Choice, CutShort, GoBack

DEFAULT = "default"
"""The name of the template that takes precedence over the guide's headings."""

_EDITOR = "e"  # as the whole message opens the editor


def ask_subject(draft: Draft, interview: Interview) -> Draft:
    """Ask for one line that says what it is about."""
    subject = ask_text(
        "subject",
        _("Subject:"),
        draft,
        interview,
        default=draft.subject,
        check=make_required_check(_("A subject is needed.")),
    )
    return replace(draft, subject=" ".join(subject.split()))


def ask_message(draft: Draft, interview: Interview) -> Draft:
    """Ask for the message: in the terminal, or in the editor, which one letter opens.

    Where there is a text already, or a template, the way to write is asked for first.
    """
    if interview.editor.name is None and not draft.message:
        return write_in_terminal(draft, interview)
    if interview.template is not None and not draft.message:
        return write_in_editor(draft, interview)
    templates = {} if draft.message else list_templates(draft, interview)
    names = [name for name in templates if name != DEFAULT]
    if not names and not draft.message:
        return write_in_terminal(draft, interview)
    way = interview.prompter.choose(
        _("How do you want to write the message?"), _list_ways(draft, interview, names), default="terminal"
    )
    if way == "terminal":
        return write_in_terminal(draft, interview, draft.message)
    if way == "over":
        return write_in_terminal(draft, interview)
    return write_in_editor(draft, interview, templates.get(way.removeprefix("from ")))


def _list_ways(draft: Draft, interview: Interview, templates: list[str]) -> list[Choice]:
    ways = [Choice("terminal", _("In the terminal"))]
    if draft.message:
        ways = [
            Choice("terminal", _("In the terminal, continuing the text")),
            Choice("over", _("In the terminal, starting over")),
        ]
    if interview.editor.name is not None:
        ways.append(Choice("editor", _("In the editor ({name})").format(name=interview.editor.name)))
    return ways + [
        Choice(f"from {name}", _("In the editor, from the template “{name}”").format(name=name))
        for name in templates
    ]


def write_in_terminal(draft: Draft, interview: Interview, default: str = "") -> Draft:
    """Ask for the message line by line, going on from `default`, or from what was cut short before.

    The draft keeps the message that it has until the new one is finished.
    """
    default = draft.typed("message") or default
    editor = interview.editor.name
    hint = _("(finish with Ctrl-D, or a line with only “.”)")
    if editor is not None and not default:
        hint = _("(finish with Ctrl-D, or a line with only “.”; “{letter}” alone opens {editor})").format(
            letter=_EDITOR, editor=editor
        )
    while True:
        try:
            text = interview.prompter.lines(
                _("Message:"), hint=hint, default=default, commands=(_EDITOR,) if editor else ()
            )
        except CutShort as cut:
            if cut.typed != draft.message:
                save_unfinished("message", cut.typed, draft, interview)
            raise
        if text == _EDITOR and editor is not None:
            return write_in_editor(draft, interview)
        if text.strip():
            return replace(draft, message=text)
        interview.prompter.say(_("A message is needed."))


def write_in_editor(draft: Draft, interview: Interview, template: str | None = None) -> Draft:
    """The message in the editor. An empty text or a failing editor is asked about, never sent.

    `template` is the text to start from, where the message is empty; without one, what is usual.
    """
    if template is None:
        template = interview.template or list_templates(draft, interview).get(DEFAULT)
    start = start_of(draft, template, interview.quoted)
    headings = None if template is None else find_headings(template)
    saved_before: Path | None = None  # what an editor that failed left behind
    while True:
        try:
            with interview.editor.editing(start) as saved:
                text = strip_scaffold(saved, headings)
                if text:
                    draft = replace(draft, message=text)
                    interview.save(draft)
                    if saved_before is not None:
                        saved_before.unlink(missing_ok=True)
                    return draft
            interview.prompter.say(_("The message is empty, or the file was not saved."))
        except EditorFailed as failed:
            interview.prompter.say(f"{failed.message}\n{failed.hint}".rstrip())
            if failed.path is not None:
                start = failed.path.read_text(encoding="utf-8", errors="replace")
                saved_before = failed.path
        then = interview.prompter.choose(
            _("What next?"),
            [
                Choice("again", _("Open the editor again")),
                Choice("terminal", _("Write it in the terminal")),
                Choice("cancel", _("Cancel")),
            ],
            default="again",
        )
        if then == "terminal":
            return write_in_terminal(draft, interview)
        if then == "cancel":
            raise Cancelled


def start_of(draft: Draft, template: str | None = None, quoted: Sequence[str] = ()) -> str:
    """Return what the editor is opened on: the text there is, else the template, else the guide's headings.

    The `quoted` lines follow as a comment, which is not sent.
    """
    if quoted:
        comment = "".join(f"\n{COMMENT} {line}".rstrip() for line in quoted)
        return f"{explain_above(draft.message)}{comment}\n"
    if draft.message.strip():
        return explain_above(draft.message)
    if template is not None:
        return open_template(template)
    if draft.kind == "reply":
        return explain_above("")
    return make_scaffold(impact=not draft.impact)


def list_templates(draft: Draft, interview: Interview) -> Mapping[str, str]:
    """The person's own templates that a message can start from. There are none for replies."""
    return interview.offers.templates(draft.department) if draft.kind == "new" else {}


def ask_urgency(draft: Draft, interview: Interview) -> Draft:
    """Ask whether it is urgent; if so, for what the guide asks to state clearly.

    What was stated before a no stays in the draft, and is offered again after a yes.
    Where it is known to be urgent, only what is missing of that is asked for. BACK asks what came before.
    """
    is_stated = bool(draft.impact.strip() and draft.contact.strip())
    at = 0
    if draft.urgent and (not is_stated or draft.is_unfinished("impact", "contact")):
        at = 1 if not draft.impact.strip() or draft.is_unfinished("impact") else 2
    before = draft
    while at < len(_URGENCY):
        try:
            draft = _URGENCY[at](draft, interview)
        except GoBack:
            if at > 0:
                at -= 1
                continue
            if draft == before:
                raise
            return replace(draft, urgent=before.urgent)
        interview.save(draft)
        if not draft.urgent:
            break
        at += 1
    return draft


def _ask_if_urgent(draft: Draft, interview: Interview) -> Draft:
    is_urgent = interview.prompter.confirm(_("Is it urgent?"), default=draft.urgent)
    return replace(draft.decide("urgent", accepted=is_urgent), urgent=is_urgent)


def _ask_impact(draft: Draft, interview: Interview) -> Draft:
    impact = ask_text(
        "impact",
        _("What is affected? (impact, such as: service outage)"),
        draft,
        interview,
        default=draft.impact,
        check=make_required_check(_("What is affected, in a few words.")),
    )
    unfinished = None if draft.is_unfinished("impact") else draft.unfinished
    return replace(draft, impact=impact, unfinished=unfinished)


def _ask_contact(draft: Draft, interview: Interview) -> Draft:
    contact = ask_text(
        "contact",
        _("How should support reach you? (preferred contact method)"),
        draft,
        interview,
        default=draft.contact,
        check=make_required_check(_("How support should reach you, such as: phone +81 3 1234 5678")),
    )
    return replace(draft, contact=contact)


_URGENCY = (_ask_if_urgent, _ask_impact, _ask_contact)


def get_first_line(text: str) -> str:
    """Return the first line of a text that is not empty, or ""."""
    return next((clean_line(line) for line in text.splitlines() if line.strip()), "")
