"""Print drafts: one with its fields, or a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ticketcli.i18n import _, join_list
from ticketcli.model.text import clean, clean_line

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry


def describe_draft(entry: Entry) -> str:
    """Describe what a draft is, in one line."""
    draft = entry.draft
    beginning = clean_line(draft.subject) or clean_line(draft.message[:200])[:60] or _("(empty)")
    return (
        _("Reply to {number}: {beginning}").format(number=draft.number, beginning=beginning)
        if draft.kind == "reply"
        else beginning
    )


def print_drafts(entries: Sequence[Entry], context: Context) -> None:
    """Print one line for each draft: a table on a terminal, cells with tabs between them in a pipe."""
    from ticketcli.output.tables import Column, draw_table, write_tabbed
    from ticketcli.output.times import format_exact

    screen = context.screen
    if screen.terminal:
        columns = (
            Column(_("ID")),
            Column(_("STATE")),
            Column(_("SAVED"), keep=1),
            Column(_("PORTAL"), least=8, keep=2),
            Column(_("SUBJECT"), least=18),
        )
        rows = [
            [
                (entry.id, ""),
                (entry.shown_state, ""),
                (format_exact(entry.created.astimezone()), ""),
                (entry.portal, ""),
                (describe_draft(entry), ""),
            ]
            for entry in entries
        ]
        lines = draw_table(columns, rows, screen.width)
    else:
        lines = write_tabbed([(text or "", "") for text in _make_cells(entry)] for entry in entries)
    screen.long("\n".join("".join(text for text, _ in line) for line in lines))


def print_draft(entry: Entry, context: Context) -> None:
    """Print everything that a draft asks for."""
    lines = [
        _("{label}: {value}").format(label=label, value=clean_line(value))
        for label, value in _list_fields(entry)
        if value
    ]
    context.screen.long("\n".join([*lines, "", clean(entry.draft.message)]))


def _make_cells(entry: Entry) -> tuple[str | None, ...]:
    draft = entry.draft
    created = entry.created.isoformat(timespec="seconds")
    return entry.id, entry.state, draft.kind, draft.number, created, draft.subject, entry.portal


def _list_fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    draft = entry.draft
    yield _("Draft"), _("{id} ({state})").format(id=entry.id, state=entry.shown_state)
    yield _("Portal"), entry.portal
    yield _("Reply to"), draft.number
    yield _("Department"), draft.department
    yield _("Subject"), draft.subject
    is_stated = draft.impact or draft.contact  # saved, and sent with an urgent ticket alone
    yield _("Urgent"), _("yes") if draft.urgent else _("no") if is_stated else None
    yield _("Impact"), draft.impact
    yield _("Preferred contact method"), draft.contact
    yield _("Service"), draft.service
    yield _("Priority"), _(draft.priority) if draft.priority else None
    yield _("CC"), join_list(draft.cc)
    for path in draft.attachments:
        yield _("Attachment"), str(path)
    yield _("Encrypted"), _("yes") if draft.encrypt else None
    yield _("Close afterwards"), _("yes") if draft.close else None
    yield _("Not finished"), draft.unfinished.text if draft.unfinished else None
