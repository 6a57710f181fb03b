"""One user, one portal, and chance: commands that are disturbed, killed, repeated and imitated.

`play` plays one game of a seed and returns what happened in it. It raises Broken where a promise was not
kept.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.contract.portal import Message, Portal, Quirks, Ticket
from tests.faults.forks import Ended, Forks
from tests.faults.proxy import KINDS, POINTS, Fault, Kind, Point, Proxy
from tests.usecases.test_attach_clipboard import PNG

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore

CALLS = 160  # the calls of a whole run that a kill can hit, about
HIDDEN = 10**9
LAGS = (0, 0, 15, 40)  # minutes by which the portal's list lags behind
STEPS = (1, 5, 12, 20)  # minutes between two commands
SUBJECT = "It is down"

# What says of a stored ticket that nothing was taken. No portal was seen to do so, and with a list that does
# not show the ticket for a quarter of an hour nothing could tell it from the truth.
LIES: tuple[tuple[Kind, Point], ...] = tuple(
    (kind, point) for kind in ("401", "429", "429 wait") for point in ("commit", "answer", "after")
)


class Broken(AssertionError):
    """A promise was not kept."""


@dataclass
class Wanted:
    """What the user wants sent: `count` times, by chance again on purpose."""

    reply: bool
    words: str
    attach: str  # "", "file", "folder", "log", "clipboard"
    route: str
    close: bool
    count: int = 1


@dataclass
class Game:
    """The state of a game."""

    folder: Path
    chance: random.Random
    portal: Portal
    proxy: Proxy
    forks: Forks
    answered: Ticket
    lag: int
    later: float = 0.0  # seconds that the clock is ahead
    log: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)  # of ours that were told
    born: dict[str, float] = field(default_factory=dict)  # when, by the shifted clock, a ticket was there

    @property
    def drafts(self) -> DraftStore:
        later = timedelta(seconds=self.later)
        return DraftStore(self.folder / "state" / "outbox", now=lambda: datetime.now(timezone.utc) + later)

    @property
    def unconfirmed(self) -> list[Entry]:
        return [entry for entry in self.drafts.all() if entry.state == "unconfirmed"]

    def wait(self, minutes: float) -> None:
        """Have time pass, and the list show what it showed then."""
        self.later += minutes * 60
        for ticket in self.portal.tickets:
            self.born.setdefault(ticket.number, self.later - minutes * 60)
            if self.later - self.born[ticket.number] >= self.lag * 60:
                ticket.lag = 0

    def run(self, line: Sequence[str], *, fatal: int = 0, after: float | None = None) -> Ended:
        ended = self.forks.run(line, self.environment(), fatal=fatal, after=after, later=self.later)
        left = ", ".join(f"{entry.id} {entry.state}" for entry in self.drafts.all())
        self.log.append(f"$ ticket {' '.join(line)} → {ended.code} [{left}]\n{ended.out}{ended.err}")
        for ticket in self.portal.tickets:
            self.born.setdefault(ticket.number, self.later)
            if not self.lag:
                ticket.lag = 0
        return ended

    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "DISPLAY": ":9",
            "TICKET_CONFIG_DIR": str(self.folder / "config"),
            "TICKET_STATE_DIR": str(self.folder / "state"),
            "TICKET_CACHE_DIR": str(self.folder / "cache"),
            "TICKET_USERNAME": self.portal.username,
            "TICKET_PASSWORD": self.portal.password,
        }

    def disturb(self) -> None:
        """Make one fault, at a write more often than at one of the reads around it."""
        method, target = "POST", self.chance.choice(["/api/tickets*", "/*cmd=tickets*"])
        if self.chance.random() < 0.3:
            method, target = "GET", "*"
        point, kind = self.chance.choice(POINTS), self.chance.choice(KINDS)
        if self.lag and (kind, point) in LIES:
            kind = "reset"
        self.tags.add(f"{kind} at {point}")
        self.proxy.arm(Fault(method, target, point, kind, onwards=self.chance.random() < 0.3))

    def kill(self) -> dict[str, float]:
        """Kill by chance: at a call, or at a moment."""
        how = self.chance.random()
        if how < 0.35:
            self.tags.add("killed")
            return {"fatal": self.chance.randrange(1, CALLS)}
        if how < 0.45:
            self.tags.add("killed")
            return {"after": self.chance.uniform(0.02, 0.6)}
        return {}

    def imitate(self, wanted: Wanted) -> None:
        """Have a colleague write something like it."""
        how = self.chance.choice(["contains", "prefix", "same subject", "twin"])
        self.tags.add(f"another's {how}")
        text = {
            "contains": f"{wanted.words} On host-b it is the same.",
            "prefix": wanted.words[: len(wanted.words) // 2],
            "same subject": "Something else altogether.",
            "twin": wanted.words,
        }[how]
        if wanted.reply:
            self.portal.add_message(self.answered, Message(text, name="Taro Suzuki"))
        else:
            self.portal.add_ticket(SUBJECT, text).opening.name = "Taro Suzuki"

    def line(self, wanted: Wanted) -> list[str]:
        """Write the command line, each time with other paths and another name of the portal."""
        portal = self.chance.choice([self.proxy.url, "work"])
        line = ["--portal", portal, *(["--via", wanted.route] if wanted.route else [])]
        if wanted.reply:
            line += ["reply", self.answered.number, "-m", wanted.words]
            line += ["--close"] if wanted.close else []
        else:
            line += [
                "new",
                "-d",
                self.chance.choice(["BESTNET", "bestnet"]),
                "-s",
                SUBJECT,
                "-m",
                wanted.words,
            ]
        if wanted.attach == "clipboard":
            return [*line, "--attach-clipboard"]
        if not wanted.attach:
            return line
        fresh = self.folder / f"tmp.{self.chance.randrange(10**9)}"
        (fresh / "logs").mkdir(parents=True)
        (fresh / "logs" / "a.log").write_bytes(b"line\n" * 100)
        (fresh / "log.zip").write_bytes(b"PK\x05\x06" + bytes(18))
        path = {"file": "log.zip", "folder": "logs", "log": "logs/a.log"}[wanted.attach]
        return [*line, *(["--zip"] if wanted.attach != "file" else []), "-a", str(fresh / path)]

    def ours(self, wanted: Wanted) -> list[Message]:
        """List what of ours is at the portal."""
        if wanted.reply:
            return [each for each in self.answered.messages if each.via not in ("test", "")]
        return [each.opening for each in self.portal.tickets if each.via != "test"]


def play(folder: Path, seed: str, forks: Forks) -> Game:
    """Play one game in a folder that is empty. Raises Broken, with all that was said."""
    chance = random.Random(seed)
    lag = chance.choice(LAGS)
    quirks = Quirks(
        attach=chance.choice(["fileupload", "form"]),
        list_lag=HIDDEN if lag else chance.choice([0, 0, 1]),
        page_size=chance.choice([0, 3]),
        list_page_size=chance.choice([0, 3]),
        list_order=chance.choice(["newest", "updated"]),
    )
    with Portal(quirks) as portal, Proxy(portal.server.port) as proxy:
        portal.links.base = proxy.url
        for number in range(8):
            portal.add_ticket(f"Elder {number}", "Elder", date=f"2026-01-02 10:00:0{number}")
        answered = portal.add_ticket("Slow since Monday", "Why?", messages=["Is it still so?"])
        game = Game(folder, chance, portal, proxy, forks, answered, lag)
        prepare(game)
        try:
            _play(game)
        except AssertionError as broken:
            reported = "\n".join([*game.log, *(request.route for request in portal.requests)])
            raise Broken(f"seed {seed}: {broken}\n{reported}") from broken
        return game


def prepare(game: Game) -> None:
    """Have an account by a name, and a program that pastes."""
    (game.folder / "config").mkdir(mode=0o700)
    (game.folder / "config" / "config.toml").write_text(
        f'active = "work"\n[portals.work]\nurl = "{game.proxy.url}"\nusername = "{game.portal.username}"\n'
    )
    (game.folder / "bin").mkdir()
    (game.folder / "picture.png").write_bytes(PNG)
    paste = game.folder / "bin" / "xclip"
    paste.write_text(f"#!/bin/sh\nexec cat {game.folder / 'picture.png'}\n")
    paste.chmod(0o700)


def _play(game: Game) -> None:
    chance = game.chance
    reply = chance.random() < 0.4
    wanted = Wanted(
        reply=reply,
        words=f"Since {chance.randrange(24)}:{chance.randrange(60):02} nothing answers.",
        attach=chance.choice(["", "", "file", "folder", "log", "clipboard"]),
        route=chance.choice(["", "", "web"]),
        close=reply and chance.random() < 0.3,
    )
    game.tags |= {"reply" if reply else "new", wanted.attach or "no file", f"list lags {game.lag} min"}
    game.tags |= {"--close"} if wanted.close else set()
    game.disturb()
    attempt(game, wanted, game.line(wanted), game.kill())
    for _ in range(3):
        if chance.random() < 0.4:
            game.imitate(wanted)
        game.wait(chance.choice(STEPS))
        game.proxy.heal()
        if chance.random() < 0.4:
            game.disturb()
        if game.numbers and (wanted.close or chance.random() < 0.7):
            break
        if game.numbers and not game.unconfirmed:
            wanted.count += 1  # told, and wanted once more
            game.tags.add("deliberate twin")
            game.numbers.clear()
        attempt(game, wanted, choose_way(game, wanted), game.kill())
    bring_to_an_end(game, wanted)


def choose_way(game: Game, wanted: Wanted) -> list[str]:
    """Go on by the same command or, by chance, by the draft's id."""
    entries = game.unconfirmed
    if entries and game.chance.random() < 0.3:
        game.tags.add("drafts send")
        return ["drafts", "send", entries[0].id]
    return game.line(wanted)


