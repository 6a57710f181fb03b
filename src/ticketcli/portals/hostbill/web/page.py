"""A page of the client area, and what it says of whoever reads it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, unquote, urljoin, urlsplit

from ticketcli.html.to_text import parse
from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.portals.base import PortalError
from ticketcli.portals.hostbill.web.elements import list_ancestors
from ticketcli.portals.hostbill.web.forms import Form, read_forms
from ticketcli.portals.hostbill.web.page_messages import read_messages
from ticketcli.portals.http.response import Answer

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LIST = re.compile(r"[/?]tickets/?(?:$|[?&#])")
_VIEW = re.compile(r"tickets/view/([^/?&#]+)")
_NEW = re.compile(r"tickets/new/?[?&]([^#]*)")
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,64}")
_OF_A_PORTAL = re.compile(r"cmd=|action=|ticket|clientarea|log(?:in|out)")
DOWNLOAD = re.compile(r"action=download\b|[/?]tickets/download(?=[/?&])")
"""What the address of an attachment has."""
_SECOND_FACTOR = re.compile(r"cmd=mfa\b|/mfa(?:/|$)")
_SETS_UP = re.compile(
    r"cmd=mfa\b.*action=(?:enable|setup|manage|disable)|/mfa/(?:enable|setup|manage|disable)"
)
_CODES = ("code", "securitycode")  # what the field for a second factor is called: now, and in older versions


class Page:
    """One page. `url` is where it came from, after redirects."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.url = answer.url
        self.document = parse(answer.text)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms of the page."""
        return read_forms(self.document)

    def absolute(self, reference: str) -> str:
        """Return an address on this page as a full one; an empty one is the page itself."""
        own = self.url.split("#", 1)[0]
        if not reference:
            return own
        try:
            return "".join(clean_line(urljoin(self._base, reference)).split())
        except ValueError:  # no address at all, such as http://[
            return own

    @cached_property
    def _base(self) -> str:
        """What addresses on this page are relative to. Raises ValueError where it is no address."""
        base = self.document.css_first("base[href]")
        return self.url if base is None else urljoin(self.url, base.attributes["href"] or "")

    @property
    def login_form(self) -> Form | None:
        """The form that signs in: a password, a name beside it, and no second password."""
        for form in self.forms:
            passwords = [field for field in form.fields if field.kind == "password"]
            names = {field.name for field in form.fields}
            action = form.field("action")
            if len(passwords) == 1 and (
                (action is not None and action.value == "login") or names & {"username", "email", "login"}
            ):
                return form
        return None

    @property
    def code_form(self) -> Form | None:
        """The form that asks for the second factor. A link to sign out beside it proves nothing."""
        at_home = _SECOND_FACTOR.search(self.url) is not None
        for form in self.forms:
            code, make = find_code_field(form), form.field("make")
            if code is None or form.has("subject") or form.has("body"):
                continue
            if any(field.kind == "password" and field.name != code for field in form.fields):
                continue
            if _SETS_UP.search(form.action or self.url):
                continue
            certain = at_home or _SECOND_FACTOR.search(form.action) or (make and make.value == "submit")
            if certain or (code == "code" and len(form.fields) <= 8 and not self.leads_out):
                return form
        return None

    @property
    def sends_codes(self) -> bool:
        """Whether the second-factor page has a way to have a code sent, by mail or SMS."""
        return "resend" in self.answer.text

    @property
    def code_was_sent(self) -> bool:
        """Whether the second-factor page says that a code is under way."""
        return self.document.css_first('[data-resend="1"]') is not None

    @property
    def ticket_form(self) -> Form | None:
        """The form for a new ticket."""
        by_id = [form for form in self.forms if form.id == "ticketsform"]
        by_make = [form for form in self.forms if ("make", "addticket") in form.untouched]
        by_shape = [form for form in self.forms if form.has("dept_id", "subject", "body")]
        return next(iter([*by_id, *by_make, *by_shape]), None)

    @property
    def reply_form(self) -> Form | None:
        """The form for a reply."""
        by_id = [form for form in self.forms if form.id == "replyform" and not form.has("make")]
        return self.make_form("addreply") or next(iter(by_id), None)

    def make_form(self, make: str) -> Form | None:
        """Return the form whose hidden `make` has that value."""
        return next((form for form in self.forms if ("make", make) in form.untouched), None)

    def find_make_link(self, make: str, number: str) -> str | None:
        """Return the address of a link that does to a ticket what `make` says, as some themes have it.

        What somebody wrote in a message is no such link.
        """
        for found, address, link in self.ticket_links():
            written = "://" in link.text() or any(
                re.fullmatch("[rt][0-9]*", above.attributes.get("id") or "") for above in list_ancestors(link)
            )
            if found == number and not written and re.search(rf"[?&/]make={make}(?![^&#])", address):
                return address
        return None

    def can_make(self, make: str, number: str) -> bool:
        """Return whether the page has a form, or a link to the ticket, whose `make` has that value."""
        return self.make_form(make) is not None or self.find_make_link(make, number) is not None

    @property
    def leads_out(self) -> bool:
        """Whether it has a link to sign out, which only those see who are signed in."""
        return self.sign_out_link is not None

    @property
    def sign_out_link(self) -> str | None:
        """The address of the link to sign out; newer versions have the anti-forgery token in it."""
        links = (link.attributes.get("href") or "" for link in self.document.css("a[href]"))
        return next(
            (href for href in links if "action=logout" in href or href.rstrip("/").endswith("/logout")), None
        )

    @property
    def needs_browser(self) -> bool:
        """Whether it asks for a second factor that is no code, such as a passkey, or is to be set up."""
        return self.code_form is None and _SECOND_FACTOR.search(self.url) is not None

    @property
    def signed_out(self) -> bool:
        """Whether the portal shows this page to who is not signed in."""
        if self.code_form is not None:
            return True
        guest = self.ticket_form
        if guest is not None:
            # An account without a first name, such as a company's, is asked for a name as a guest is.
            return not self.leads_out and any(
                field.name in {"client_name", "client_email"} and field.kind != "hidden"
                for field in guest.fields
            )
        return self.login_form is not None and not self.leads_out

    @property
    def is_cut(self) -> bool:
        """Whether the page ends before its own end, as one does whose transfer broke off."""
        text = self.answer.text.lower()
        return self.ends_in_table or ("<html" in text and "</html" not in text)

    @property
    def ends_in_table(self) -> bool:
        """Whether a table of the page has no end: it may have had more rows."""
        text = self.answer.text.lower()
        return text.count("<table") > text.count("</table")

    @property
    def foreign(self) -> bool:
        """Whether nothing on the page belongs to a portal: no form to fill in, and no way into it or out."""
        links = (link.attributes.get("href") or "" for link in self.document.css("a[href]"))
        return not self.forms and not any(_OF_A_PORTAL.search(link) for link in links)

    def make_error(self, sentence: str, **values: str) -> PortalError:
        """Return the error for this page in place of another one: a sentence with `title` and `values`."""
        return PortalError(
            sentence.format(title=self.title, **values),
            _("Open it in a browser: {url}").format(url=self.url),
        )

    @property
    def turned_away(self) -> bool:
        """Whether this, as the answer to a form, says for certain that the form was not taken.

        A portal sends an ended session to the sign-in page. It may also take the form, send its owner on to
        the ticket, and find only there that the session has ended: that is not certain.
        """
        if not self.signed_out or self.answer.moved > 1:
            return False
        on_tickets = "tickets" in self.url and "action=new" not in self.url and "tickets/new" not in self.url
        return self.answer.moved == 0 or not on_tickets

    @property
    def messages(self) -> tuple[str, ...]:
        """Return what the page says in its message boxes, or tells a script to say. See `read_messages`."""
        return read_messages(self.document)

    @property
    def script_headers(self) -> dict[str, str]:
        """The headers that the portal's own scripts send from this page, with its anti-forgery token."""
        headers = {"Referer": self.url, "X-Requested-With": "XMLHttpRequest"}  # data
        token = self.document.css_first("meta[name=csrf-token]")
        value = clean_line(token.attributes.get("content") or "") if token is not None else ""
        return headers | ({"X-CSRF-Token": value} if value else {})

    @property
    def title(self) -> str:
        """The page's title, for messages about pages nobody expected."""
        node = self.document.css_first("title") or self.document.css_first("h1")
        return clean_line(node.text()[:1000])[:80] if node is not None else ""

    def list_form_choices(self) -> list[dict[str, str]]:
        """Return the parameters of the links that lead on to the form for a new ticket, each once.

        Some themes ask for the department first, and show the form behind that.
        """
        links = self.document.css("a[href]")
        chosen = [parse_form_address(link.attributes.get("href") or "") for link in links]
        return [one for index, one in enumerate(chosen) if one and one not in chosen[:index]]

    def ticket_links(self) -> list[tuple[str, str, LexborNode]]:
        """Return links that show a ticket: its number, the full address, the link itself."""
        found = []
        for link in self.document.css("a[href]"):
            href = link.attributes.get("href") or ""
            number = parse_viewed_number(href)
            if number:
                found.append((number, self.absolute(href), link))
        return found


