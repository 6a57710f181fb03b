"""A new ticket at a portal whose form has a captcha: written here, sent in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.context import Context
    from ticketcli.model.draft import Draft
    from ticketcli.portals.capabilities import Capabilities


def needs_browser(offers: Capabilities) -> bool:
    """Return whether every new ticket needs a captcha, which only a browser can answer."""
    return offers.ticket_captcha is True and not offers.route("api").open


def choose_browser(context: Context) -> bool:
    """Say that the form has a captcha; return whether it is to be opened in the browser at once."""
    from ticketcli.prompts.prompter import Choice

    context.prompter.say(
        _(
            "This portal wants a captcha answered at every new ticket, which only a browser can do. "
            "What you type is saved as a draft."
        )
    )
    choices = [
        Choice("write", _("Write it here, then open the form in the browser")),
        Choice("open", _("Open the form in the browser now")),
    ]
    return context.prompter.choose(_("What do you want to do?"), choices, default="write") == "open"


def open_form(draft: Draft, offers: Capabilities, context: Context, working: WorkingDraft) -> None:
    """Open the form in the browser. What was typed is saved as a draft."""
    from ticketcli.cli.browser import open_page

    address = offers.ticket_form or context.portal.url
    if open_page(address):
        context.screen.note(_("Opened in the browser: {address}").format(address=address))
    else:
        context.screen.note(_("No browser found. The link:"))
        context.screen.print(address)
    working.save(draft)
    if working.entry is not None:
        context.screen.note(
            _("Saved as a draft. Your text: ticket drafts show {id}").format(id=working.entry.id)
        )
        context.screen.hint(
            _("Once the ticket is opened: ticket drafts delete {id}").format(id=working.entry.id)
        )
