"""Run `--exec` and `--notify` when `watch` or `wait` sees a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _
from ticketcli.model.errors import TicketError

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Message, Ticket

EXEC = N_("Run a command for each message (JSON on its standard input).")
NOTIFY = N_("Also show a desktop notification.")


class Reaction:
    """What is done with each message. `failed` says whether a command of `--exec` ever was."""

    def __init__(self, command: str | None, notify: bool, context: Context) -> None:
        """Raises UsageError for a command that cannot be run. No desktop is only warned of."""
        self._context = context
        self._command = None
        self._notify = None
        self.failed = False
        if command is not None:
            from ticketcli.system.child_processes import Command

            self._command = Command(command, context.env)
        if notify:
            from ticketcli.system.child_processes import make_notifier

            try:
                self._notify = make_notifier(context.env)
            except TicketError as error:
                self._warn(error)

    def run(self, ticket: Ticket, message: Message) -> None:
        """Run the command and show the notification that were asked for. Print a failure, and go on."""
        self._context.stdout.flush()
        if self._command is not None:
            from ticketcli.output import json_shapes
            from ticketcli.output.json_output import format_json

            try:
                self._command.run(format_json(json_shapes.shape_new_message(ticket, message)).encode())
            except TicketError as error:
                self.failed = True
                self._warn(error)
        if self._notify is not None:
            who = message.author or _("Unknown sender")
            try:
                self._notify(f"{ticket.number}: {ticket.subject}", f"{who}: {message.body[:400]}")
            except TicketError as error:
                self._notify = None
                self._warn(error)

    def _warn(self, error: TicketError) -> None:
        sentence = (
            _("{why} {then}").format(why=error.message, then=error.hint) if error.hint else error.message
        )
        self._context.screen.warn(sentence)
