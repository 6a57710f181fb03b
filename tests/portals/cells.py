"""Installations of every theme, and one person's whole way through each: what is read there is right.

    python -m tests.portals.cells

runs them all and writes what each does not show into docs/portals.md.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.contract.portal import Message, Portal, Quirks, Ticket
from tests.contract.store import Attachment
from tests.contract.themes import THEMES
from tests.portals.conftest import Client, now

from ticketcli.drafts.request import Customer
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message as Read
from ticketcli.model.ticket import Ticket as ReadTicket
from ticketcli.portals.base import Credentials, File, NewReply, NewTicket
from ticketcli.portals.capabilities import Feature
from ticketcli.usecases.change_state import close_ticket, reopen_ticket
from ticketcli.usecases.submit import send_new, send_reply

PAGE = Path(__file__).parents[2] / "docs" / "portals.md"
BEGIN, END = "<!-- themes: written by python -m tests.portals.cells -->", "<!-- end of themes -->"

DATES = {
    "YYYY-MM-DD": "%Y-%m-%d %H:%M",
    "YYYY.MM.DD": "%Y.%m.%d %H:%M",
    "YYYY/MM/DD": "%Y/%m/%d %H:%M",
    "DD.MM.YYYY": "%d.%m.%Y %H:%M",
    "DD/MM/YYYY": "%d/%m/%Y %H:%M",
    "MM/DD/YYYY": "%m/%d/%Y %H:%M",
}
LANGUAGES: Any = ("en", "ja", "zh")
ADDRESSES: Any = ("query", "pretty", "index.php", "index.php/", "?/")
PAGERS: Any = ("links", "buttons", "ul", "select")
SECOND: Any = ("none", "app", "mail", "mail-sent")
PLUGINS: Any = ("printed", "script", "script-old")
LINES: Any = ("semicolons", "forbidden", "unknown", "shown", "missing")
FAILURES: Any = ("alert", "script", "#errors", "ul.errors", "#infos")


@dataclass(frozen=True)
class Cell:
    """One installation. `days` tells whether a day after the twelfth gives the order of its dates away."""

    theme: Any
    language: Any
    dates: str
    days: bool
    address: Any
    pager: Any
    second_factor: Any
    plugin: Any
    quirks: Quirks

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.language}-{self.dates}-{self.address}-{self.pager}".replace("/", "")

    @property
    def head(self) -> tuple[str, ...]:
        dates = self.dates + ("" if self.days else ", no day after the 12th")
        words = (self.theme, self.language, dates, self.address, self.pager, self.second_factor, self.plugin)
        return tuple(str(word) for word in words)


def make_cell(theme: Any, turn: int, step: int = 1) -> Cell:
    """The cell at a turn of all wheels, each of which has its own size."""
    names = list(DATES)
    language, dates = LANGUAGES[turn % 3], names[(turn * step) % 6]
    address, pager, second = ADDRESSES[turn % 5], PAGERS[(turn // 2) % 4], SECOND[(turn // 3) % 4]
    plugin, days = PLUGINS[(turn // 2) % 3], turn % 4 != 1
    line = LINES[turn % 5]
    quirks = Quirks(
        api="404-html",
        theme=theme,
        language=language,
        date_format=DATES[dates],
        urls=address,
        pager=pager,
        pager_wants_token=turn % 2 == 0,
        list_page_size=2,
        list_order=("newest", "oldest")[turn % 2],
        two_factor=second != "none",
        two_factor_by="app" if second == "none" else second,
        two_factor_sign_out=True,
        service_plugin=plugin,
        extensions_line=line,
        extensions=(".exe", ".php") if line == "forbidden" else (".jpg", ".gif", ".zip", ".png", ".pdf"),
        failure=FAILURES[turn % 5],
        form_token=turn % 3 != 2,
        attach=("fileupload", "plain")[turn % 2],
        download_link=("short", "full")[turn // 2 % 2],
        absolute_links=turn % 2 == 0,
        base_href=turn % 4 == 3,
    )
    return Cell(theme, language, dates, days, address, pager, second, plugin, quirks)


def choose_cells(per_theme: int = 3) -> list[Cell]:
    """Some cells of each theme, so that each value of each wheel meets each theme family somewhere."""
    return [
        make_cell(theme, 7 * at + 23 * turn) for turn in range(per_theme) for at, theme in enumerate(THEMES)
    ]


CELLS = choose_cells()


@dataclass
class Unknown:
    """What was not shown at all, by the name of the value."""

    names: set[str] = field(default_factory=set)

    def check(self, name: str, found: Any, right: Any) -> None:
        """What was read is right, or not known."""
        if found is None or (name in {"subject"} and found == ""):
            self.names.add(name)
        else:
            assert found == right, f"{name} is {found!r}, and not {right!r}"


@dataclass
class Walk:
    """One person's way through one installation."""

    cell: Cell
    portal: Portal
    client: Client
    folder: Path
    unknown: Unknown = field(default_factory=Unknown)

    def run(self) -> set[str]:
        """Sign in, list, show, create, reply, download, close, reopen; what was unknown on the way."""
        stored = self.fill()
        self.list_all(stored)
        for ticket in stored:
            self.show(ticket)
        self.create_plain()
        full = self.create_full()
        self.reply(stored[1])
        self.show(stored[1])
        self.download(full.attachments[0], full.number)
        self.change_state(stored[2])
        return self.unknown.names

    def fill(self) -> list[Ticket]:
        """A closed ticket without replies, a long conversation with secrets in it, and three more."""
        day = "2025-0{}-{}".format
        last = ("13", "28") if self.cell.days else ("03", "12")
        add = self.portal.add_ticket
        first = add(
            "Invoice 2025-01-02 is wrong",
            "It says 5 < 7 & more.",
            status="Closed",
            date=f"{day(1, '05')} 08:30:00",
            attachments=[("bill 01.pdf", b"%PDF-1")],
            dept_id="5",
        )
        long = add(
            "A rather long subject that a page breaks over several lines of its own",
            "first\n\n  line & <b>bold</b>",
            date=f"{day(2, '04')} 09:10:00",
            attachments=[("画面 1.png", b"\x89PNG1")],
        )
        staff = "<p>Dear <b>you</b>,</p><ul><li>one</li><li>two</li></ul>"
        self.portal.add_message(long, Message(staff, staff=True, date=f"{day(2, '06')} 11:30:00"))
        secret = Message("third: a secret", encrypted=True, date=f"{day(2, '06')} 12:00:00")
        secret.attachments = [self.portal.store.attachment("answer.zip", b"PK")]
        self.portal.add_message(long, secret)
        self.portal.add_message(
            long, Message("Solved?<br />Yes", staff=True, date=f"{day(3, '07')} 08:05:00")
        )
        news = add("#5 again", "Hello", date=f"{day(4, last[0])} 10:00:00", status="In-Progress", unread=True)
        more = [add(f"T{at}", "b", date=f"{day(5, last[1])} 1{at}:00:00") for at in range(2)]
        return [first, long, news, *more]

    # -- reading

    def list_all(self, stored: Sequence[Ticket]) -> None:
        found = {ticket.number: ticket for ticket in self.client.portal.tickets(whole=True)}
        assert sorted(found) == sorted(ticket.number for ticket in stored)
        for ticket in stored:
            one = found[ticket.number]
            self.unknown.check("subject", one.subject, ticket.subject)
            self.unknown.check("status", one.status, ticket.status)
            self.unknown.check("department", one.department, self.department(ticket))
            self.unknown.check("created", one.created, self.time(ticket.date))
            self.unknown.check("unread", one.unread, ticket.unread)
            assert one.updated is None  # no page tells it: the day of opening is not it

    def show(self, ticket: Ticket) -> ReadTicket:
        found = self.client.portal.ticket(ticket.number)
        self.unknown.check("subject", found.subject, ticket.subject)
        self.unknown.check("status", found.status, ticket.status)
        self.unknown.check("department", found.department, self.department(ticket))
        self.unknown.check("created", found.created, self.time(ticket.date))
        self.unknown.check("updated", found.updated, self.time(ticket.updated))
        assert found.closed is (ticket.status == "Closed")
        messages = found.messages or ()
        assert len(messages) == len(ticket.messages)
        for read, message in zip(messages, ticket.messages, strict=True):
            self.check_message(read, message)
        return found

    def check_message(self, read: Read, message: Message) -> None:
        if not message.staff:
            assert read.body == message.text
        else:
            texts = {
                "<p>Dear": "Dear you,\n\n- one\n- two",
                "Solved?": "Solved?\nYes",
            }
            assert read.body == texts[message.body[:7]]
        self.unknown.check("author", read.author, message.name)
        self.unknown.check("staff or customer", read.staff, message.staff)
        self.unknown.check("time", read.time, self.time(message.date))
        self.unknown.check("encrypted", read.encrypted, message.encrypted)
        assert [file.name for file in read.attachments] == [file.name for file in message.attachments]

    def time(self, stored: str) -> datetime | date:
        time = datetime.fromisoformat(stored).replace(second=0)
        return time if THEMES[self.cell.theme].clock else time.date()

    def department(self, ticket: Ticket) -> str:
        return next(one.name for one in self.cell.quirks.departments if one.id == ticket.dept_id)

    # -- writing

    @property
    def store(self) -> DraftStore:
        return DraftStore(self.folder / "drafts", now=now)

    def send(self, ticket: NewTicket) -> Ticket:
        draft = Draft(subject=ticket.subject, message=ticket.body)
        entry = self.store.save(draft, self.portal.url)
        sent = send_new(
            self.client.portal,
            self.store,
            entry,
            ticket,
            customer=Customer(self.portal.url),
            now=now,
            sleep=self.client.pauses.append,
        )
        assert sent.differences == ()
        assert not sent.unread
        stored = self.portal.tickets[-1]
        assert (sent.number, stored.subject, stored.text) == (stored.number, ticket.subject, ticket.body)
        return stored

    def create_plain(self) -> Ticket:
        department = self.client.portal.departments()[1]
        stored = self.send(NewTicket(department=department, subject="Plain & simple", body="How do I?"))
        assert stored.dept_id == department.id
        return stored

    def create_full(self) -> Ticket:
        portal = self.client.portal
        known = portal.capabilities(fresh=True)
        carried = known.route("web").carries
        assert {Feature.SERVICE, Feature.ATTACHMENTS, Feature.ENCRYPTION, Feature.CC} <= carried
        department = next(one for one in known.departments if one.priorities)
        file = self.folder / "shot 1.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 3000)
        stored = self.send(
            NewTicket(
                department=department,
                subject="Full <all> there is",
                body="a\n  b\n\n日本",
                service=portal.services()[1],
                cc=("boss@example.com", "ops@example.com"),
                priority="high",
                encrypt=True,
                files=(File(file.name, file, file.stat().st_size, "image/png"),),
            )
        )
        assert (stored.service, stored.priority, stored.encrypted) == ("18", "2", True)
        assert stored.cc == ["boss@example.com", "ops@example.com"]
        assert [one.content for one in stored.attachments] == [file.read_bytes()]
        return stored

    def reply(self, ticket: Ticket) -> None:
        file = self.folder / "log.zip"
        file.write_bytes(b"PK\x05\x06" + bytes(18))
        reply = NewReply(body="It is back.\n\nReally.", files=(File(file.name, file, 22, "application/zip"),))
        entry = self.store.save(
            Draft(kind="reply", number=ticket.number, message=reply.body), self.portal.url
        )
        sent = send_reply(
            self.client.portal,
            self.store,
            entry,
            ticket.number,
            reply,
            customer=Customer(self.portal.url),
            now=now,
            sleep=self.client.pauses.append,
        )
        assert sent.differences == ()
        assert not sent.unread
        assert ticket.messages[-1].text == reply.body
        assert [one.name for one in ticket.messages[-1].attachments] == ["log.zip"]

    def download(self, stored: Attachment, number: str) -> None:
        found = self.client.portal.ticket(number)
        into = io.BytesIO()
        self.client.portal.download(number, (found.messages or ())[0].attachments[0], into)
        assert into.getvalue() == stored.content

    def change_state(self, ticket: Ticket) -> None:
        portal, pauses = self.client.portal, self.client.pauses
        assert not close_ticket(portal, ticket.number, sleep=pauses.append).already
        assert ticket.status == "Closed"
        assert portal.ticket(ticket.number).closed
        assert close_ticket(portal, ticket.number, sleep=pauses.append).already
        assert not reopen_ticket(portal, ticket.number, sleep=pauses.append).already
        assert ticket.status == "Open"
        assert not portal.ticket(ticket.number).closed


def walk(cell: Cell, folder: Path) -> set[str]:
    """What is unknown at an installation; AssertionError where anything read there is wrong."""
    with Portal(cell.quirks) as portal:
        person = Credentials(portal.username, portal.password)
        client = Client(portal.url, person, code=portal.code, via="web")
        try:
            return Walk(cell, portal, client, folder).run()
        finally:
            client.close()


# The table


def row(cell: Cell, unknown: set[str]) -> str:
    return f"| {' | '.join(cell.head)} | {', '.join(sorted(unknown)) or 'nothing'} |"


def table(rows: Sequence[str]) -> Iterator[str]:
    yield "| theme | language | dates | addresses | pager | second factor | related service | not shown |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from rows


def written_rows() -> dict[str, str]:
    """The rows of the table in docs/portals.md, by all but their last cell."""
    lines = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    return {line.rpartition("|")[0].rpartition("|")[0]: line for line in rows}


def main() -> None:
    rows = []
    for cell in CELLS:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(row(cell, walk(cell, Path(folder))))
        sys.stdout.write(f"{rows[-1]}\n")
    text = PAGE.read_text("utf-8")
    section = "\n".join([BEGIN, "", *table(rows), "", END])
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: section, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
