"""A portal of each kind, behind a proxy that can make faults, with what its staff does and what it holds.

What a portal holds is told by itself or by its staff, never by the client under test.
"""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import time
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.contract.portal import Portal as HostBillDouble
from tests.contract.portal import Quirks
from tests.faults.proxy import Proxy
from tests.kinds.fossbilling_portal import FossBilling
from tests.kinds.rt_server import RtServer

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox
from ticketcli.sandbox.store import DATABASE


class Stage(ABC):
    """One portal and its customer. `url` leads through `proxy`.

    `writes` are globs of method and target of a new ticket and of a reply with plain text alone.
    """

    kind: str
    username: str
    password: str
    department = "BESTNET-CLOUD"
    carries_files = True
    carries_cc = True
    carries_encryption = False
    reopens_by_reply = False
    new = ("POST", "*")
    reply = ("POST", "*")

    def __init__(self, proxy: Proxy) -> None:
        self.proxy = proxy
        self.url = proxy.url

    @abstractmethod
    def answer(self, number: str, text: str) -> None:
        """Have the staff write into a ticket."""

    @abstractmethod
    def add_foreign_ticket(self) -> str | None:
        """A ticket of another customer; its number. None where the stand-in has one customer only."""

    @abstractmethod
    def subjects(self) -> list[str]:
        """The subjects of all tickets there, oldest first."""

    @abstractmethod
    def messages(self, number: str) -> list[str]:
        """The texts of a ticket's messages, oldest first."""

    @abstractmethod
    def is_closed(self, number: str) -> bool:
        """Whether a ticket is closed."""


class SandboxStage(Stage):
    """HostBill as the practice portal has it, which is part of the program."""

    kind = "hostbill"
    username, password = CUSTOMER, PASSWORD
    carries_encryption = True
    new = ("POST", "/api/tickets")
    reply = ("POST", "/api/tickets/*")

    def __init__(self, proxy: Proxy, sandbox: Sandbox, folder: Path) -> None:
        super().__init__(proxy)
        self.sandbox = sandbox
        self.folder = folder

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.folder / DATABASE, timeout=20)
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def answer(self, number: str, text: str) -> None:
        with self._database() as db:
            (ticket,) = db.execute("SELECT id FROM tickets WHERE ticket_number = ?", (number,)).fetchone()
            db.execute(
                "INSERT INTO replies (ticket_id, name, email, date, body, status, type, flags) "
                "VALUES (?, 'Staff', 'staff@example.com', ?, ?, 'Sent', 'Admin', 0)",
                (ticket, int(time.time()), text),
            )
            db.execute("UPDATE tickets SET status = 'Answered' WHERE id = ?", (ticket,))

    def add_foreign_ticket(self) -> str:
        with self._database() as db:
            db.execute(
                "INSERT INTO tickets (ticket_number, dept_id, client_id, name, email, subject, body, status,"
                " priority, date, lastreply, flags, type)"
                " VALUES ('900001', 1, 999, 'Jiro', 'jiro@example.org', 'Not yours', 'x', 'Open', 1, 1, 1, 0,"
                " 'Client')"
            )
        return "900001"

    def subjects(self) -> list[str]:
        with self._database() as db:
            return [row[0] for row in db.execute("SELECT subject FROM tickets ORDER BY id")]

    def messages(self, number: str) -> list[str]:
        with self._database() as db:
            select = "SELECT id, body FROM tickets WHERE ticket_number = ?"
            ticket, opening = db.execute(select, (number,)).fetchone()
            rows = db.execute("SELECT body FROM replies WHERE ticket_id = ? ORDER BY id", (ticket,))
            return [body.replace("\r\n", "\n") for body in (opening, *(row[0] for row in rows))]

    def is_closed(self, number: str) -> bool:
        with self._database() as db:
            select = "SELECT status FROM tickets WHERE ticket_number = ?"
            return bool(db.execute(select, (number,)).fetchone()[0] == "Closed")


class HostBillStage(Stage):
    """HostBill as the contract portal has it."""

    kind = "hostbill"
    carries_encryption = True
    new = ("POST", "/api/tickets")
    reply = ("POST", "/api/tickets/*")

    def __init__(self, proxy: Proxy, portal: HostBillDouble) -> None:
        super().__init__(proxy)
        self.portal = portal
        self.username, self.password = portal.username, portal.password
        portal.links.base = proxy.url

    def answer(self, number: str, text: str) -> None:
        self.portal.add_staff_reply(number, text)

    def add_foreign_ticket(self) -> None:
        return None

    def subjects(self) -> list[str]:
        return [ticket.subject for ticket in self.portal.tickets]

    def messages(self, number: str) -> list[str]:
        return [message.text for message in self.portal.ticket(number).messages]

    def is_closed(self, number: str) -> bool:
        return self.portal.ticket(number).status == "Closed"