def attempt(game: Game, wanted: Wanted, line: list[str], killed: dict[str, float]) -> Ended:
    """Run a command and check what holds after it, whatever happened in it."""
    before = len(game.ours(wanted))
    ended = game.run(line, fatal=int(killed.get("fatal", 0)), after=killed.get("after"))
    there, entries = len(game.ours(wanted)), game.drafts.all()
    assert there <= wanted.count, "it is there twice"
    expected = (0, 4, 5, 6, 7, 8, -signal.SIGKILL)
    assert ended.code in expected, f"it ended with {ended.code}"
    assert "Traceback" not in ended.err
    number = first_number(ended)
    if ended.code in (0, 8) or number:  # it may have been killed once it had told
        known = {each.number for each in game.ours(wanted)}
        assert there == wanted.count, "it says that it is there"
        assert number in known, "it tells of another one"
        game.numbers.add(number)
    if ended.code in (4, 5, 6):
        assert there == before, "it is there, and called not sent"
    if ended.code not in (0, 8) and there < wanted.count and ended.code != -signal.SIGKILL:
        assert entries, "it is neither there nor kept"
    if ended.code == 7:
        assert any(entry.state == "unconfirmed" for entry in entries), "unknown, and not kept as such"
    return ended


def first_number(ended: Ended) -> str:
    """Read the number that a command told."""
    return ended.out.split("\t")[0].strip()


def bring_to_an_end(game: Game, wanted: Wanted) -> None:
    """Heal everything, let time pass, and see that all wanted is there once, and told, or kept."""
    game.proxy.heal()
    for _ in range(3):
        game.wait(120)
        if not game.unconfirmed and game.numbers:
            break
        ended = attempt(game, wanted, game.line(wanted), {})
        if ended.code == 7:  # something of another's is like it: the user looks, and decides
            game.tags.add("decided by the user")
            decide(game, wanted)
    assert len(game.ours(wanted)) == wanted.count, "it is lost"
    assert game.numbers, "it was never told"
    assert game.unconfirmed == [], "something is left whose outcome nobody knows"
    assert game.drafts.damaged() == ()


def decide(game: Game, wanted: Wanted) -> None:
    """Do what a user does who looked at the portal: delete the draft of what is there, else send it."""
    for entry in game.unconfirmed:
        if len(game.ours(wanted)) < wanted.count:
            attempt(game, wanted, ["drafts", "send", entry.id, "--yes"], {})
        else:
            delete(game, entry)
            game.numbers |= {each.number for each in game.ours(wanted)}


def delete(game: Game, entry: Entry) -> None:
    game.run(["drafts", "delete", entry.id, "--yes"])
