"""200 runs with random faults and kills, from one seed: every draft ends confirmed once, or is still there.

The first of them are in every run of the tests, the others are long. TICKET_FAULT_SEED=N plays another game;
the seed stands in every failure.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.faults.proxy import KINDS, POINTS, Fault, Proxy

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore

ROOT = Path(__file__).resolve().parents[2]
SEED = os.environ.get("TICKET_FAULT_SEED", "3")
RUNS, SHARDS, ALWAYS = 200, 40, 2
CALLS = 120  # the calls of a whole run that a kill can hit, about
SECONDS = 1.0  # a whole run takes about half of it

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")


@dataclass
class Game:
    """One user's folder and one portal, over which faults and kills come."""

    folder: Path
    chance: random.Random
    portal: Portal
    proxy: Proxy
    told: list[str] = field(default_factory=list)

    @property
    def drafts(self) -> DraftStore:
        from datetime import datetime, timezone

        return DraftStore(self.folder / "state" / "outbox", now=lambda: datetime.now(timezone.utc))

    def ticket(self, *arguments: str, fatal: int = 0, after: float | None = None) -> int:
        """Run `ticket` in a process of its own, killed at a call or after some seconds. Its exit code."""
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TICKET_CONFIG_DIR": str(self.folder / "config"),
            "TICKET_STATE_DIR": str(self.folder / "state"),
            "TICKET_CACHE_DIR": str(self.folder / "cache"),
            "TICKET_PORTAL": self.proxy.url,
            "TICKET_USERNAME": self.portal.username,
            "TICKET_PASSWORD": self.portal.password,
        }
        patience = "0.4" if after is None else "5"
        program = [sys.executable, "-m", "tests.faults.child", str(fatal), patience, *arguments]
        with subprocess.Popen(
            program,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as child:
            try:
                said, _ = child.communicate(timeout=100 if after is None else after)
            except subprocess.TimeoutExpired:
                child.kill()
                assert after is not None, "it hangs"
                said, _ = child.communicate(timeout=100)
        self.told.append(f"$ ticket {' '.join(arguments)} → {child.returncode}\n{said.decode()}")
        return child.returncode

    def disturb(self) -> None:
        """One fault, at a write more often than at one of the reads around it."""
        method, target = "POST", self.chance.choice(["/api/tickets*", "/*cmd=tickets*"])
        if self.chance.random() < 0.4:
            method, target = "GET", "*"
        onwards = self.chance.random() < 0.3
        self.proxy.arm(
            Fault(method, target, self.chance.choice(POINTS), self.chance.choice(KINDS), onwards=onwards)
        )

    def kill(self) -> dict[str, float]:
        """Perhaps a kill: at a call, or at a moment."""
        how = self.chance.random()
        if how < 0.45:
            return {"fatal": self.chance.randrange(1, CALLS)}
        if how < 0.6:
            return {"after": self.chance.uniform(0.05, SECONDS)}
        return {}


@pytest.mark.parametrize(
    "shard", [*range(ALWAYS), *(pytest.param(n, marks=pytest.mark.long) for n in range(ALWAYS, SHARDS))]
)
def test_every_draft_is_confirmed_once_or_still_there(shard: int, folder: Path) -> None:
    chance = random.Random(f"{SEED}/{shard}")
    for run in range(RUNS // SHARDS):
        place = folder / str(run)
        place.mkdir()
        quirks = Quirks(attach=chance.choice(["fileupload", "form"]), list_lag=chance.choice([0, 0, 1]))
        with Portal(quirks) as portal, Proxy(portal.server.port) as proxy:
            portal.links.base = proxy.url
            game = Game(place, chance, portal, proxy)
            try:
                play(game)
            except AssertionError as broken:
                told = "\n".join([*game.told, *(request.route for request in portal.requests)])
                raise AssertionError(f"seed {SEED}, shard {shard}, run {run}: {broken}\n{told}") from broken


def play(game: Game) -> None:
    """One run and those that recover from it. A reply, too, has a message of its own words."""
    answered = game.portal.add_ticket(subject="Slow since Monday", body="Why?")
    elder = len(game.portal.tickets)
    words = f"Since {game.chance.randrange(24)}:{game.chance.randrange(60)} nothing answers."
    file = game.folder / "log.zip"
    file.write_bytes(b"PK\x05\x06" + bytes(18))
    attached = ["-a", str(file)] if game.chance.random() < 0.4 else []
    door = ["--via", "web"] if game.chance.random() < 0.3 else []
    replies = game.chance.random() < 0.4
    line = (
        ["reply", answered.number, "-m", words]
        if replies
        else ["new", "-d", "BESTNET", "-s", "It is down", "-m", words]
    )

    def there() -> int:
        stored = answered.messages[1:] if replies else [t.opening for t in game.portal.tickets[elder:]]
        assert all(message.text == words for message in stored)
        assert all(bool(message.attachments) == bool(attached) for message in stored)
        return len(stored)

    game.disturb()
    killed = game.kill()
    code = game.ticket(*line, *attached, *door, fatal=int(killed.get("fatal", 0)), after=killed.get("after"))
    check(game, code, there())

    for last in (False, False, True):
        entries = game.drafts.all()
        assert len(entries) <= 1
        if not entries:
            break
        game.proxy.heal()
        if not last and game.chance.random() < 0.5:
            game.disturb()
        settled = aged(game, entries[0])
        killed = {} if last else game.kill()
        code = game.ticket(
            "drafts",
            "send",
            settled.id,
            "--yes",
            fatal=int(killed.get("fatal", 0)),
            after=killed.get("after"),
        )
        check(game, code, there())
        if last:
            assert code == 0, "a healthy portal takes what was kept"
    confirmed = there()
    assert game.drafts.damaged() == ()
    # Killed before the draft was on disk, nothing was promised; and nothing was sent either.
    never_kept = code == -signal.SIGKILL and confirmed == 0
    assert confirmed == 1 or never_kept or game.drafts.all(), "it is neither at the portal nor kept"
    assert not (never_kept and game.portal.writes), "sent, and neither there nor kept"


def check(game: Game, code: int, there: int) -> None:
    """What holds after each run, whatever happened in it."""
    states = [entry.state for entry in game.drafts.all()]
    assert there <= 1, "it is there twice"
    assert code in (0, 4, 5, 6, 7, 8, -signal.SIGKILL), f"it ended with {code}"
    if code == 0:
        assert (there, states) == (1, [])
    if code in (4, 5, 6, 7):
        assert states, "it was not kept"
    if there and states:
        assert states == ["unconfirmed"], "it is there, and called unsent"
    if not there and code != -signal.SIGKILL:
        assert states, "it is neither there nor kept"


def aged(game: Game, entry: Entry) -> Entry:
    """The draft as if it had been sent an hour and a half ago: no request of then is still at work."""
    from datetime import timedelta

    from ticketcli.drafts.entry import encode
    from ticketcli.system import atomic_files

    if entry.sending is None:
        return entry
    from dataclasses import replace

    elder = replace(entry, sending=replace(entry.sending, at=entry.sending.at - timedelta(minutes=90)))
    atomic_files.write(game.drafts.folder / entry.id / "draft.json", encode(elder))
    return elder
