"""The client area: which page a request gets."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from urllib.parse import urlencode

from tests.contract import plugins
from tests.contract.account import Account
from tests.contract.addresses import Address, Links
from tests.contract.downloads import download
from tests.contract.layout import Layout, e
from tests.contract.posting import Posting
from tests.contract.quirks import Quirks
from tests.contract.sessions import Session, Sessions
from tests.contract.signin import SignIn
from tests.contract.store import Store, Ticket
from tests.contract.swagger import document
from tests.contract.views import Views
from tests.contract.wire import Request, Response

# The smallest GIF there is: what the picture shows is only known to `account.CAPTCHA`.
GIF = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")


class Web:
    def __init__(self, quirks: Quirks, store: Store, account: Account, client: str, links: Links) -> None:
        self.quirks, self.store, self.links = quirks, store, links
        self.sessions = Sessions(quirks, store)
        self.layout = Layout(quirks, store, links, self.sessions)
        self.signin = SignIn(self.layout, account)
        self.posting = Posting(self.layout, account, client)
        self.views = Views(self.layout)

    def answer(self, request: Request, address: Address) -> Response:
        if not self.is_page(address):
            return self.missing()
        if address.cmd == "userapi" and address.action == "swagger":
            return self.swagger()
        if address.cmd == "root" and address.action == "captcha":
            return Response(200, GIF, [("Content-Type", "image/gif")])
        session = self.sessions.of(request)
        session, response = self.dispatch(session, request, address)
        return self.sessions.keep(session, request, response)

    def is_page(self, address: Address) -> bool:
        """Pretty addresses are pages only where the web server rewrites them."""
        if not address.pretty or self.quirks.urls == "pretty" or self.quirks.to_pretty:
            return True
        return self.quirks.urls != "query" or address.cmd == "clientarea"

    def missing(self) -> Response:
        body = b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"
        return Response(404, body, [("Content-Type", "text/html")])

    def swagger(self) -> Response:
        if self.quirks.api == "404-html" or self.quirks.swagger == "404-html":
            return self.missing()
        if self.quirks.api != "on" or self.quirks.swagger == "200-html":
            return self.layout.page(self.sessions.start(), "<h1>Client Portal</h1>")
        text = json.dumps(document(self.quirks, self.links.base.partition("://")[2]))
        return Response(200, text.encode(), [("Content-Type", "application/json")])

    def dispatch(self, session: Session, request: Request, address: Address) -> tuple[Session, Response]:
        posted = request.method == "POST"
        if posted and session.stage != "in" and self.is_login(request, address):
            return self.signin.submit(session, request)
        if address.cmd == "" and address.action == "logout":
            return self.sessions.renew(session, "out"), self.layout.redirect(self.links.to())
        if session.stage == "code":
            if posted and address.cmd == "mfa":
                return self.signin.verify(session, request)
            if address.cmd == "mfa":
                return session, self.signin.code_page(session)
            return session, self.layout.redirect(self.links.to("mfa"))
        if session.stage == "in":
            request.user = "session"
            return self.signed_in(session, request, address)
        if address.cmd == ("clientarea" if self.quirks.login_at == "clientarea" else "login"):
            return session, self.signin.page(session)
        if address.cmd in ("", "login"):
            return session, self.home(session)
        if (address.cmd, address.action) == ("tickets", "new") and self.quirks.guest_form:
            return self.new(session, request)
        return self.signin.demand(session, request)

    def is_login(self, request: Request, address: Address) -> bool:
        """Whether a POST is a login form's, sent to where that form says."""
        here = self.quirks.login_action == "empty" and (
            self.quirks.login_at == "inline" or address.cmd == "clientarea"
        )
        return request.form.get("action") == "login" and (here or address.cmd == "login")

    def has_pretty(self, address: Address) -> bool:
        return not address.pretty and address.cmd != "" and address.action != "download"

    def pretty(self, address: Address) -> str:
        """The pretty address of a page that was asked for by ?cmd=."""
        parts = (self.links.root, address.cmd, address.action, address.params.get("num"))
        query = urlencode({name: value for name, value in address.params.items() if name != "num"})
        return "/".join(part for part in parts if part) + "/" + (f"?{query}" if query else "")

    def signed_in(self, session: Session, request: Request, address: Address) -> tuple[Session, Response]:
        if request.method == "GET" and self.quirks.to_pretty and self.has_pretty(address):
            return session, self.layout.redirect(self.pretty(address))
        if address.cmd == "ticket_related_client_service":
            return session, plugins.choices(self.quirks, address.action)
        if address.action == "download" and address.cmd in ("tickets", ""):
            return session, self.download(session, request, address)
        if address.cmd != "tickets":
            return session, self.home(session)
        if address.action == "handleupload":
            return self.upload(session, request)
        if address.action == "new":
            return self.new(session, request)
        if address.action == "view":
            return self.view(session, request, address)
        return session, self.list(session, request, address)

    def home(self, session: Session) -> Response:
        name = "clientarea" if session.stage == "in" else "home"
        return self.layout.page(session, f'<h1>Client Portal</h1><div class="{name}"></div>')

    def refused(self, session: Session, page: Response) -> tuple[Session, Response]:
        """A POST without a good token."""
        if self.quirks.token_refusal == "403":
            return session, self.layout.page(session, "<h1>403</h1>", status=403)
        if self.quirks.token_refusal == "login":
            return self.sessions.renew(session, "out"), self.layout.redirect(self.links.login())
        return session, page

    # Pages

    def new(self, session: Session, request: Request) -> tuple[Session, Response]:
        if request.method != "POST" or request.form.get("make") != "addticket":
            return session, self.posting.show(session)
        if self.quirks.form_token and not self.sessions.accepts(session, request):
            page = self.posting.show(session, request.form, [self.layout.words["bad_token"]])
            return self.refused(session, page)
        return session, self.posting.create(session, request)

    def upload(self, session: Session, request: Request) -> tuple[Session, Response]:
        if self.quirks.attach not in ("fileupload", "form") or request.method != "POST":
            return session, self.missing()
        if self.quirks.upload_wants_token and not self.sessions.accepts(session, request, spend=False):
            page = self.layout.page(session, self.layout.messages([self.layout.words["bad_token"]]))
            return self.refused(session, page)
        return session, self.posting.upload(session, request)

    def view(self, session: Session, request: Request, address: Address) -> tuple[Session, Response]:
        ticket = self.store.ticket(address.params.get("num", ""))
        if ticket is None or ticket.guest:
            if self.quirks.missing_ticket == "404":
                return session, self.missing()
            home = self.quirks.missing_ticket == "home"
            return session, self.layout.redirect(self.links.to("" if home else "tickets"))
        messages: list[str] = []
        if request.method == "POST" and request.form.fields:
            if not self.sessions.accepts(session, request):
                text = self.views.ticket(session, ticket, [self.layout.words["bad_token"]])
                return self.refused(session, self.layout.page(session, text))
            messages = self.change(session, request, ticket)
            if not messages and self.quirks.after_reply == "redirect":
                return session, self.layout.redirect(self.links.view(ticket.number))
        ticket.unread = False
        return session, self.layout.page(session, self.views.ticket(session, ticket, messages))

    def change(self, session: Session, request: Request, ticket: Ticket) -> list[str]:
        make = request.form.get("make")
        if make == "addreply":
            return self.posting.reply(session, request, ticket)
        if make == "closeticket":
            if not self.quirks.close_button:
                return [self.layout.words["cannot_close"]]
            self.close(ticket)
        if make == "reopen" and ticket.status == "Closed":
            ticket.status = "Open"
        return []

    def close(self, ticket: Ticket) -> None:
        """ "What was encrypted is removed from the ticket when it is closed (a notice with the date stands in
        its place)"."""
        ticket.status = "Closed"
        for message in ticket.messages:
            if message.encrypted:
                message.body = self.layout.words["removed"].format(date=self.store.now()[:10])

    def list(self, session: Session, request: Request, address: Address) -> Response:
        tickets = self.store.listed()
        order = address.params.get("orderby", "")
        if order.startswith("subject|"):
            tickets.sort(key=lambda ticket: ticket.subject, reverse=order.endswith("DESC"))
        if order.startswith("date|"):
            tickets.sort(key=lambda ticket: (ticket.date, int(ticket.id)), reverse=order.endswith("DESC"))
        status = address.params.get("filter[status]", "")
        if status and status != "all":
            tickets = [ticket for ticket in tickets if fnmatchcase(ticket.status, status)]
        script = request.method == "POST" and request.form.get("layer") == "ajax"
        size = self.quirks.list_page_size or max(1, len(tickets))
        asked = request.form.get("page") if script else address.params.get("page", "")
        if self.quirks.pager != "links" and not script:
            asked = ""
        pages = -(-len(tickets) // size)
        at = int(asked) if asked.isdigit() else 0
        if at >= pages and self.quirks.page_end == "repeat":
            at = max(0, pages - 1)
        shown = tickets[at * size : (at + 1) * size]
        if not script:
            return self.layout.page(session, self.views.list(session, shown, pages, at))
        if self.quirks.pager_wants_token and request.headers.get("x-csrf-token") not in session.tokens:
            return self.layout.page(session, self.layout.messages([self.layout.words["bad_token"]]))
        text = '<!-- {"ERROR":[],"INFO":[]} -->\n' + self.views.rows(shown)
        return Response(200, text.encode(), [("Content-Type", "text/html; charset=utf-8")])

    def download(self, session: Session, request: Request, address: Address) -> Response:
        found = self.store.file(address.params.get("id", ""))
        if found is None:
            return self.layout.page(session, f"<h1>404</h1>{e('No such file')}", status=404)
        return download(self.quirks, request, found)
