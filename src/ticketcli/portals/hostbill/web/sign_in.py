"""Signing in on the client area's pages, with a second factor where the portal asks for one."""

from __future__ import annotations

from ticketcli.i18n import _
from ticketcli.portals.base import (
    CaptchaDemanded,
    NotAPortal,
    OutcomeUnknown,
    PortalUnreachable,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.hostbill.session import SignedIn
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.http.client import Field, Http

# Where the sign-in form was seen, in the order in which it is looked for.
LOGIN_PAGES = ("?cmd=login", "?cmd=clientarea", "", "index.php?/login/", "clientarea/")


def sign_in(http: Http, signed: SignedIn, page: Page | None) -> None:
    """Sign in on a page that shows the form, or on the first page found that does.

    Raises SignInNeeded without a password, SignInRefused, CaptchaDemanded, NotAPortal.
    """
    if page is not None and page.code_form is not None and not page.leads_out:
        return _second_factor(http, signed, page)
    person = signed.credentials
    if not person.username or not person.password:
        raise SignInNeeded(
            _(
                "The portal's web pages need your e-mail address and password;"
                " a personal access token opens only its API."
            ),
            _("Run: ticket auth login, or set TICKET_USERNAME and TICKET_PASSWORD."),
        )
    if page is None or page.login_form is None:
        page = _login_page(http)
    form = page.login_form
    if form is None:
        raise AssertionError("unreachable")
    if form.has("captcha") or form.has("image_verification"):
        raise CaptchaDemanded(
            [_("The portal wants a picture read at sign-in, which only a browser can.")],
            _("Where the portal offers personal access tokens, use one: ticket auth login --token-stdin"),
        )
    named = _name_field(form)
    word = next(field.name for field in form.fields if field.kind == "password")
    values = [(name, value) for name, value in form.untouched if name not in {named, word}]
    values += [(named, person.username), (word, person.password)]
    answered = _submit(http, page, form, values)
    if answered.code_form is not None and not answered.leads_out:
        return _second_factor(http, signed, answered)
    if answered.login_form is not None and not answered.leads_out:
        said = " ".join(answered.messages) or _("it shows the sign-in form again")
        raise SignInRefused(
            _("The portal does not accept the e-mail address or password: {said}").format(said=said),
            _("Run: ticket auth login"),
        )
    signed.keep_cookies()
    return None


def _name_field(form: Form) -> str:
    """The field for the e-mail address: by its name, else the one a person could type it in."""
    known = [name for name in ("username", "email", "login") if form.has(name)]
    typed = [field.name for field in form.fields if field.kind in {"text", "email"} and field.name]
    if not known and not typed:
        raise NotAPortal(_("The portal's sign-in form has no field for an e-mail address."))
    return [*known, *typed][0]


def _second_factor(http: Http, signed: SignedIn, page: Page) -> None:
    form = page.code_form
    if form is None:
        raise AssertionError("unreachable")
    values = [item for item in form.untouched if item[0] not in {"code", "make", "rememberme"}]
    values += [("code", signed.keys.code().strip()), ("make", "submit")]
    if form.has("rememberme"):
        values.append(("rememberme", "1"))
    answered = _submit(http, page, form, values)
    if answered.signed_out:
        raise SignInRefused(
            _("The portal does not accept the two-factor code."), _("Try again with a new code.")
        )
    signed.keep_cookies()


def _submit(http: Http, page: Page, form: Form, values: list[Field]) -> Page:
    try:
        return Page(http.post_fields(page.absolute(form.action), values))
    except OutcomeUnknown as error:  # signing in twice does no harm: nothing hangs on the outcome
        raise PortalUnreachable(
            _("Signing in failed: {error}").format(error=error), _("Try again in a while.")
        ) from error


def _login_page(http: Http) -> Page:
    for path in LOGIN_PAGES:
        page = Page(http.get(http.address(path)))
        if page.login_form is not None:
            return page
    raise NotAPortal(
        _("{url} does not look like a client portal: no sign-in form was found.").format(url=http.url),
        _("Check the address; it is the one you open in the browser."),
    )