class FossBillingStage(Stage):
    """FOSSBilling as its contract portal has it."""

    kind = "fossbilling"
    carries_files = carries_cc = False
    reopens_by_reply = True
    new = ("POST", "/api/client/support/ticket_create")
    reply = ("POST", "/api/client/support/ticket_reply")

    def __init__(self, proxy: Proxy, portal: FossBilling) -> None:
        super().__init__(proxy)
        self.portal = portal
        self.username, self.password = portal.username, portal.password

    def answer(self, number: str, text: str) -> None:
        self.portal.add_staff_reply(number, text)

    def add_foreign_ticket(self) -> str:
        return self.portal.add_ticket("Not yours", "Somebody else's.", client=2).number

    def subjects(self) -> list[str]:
        return [ticket.subject for ticket in self.portal.tickets]

    def messages(self, number: str) -> list[str]:
        (ticket,) = (ticket for ticket in self.portal.tickets if ticket.number == number)
        return [message.content for message in ticket.messages]

    def is_closed(self, number: str) -> bool:
        return any(one.status == "closed" for one in self.portal.tickets if one.number == number)


class RtStage(Stage):
    """Request Tracker for real; its staff uses REST 2 with a program of the standard library."""

    kind = "rt"
    new = ("POST", "/REST/2.0/ticket")
    reply = ("POST", "/REST/2.0/ticket/*/correspond")

    def __init__(self, proxy: Proxy, rt: RtServer) -> None:
        super().__init__(proxy)
        self.rt = rt
        self.username, self.password = rt.customer.name, rt.customer.password

    def call(self, method: str, path: str, values: Any = None, *, by: Any = None) -> Any:
        """One call of REST 2 by the staff, or by somebody else."""
        user = by or self.rt.staff
        request = urllib.request.Request(
            f"{self.rt.url}/REST/2.0/{path}",
            None if values is None else json.dumps(values).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        pair = base64.b64encode(f"{user.name}:{user.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {pair}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def answer(self, number: str, text: str) -> None:
        self.call("POST", f"ticket/{number}/correspond", {"Content": text, "ContentType": "text/html"})

    def add_foreign_ticket(self) -> str:
        other = self.rt.other
        values = {"Queue": "General", "Subject": "Not yours", "Content": "x", "ContentType": "text/plain"}
        told = self.call("POST", "ticket", {**values, "Requestor": other.email}, by=other)
        return str(told["id"])

    def subjects(self) -> list[str]:
        query = urllib.parse.urlencode(
            {"query": "id>0", "orderby": "id", "order": "ASC", "fields": "Subject", "per_page": "100"}
        )
        found: list[str] = []
        page = 0
        while True:
            page += 1
            told = self.call("GET", f"tickets?{query}&page={page}")
            found += [item["Subject"] for item in told["items"]]
            if page >= told["pages"]:
                return found

    def messages(self, number: str) -> list[str]:
        fields = "fields=Filename,ContentType,Content&per_page=100"
        texts, page = [], 0
        while True:  # the staff sees every row, so a short page is the last
            page += 1
            items = self.call("GET", f"ticket/{number}/attachments?{fields}&page={page}")["items"]
            texts += [
                re.sub(r"<[^>]*>", "", item["Content"])
                for item in items
                if item["ContentType"].startswith("text/") and not item["Filename"]
            ]
            if len(items) < 100:
                return texts

    def is_closed(self, number: str) -> bool:
        return bool(self.call("GET", f"ticket/{number}")["Status"] == "resolved")


@contextmanager
def set_stage(name: str, folder: Path, rt: RtServer | None = None) -> Iterator[Stage]:
    """Start the portal of that name: sandbox, contract, fossbilling, or rt, which runs already."""
    if name == "sandbox":
        place = folder / "portal"
        with Sandbox(place, staff_after=None) as sandbox, Proxy(urlsplit(sandbox.url).port or 0) as proxy:
            yield SandboxStage(proxy, sandbox, place)
    elif name == "contract":
        with HostBillDouble(Quirks()) as hostbill, Proxy(hostbill.server.port) as proxy:
            yield HostBillStage(proxy, hostbill)
    elif name == "fossbilling":
        with FossBilling() as fossbilling, Proxy(fossbilling.server.port) as proxy:
            yield FossBillingStage(proxy, fossbilling)
    else:
        assert rt is not None
        with Proxy(rt.port) as proxy:
            yield RtStage(proxy, rt)


STAGES = ("sandbox", "contract", "fossbilling", "rt")