def find_code_field(form: Form) -> str | None:
    """Return the name of the field for a second factor in a form."""
    fields = (field for name in _CODES for field in form.list_named(name))
    return next((field.name for field in fields if field.kind != "hidden"), None)


def parse_form_address(href: str) -> dict[str, str]:
    """Return the parameters by which a link chooses what a new ticket is about; none for another link."""
    pretty = _NEW.search(href)
    if pretty:
        return dict(parse_qsl(pretty[1]))
    query = query_of(href)
    if query.pop("cmd", None) == ["tickets"] and query.pop("action", None) == ["new"]:
        return {name: values[-1] for name, values in query.items()}
    return {}


def is_list_address(url: str) -> bool:
    """Return whether an address is that of the list of tickets, however it is written."""
    query = query_of(url)
    if "cmd" in query:
        return query["cmd"] == ["tickets"] and query.get("action", ["default"]) == ["default"]
    return _LIST.search(url) is not None


def parse_viewed_number(href: str) -> str | None:
    """Return the number of the ticket that a link shows: pretty, or with ?cmd=tickets&action=view&num=."""
    pretty = _VIEW.search(href)
    query = query_of(href)
    number = None
    if pretty:
        number = unquote(pretty[1])
    elif query.get("cmd") == ["tickets"] and query.get("action") == ["view"]:
        number = query.get("num", [""])[0]
    return number if number and _NUMBER.fullmatch(number) else None


def parse_download_id(href: str) -> str | None:
    """Return the id of the attachment that a link fetches, however the address is written."""
    if DOWNLOAD.search(href) is None:
        return None
    found = re.search(r"[?&/]id=([^&#]+)", href)
    return clean_line(unquote(found[1])) or None if found else None


def query_of(href: str) -> dict[str, list[str]]:
    """Return the parameters of a link; none of what is no link."""
    try:
        return parse_qs(urlsplit(href).query)
    except ValueError:
        return {}
