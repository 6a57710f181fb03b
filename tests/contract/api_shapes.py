"""How the User API's JSON looks: every value below is shaped by the quirks."""

from __future__ import annotations

import html
import json
from typing import Any

from tests.contract.quirks import Quirks
from tests.contract.store import NEVER, Attachment, Message, Store, Ticket
from tests.contract.wire import Response


class Refusal(Exception):
    """Raised where the API answers with an error."""

    def __init__(self, words: str, status: int = 422, *, auth: bool = False) -> None:
        super().__init__(words)
        self.words, self.status, self.auth = words, status, auth


def php_arrays(value: Any) -> Any:
    """What PHP's json_encode makes of arrays: an empty one is [], and keys 0, 1, ... make a list."""
    if isinstance(value, dict):
        shaped = {key: php_arrays(inner) for key, inner in value.items()}
        if list(shaped) == [str(index) for index in range(len(shaped))]:
            return list(shaped.values())
        return shaped
    if isinstance(value, list):
        return [php_arrays(inner) for inner in value]
    return value


class Shapes:
    def __init__(self, quirks: Quirks, store: Store) -> None:
        self.quirks, self.store = quirks, store

    def answer(self, payload: dict[str, Any], status: int = 200) -> Response:
        if self.quirks.info:
            payload = {**payload, "info": [*payload.get("info", []), "Maintenance on Sunday, 02:00"]}
        if self.quirks.envelope == "data":
            payload = {"data": payload}
        return self.json(payload, status)

    def error(self, refusal: Refusal) -> Response:
        words: Any = {
            "list": [refusal.words],
            "string": refusal.words,
            "map": {"subject" if "ubject" in refusal.words else "general": refusal.words},
        }[self.quirks.error_shape]
        payload = {
            "error": {"error": words},
            "success-false": {"success": False, "error": words},
            "status-false": {"status": False},
        }[self.quirks.error_wrap]
        if refusal.auth:
            return self.json(payload, self.quirks.auth_error_status)
        return self.json(payload, refusal.status if self.quirks.error_status == "http" else 200)

    def json(self, payload: Any, status: int = 200) -> Response:
        if self.quirks.php_arrays:
            payload = php_arrays(payload)
        text = self.quirks.json_prefix + json.dumps(payload)
        return Response(status, text.encode(), [("Content-Type", self.quirks.json_type)])

    def number(self, text: str) -> str | int:
        """An id, flag or count; a ticket number that begins with 0 can only be a string."""
        keeps = self.quirks.ids == "ints" and text.isdigit() and not (len(text) > 1 and text[0] == "0")
        return int(text) if keeps else text

    def listing(self, records: list[dict[str, Any]]) -> Any:
        if self.quirks.lists == "keyed":
            return {str(record["id"]): record for record in records}
        return records

    def text(self, text: str) -> str:
        """A client's text as the API gives it."""
        if self.quirks.text == "plain":
            return text.replace("\r\n", "\n")
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        if self.quirks.text == "crlf":
            return text
        text = html.escape(text).replace("&#x27;", "&#039;")
        return text.replace("\r\n", "<br />\r\n") if self.quirks.text == "html" else text

    def line(self, text: str) -> str:
        """One line, such as a subject or a name."""
        escapes = self.quirks.text in ("entities", "html")
        return html.escape(text).replace("&#x27;", "&#039;") if escapes else text

    def body(self, message: Message) -> str:
        return message.body if message.staff else self.text(message.body)

    def ticket(self, ticket: Ticket) -> dict[str, Any]:
        opening = ticket.opening
        names = {department.id: department.name for department in self.quirks.departments}
        lastreply = ticket.lastreply
        if lastreply == NEVER and not self.quirks.zero_dates:
            lastreply = ticket.date
        return {
            "id": self.number(ticket.id),
            "ticket_number": self.number(ticket.number),
            "acc_hash": ticket.hash,
            "dept_id": self.number(ticket.dept_id),
            "deptname": self.line(names.get(ticket.dept_id, "")),
            "client_id": self.number("77"),
            "name": self.line(opening.name),
            "email": opening.email,
            "cc": ",".join(ticket.cc),
            "subject": self.line(ticket.subject),
            "body": self.body(opening),
            "status": ticket.status,
            "priority": self.number(ticket.priority),
            "date": ticket.date,
            "lastreply": lastreply,
            "flags": self.number(str(2 | (1024 if opening.encrypted else 0))),
            "tags": [],
            "type": "Admin" if opening.staff else "Client",
            "client_read": self.number("0" if ticket.unread else "1"),
        }

    def replies(self, ticket: Ticket) -> Any:
        return self.listing([self.reply(ticket, reply) for reply in self.with_draft(ticket)])

    def with_draft(self, ticket: Ticket) -> list[Message]:
        replies = ticket.messages[1:]
        if self.quirks.drafts != "none":
            draft = Message(
                "A staff member is still writing this DRAFT", staff=True, name="Staff", draft=True
            )
            draft.id, draft.date = str(90000 + int(ticket.id)), ticket.date
            replies = [*replies[:1], draft, *replies[1:]]
        return replies

    def reply(self, ticket: Ticket, reply: Message) -> dict[str, Any]:
        record: dict[str, Any] = {
            "id": self.number(reply.id),
            "ticket_id": self.number(ticket.id),
            "replier_id": self.number("2" if reply.staff else "77"),
            "name": self.line(reply.name),
            "email": reply.email,
            "date": reply.date,
            "body": self.body(reply),
            "status": "Sent",
            "type": "Admin" if reply.staff else "Client",
            "flags": self.number(str(16 if reply.encrypted else 0)),
            "rating": self.number("0"),
        }
        if reply.draft:
            record["status"] = None if self.quirks.drafts == "null" else ""
            if self.quirks.drafts == "absent":
                del record["status"]
        return record

    def attachments(self, ticket: Ticket) -> dict[str, Any]:
        """Keyed by reply id, "0" for the opening message."""
        keyed = {}
        for message in ticket.messages:
            if message.attachments:
                key = "0" if message is ticket.opening else message.id
                keyed[key] = self.group([self.file(one) for one in message.attachments])
        return keyed

    def group(self, records: list[dict[str, Any]]) -> Any:
        if self.quirks.attachments == "maps":
            return {str(record["id"]): record for record in records}
        if self.quirks.attachments == "single" and len(records) == 1:
            return records[0]
        return records

    def file(self, attachment: Attachment) -> dict[str, Any]:
        return {
            "id": self.number(attachment.id),
            "org_filename": self.line(attachment.name),
            "filename": attachment.stored_as,
        }
