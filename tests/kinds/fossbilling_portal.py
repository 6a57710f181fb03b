"""`FossBilling`: a double of a FOSSBilling 0.8 portal on a loopback socket, written from the document alone.

    with FossBilling() as portal:
        ...  # a client talks to portal.url
        assert [ticket.subject for ticket in portal.tickets] == ["..."]

Its oddities are those of the real one: refusals come with status 200, a GET writes as a POST does, a ticket
whose message the database does not take is stored without it, and ten sign-ins an hour are the most.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import threading
import time
from typing import Any
from urllib.parse import parse_qsl

from tests.contract.wire import Request, Response, Served, Server
from tests.kinds.fossbilling_store import DESKS, EMAIL, Refused, Store, Ticket, number_of

PASSWORD = "fossbilling-customer"
SIGN_INS = 10  # an hour, refused ones counted


class FossBilling(Served):
    """A running portal. `key` is the customer's API key, None until one was made."""

    username, password = EMAIL, PASSWORD

    def __init__(self, *, can_reopen: bool = True, key: str | None = "k" * 32) -> None:
        self.key = key
        self.store = Store(can_reopen=can_reopen)
        self.requests: list[Request] = []
        self.sign_ins: list[float] = []
        self._tokens: dict[str, str] = {}  # the CSRF token that a page gave a session
        self._signed: set[str] = set()
        self._lock = threading.Lock()
        self.server = Server(self._handle)
        self.url = f"http://127.0.0.1:{self.server.port}"

    # -- what others do at the portal ---------------------------------------------------------------

    @property
    def tickets(self) -> list[Ticket]:
        """Every stored ticket, oldest first."""
        with self._lock:
            return list(self.store.tickets)

    def calls(self, name: str) -> int:
        """How often a call was made, such as "support/ticket_create"."""
        return sum(request.path.endswith("/" + name) for request in list(self.requests))

    def add_ticket(self, subject: str, content: str, *, client: int = 1) -> Ticket:
        """A ticket that is there already."""
        with self._lock:
            return self.store.create(client, 1, subject, content)

    def add_staff_reply(self, number: str, content: str) -> None:
        """The staff answers, which puts the ticket on hold until the customer does."""
        with self._lock:
            ticket = self.store.find(number, client=None)
            self.store.add(ticket, content, staff=True)
            ticket.status = "on_hold"

    # -- requests -----------------------------------------------------------------------------------

    def _handle(self, request: Request) -> Response:
        with self._lock:
            self.requests.append(request)
            session = request.cookie("PHPSESSID") or secrets.token_hex(16)
            if not request.path.startswith("/api/"):
                answer = self._page(request, session)
            elif request.path == "/api/guest/client/login" and "x-requested-with" not in request.headers:
                answer = Response(302, b"", [("Location", "/login")])
            else:
                try:
                    answer = _envelope(self._call(request, session), None, 200)
                except Refused as error:
                    answer = _envelope(None, {"message": str(error), "code": error.code}, error.status)
                    if error.status == 429:
                        answer.headers.append(("Retry-After", "3419"))
            answer.headers.append(("Set-Cookie", f"PHPSESSID={session}; path=/; HttpOnly"))
            return answer

    def _page(self, request: Request, session: str) -> Response:
        """A page of the client area, which gives the session its CSRF token."""
        token = self._tokens.setdefault(session, secrets.token_hex(16))
        headers = [("Content-Type", "text/html; charset=utf-8")]
        headers += [("Set-Cookie", f"csrf_token={token}; path=/")]
        body = b"<!DOCTYPE html><html><head><title>Client Area</title></head><body>Welcome</body></html>"
        return Response(200 if request.path in ("/", "/support", "/login") else 404, body, headers)

    def _call(self, request: Request, session: str) -> Any:
        role, _, call = request.path.removeprefix("/api/").strip("/").partition("/")
        values = _values(request)
        if role == "guest":
            return self._guest(call, values, session)
        if role != "client":
            raise Refused(f"Unknown API call {role}", 879, 400)
        client = self._who(request, values)
        found = getattr(self, "_" + call.replace("/", "__"), None)
        if found is None:
            raise Refused(f"API call {call} does not exist in module", 740, 404)
        return found(client, values)

    def _who(self, request: Request, values: dict[str, Any]) -> int:
        """The customer whose key or session this is."""
        given = request.headers.get("authorization", "")
        if given.lower().startswith("basic "):
            try:
                name, _, key = base64.b64decode(given[6:]).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                raise Refused("Authentication Failed", 201, 401) from None
            if name != "client":
                raise Refused("Authentication Failed", 201, 401)
            if self.key is None or key != self.key:
                raise Refused("Authentication Failed", 204, 401)
            return 1
        session = request.cookie("PHPSESSID")
        if session not in self._signed:
            raise Refused("Client is not logged in", 201, 401)
        token = request.headers.get("x-csrf-token") or values.get("CSRFToken")
        if not token or token != self._tokens.get(session):
            raise Refused("CSRF token invalid", 403, 403)
        return 1

    def _guest(self, call: str, values: dict[str, Any], session: str) -> Any:
        if call == "system/company":
            return {"name": "Example Hosting", "signature": "Thank you\nFOSSBilling.org - Client Management"}
        if call != "client/login":
            raise Refused(f"Unknown API call {call}", 879, 400)
        moment = time.monotonic()
        self.sign_ins = [one for one in self.sign_ins if moment - one < 3600]
        if len(self.sign_ins) >= SIGN_INS:
            raise Refused("Rate limit exceeded. Please try again later.", 429, 429)
        self.sign_ins.append(moment)
        if (values.get("email"), values.get("password")) != (EMAIL, PASSWORD):
            raise Refused("Please check your login details.", 401)
        self._signed.add(session)
        return {"id": 1, "email": EMAIL, "name": "Hanako Yamada", "role": "client"}

    # -- the calls of a customer --------------------------------------------------------------------

    def _profile__get(self, client: int, values: dict[str, Any]) -> Any:
        names = {"first_name": "Hanako", "last_name": "Yamada", "company": "Example K.K."}
        return {"id": client, "email": EMAIL, **names, "lang": None, "timezone": None}

    def _profile__api_key_get(self, client: int, values: dict[str, Any]) -> Any:
        return self.key

    def _profile__api_key_reset(self, client: int, values: dict[str, Any]) -> Any:
        self.key = secrets.token_hex(16)
        return self.key

    def _profile__logout(self, client: int, values: dict[str, Any]) -> Any:
        self._signed.clear()
        return True

    def _support__helpdesk_get_pairs(self, client: int, values: dict[str, Any]) -> Any:
        return {str(key): name for key, name in DESKS.items()}

    def _order__get_list(self, client: int, values: dict[str, Any]) -> Any:
        one = {"id": 7, "title": "VPS 2 GB", "status": "active", "service_type": "custom"}
        return {"pages": 1, "page": 1, "per_page": 100, "total": 1, "list": [one]}

    def _support__ticket_get_list(self, client: int, values: dict[str, Any]) -> Any:
        page, per_page = number_of(values.get("page", 1)), min(number_of(values.get("per_page", 100)), 500)
        mine = [ticket for ticket in reversed(self.store.tickets) if ticket.client == client]
        shown = mine[(page - 1) * per_page : page * per_page]
        counts = {"pages": -(-len(mine) // per_page), "page": page, "per_page": per_page, "total": len(mine)}
        return {**counts, "list": [self.store.shape(ticket) for ticket in shown]}

    def _support__ticket_get(self, client: int, values: dict[str, Any]) -> Any:
        return self.store.shape(self.store.find(values.get("id"), client=client))

    def _support__ticket_create(self, client: int, values: dict[str, Any]) -> Any:
        for name in ("support_helpdesk_id", "subject", "content"):
            if not values.get(name):
                raise Refused(f"{name} is missing")
        desk = number_of(values["support_helpdesk_id"])
        if desk not in DESKS:
            raise Refused("Helpdesk invalid")
        order = number_of(values["rel_id"]) if values.get("rel_type") == "order" else None
        return self.store.create(client, desk, str(values["subject"]), str(values["content"]), order).id

    def _support__ticket_reply(self, client: int, values: dict[str, Any]) -> Any:
        ticket = self.store.find(values.get("id"), client=client)
        if not values.get("content"):
            raise Refused("content is missing")
        if ticket.status == "closed" and not self.store.can_reopen:
            raise Refused("Ticket cannot be reopened.")
        self.store.add(ticket, str(values["content"]))
        ticket.status = "open"
        return True

    def _support__ticket_close(self, client: int, values: dict[str, Any]) -> Any:
        self.store.find(values.get("id"), client=client).status = "closed"
        return True


def _values(request: Request) -> dict[str, Any]:
    """What a call is given: the query and the body are one and the same, whatever the method."""
    values: dict[str, Any] = dict(request.query)
    if request.headers.get("content-type", "").startswith("application/json") and request.body:
        try:
            values |= json.loads(request.body)
        except ValueError:
            raise Refused("Malformed JSON", 400) from None
    elif request.body:
        values |= dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    return values


def _envelope(result: Any, error: dict[str, Any] | None, status: int) -> Response:
    """An answer as PHP writes it: ASCII, the signs of HTML escaped."""
    body = json.dumps({"result": result, "error": error})
    for sign in "<>&'":
        body = body.replace(sign, f"\\u{ord(sign):04X}")
    return Response(status, body.encode(), [("Content-Type", "application/json; charset=utf-8")])
