"""The User API: JSON under ``/api``, as one function from a call to an answer.

Errors come in HTTP 200, but for 401 (who are you?) and 404 (no such call). Values come out of the
database as PHP gets them from MySQL: numbers are strings.
"""

from __future__ import annotations

import base64
import binascii
import re

from ticketcli.sandbox import accounts, api_sign_in, api_tickets, staff
from ticketcli.sandbox.api_call import Answer, Call, Context, Handler, make_error
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store


def answer(store: Store, settings: Settings, call: Call) -> Answer:
    for method, pattern, open_to_all, handler in CALLS:
        match = re.fullmatch(pattern, call.path.strip("/"))
        if match is None or method != call.method:
            continue
        with store.open() as db:
            context = _identify(Context(db, store, settings), call.authorization)
            if context.client is None and not open_to_all:
                return make_error("Unauthorized", status=401)
            staff.answer_due(db, store.now(), settings.staff_after)
            reply = handler(context, call, match.group(1) if match.groups() else "")
        if settings.api_envelope and "error" not in reply.payload:
            return Answer({"data": reply.payload}, reply.status, reply.file)
        return reply
    return make_error("Not found", status=404)


def _identify(context: Context, authorization: str) -> Context:
    scheme, _, value = authorization.partition(" ")
    db, now = context.db, context.store.clock()
    if scheme.lower() == "bearer":
        row = accounts.find_token(db, value.strip(), ("access", "personal"), now)
        if row is not None:
            client = accounts.find_client(db, row["client_id"])
            return Context(
                db, context.store, context.settings, client, value.strip(), row["kind"] == "personal"
            )
    elif scheme.lower() == "basic" and context.settings.basic:
        try:
            email, _, password = base64.b64decode(value).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return context
        client = accounts.find_client_by_password(db, email, password)
        if client is not None and not client["second_factor"]:
            return Context(db, context.store, context.settings, client)
    return context


CALLS: tuple[tuple[str, str, bool, Handler], ...] = (
    # method, path, open to everybody, what answers
    ("POST", "login", True, api_sign_in.log_in),
    ("POST", "token", True, api_sign_in.refresh),
    ("POST", "logout", False, api_sign_in.log_out),
    ("POST", "revoke", True, api_sign_in.revoke),
    ("GET", "details", False, api_sign_in.get_details),
    ("GET", "tokens", False, api_sign_in.list_tokens),
    ("POST", "tokens", False, api_sign_in.create_token),
    ("DELETE", r"tokens/(\d+)", False, api_sign_in.drop_token),
    ("GET", "ticket/departments", False, api_tickets.list_departments),
    ("GET", "tickets", False, api_tickets.list_page),
    ("POST", "tickets", False, api_tickets.create),
    ("GET", r"tickets/(\w+)", False, api_tickets.show),
    ("POST", r"tickets/(\w+)", False, api_tickets.reply),
    ("PUT", r"tickets/(\w+)/close", False, api_tickets.close),
    ("PUT", r"tickets/(\w+)/open", False, api_tickets.reopen),
    ("GET", r"ticket/attachment/([\w.-]+)", False, api_tickets.download),
    ("GET", "service", False, api_tickets.list_services),
    ("GET", r"service/(\d+)", False, api_tickets.get_service),
)
