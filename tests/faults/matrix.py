"""The fault matrix: what is asked of a portal, what goes wrong and when, and what then must hold.

A cell is (command, point, fault, once or onwards, terminal or pipe). `play` plays it over real sockets and
measures; `broken_rules` derives from the measures alone which promise, if any, was not kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice, product
from pathlib import Path
from typing import Literal

from tests.contract.portal import Portal, Quirks
from tests.faults.proxy import KINDS, POINTS, Fault, Kind, Point
from tests.faults.scene import IMPATIENT, PATIENT, Outcome, Scene

SUBJECT, BODY = "The server is down", "Since 10:00 nothing answers.\n再起動しても変わりません。"
ANSWER = "It happened again at 11:30."
FILE = "画面 1.zip"
CONTENT = b"Destination host unreachable\n" * 2000

What = Literal["ticket", "reply", "close", "file", "list", "sign-in"]


@dataclass(frozen=True)
class Command:
    """A command line, and the request of it that the fault strikes.

    {number} is a ticket that is there, {file} a file to attach, {folder} one to save in, {id} an attachment.
    """

    name: str
    what: What
    line: tuple[str, ...]
    method: str
    target: str
    quirks: Quirks = field(default_factory=Quirks)


NEW = ("new", "-d", "BESTNET", "-s", SUBJECT, "-m", BODY)
ASYNC = Quirks(attach="form")
COMMANDS = (
    Command("new by API", "ticket", NEW, "POST", "/api/tickets"),
    Command(
        "new by form",
        "ticket",
        (*NEW, "-a", "{file}", "--cc", "boss@example.com"),
        "POST",
        "/*cmd=tickets&action=new",
    ),
    Command(
        "new with async upload", "ticket", (*NEW, "-a", "{file}"), "POST", "/*cmd=tickets&action=new", ASYNC
    ),
    Command("upload", "ticket", (*NEW, "-a", "{file}"), "POST", "/*action=handleupload*", ASYNC),
    Command("reply by API", "reply", ("reply", "{number}", "-m", ANSWER), "POST", "/api/tickets/*"),
    Command(
        "reply by form",
        "reply",
        ("reply", "{number}", "-m", ANSWER, "-a", "{file}"),
        "POST",
        "/*action=view*",
    ),
    Command("close", "close", ("close", "{number}"), "PUT", "/api/tickets/*/close"),
    Command(
        "close by form", "close", ("close", "{number}", "--via", "web"), "POST", "/*cmd=tickets&action=view*"
    ),
    Command(
        "download", "file", ("download", "{number}", "--dir", "{folder}"), "GET", "/api/ticket/attachment/*"
    ),
    Command("list", "list", ("list", "--state", "all"), "GET", "/api/tickets"),
    Command("list by pages", "list", ("list", "--state", "all", "--via", "web"), "GET", "/?cmd=tickets"),
    Command(
        "sign-in",
        "sign-in",
        ("auth", "login", "{url}", "-u", Portal.username, "--password-stdin", "--insecure-storage"),
        "POST",
        "/api/login",
    ),
)


@dataclass(frozen=True)
class Cell:
    """One square of the matrix."""

    command: Command
    point: Point
    kind: Kind
    onwards: bool
    terminal: bool

    @property
    def name(self) -> str:
        """What names it in a test report."""
        span = "onwards" if self.onwards else "once"
        where = "terminal" if self.terminal else "pipe"
        return f"{self.command.name} - {self.kind} - {self.point} - {span} - {where}"


@dataclass(frozen=True)
class Measured:
    """What was found after a command, and after the portal was healed and the draft sent.

    `there`: how many tickets or replies of ours the portal holds (of a close: 1 if the ticket is closed; of a
    read: 1 if the user has what was asked for). `drafts`: the states of what is in the store.
    """

    said: Outcome
    struck: int
    there: int
    drafts: tuple[str, ...]
    hints: bool
    left_over: tuple[str, ...]
    again: Outcome | None = None
    finally_there: int = 0
    finally_drafts: tuple[str, ...] = ()
    whole: bool = True


# Where a fault strikes, and how. What goes on for ever is looked at in a pipe only, where scripts run.
WAYS = [
    (point, onwards, terminal)
    for onwards, terminal in ((False, True), (False, False), (True, False))
    for point in POINTS
]


def cells() -> Iterator[Cell]:
    """Every cell."""
    for command, (point, onwards, terminal), kind in product(COMMANDS, WAYS, KINDS):
        yield Cell(command, point, kind, onwards, terminal)


def part() -> Iterator[Cell]:
    """Two cells of each command and kind, so that each command meets every way, and each kind every point."""
    ways = cycle(WAYS)
    for command, kind in product(COMMANDS, KINDS):
        for point, onwards, terminal in islice(ways, 2):
            yield Cell(command, point, kind, onwards, terminal)


def play(cell: Cell, folder: Path) -> Measured:
    """Play a cell in a folder that is not there yet."""
    folder.mkdir()
    with Scene(folder, cell.command.quirks) as scene:
        stage = Stage(scene)
        fault = Fault(cell.command.method, cell.command.target, cell.point, cell.kind, cell.onwards)
        scene.proxy.arm(fault)
        timeout = IMPATIENT if cell.kind == "hang" else PATIENT
        said = stage.run(cell.command, terminal=cell.terminal, timeout=timeout)
        entries = scene.drafts.all()
        measured = Measured(
            said=said,
            struck=scene.proxy.struck,
            there=stage.there(cell.command.what),
            drafts=tuple(entry.state for entry in entries),
            hints=all(f"drafts send {entry.id}" in said.err or entry.id in said.err for entry in entries),
            left_over=stage.left_over(),
        )
        scene.proxy.heal()
        scene.clock.sleep(timedelta(minutes=61).total_seconds())
        again = None
        if entries:
            again = scene.ticket("drafts", "send", entries[0].id)
        elif measured.there == 0 or said.code:
            again = stage.run(cell.command, terminal=cell.terminal)
        return Measured(
            **{
                **vars(measured),
                "again": again,
                "finally_there": stage.there(cell.command.what),
                "finally_drafts": tuple(entry.state for entry in scene.drafts.all()),
                "whole": stage.whole(cell.command),
            }
        )


class Stage:
    """What is at the portal before, and what of ours is there after.

    Beside the ticket that is answered there is an elder one that reads as ours will, and in the ticket a
    reply that reads as ours: who believes to have found ours must not mean those.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.portal = scene.portal
        self.elder = self.portal.add_ticket(subject=SUBJECT, body=BODY, date="2026-01-02 10:00:00")
        self.answered = self.portal.add_ticket(
            subject="Slow since Monday",
            body="Why?",
            attachments=[(FILE, CONTENT)],
            date="2026-01-03 10:00:00",
        )
        from tests.contract.portal import Message

        self.portal.add_message(self.answered, Message(ANSWER, date="2026-01-03 11:00:00"))
        self.portal.add_staff_reply(self.answered.number, "<p>It should be well now.</p>")
        self.before = len(self.answered.messages)
        self.saved = scene.folder / "saved"
        self.file = scene.folder / FILE
        with zipfile.ZipFile(self.file, "w") as archive:
            archive.writestr("log.txt", CONTENT)

    def run(self, command: Command, *, terminal: bool, timeout: float = PATIENT) -> Outcome:
        words = {
            "number": self.answered.number,
            "file": self.file,
            "folder": self.saved,
            "url": self.scene.url,
        }
        line = [part.format(**words) if part.startswith("{") else part for part in command.line]
        signs_in = command.what == "sign-in"
        return self.scene.ticket(
            *line,
            terminal=terminal,
            signed_in=not signs_in,
            stdin=f"{self.portal.password}\n" if signs_in else None,
            time_limit=timeout,
        )

    def there(self, what: What) -> int:
        """How much of what the command does is done."""
        return {
            "ticket": len(self.portal.tickets) - 2,
            "reply": len(self.answered.messages) - self.before,
            "close": int(self.answered.status == "Closed"),
            "file": int((self.saved / FILE).exists()),
            "list": 1,
            "sign-in": int((self.scene.folders.config / "config.toml").exists()),
        }[what]

    def whole(self, command: Command) -> bool:
        """Whether all of what was asked is there, as asked."""
        attached = [("log", self.file.read_bytes())] if "{file}" in command.line else []
        if command.what == "ticket" and self.there("ticket"):
            ticket = self.portal.tickets[-1]
            found = [("log", each.content) for each in ticket.attachments]
            return (ticket.subject, ticket.text, found) == (SUBJECT, BODY, attached)
        if command.what == "reply" and self.there("reply"):
            reply = self.answered.messages[-1]
            return (reply.text, [("log", each.content) for each in reply.attachments]) == (ANSWER, attached)
        if command.what == "file" and (self.saved / FILE).exists():
            return (self.saved / FILE).read_bytes() == CONTENT
        return True

    def left_over(self) -> tuple[str, ...]:
        """Files half written, wherever the command writes any."""
        places = [self.saved, self.scene.folders.state, self.scene.folders.config]
        names = [path.name for place in places for path in place.rglob("*") if path.is_file()]
        return tuple(name for name in names if name.endswith((".part", ".new", ".tmp")))


