"""Signed-in pages of the client area, and their forms sent. Signs in where the portal wants it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import (
    File,
    NotAPortal,
    OnlyErrors,
    Progress,
    SignInNeeded,
    SignInRefused,
    TurnedAway,
)
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.hostbill.web import addresses, sign_in
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.upload import SessionEnded, upload
from ticketcli.portals.http.client import Field, Http
from ticketcli.portals.http.failures import explain_block
from ticketcli.portals.http.retry import compute_pause


class WebCalls:
    """The pages of one installation, as one person sees them. Signs in when it must."""

    def __init__(self, http: Http, shared_session: SharedSession) -> None:
        self.http = http
        self.shared_session = shared_session
        self.was_turned_away = (
            False  # a form was, since the session had ended: pages are read anew from then on
        )
        self.sign_ins = 0  # each begins a session, in which the forms of the one before are not taken

    def sign_in(self, page: Page | None = None) -> None:
        """Sign in, on a page that asks for it or on the first that is found. See `web_sign_in`."""
        self.sign_ins += 1
        sign_in.sign_in(self.http, self.shared_session, page)

    def link(self, query: dict[str, str]) -> str:
        """Return the address that asks for something."""
        return addresses.link(self.http.url, query)

    def page(
        self, query: dict[str, str], *, expected: Callable[[Page], object], required: bool = True
    ) -> Page:
        """Return a page as the signed-in user sees it. Sign in where the portal wants it.

        `expected` tells by the page's own form, table or ids that it is the one that was asked for. Where
        it is not, PortalError names what came in its place, unless it is not `required`: the caller then
        decides what that means.
        """
        self.sign_in_first()
        page = self._get(query)
        if page.foreign or page.is_cut:
            self.http.sleep(compute_pause(1, None, 1.0))  # perhaps for once
            page = self._get(query)
        if _wants_sign_in(page, expected) and self.http.early.stop():
            page = self._get(query)  # the cookie at hand came with another page than its form
        if _wants_sign_in(page, expected):
            with suppress(sign_in.AlreadySignedIn):  # a page without a sign-out link, such as a 404
                self.sign_in(page)  # once more, if it was done first: a session may end between requests
                page = self._get(query)
            if page.code_form is not None:  # the second factor, behind a redirect that was not followed
                self.sign_in(page)
                page = self._get(query)
            if page.signed_out:
                raise SignInRefused(
                    _("The portal accepted the sign-in, but asks for it again."),
                    _("Try in a browser, or: ticket auth login"),
                )
        if expected(page):
            return page
        missing = page.answer.status in {404, 410}
        if not page.leads_out and not missing:
            raise NotAPortal(
                _("{url} shows a page that is not the portal's (title: “{title}”).").format(
                    url=self.http.url, title=page.title
                ),
                _("Open it in a browser, and try again."),
            )
        if required:
            raise page.make_error(
                _("The portal did not show the requested page but another one (title: “{title}”).")
            )
        return page

    def sign_in_first(self) -> None:
        """Sign in where there are no cookies, for any page would lead to the form."""
        if (
            self.shared_session.session.cookies
            or self.sign_ins
            or self.shared_session.credentials.password is None
        ):
            return
        with suppress(SignInNeeded, NotAPortal):  # the page itself may show a form, or say more
            self.sign_in()

    def _get(self, query: dict[str, str]) -> Page:
        answer = self.http.get(self.link(query))
        if answer.status >= 500 or answer.status == 429:
            raise OnlyErrors(
                _("The portal could not show a page (HTTP {status}).").format(status=answer.status),
                _("Try again later."),
            )
        page = Page(answer)
        if answer.is_block and page.foreign:
            raise explain_block(self.http.url, answer)
        sign_in.check_second_factor(page)
        return page

    def post(
        self,
        page: Page,
        form: Form,
        changed: list[Field],
        files: tuple[File, ...],
        progress: Progress | None,
    ) -> Page:
        """Send a form with some of its fields changed, the rest as the page had them."""
        # Each department has its own priority select, and a script switches the others off.
        names = {name for name, _ in changed} | {"priority"}
        values = [item for item in form.untouched if item[0] not in names] + changed
        parts: list[tuple[str, File]] = []
        file_field = form.file_field.name if form.file_field is not None else None
        if files and file_field is not None and file_field.startswith("attachments"):
            parts = [(file_field, file) for file in files]
        elif files:
            try:
                hashes = upload(self.http, page, form, file_field or "files[]", files, progress)
            except SessionEnded as ended:
                raise self._make_turned_away(ended.page) from ended
            values += [("asyncattachment[]", hash_) for hash_ in hashes]
            progress = None
        headers = {"Referer": page.url}  # data
        address = page.absolute(form.action)
        answered = Page(self.http.post_form(address, values, parts, headers=headers, progress=progress))
        if answered.turned_away:
            raise self._make_turned_away(answered)
        return answered

    def click(self, page: Page, address: str) -> Page:
        """Follow a link of a page that changes something, once."""
        answered = Page(self.http.write("GET", address, headers={"Referer": page.url}))
        if answered.turned_away:
            raise self._make_turned_away(answered)
        return answered

    def _make_turned_away(self, page: Page) -> TurnedAway:
        """Return the session ended in between. Signed in again, the form can be sent again."""
        self.was_turned_away = True
        try:
            self.sign_in(page)
        except TicketError as error:
            return TurnedAway(error, again=False)
        return TurnedAway(SignInRefused(_("The portal keeps ending the session."), _("Try again later.")))


def _wants_sign_in(page: Page, expected: Callable[[Page], object]) -> bool:
    """Return whether the portal shows a page that only those see who have to sign in."""
    if page.signed_out:
        return True
    return not expected(page) and (page.login_form is not None or not page.leads_out)
