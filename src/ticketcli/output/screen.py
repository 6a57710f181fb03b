"""Print answers on stdout: laid out on a terminal, plain lines in a pipe, JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from ticketcli.i18n import _
from ticketcli.model.text import clean
from ticketcli.output.colour import Line, choose_shade, paint
from ticketcli.output.encoding import escape_json
from ticketcli.output.notices import Notices
from ticketcli.output.terminal_size import get_size

if TYPE_CHECKING:
    from ticketcli.model.awaiting import Awaited
    from ticketcli.model.draft import Kind
    from ticketcli.model.ticket import Message, Ticket
    from ticketcli.output.json_output import JsonShaper
    from ticketcli.output.overview import Unsent
    from ticketcli.output.tables import Column, Row
    from ticketcli.usecases.change_state import Changed
    from ticketcli.usecases.sent import Sent


class Screen(Notices):
    """The two streams a command writes to: answers on stdout, and the notices on stderr.

    `now` gives the time, aware; `program` is how a command for the same portal begins; `shaper`
    cuts what is answered in JSON; for the rest see `Notices`.
    """

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        env: Mapping[str, str],
        *,
        now: Callable[[], datetime],
        still: bool = False,
        verbose: bool = False,
        program: str = "ticket",
        shaper: JsonShaper | None = None,
    ) -> None:
        super().__init__(stderr, env, now=now, still=still, verbose=verbose)
        self._stdout = stdout
        self._env = env
        self.program = program
        self._shaper = shaper
        self.terminal = stdout.isatty()
        self._shade = choose_shade(env, terminal=self.terminal)

    @property
    def width(self) -> int:
        """Cells in a line: COLUMNS, else what the terminal says, else 80."""
        return get_size(self._stdout, self._env)[0]

    def print(self, text: str) -> None:
        """Print a plain line or a few."""
        self._stdout.write(paint([[(text, "")]], shade=None))

    def long(self, text: str, *, flows: bool = False) -> None:
        """Print a plain text that may be longer and wider than the window; reflow it where it `flows`."""
        lines: Iterable[str] = text.rstrip("\n").split("\n")
        if self.terminal:
            from ticketcli.output.reflow import reflow_text
            from ticketcli.output.widths import wrap_text

            lines = (reflow_text if flows else wrap_text)(clean(text).rstrip("\n"), self.width)
        self.draw([[(line, "")] for line in lines], page=True)

    def json(self, value: object) -> None:
        """Print a value as JSON, or as `--fields`, `--jq` and `--template` make it. Raises AnswerMismatch."""
        from ticketcli.output.json_output import format_json

        shaper = self._shaper
        if shaper is not None and not shaper.plain:
            self._stdout.write(shaper.text(value, terminal=self.terminal))
            return
        cut = value if shaper is None else shaper.cut(value)
        self._stdout.write(escape_json(format_json(cut), self._stdout))

    def json_line(self, value: object) -> None:
        """Print one of several values: JSON on a line of its own, or as `json` shapes it."""
        if self._shaper is not None and not self._shaper.plain:
            self.json(value)
        else:
            from ticketcli.output.json_output import format_json

            cut = value if self._shaper is None else self._shaper.cut(value)
            self._stdout.write(escape_json(format_json(cut, indent=None), self._stdout))
        self._stdout.flush()

    def tickets(self, tickets: Sequence[Ticket], more: bool = False, columns: Sequence[str] = ()) -> None:
        """Print a list of tickets; `more` says that there are others. Unread ones carry a star.

        `columns` are names of `ticket_columns.COLUMNS`; without any, the usual ones.
        """
        from ticketcli.output import tables, ticket_columns

        if self.terminal:
            names = columns or ticket_columns.USUAL
            now = self._now()
            rows = [ticket_columns.make_cells(ticket, names, now) for ticket in tickets]
            shown = [ticket_columns.COLUMNS[name].column for name in names]
            self.draw(tables.draw_table(shown, rows, self.width), page=True)
            if "number" in names:
                self._explain_star(tickets)
        else:
            names = columns or ticket_columns.IN_A_PIPE
            self.draw(tables.write_tabbed(ticket_columns.make_values(ticket, names) for ticket in tickets))
        if more:
            self.more(len(tickets))

    def overview(self, awaited: Awaited, unsent: Unsent) -> None:
        """Print what awaits the customer, what awaits the staff, and what is not sent."""
        from ticketcli.output import overview, tables

        if self.terminal:
            self.draw(overview.draw_overview(awaited, unsent, self.width, self._now()), page=True)
            self._explain_star((*awaited.me, *awaited.staff, *awaited.unknown))
        else:
            self.draw(tables.write_tabbed(overview.write_plain_overview(awaited, unsent)))

    def _explain_star(self, tickets: Sequence[Ticket]) -> None:
        if any(ticket.unread for ticket in tickets):
            self._write_notice(_("* unread"), "dim")

    def more(self, shown: int) -> None:
        """Print that a list goes on after what is shown of it."""
        self.note(_("Showing the first {shown}. More: --limit NUMBER, or --all").format(shown=shown))

    def ticket(self, ticket: Ticket, *, raw: bool = False, earlier: int = 0) -> None:
        """Print a ticket with its conversation; for `raw` and `earlier` see `conversation`."""
        from ticketcli.output.conversation import draw_conversation, write_plain_conversation

        if self.terminal:
            lines = draw_conversation(
                ticket, self.width, self._now(), links=self._links(), raw=raw, earlier=earlier
            )
            self.draw(lines, page=True)
        else:
            self.draw(write_plain_conversation(ticket, raw=raw))

    def message(self, ticket: Ticket, message: Message) -> None:
        """Print a message that came in a ticket. In a pipe: its number, then as in a conversation."""
        from ticketcli.output.conversation import draw_new_message, write_plain_message

        if self.terminal:
            self.draw(draw_new_message(ticket, message, self.width, self._now(), links=self._links()))
        else:
            self.draw([[("number\t", ""), (ticket.number, "")], *write_plain_message(message)])

    def _links(self) -> bool:
        """Say whether links can be followed, in the pager too that the lines may go through."""
        from ticketcli.output.links import can_pass_links, wants_links
        from ticketcli.output.pager import choose_pager

        if not wants_links(self._env, terminal=self.terminal):
            return False
        command = choose_pager(self._env)
        return command is None or can_pass_links(command, self._env)

    def changed(self, changed: Sequence[Changed], *, closed: bool) -> None:
        """Print tickets that were closed or reopened. In a pipe: number, state, and whether it was so."""
        for each in changed:
            if not self.terminal:
                state = "closed" if closed else "open"
                self.print(f"{each.number}\t{state}\t{'already' if each.already else ''}")
            elif closed:
                self.print(
                    _("Ticket {number} was already closed.").format(number=each.number)
                    if each.already
                    else _("Ticket {number} is closed.", context="done").format(number=each.number)
                )
            else:
                self.print(
                    _("Ticket {number} was already open.").format(number=each.number)
                    if each.already
                    else _("Ticket {number} is open again.").format(number=each.number)
                )

    def sent(self, sent: Sent, kind: Kind) -> None:
        """Print the confirmation after `new` or `reply`.

        What differs from what was asked is told here, on stderr, one sentence each.
        """
        from ticketcli.output.confirmation import draw_confirmation, list_remarks, write_plain_confirmation

        if self.terminal:
            self.draw(draw_confirmation(sent, kind, self.width, self.program))
        else:
            self.draw([write_plain_confirmation(sent)])
        self._stdout.flush()
        for style, sentence in list_remarks(sent, terminal=self.terminal):
            self._write_notice(sentence, style)

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Print rows in columns on a terminal; in a pipe their cells with tabs between them."""
        from ticketcli.output import tables

        if self.terminal:
            self.draw(tables.draw_table(columns, rows, self.width), page=True)
        else:
            self.draw(tables.write_tabbed(rows))

    def draw(self, lines: Iterable[Line], *, page: bool = False) -> None:
        """Draw lines as they are; with `page`, through a pager where they are more than the window holds."""
        text = paint(lines, shade=self._shade)
        if not (page and self.terminal and self._paged(text)):
            self._stdout.write(text)

    def _paged(self, text: str) -> bool:
        if text.count("\n") < get_size(self._stdout, self._env)[1]:
            return False
        from ticketcli.output.pager import choose_pager, run_pager

        command = choose_pager(self._env)
        try:
            descriptor = self._stdout.fileno()
        except OSError:  # a terminal only by its own word, as in tests
            return False
        if command is None:
            return False
        self._stdout.flush()
        encoded = text.encode(self._stdout.encoding or "utf-8", self._stdout.errors or "replace")
        return run_pager(encoded, command, self._env, descriptor)