Rule = tuple[str, Callable[[Cell, Measured], bool]]
WRITES = ("ticket", "reply")
CODES = {
    "ticket": {0, 4, 6, 7, 8},
    "reply": {0, 4, 6, 7, 8},
    "close": {0, 4, 6, 7, 8},
    "file": {0, 4, 6},
    "list": {0, 4, 6},
    "sign-in": {0, 4, 6},
}

RULES: tuple[Rule, ...] = (
    ("the fault struck", lambda cell, m: m.struck > 0 or cell.point == "after"),
    ("the exit code is one for this", lambda cell, m: m.said.code in CODES[cell.command.what]),
    ("never twice", lambda cell, m: max(m.there, m.finally_there) <= 1),
    ("0: it is there", lambda cell, m: m.said.code != 0 or m.there == 1),
    ("0: no draft is left", lambda cell, m: m.said.code != 0 or m.drafts == ()),
    ("8: it is there", lambda cell, m: m.said.code != 8 or m.there == 1),
    (
        "4, 5, 6: it is not there",
        lambda cell, m: m.said.code not in (4, 5, 6) or m.there == 0 or is_read(cell),
    ),
    (
        "4, 5, 6: it is saved as unsent",
        lambda cell, m: m.said.code not in (4, 5, 6) or m.drafts == (("unsent",) if keeps(cell) else ()),
    ),
    (
        "7: it is saved as unconfirmed",
        lambda cell, m: m.said.code != 7 or m.drafts == (("unconfirmed",) if keeps(cell) else ()),
    ),
    (
        "there: never said to be not sent",
        lambda cell, m: m.there == 0 or m.said.code in (0, 7, 8) or is_read(cell),
    ),
    ("a saved draft is named, with what to do", lambda cell, m: m.hints),
    ("a failure says what to do next", lambda cell, m: m.said.code in (0, 8) or says_what_next(m.said)),
    ("no traceback, no question", lambda cell, m: "Traceback" not in m.said.err),
    ("nothing half written is left", lambda cell, m: m.left_over == ()),
    ("a list that could not be read is not an empty one", lambda cell, m: not_believed_empty(cell, m)),
    (
        "once, a read: read again, or by the other route",
        lambda cell, m: m.said.code == 0 or not read_once(cell),
    ),
    ("once, after the portal took it: confirmed", lambda cell, m: m.said.code == 0 or not took_once(cell)),
    ("healed: it works", lambda cell, m: m.again is None or m.again.code == 0),
    ("healed: it is there once, as asked", lambda cell, m: m.finally_there == 1 and m.whole),
    ("healed: no draft is left", lambda cell, m: m.finally_drafts == ()),
)


def broken_rules(cell: Cell, measured: Measured) -> list[str]:
    """The names of the rules that a cell breaks."""
    return [name for name, holds in RULES if not holds(cell, measured)]


def is_read(cell: Cell) -> bool:
    return cell.command.what in ("file", "list")


def read_once(cell: Cell) -> bool:
    return is_read(cell) and not cell.onwards


def took_once(cell: Cell) -> bool:
    """Whether the portal did the whole of it, and only the one answer was spoiled.

    A password that seems to be refused is not tried again, whatever the portal did with it.
    """
    if (cell.command.what, cell.kind) == ("sign-in", "401"):
        return False
    return cell.command.name != "upload" and not cell.onwards and cell.point in ("commit", "answer", "after")


def keeps(cell: Cell) -> bool:
    """Whether the command has something typed that is to be kept."""
    return cell.command.what in WRITES


def says_what_next(said: Outcome) -> bool:
    _, found, words = said.err.rpartition("ticket: ")  # on a terminal, a bar was there before
    return bool(found) and len(words.strip().splitlines()) >= 2


def not_believed_empty(cell: Cell, measured: Measured) -> bool:
    if cell.command.what != "list":
        return True
    return (SUBJECT in measured.said.out) == (measured.said.code == 0)
