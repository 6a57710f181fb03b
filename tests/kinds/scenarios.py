"""What must hold at a portal of any kind, each as a function that plays it. See `docs/portals.md`.

A kind of another package is proven by playing all of them at a `Stage` of its own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.faults.proxy import Fault
from tests.kinds.customer import Customer
from tests.kinds.stages import Stage
from tests.streams import Outcome

from ticketcli.usecases.settle import TICKET_LATEST

BODY = "Since 10:00 nothing answers.\n再起動しても変わりません。"
REFUSED = "refused before sending"
"""What a scenario gives back where a kind has no place for what is asked; None where all of it works."""

LATER = TICKET_LATEST + timedelta(minutes=1)
"""After so long what was sent and is not there has not arrived."""


@dataclass(frozen=True)
class Play:
    """One stage, one customer who is signed in, and a folder for files."""

    stage: Stage
    customer: Customer
    folder: Path

    def open(self, subject: str, *more: str, code: int = 0) -> Outcome:
        """`ticket new`, with plain words."""
        line = ("new", "-d", self.stage.department, "-s", subject, "-m", BODY, "--json")
        return self.customer.ticket(*line, *more, code=code)

    def count(self, subject: str) -> int:
        """How many tickets of that subject the portal holds."""
        return self.stage.subjects().count(subject)


def sign_in(play: Play) -> None:
    """The kind is found, stands in the settings, and the sign-in works."""
    (status,) = play.customer.run("auth", "status", "--json").json
    assert status["kind"] == play.stage.kind
    assert status["works"] is True
    assert f'kind = "{play.stage.kind}"' in (play.customer.folders.config / "config.toml").read_text()
    assert play.stage.password not in (play.customer.folders.config / "config.toml").read_text()


def wrong_password(play: Play) -> None:
    """A wrong password is refused, and nothing of it is kept."""
    stranger = Customer(play.folder / "stranger", play.stage.url)
    stranger.sign_in(play.stage.username, "not this one", code=4)
    assert not list((play.folder / "stranger").rglob("*credentials*"))


def departments(play: Play) -> None:
    """Where a ticket can go."""
    found = play.customer.ticket("departments", "--json").json
    assert play.stage.department in [department["name"] for department in found]


def new_plain(play: Play) -> None:
    """A plain ticket arrives once, and is read back."""
    told = play.open("Plain").json
    assert told["differences"] == []
    assert told["state"] in ("open", None)
    assert told["department"] == play.stage.department
    assert play.count("Plain") == 1
    assert play.stage.messages(told["number"]) == [BODY]
    assert play.customer.drafts() == []


def new_with_everything(play: Play) -> str | None:
    """CC and several attachments with names in any script, 3 MB, come back byte for byte; or are refused."""
    files = [_archive(play.folder / "画面 1.zip", 3_000_000), _archive(play.folder / "log-2.zip", 100)]
    cc = ["--cc", "boss@example.com"] if play.stage.carries_cc else []
    attached = [part for path in files for part in ("-a", str(path))]
    if not play.stage.carries_files:
        said = play.open("With files", *attached, "--cc", "boss@example.com", code=5)
        assert "--attach" in said.err
        assert "--cc" in said.err
        assert play.count("With files") == 0
        return REFUSED
    told = play.open("With files", *cc, *attached).json
    assert told["differences"] == []
    assert play.count("With files") == 1
    into = play.folder / "into"
    play.customer.ticket("download", told["number"], "--dir", str(into))
    for path in files:
        assert (into / path.name).read_bytes() == path.read_bytes()
    return None


def list_and_show(play: Play) -> None:
    """What was opened is in the list, and its conversation can be read."""
    number = play.open("To be listed").json["number"]
    listed = play.customer.ticket("list", "--json").json
    assert [ticket["number"] for ticket in listed if ticket["subject"] == "To be listed"] == [number]
    shown = play.customer.ticket("show", number, "--json").json
    assert [message["body"] for message in shown["messages"]] == [BODY]
    assert shown["messages"][0]["staff"] is False


def reply_with_file(play: Play) -> str | None:
    """A reply arrives once, with its file where the kind carries any."""
    number = play.open("To be answered").json["number"]
    path = _archive(play.folder / "添付.zip", 5_000)
    attached = ["-a", str(path)] if play.stage.carries_files else []
    told = play.customer.ticket("reply", number, "-m", "It works again.", *attached, "--json").json
    assert told["differences"] == []
    assert play.stage.messages(number) == [BODY, "It works again."]
    if attached:
        play.customer.ticket("download", number, "--dir", str(play.folder / "of-reply"))
        assert (play.folder / "of-reply" / path.name).read_bytes() == path.read_bytes()
    return None if attached else "without a file"


def staff_answers(play: Play) -> None:
    """The staff's answer is seen, as the staff's, and waited for."""
    number = play.open("To be waited for").json["number"]
    play.customer.ticket("wait", number, "--for", "answered", "--timeout", "1m", code=9)
    play.stage.answer(number, "We are looking.")
    play.customer.ticket("wait", number, "--for", "answered", "--timeout", "1m")
    shown = play.customer.ticket("show", number, "--json").json
    assert shown["state"] == "answered"
    assert [message["staff"] for message in shown["messages"]] == [False, True]
    assert "We are looking." in shown["messages"][-1]["body"]


def close_and_reopen(play: Play) -> str | None:
    """A ticket is closed, again without harm, and reopened: by the command, or by a reply."""
    number = play.open("To be closed").json["number"]
    play.customer.ticket("close", number)
    assert play.stage.is_closed(number)
    play.customer.ticket("close", number)
    closed = play.customer.ticket("list", "--state", "closed", "--json").json
    assert number in [ticket["number"] for ticket in closed]
    assert play.customer.ticket("show", number, "--json").json["state"] == "closed"
    if play.stage.reopens_by_reply:
        assert "ticket reply" in play.customer.ticket("reopen", number, code=5).err
        play.customer.ticket("reply", number, "-m", "Once more.")
    else:
        play.customer.ticket("reopen", number)
    assert not play.stage.is_closed(number)
    return "reopened by a reply" if play.stage.reopens_by_reply else None


def refusals(play: Play) -> str | None:
    """Somebody else's ticket, no such ticket, no such department: told, and nothing is sent."""
    before = play.stage.subjects()
    foreign = play.stage.add_foreign_ticket()
    after = play.stage.subjects()
    for number in filter(None, (foreign, "99999999")):
        assert number in play.customer.ticket("show", number, code=1).err
        play.customer.ticket("reply", number, "-m", "Mine?", code=1)
        play.customer.ticket("close", number, code=1)
    said = play.customer.ticket("new", "-d", "NOSUCH", "-s", "Nowhere", "-m", BODY, code=2)
    assert play.stage.department in said.err
    assert play.stage.subjects() == after
    assert len(after) - len(before) == (foreign is not None)
    return None if foreign is not None else "no other customer there"


