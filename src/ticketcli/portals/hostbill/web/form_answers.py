"""What the page means that answers a form: taken, refused, or nobody knows."""

from __future__ import annotations

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import File, OutcomeUnknown, Receipt
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.page import Page, parse_viewed_number
from ticketcli.portals.hostbill.web.ticket_page import is_page_of


def read_created(page: Page, before: set[str], files: tuple[File, ...]) -> Receipt:
    """Read the answer to a new ticket: a link to it is the proof, the form again a refusal."""
    shown = parse_viewed_number(page.url)
    if shown is not None and page.ticket_form is None:
        return Receipt("web", shown, page.url)
    if page.ticket_form is not None and not page.signed_out:
        _refuse(page, page.ticket_form, files)
    if page.signed_out or page.answer.status >= 400:
        raise make_unknown_outcome(page)
    links = page.ticket_links()
    hashed = [link for link in links if "hash=" in link[1]]
    fresh = [link for link in hashed or links if hashed or link[0] not in before]
    if len({number for number, _, _ in fresh}) == 1:
        return Receipt("web", fresh[0][0], fresh[0][1])
    if not page.leads_out:
        raise make_unknown_outcome(page)
    return Receipt("web")


def check_replied(page: Page, number: str, files: tuple[File, ...]) -> None:
    """Raise what the answer to a reply means that refuses it. That it arrived is seen on the ticket alone."""
    if page.signed_out or not is_page_of(page, number):
        raise make_unknown_outcome(page)
    form = page.reply_form
    text_field = form.field("body") if form is not None else None
    if form is not None and text_field is not None and text_field.value.strip():
        _refuse(page, form, files)


def make_unknown_outcome(page: Page) -> OutcomeUnknown:
    """Return what a page means that says nothing of what became of a form."""
    if page.signed_out:
        return OutcomeUnknown(_("The session ended before the portal confirmed it."))
    return OutcomeUnknown(
        _("The answer was not a page of the portal (title: “{title}”).").format(title=page.title)
    )


def _refuse(page: Page, form: Form, files: tuple[File, ...]) -> None:
    """Raise what a form that came back means."""
    said = page.messages
    if said:
        raise ContentRefused([_("The portal says: {said}").format(said=sentence) for sentence in said])
    text_field = form.field("subject") or form.field("body")
    if files and (text_field is None or not text_field.value.strip()):
        size = sum(file.size for file in files)
        raise ContentRefused(
            [
                _(
                    "The portal returned an empty form, as it does when attachments are too large ({size:,} "
                    "bytes in all)."
                ).format(size=size)
            ],
            _("Send less at once, or zip it."),
        )
    raise ContentRefused(
        [_("The portal rejected the form without giving a reason.")], _("See: {url}").format(url=page.url)
    )
