"""`Portal`: an independent double of a HostBill portal, on a real loopback socket.

    with Portal(Quirks(envelope="data")) as portal:
        ...  # a client talks to portal.url
        assert [ticket.subject for ticket in portal.tickets] == ["..."]

Requests are known by their route, however the address was written: "GET api/tickets", "PUT
api/tickets/123456/close", "GET web/tickets", "POST web/tickets/new", "POST web/tickets/view", "POST
web/tickets/handleupload", "GET web/login", "POST web/mfa/verify".

The double is a reading of hostbill.md of its own, so that the client is not written to one double's habits.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from tests.contract.account import CAPTCHA, CODE, PASSWORD, USERNAME, Account
from tests.contract.addresses import Links, read_address
from tests.contract.api import Api
from tests.contract.faults import Faults
from tests.contract.php import read_form
from tests.contract.quirks import Quirks
from tests.contract.records import Fault
from tests.contract.store import Attachment, Message, Store, Ticket
from tests.contract.web import Web
from tests.contract.wire import Request, Response, Served, Server

CLIENT = {"en": "Taro Yamada", "ja": "太郎 山田", "zh": "小明 王"}
STAFF = {"en": "Support O'Neill", "ja": "サポート担当", "zh": "客服人員"}

__all__ = ["Attachment", "Fault", "Message", "Portal", "Quirks", "Request", "Ticket"]


class Portal(Served):
    """A running portal. `pat` is a personal access token that is valid from the start."""

    username = USERNAME
    password = PASSWORD
    code = CODE
    captcha = CAPTCHA

    def __init__(self, quirks: Quirks | None = None) -> None:
        self.quirks = quirks or Quirks()
        self.client = CLIENT[self.quirks.language]
        self.staff = STAFF[self.quirks.language]
        self.requests: list[Request] = []
        self.store = Store(self.quirks)
        self.account = Account(self.quirks, self.store)
        self.pat = self.account.new_personal("laptop").token
        self.server = Server(self.handle)
        self.url = f"http://127.0.0.1:{self.server.port}{self.quirks.folder}"
        self.links = Links(self.quirks, self.url)
        self.web = Web(self.quirks, self.store, self.account, self.client, self.links)
        self.api = Api(self.quirks, self.store, self.account, self.client)
        self.faults = Faults(self.quirks.faults, self.web.sessions)

    # What is stored, and what was asked

    @property
    def tickets(self) -> list[Ticket]:
        """Every stored ticket, oldest first."""
        with self.store.lock:
            return list(self.store.tickets)

    @property
    def replies(self) -> list[Message]:
        """Every reply to a ticket, in the tickets' order; `number` is the ticket's, `staff` tells who."""
        return [reply for ticket in self.tickets for reply in ticket.messages[1:]]

    @property
    def writes(self) -> list[Request]:
        """The requests that change something at the portal: no reads, no signing in or out."""
        free = ("api/login", "api/token", "api/logout", "api/revoke", "web/login*", "web/mfa*")
        return [
            one
            for one in list(self.requests)
            if one.method not in ("GET", "HEAD")
            and not any(fnmatchcase(one.route.partition(" ")[2], route) for route in free)
            and one.form.get("action") != "login"
        ]

    def seen(self, route: str) -> list[Request]:
        """The requests whose route matches a glob, such as "POST api/tickets" or "* web/tickets/new"."""
        return [one for one in list(self.requests) if fnmatchcase(one.route, route)]

    def ticket(self, number: str) -> Ticket:
        found = self.store.ticket(number)
        if found is None:
            raise KeyError(number)
        return found

    def view_url(self, number: str) -> str:
        return self.links.view(number)

    # What others do at the portal

    def add_ticket(
        self,
        subject: str = "Server does not answer",
        body: str = "It is down since this morning.",
        *,
        dept_id: str = "",
        status: str = "Open",
        messages: Iterable[str | Message] = (),
        attachments: Iterable[tuple[str, bytes]] = (),
        date: str = "",
        encrypted: bool = False,
        priority: str = "1",
        cc: Iterable[str] = (),
        unread: bool = False,
    ) -> Ticket:
        """A ticket that the account had before. A plain string in `messages` is a staff's HTML answer."""
        with self.store.lock:
            opening = Message(body, name=self.client, email=self.username, date=date, encrypted=encrypted)
            opening.attachments = [self.store.attachment(name, content) for name, content in attachments]
            dept_id = dept_id or self.quirks.departments[0].id
            ticket = self.store.create(dept_id=dept_id, subject=subject, opening=opening, via="test")
            ticket.cc = list(cc)
            for message in messages:
                if isinstance(message, str):
                    message = Message(message, staff=True)
                self.add_message(ticket, message)
            ticket.status, ticket.priority, ticket.unread = status, priority, unread
            return ticket

    def add_staff_reply(
        self, number: str, html: str, *, attachments: Iterable[tuple[str, bytes]] = (), date: str = ""
    ) -> Message:
        """A staff member answers; the ticket becomes Answered and unread."""
        with self.store.lock:
            message = Message(html, staff=True, date=date)
            message.attachments = [self.store.attachment(name, content) for name, content in attachments]
            return self.add_message(self.ticket(number), message)

    def add_message(self, ticket: Ticket, message: Message) -> Message:
        message.name = message.name or (self.staff if message.staff else self.client)
        message.email = message.email or ("" if message.staff else self.username)
        return self.store.reply(ticket, message, "test")

    def end_sessions(self) -> None:
        """Every web session ends now."""
        with self.store.lock:
            self.web.sessions.end_all()

    def revoke_personal_tokens(self) -> None:
        """No personal access token is good any longer."""
        with self.store.lock:
            self.account.personal.clear()

    def expire_tokens(self) -> None:
        """Every access token runs out now; refresh and personal tokens live on."""
        with self.store.lock:
            self.account.access.clear()

    def fail(self, on: Fault) -> None:
        """One more fault from now on."""
        with self.store.lock:
            self.faults.add(on)

    # Answering

    def handle(self, request: Request) -> Response:
        with self.store.lock:
            folder = self.quirks.folder
            path = request.path.removeprefix(folder) if request.path.startswith(folder) else ""
            is_api = path == "/api" or path.startswith("/api/")
            named = path.removeprefix("/api").strip("/")
            address = read_address(request, path)
            request.route = f"{request.method} {f'api/{named}' if is_api else address.route}"
            request.form = read_form(
                request.headers.get("content-type", ""),
                request.body,
                post_max_size=self.quirks.post_max_size,
            )
            self.requests.append(request)
            fault = self.faults.meet(request.route)
            response = self.faults.before(fault)
            if response is None:
                response = self.answer_api(request, named) if is_api else self.web.answer(request, address)
                response = self.faults.after(fault, response)
            request.status = 0 if response.breaks in ("close", "reset", "hang") else response.status
            return response

    def answer_api(self, request: Request, named: str) -> Response:
        instead = any(fnmatchcase(request.route, route) for route in self.quirks.html_instead)
        if self.quirks.api == "404-html":
            return self.web.missing()
        if self.quirks.api == "200-html" or instead:
            return self.web.layout.page(self.web.sessions.start(), "<h1>Client Portal</h1>")
        return self.api.answer(request, named)
