"""A ticket's conversation, out of RT's history.

RT cuts a list into pages first and takes out what the customer may not see afterwards, and tells neither how
many rows nor how many pages there are: a short page is not the last, nor is an empty one. So the history is
read backwards, from its newest entry, until the one that made the ticket was seen, which is the first.
"""

from __future__ import annotations

import base64
from typing import Any

from ticketcli.html.pasted import add_pasted
from ticketcli.html.to_text import extract_body
from ticketcli.i18n import _
from ticketcli.model.text import clean
from ticketcli.model.ticket import Attachment, Message
from ticketcli.portals.base import PortalError
from ticketcli.portals.rt import decode
from ticketcli.portals.rt.calls import PER_PAGE, Calls

MOST_PAGES = 200
"""So many pages of a history are read: 20,000 entries. Beyond it the ticket's beginning is not found."""

_MESSAGES = ("Create", "Correspond")


class History:
    """Reads conversations, and caches what can no longer change: messages by their transaction."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self._messages: dict[str, tuple[str, str | None, tuple[Attachment, ...]]] = {}

    def read_messages(self, number: str, customers: frozenset[str]) -> tuple[Message, ...]:
        """Return all messages of a ticket, the oldest first. `customers` are user names that are not staff.

        Raises PortalError where the beginning is not found, and what `Calls.get` raises.
        """
        found = [entry for entry in self._read_entries(number) if entry.type in _MESSAGES]
        return tuple(self._read_message(entry, customers) for entry in reversed(found))

    def _read_entries(self, number: str) -> list[decode.Transaction]:
        """Return the history, the newest first, down to what made the ticket and those merged into it."""
        entries: dict[str, decode.Transaction] = {}
        fields = [
            ("fields", "Type,Creator,Created,ObjectId"),
            ("fields[Creator]", "Name,RealName,EmailAddress"),
            *(("orderby", "id"), ("order", "DESC"), ("per_page", str(PER_PAGE))),
        ]
        for page in range(1, MOST_PAGES + 1):
            items = self.calls.get_items(f"ticket/{number}/history", [*fields, ("page", str(page))])
            for item in items:
                entry = self.calls.parse(decode.read_transaction, item)
                entries[entry.id] = entry  # what came in between moves entries onto the next page
            begun = {entry.ticket for entry in entries.values() if entry.type == "Create"}
            if begun and {entry.ticket for entry in entries.values()} <= begun:
                return sorted(entries.values(), key=lambda entry: int(entry.id), reverse=True)
        raise PortalError(
            _("The beginning of ticket {number} was not found in its history.").format(number=number),
            _("See it in your browser: ticket show {number} --web").format(number=number),
        )

    def _read_message(self, entry: decode.Transaction, customers: frozenset[str]) -> Message:
        if entry.id not in self._messages:
            self._messages[entry.id] = self._read_parts(entry.id)
        body, html, files = self._messages[entry.id]
        message = Message(
            id=entry.id,
            author=entry.creator.name,
            staff=None if entry.creator.id is None else entry.creator.id not in customers,
            time=entry.created,
            body=body,
            body_html=html,
            encrypted=False,
            attachments=files,
        )
        return add_pasted(message)

    def _read_parts(self, transaction: str) -> tuple[str, str | None, tuple[Attachment, ...]]:
        """Return the words of a message, their HTML where they were written so, and its files."""
        parts = self._list_parts(transaction)
        words = [part for part in parts if part.is_words]
        # One text in two forms stands below a multipart/alternative: the plain one is read.
        if any(part.type == "multipart/alternative" for part in parts):
            plain = [part for part in words if part.type == "text/plain"]
            words = plain or words
        files = tuple(
            Attachment(part.id, part.name or f"attachment-{part.id}", part.size)
            for part in parts
            if not part.is_wrapper and part not in words and not part.is_words
        )
        bodies, markup = [], None
        for part in words:
            text = self._read_content(part.id)
            if part.type == "text/html":
                body, markup = extract_body(text)
                bodies.append(body)
            else:
                bodies.append(clean(text))
        return "\n\n".join(body for body in bodies if body), markup, files

    def _list_parts(self, transaction: str) -> list[decode.Part]:
        """Return all attachments of one transaction: who may see it sees all, so a short page is the last."""
        fields = [("fields", "Filename,ContentType,ContentLength"), ("per_page", str(PER_PAGE))]
        parts: dict[str, decode.Part] = {}
        for page in range(1, MOST_PAGES + 1):
            items = self.calls.get_items(
                f"transaction/{transaction}/attachments",
                [*fields, ("page", str(page)), ("orderby", "id"), ("order", "ASC")],
            )
            for item in items:
                part = self.calls.parse(decode.read_part, item)
                parts[part.id] = part
            if len(items) < PER_PAGE:
                break
        return sorted(parts.values(), key=lambda part: int(part.id))

    def _read_content(self, part: str) -> str:
        value = self.calls.get(f"attachment/{part}", [("fields", "Content")])
        return self.calls.parse(_decode_content, value)


def _decode_content(value: Any) -> str:
    """Return the text of an attachment, which RT writes in base64. Raises NotJson."""
    content = decode.read_map(value).get("Content")
    if content is None:
        return ""
    try:
        return base64.b64decode(str(content)).decode("utf-8", "replace")
    except ValueError as error:
        raise decode.NotJson(str(error)) from None
