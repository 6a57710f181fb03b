"""The User API under /api."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from tests.contract.account import Account
from tests.contract.api_shapes import Refusal, Shapes
from tests.contract.quirks import Quirks
from tests.contract.store import Message, Store, Ticket
from tests.contract.wire import Request, Response


class Api:
    def __init__(self, quirks: Quirks, store: Store, account: Account, client: str) -> None:
        self.quirks, self.store, self.account, self.client = quirks, store, account, client
        self.shapes = Shapes(quirks, store)

    def answer(self, request: Request, path: str) -> Response:
        """`path` is what follows /api, without slashes at its ends."""
        try:
            request.values = sent_values(request)
            if self.quirks.api == "disabled":
                raise Refusal("API disabled", 403)
            return self.dispatch(request, path)
        except Refusal as refusal:
            return self.shapes.error(refusal)

    def dispatch(self, request: Request, path: str) -> Response:
        if request.method == "POST" and path == "login" and self.quirks.login:
            values = request.values
            return self.shapes.answer(
                self.account.login(str(values.get("username", "")), str(values.get("password", "")))
            )
        if request.method == "POST" and path == "token" and self.quirks.login:
            return self.shapes.answer(self.account.renew(str(request.values.get("refresh_token", ""))))
        authorization = request.headers.get("authorization", "")
        found = self.find(request.method, path)
        if found is None:
            return self.shapes.json({"error": ["Method not found"]}, 404)
        request.user = self.account.signed_in(authorization)
        call, arguments = found
        return call(request, *arguments)

    def find(self, method: str, path: str) -> tuple[Callable[..., Response], tuple[str, ...]] | None:
        calls: list[tuple[str, str, Callable[..., Response]]] = [
            ("POST", "logout", self.logout),
            ("POST", "revoke", self.revoke),
            ("GET", "details", self.details),
            ("GET", "ticket/departments", self.departments),
            ("GET", "tickets", self.tickets),
            ("POST", "tickets", self.create),
            ("GET", "tickets/([^/]+)", self.show),
            ("POST", "tickets/([^/]+)", self.reply),
            ("PUT", "tickets/([^/]+)/close", self.close),
            ("PUT", "tickets/([^/]+)/open", self.open),
            ("GET", "ticket/attachment/([^/]+)", self.attachment),
            ("GET", "service", self.services),
            ("GET", "service/([^/]+)", self.service),
        ]
        if self.quirks.personal_tokens:
            calls += [
                ("GET", "tokens", self.tokens),
                ("POST", "tokens", self.new_token),
                ("DELETE", "tokens/([^/]+)", self.delete_token),
            ]
        for known, pattern, call in calls:
            match = re.fullmatch(pattern, path) if known == method else None
            if match:
                return call, match.groups()
        return None

    # Signing in

    def logout(self, request: Request) -> Response:
        self.account.logout(request.headers.get("authorization", ""))
        return self.shapes.answer({"status": True})

    def revoke(self, request: Request) -> Response:
        self.account.logout(request.headers.get("authorization", ""))
        self.account.refresh.discard(str(request.values.get("refresh_token", "")))
        return self.shapes.answer({"status": True})

    def tokens(self, request: Request) -> Response:
        records = [
            {"id": self.shapes.number(one.id), "name": one.name, "expires_at": one.expires_at or None}
            for one in self.account.personal
        ]
        return self.shapes.answer({"tokens": self.shapes.listing(records)})

    def new_token(self, request: Request) -> Response:
        values = request.values
        token = self.account.new_personal(str(values.get("name", "")), str(values.get("expires_at", "")))
        return self.shapes.answer({"id": self.shapes.number(token.id), "token": token.token})

    def delete_token(self, request: Request, identity: str) -> Response:
        kept = [one for one in self.account.personal if one.id != identity]
        if len(kept) == len(self.account.personal):
            raise Refusal("Token not found", 404)
        self.account.personal = kept
        return self.shapes.answer({"status": True})

    def details(self, request: Request) -> Response:
        first, _, last = self.client.partition(" ")
        client = {
            "id": self.shapes.number("77"),
            "email": self.account.username,
            "firstname": self.shapes.line(first),
            "lastname": self.shapes.line(last),
            "companyname": "",
            "lastlogin": self.store.now(),
        }
        return self.shapes.answer({"client": client})

    # Reading

    def departments(self, request: Request) -> Response:
        records = [
            {
                "id": self.shapes.number(one.id),
                "name": self.shapes.line(one.name),
                "description": one.description,
            }
            for one in self.quirks.departments
        ]
        return self.shapes.answer({"departments": self.shapes.listing(records)})

    def tickets(self, request: Request) -> Response:
        records = [self.shapes.ticket(ticket) for ticket in self.store.listed()]
        return self.page(request, "tickets", records)

    def services(self, request: Request) -> Response:
        return self.page(request, "services", [self.service_record(one.id) for one in self.quirks.services])

    def page(self, request: Request, key: str, records: list[dict[str, Any]]) -> Response:
        size, base = self.quirks.page_size, self.quirks.page_base
        payload: dict[str, Any] = {}
        if size:
            asked = request.arg("page")
            total = max(1, -(-len(records) // size))
            at = max(0, int(asked) - base) if asked.isdigit() else 0
            if at >= total and self.quirks.page_end == "repeat":
                at = total - 1
            records = records[at * size : (at + 1) * size]
            if self.quirks.page_meta:
                current, last = self.shapes.number(str(at + base)), self.shapes.number(str(total))
                payload["page"] = {"current": current, "total": last}
        payload[key] = self.shapes.listing(records)
        return self.shapes.answer(payload)

    def service(self, request: Request, identity: str) -> Response:
        return self.shapes.answer({"service": self.service_record(identity)})

    def service_record(self, identity: str) -> dict[str, Any]:
        for one in self.quirks.services:
            if one.id == identity:
                return {
                    "id": self.shapes.number(one.id),
                    "name": self.shapes.line(one.name),
                    "domain": one.domain,
                    "status": one.status,
                    "total": "12.00",
                    "next_due": "2027-01-01",
                    "category": self.shapes.line(one.category),
                }
        raise Refusal("Service not found", 404)

    def known(self, number: str) -> Ticket:
        ticket = self.store.ticket(number)
        if ticket is None or ticket.guest:
            raise Refusal("Ticket not found", 404)
        return ticket

    def show(self, request: Request, number: str) -> Response:
        ticket = self.known(number)
        ticket.unread = False
        return self.shapes.answer(
            {
                "ticket": self.shapes.ticket(ticket),
                "replies": self.shapes.replies(ticket),
                "attachments": self.shapes.attachments(ticket),
            }
        )

    def attachment(self, request: Request, file: str) -> Response:
        by = self.quirks.attachment_file
        found = self.store.file(file) if by != "filename" else None
        if found is None and by != "id":
            found = self.store.file(file, name=True)
        if found is None or self.quirks.attachment_answer == "refused":
            raise Refusal("Attachment not found", 404)
        headers = [("Content-Type", "application/octet-stream")]
        return Response(200, found.content, headers)

    # Writing

    def create(self, request: Request) -> Response:
        values = request.values
        subject, body = str(values.get("subject", "")), str(values.get("body", ""))
        dept_id = str(values.get("dept_id", ""))
        if not subject.strip():
            raise Refusal("Subject line cannot be empty")
        if not body.strip():
            raise Refusal("Support ticket message cannot be empty")
        if any(word in subject.lower() for word in self.quirks.blocked_subjects):
            raise Refusal("This ticket cannot be opened due to blocked subject")
        department = next((one for one in self.quirks.departments if one.id == dept_id), None)
        if department is None:
            raise Refusal("Selected department does not exist")
        extras = {name: values[name] for name in self.quirks.swagger_extras if name in values}
        files = decode_files(extras.get("attachments", {}))
        allowed = [one.lower() for one in self.quirks.extensions]
        if any(PurePosixPath(name).suffix.lower() not in allowed for name, _ in files):
            raise Refusal("File type is not allowed")
        opening = Message(body, name=self.client, email=self.account.username)
        opening.encrypted = str(extras.get("encrypt", "")).lower() in ("1", "true", "on")
        opening.attachments = [self.store.attachment(name, content) for name, content in files]
        ticket = self.store.create(dept_id=dept_id, subject=subject, opening=opening, via="api")
        ticket.cc = [part.strip() for part in str(extras.get("cc", "")).split(",") if part.strip()]
        if department.priority and str(extras.get("priority", "")) in ("0", "1", "2"):
            ticket.priority = str(extras["priority"])
        if any(one.id == str(extras.get("service_id", "")) for one in self.quirks.services):
            ticket.service = str(extras["service_id"])
        return self.shapes.answer(self.created(ticket))

    def created(self, ticket: Ticket) -> dict[str, Any]:
        number = self.shapes.number(ticket.number)
        answers: dict[str, dict[str, Any]] = {
            "ticket_number": {"ticket_number": number},
            "number": {"number": number},
            "ticket": {"ticket": {"id": self.shapes.number(ticket.id), "ticket_number": number}},
            "ticket_id": {"ticket_id": number},
            "internal-id": {"ticket_id": self.shapes.number(ticket.id)},
            "status": {"status": True},
            "info": {"info": ["Support ticket has been created"]},
        }
        return answers[self.quirks.created]

    def reply(self, request: Request, number: str) -> Response:
        ticket, body = self.known(number), str(request.values.get("body", ""))
        if not body.strip():
            raise Refusal("Support ticket message cannot be empty")
        if ticket.status == "Closed" and not self.quirks.reply_reopens:
            raise Refusal("This ticket is closed")
        self.store.reply(ticket, Message(body, name=self.client, email=self.account.username), "api")
        return self.shapes.answer({"status": True, "info": ["Reply has been added"]})

    def close(self, request: Request, number: str) -> Response:
        ticket = self.known(number)
        if ticket.status == "Closed" or not self.quirks.close_button:
            raise Refusal("You can't close this ticket")
        ticket.status = "Closed"
        return self.shapes.answer({"status": True, "info": ["Ticket has been closed"]})

    def open(self, request: Request, number: str) -> Response:
        ticket = self.known(number)
        if ticket.status != "Closed":
            raise Refusal("You can't open this ticket")
        ticket.status = "Open"
        return self.shapes.answer({"status": True, "info": ["Ticket has been opened"]})


def sent_values(request: Request) -> dict[str, Any]:
    """The body's values, JSON or form. What stands in the query of a POST is not looked at."""
    if request.form.fields:
        return dict(request.form.fields)
    if "json" not in request.headers.get("content-type", "") or not request.body:
        return {}
    try:
        values = json.loads(request.body)
    except ValueError:
        raise Refusal("Malformed JSON", 400) from None
    return values if isinstance(values, dict) else {}


def decode_files(files: Any) -> list[tuple[str, bytes]]:
    """hostbill.md: "a map of file name to base64"."""
    if not isinstance(files, dict):
        raise Refusal("Malformed attachments")
    try:
        return [(name, base64.b64decode(str(text), validate=True)) for name, text in files.items()]
    except binascii.Error:
        raise Refusal("Malformed attachments") from None
