"""The lazy table of commands: importing a command costs only that one."""

from __future__ import annotations

from ticketcli.i18n import N_

COMMANDS = {
    "new": N_("Open a ticket."),
    "list": N_("List your tickets."),
    "show": N_("Show a ticket with its whole conversation."),
    "reply": N_("Answer a ticket."),
    "watch": N_("Show new messages of tickets as they come."),
    "wait": N_("Wait until a ticket is answered or closed."),
    "close": N_("Close tickets."),
    "reopen": N_("Reopen closed tickets."),
    "download": N_("Save a ticket's attachments."),
    "departments": N_("List the departments that take tickets."),
    "services": N_("List the services of your account."),
    "api": N_("Make any call of the portal's API, signed in."),
    "drafts": N_("What was typed and is not confirmed: list, show, edit, send, delete."),
    "template": N_("Texts to start messages from: add, list, show, edit, delete."),
    "auth": N_("Sign in and out, and see what a portal offers."),
    "config": N_("Your settings: get, set, unset, list, edit."),
    "alias": N_("Your own names for longer commands: set, list, delete."),
    "completion": N_("Let your shell complete commands, names and numbers."),
    "diag": N_("Tell what a support request needs to know, without secrets."),
    "sandbox": N_("The embedded practice portal."),
    "help": N_("Explain a topic, such as exit-codes."),
}
"""Command names and their one-line help. `ticketcli.commands.NAME` is imported when it is called."""
