"""Sign in on the client area's pages, with a second factor where the portal asks for one."""

from __future__ import annotations

import re

from ticketcli.i18n import _
from ticketcli.portals.base import (
    CaptchaDemanded,
    NotAPortal,
    OutcomeUnknown,
    PortalUnreachable,
    SignInNeeded,
)
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.hostbill.web.addresses import LOGIN_PAGES
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.page import Page, find_code_field
from ticketcli.portals.hostbill.web.page_messages import read_errors
from ticketcli.portals.http.client import Field, Http
from ticketcli.portals.http.failures import explain_block
from ticketcli.portals.http.writing import Follow

RESEND_AFTER = 10.0
"""Seconds that a portal wants between two codes by mail or SMS."""


class AlreadySignedIn(NotAPortal):
    """Where the sign-in form should be, the portal shows a page that only the signed-in see."""


def sign_in(http: Http, shared_session: SharedSession, page: Page | None) -> None:
    """Sign in on a page that shows the form, or on the first page found that does.

    That it worked is only seen on the page that was wanted: the second-factor page has a link to sign
    out as well. Raises SignInNeeded without a password or for a passkey, SignInRefused, CaptchaDemanded,
    NotAPortal, and AlreadySignedIn where there is no form since nobody needs one.
    """
    if page is None or page.code_form is None:
        page = _send_password(http, shared_session, page)
    check_second_factor(page)
    if page.code_form is not None:
        _send_code(http, shared_session, page)
    shared_session.save_cookies()


def check_second_factor(page: Page) -> None:
    """Raise SignInNeeded where a page asks for a second factor that cannot be typed."""
    if page.needs_browser:
        raise SignInNeeded(
            _("The portal asks for a second factor that only a browser can give."),
            _("If the portal offers personal access tokens, use one: ticket auth login --token-stdin"),
        )


def _send_password(http: Http, shared_session: SharedSession, page: Page | None) -> Page:
    """Send the sign-in form; the page that answers it."""
    person = shared_session.credentials
    if not person.username or not person.password:
        raise SignInNeeded(
            _(
                "The portal's web pages need your e-mail address and password; a token works only with "
                "its API."
            ),
            _("Run: ticket auth login, or set TICKET_USERNAME and TICKET_PASSWORD."),
        )
    shared_session.check_not_refused()
    if page is None or page.login_form is None:
        page = _find_login_page(http)
        if page.code_form is not None:
            return page
    form = page.login_form
    if form is None:
        raise AssertionError("unreachable")
    if form.captcha:
        raise CaptchaDemanded(
            [_("The portal's sign-in form has a captcha, which only a browser can answer.")],
            _("If the portal offers personal access tokens, use one: ticket auth login --token-stdin"),
        )
    name_field = _find_name_field(form)
    password_field = next(field.name for field in form.fields if field.kind == "password")
    values = [(name, value) for name, value in form.untouched if name not in {name_field, password_field}]
    values += [(name_field, person.username), (password_field, person.password)]
    answered = _submit(http, page.absolute(form.action), values, follow=_is_telling)
    # Some pages have a sign-in form for guests on them, hidden, for whoever reads them.
    if answered.code_form is None and answered.login_form is not None and not answered.leads_out:
        said = " ".join(answered.messages)
        raise shared_session.refuse(
            _("The portal rejected the e-mail address or password: {said}").format(
                said=said or _("the sign-in form came back")
            ),
            said,
        )
    return answered


def _find_name_field(form: Form) -> str:
    """Return the field for the e-mail address: by its name, else the one a person could type it in."""
    known = [name for name in ("username", "email", "login") if form.has(name)]
    typed = [field.name for field in form.fields if field.kind in {"text", "email"} and field.name]
    if not known and not typed:
        raise NotAPortal(_("The portal's sign-in form has no field for an e-mail address."))
    return [*known, *typed][0]


def _send_code(http: Http, shared_session: SharedSession, page: Page) -> None:
    """Ask for the second factor and send it, again while the portal shows its page again.

    A code that comes by mail or SMS is asked for first, unless the page says that it was sent.
    """
    asked_at = http.now()

    def request_code(again: int) -> None:
        nonlocal page, asked_at
        form = page.code_form
        tokens = [item for item in form.untouched if item[0] not in _ANSWERS] if form is not None else []
        if again:
            http.sleep(max(0.0, RESEND_AFTER - (http.now() - asked_at).total_seconds()))
        answered = _submit(http, http.address(f"?cmd=mfa&action=verify&resend={again}"), tokens)
        asked_at = http.now()
        page = answered if answered.code_form is not None else page  # a script reads JSON there

    def send(code: str) -> str | None:
        nonlocal page
        form = page.code_form
        if form is None:
            raise AssertionError("unreachable")
        values = [item for item in form.untouched if item[0] not in _ANSWERS]
        values += [(find_code_field(form) or "code", code), ("make", "submit")]
        if form.has("rememberme"):
            values.append(("rememberme", "1"))
        answered = _submit(http, page.absolute(form.action), values)
        if answered.code_form is None:
            if answered.login_form is not None and not answered.leads_out:
                raise PortalUnreachable(
                    _("The portal ended the sign-in before it accepted a code."), _("Try again later.")
                )
            return None
        page = answered
        return " ".join(read_errors(answered.document))

    by_mail = page.sends_codes
    if by_mail and not page.code_was_sent:
        request_code(0)
    shared_session.enter_code(send, send_another=(lambda: request_code(1)) if by_mail else None)


_ANSWERS = frozenset({"code", "securitycode", "make", "rememberme"})


def _is_telling(address: str) -> bool:
    """Return whether a redirect after the password leads to a page that says what else is wanted."""
    return (
        re.search(r"log-?in|sign-?in|mfa|2fa|otp|code|factor|verif|auth|captcha", address, re.I) is not None
    )


def _submit(http: Http, address: str, values: list[Field], *, follow: Follow = True) -> Page:
    try:
        return Page(http.post_fields(address, values, follow=follow))
    except OutcomeUnknown as error:  # signing in twice does no harm: nothing hangs on the outcome
        raise PortalUnreachable(
            _("Signing in failed: {error}").format(error=error), _("Try again later.")
        ) from error


def _find_login_page(http: Http) -> Page:
    titles: list[str] = []
    for path in LOGIN_PAGES:
        page = Page(http.get(http.address(path)))
        if page.login_form is not None or page.code_form is not None:
            return page
        if page.answer.is_block and page.foreign:
            raise explain_block(http.url, page.answer)
        if page.leads_out:
            raise AlreadySignedIn(_("You are signed in to {url} already.").format(url=http.url))
        titles += filter(None, [page.title])
    text = _("{url} does not look like a client portal: no sign-in form found.")
    if titles:
        text = _("{url} does not look like a client portal: no sign-in form found (page title: “{title}”).")
    raise NotAPortal(
        text.format(url=http.url, title=titles[0] if titles else ""),
        _("Check the URL; use the one that you open in the browser."),
    )
