"""The lazy table of commands: importing a command costs only that one."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from ticketcli.i18n import N_

TICKETS = {
    "new": N_("Open a ticket."),
    "list": N_("List your tickets."),
    "show": N_("Show a ticket with its whole conversation."),
    "reply": N_("Reply to a ticket."),
    "watch": N_("Show new messages of tickets as they arrive."),
    "wait": N_("Wait until a ticket is answered or closed."),
    "close": N_("Close tickets."),
    "reopen": N_("Reopen closed tickets."),
    "download": N_("Save a ticket's attachments."),
    "drafts": N_("Manage unsent drafts: list, show, edit, send, delete."),
}
SET_UP = {
    "auth": N_("Sign in and out, and see what a portal offers."),
    "config": N_("Manage settings: get, set, unset, list, edit."),
    "template": N_("Manage message templates: add, list, show, edit, delete."),
    "alias": N_("Manage aliases for longer commands: set, list, delete."),
    "completion": N_("Set up shell completion."),
}
MORE = {
    "departments": N_("List the departments that accept tickets."),
    "services": N_("List the services of your account."),
    "api": N_("Call the portal's API, signed in."),
    "diag": N_("Print version and configuration for a bug report (no secrets)."),
    "sandbox": N_("Run or reset the built-in practice portal."),
    "help": N_("Explain a command or a topic, such as exit-codes."),
}
GROUPS = {N_("Tickets"): TICKETS, N_("Set-up"): SET_UP, N_("More"): MORE}
"""The headings of `ticket --help`, each with its commands."""

COMMANDS = {**TICKETS, **SET_UP, **MORE}
"""Command names and their one-line help. `ticketcli.commands.NAME` is imported when it is called."""


def load(path: Sequence[str]) -> ModuleType:
    """Import the module of a command, which has `Options` and `run`, or of a group, which has `COMMANDS`.

    Without any word it is the command that `ticket` alone is.
    """
    return import_module(".".join(("ticketcli.commands", *(path or ("overview",)))))


def list_children(path: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the commands in a group, or () for a command."""
    if not path:
        return tuple(COMMANDS)
    module = load(path)
    return () if hasattr(module, "Options") else module.COMMANDS  # data