def cannot_carry(play: Play) -> str | None:
    """What the kind has no place for is refused before anything is sent, with what to do instead."""
    if play.stage.carries_encryption:
        return "carries all of it"
    said = play.open("Secret", "--encrypt", code=5)
    assert "--encrypt" in said.err
    assert play.count("Secret") == 0
    return REFUSED


def answer_lost(play: Play) -> None:
    """The portal stores it and its answer is lost: it is found, said to be there, and not sent again."""
    method, target = play.stage.new
    play.stage.proxy.arm(Fault(method, target, "commit", "reset"))
    told = play.open("Lost answer").json
    assert told["found"] is True
    assert play.count("Lost answer") == 1
    method, target = play.stage.reply
    play.stage.proxy.arm(Fault(method, target, "commit", "reset"))
    play.customer.ticket("reply", told["number"], "-m", "Lost reply.")
    assert play.stage.messages(told["number"]).count("Lost reply.") == 1
    assert play.customer.drafts() == []
    assert play.stage.proxy.struck == 2


def never_arrived(play: Play) -> None:
    """The portal never gets it: the outcome is said to be unknown, and later it is sent, once."""
    method, target = play.stage.new
    play.stage.proxy.arm(Fault(method, target, "before", "reset"))
    play.open("Never arrived", code=7)
    assert play.count("Never arrived") == 0
    (draft,) = play.customer.drafts()
    play.customer.ahead += LATER
    play.customer.ticket("drafts", "send", draft["id"])
    assert play.count("Never arrived") == 1
    assert play.customer.drafts() == []


def killed_in_the_middle(play: Play) -> None:
    """Killed at any moment, what was typed is at the portal once or still a draft that goes there once."""
    line = ("new", "-d", play.stage.department, "-m", BODY)
    play.customer.ticket("departments")  # the practice portal makes its database first
    for fatal in range(7, 400, 13):
        subject = f"Killed at {fatal}"
        with play.customer.start(*line, "-s", subject, fatal=fatal) as child:
            child.communicate(timeout=100)
        kept, there = play.customer.drafts(), play.count(subject)
        assert there <= 1
        play.customer.ahead += LATER
        for draft in kept:
            play.customer.ticket("drafts", "send", draft["id"])
        # Killed before its draft was on disk it had said nothing, and nothing of it is anywhere.
        assert play.count(subject) == (1 if child.returncode == 0 or kept or there else 0)
        assert play.customer.drafts() == []
        if child.returncode == 0:
            return
    raise AssertionError("It never came to its end.")


def twice_at_once(play: Play) -> None:
    """One draft that two programs send at the same moment arrives once."""
    draft = _keep_draft(play, "Twice at once")
    both = [play.customer.start("drafts", "send", draft) for _ in range(2)]
    for child in both:
        child.communicate(timeout=100)
    assert play.count("Twice at once") == 1
    assert play.customer.drafts() == []


def _keep_draft(play: Play, subject: str) -> str:
    """A draft of a ticket that was never sent, since the portal could not be reached; its id."""
    play.stage.proxy.fail("reset")
    play.open(subject, code=6)
    play.stage.proxy.heal()
    (draft,) = play.customer.drafts()
    return str(draft["id"])


Scenario = Callable[[Play], str | None]
SCENARIOS: tuple[Scenario, ...] = (
    sign_in,
    wrong_password,
    departments,
    new_plain,
    new_with_everything,
    list_and_show,
    reply_with_file,
    staff_answers,
    close_and_reopen,
    refusals,
    cannot_carry,
    answer_lost,
    never_arrived,
    killed_in_the_middle,
    twice_at_once,
)


def _archive(path: Path, size: int) -> Path:
    """A zip archive of about that many bytes that do not shrink."""
    import random

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("log.bin", random.Random(path.name).randbytes(size))
    return path
