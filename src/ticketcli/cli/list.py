"""`ticket list`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.tickets.names import find
from ticketcli.tickets.ticket import Ticket

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


@dataclass(frozen=True)
class Options:
    """Which tickets to list. `limit` is None for all of them."""

    state: str = "open"
    department: str | None = None
    search: str | None = None
    limit: int | None = 30


def command(
    ctx: typer.Context,
    state: Annotated[
        str,
        typer.Option(
            "--state",
            "-s",
            metavar="open|closed|all|STATUS",
            help="Open means: everything that is not closed. Or a status by its name.",
        ),
    ] = "open",
    department: Annotated[
        str | None,
        typer.Option("--department", "--dept", "-d", metavar="NAME", help="Only this department's tickets."),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option("--search", "-S", metavar="TEXT", help="Only tickets with this text in the subject."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-L", min=1, metavar="NUMBER", help="How many to list at most.")
    ] = 30,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="List them all, however many there are.")
    ] = False,
) -> None:
    """List your tickets, newest first.

    In a pipe each line has number, subject, status, department, time of the last change and
    “unread”, with tabs between them.

    \b
    Examples:
      ticket list
      ticket list --state Answered
      ticket list --state all --search invoice
      ticket list --all --json | jq -r '.[].number'
    """
    run(Options(state, department, search, None if everything else limit), ctx.obj)


def run(options: Options, context: Context) -> None:
    """List the tickets that fit. Raises NoSuchName for a department that does not exist."""
    found: list[Ticket] = []
    more = False
    seen: dict[str, None] = {}
    with context.screen.busy("Reading the list of tickets"):
        for ticket in _fitting(options, context, seen):
            if len(found) == options.limit:
                more = True
                break
            found.append(ticket)
    if context.options.json:
        from ticketcli.render import shapes

        context.screen.json([shapes.ticket(ticket) for ticket in found])
        if more:
            context.screen.more(len(found))
        return
    context.screen.tickets(found, more)
    if not found:
        _explain_none(options, context, list(seen))


def _fitting(options: Options, context: Context, seen: dict[str, None]) -> Iterator[Ticket]:
    # Tickets as the portal sends them, page by page; `seen` collects the statuses met.
    department = _department(options.department, context) if options.department else None
    for ticket in context.portal.tickets():
        if ticket.status:
            seen[ticket.status] = None
        if (
            _has_state(ticket, options.state)
            and (department is None or _folded(ticket.department or "") == department)
            and (options.search is None or _folded(options.search) in _folded(ticket.subject))
        ):
            yield ticket


def _department(wanted: str, context: Context) -> str:
    department = find(
        wanted,
        context.portal.departments(),
        kind="department",
        names=lambda each: (each.name,),
        id_of=lambda each: each.id,
        hint="See: ticket departments",
    )
    return _folded(department.name)


def _has_state(ticket: Ticket, state: str) -> bool:
    wanted = _word(state)
    if wanted in ("open", "closed"):
        return ticket.closed == (wanted == "closed")
    return wanted == "all" or _word(ticket.status or "") == wanted


def _explain_none(options: Options, context: Context, seen: list[str]) -> None:
    if not seen:
        context.screen.note("There are no tickets yet.")
        context.screen.hint("Open one with: ticket new")
    elif options.department or options.search:
        context.screen.note("No ticket fits.")
        if _word(options.state) != "all":
            context.screen.hint("Look among closed ones as well with: --state all")
    elif _word(options.state) == "open":
        context.screen.note("No ticket is open.")
        context.screen.hint("See closed ones with: ticket list --state closed")
    else:
        context.screen.note(f"No ticket is “{options.state}”. There are: {', '.join(seen)}.")


def _word(status: str) -> str:
    return _folded(status).replace("-", " ")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
