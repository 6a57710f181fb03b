"""The same command again after an unknown outcome, and what others write meanwhile: once, and only ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.contract.portal import Message, Portal, Quirks, Ticket
from tests.faults.proxy import Fault, Kind, Point
from tests.faults.scene import IMPATIENT, Outcome, Scene

TEXT = "Backup failed"
LOG = b"Destination host unreachable\n" * 40
HIDDEN = 10**6  # reads of the list
CREATES = "/*tickets*"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with Scene(tmp_path, Quirks(list_lag=HIDDEN)) as made:
        yield made


def lose(scene: Scene, point: Point, kind: Kind = "reset", target: str = CREATES) -> None:
    """Have the next write lose its answer: `before` it is stored, or at its `commit`."""
    scene.proxy.arm(Fault("POST", target, point, kind))


def show_all(portal: Portal) -> None:
    """Have the list show what it has hidden so far."""
    for ticket in portal.tickets:
        ticket.lag = 0


def new(scene: Scene, *more: str, text: str = TEXT) -> Outcome:
    return scene.ticket("new", "-d", "BESTNET", "-s", text, "-m", text, *more, time_limit=IMPATIENT * 5)


def ours(portal: Portal) -> list[Ticket]:
    return [ticket for ticket in portal.tickets if ticket.opening.text == TEXT]


class TestTheSameCommandAgain:
    def run_twice(self, scene: Scene, first: tuple[str, ...], second: tuple[str, ...]) -> Outcome:
        """Lose the answer to the first, then run the second twice: hidden from the list, then shown."""
        lose(scene, "commit")
        assert new(scene, *first).code == 7
        assert len(scene.portal.tickets) == 1
        scene.proxy.heal()
        scene.clock.sleep(timedelta(minutes=20).total_seconds())
        assert new(scene, *second).code == 7, "a list may lag behind for longer than ten minutes"
        assert len(scene.portal.tickets) == 1
        show_all(scene.portal)
        outcome = new(scene, *second)
        assert (outcome.code, len(scene.portal.tickets)) == (0, 1)
        assert scene.drafts.all() == ()
        return outcome

    def test_with_zip(self, scene: Scene) -> None:
        (scene.folder / "logs").mkdir()
        (scene.folder / "logs" / "a.log").write_bytes(LOG)
        line = ("--zip", "-a", str(scene.folder / "logs"))
        outcome = self.run_twice(scene, line, line)
        assert outcome.out.endswith("\tfound\n")

    def test_with_the_same_log_under_a_fresh_temporary_path(self, scene: Scene) -> None:
        paths = []
        for name in ("tmp.1", "tmp.2"):
            (scene.folder / name).mkdir()
            path = scene.folder / name / "trace.log"
            path.write_bytes(LOG)
            paths.append(str(path))
        self.run_twice(scene, ("--zip", "-a", paths[0]), ("--zip", "-a", paths[1]))

    def test_with_a_picture_from_the_clipboard(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        from tests.usecases.test_attach_clipboard import PNG

        from ticketcli.usecases import clipboard

        def paste(folder: Path, *_: object, **__: object) -> Path:
            path = folder / "clipboard.png"
            path.write_bytes(PNG)
            return path

        monkeypatch.setattr(clipboard, "paste_picture", paste)
        self.run_twice(scene, ("--attach-clipboard",), ("--attach-clipboard",))

    def test_with_the_portal_named_by_its_account_later(self, scene: Scene) -> None:
        from ticketcli.accounts.accounts import Account, Accounts

        Accounts(scene.folders, {}).add(Account("work", scene.url, scene.portal.username), active=True)
        self.run_twice(scene, ("--portal", scene.url), ("--portal", "work"))

    def test_what_is_asked_otherwise_is_another_ticket(self, scene: Scene) -> None:
        lose(scene, "commit")
        assert new(scene).code == 7
        scene.proxy.heal()
        show_all(scene.portal)
        assert new(scene, text="Backup failed again").code in (0, 7, 8)
        assert len(scene.portal.tickets) == 2


class TestAnothersMessage:
    def test_one_that_only_contains_ours_is_not_ours(self, scene: Scene) -> None:
        lose(scene, "before")
        assert new(scene).code == 7
        scene.proxy.heal()
        scene.portal.add_ticket("Backup failed on host-b", "Backup failed on host-b, disk full")
        outcome = new(scene)
        assert outcome.code == 7
        assert "not quite the same" in outcome.err
        assert len(scene.drafts.all()) == 1

    def test_a_reply_yes_is_not_a_colleagues_yesterday(self, scene: Scene) -> None:
        ticket = scene.portal.add_ticket("Slow", "Why?", messages=["Is it still so?"])
        lose(scene, "before")
        assert scene.ticket("reply", ticket.number, "-m", "Yes", time_limit=1.0).code == 7
        scene.proxy.heal()
        scene.portal.add_message(ticket, Message("Yesterday it still worked.", name="Taro"))
        assert scene.ticket("reply", ticket.number, "-m", "Yes").code == 7
        assert [entry.state for entry in scene.drafts.all()] == ["unconfirmed"]

    def test_the_same_words_by_another_person_are_no_proof(self, scene: Scene) -> None:
        lose(scene, "before")
        assert new(scene).code == 7
        scene.proxy.heal()
        scene.portal.add_ticket(TEXT, TEXT).opening.name = "Taro Suzuki"
        assert new(scene).code == 7

    def test_by_the_web_pages_alone_the_author_is_known_from_elder_tickets(self, tmp_path: Path) -> None:
        with Scene(tmp_path, Quirks(api="404-html")) as scene:
            scene.portal.add_ticket("Elder", "Elder", date="2026-01-02 10:00:00")
            lose(scene, "before")
            assert new(scene).code == 7
            scene.proxy.heal()
            scene.portal.add_ticket(TEXT, TEXT).opening.name = "Taro Suzuki"
            assert new(scene).code == 7

    def test_a_ticket_that_was_confirmed_before_is_no_proof_for_a_deliberate_twin(self, scene: Scene) -> None:
        assert new(scene).code == 0  # its number was told, though the list hides it
        lose(scene, "before")
        assert new(scene).code == 7
        scene.proxy.heal()
        show_all(scene.portal)
        assert new(scene).code == 7, "the first is not the second"
        scene.clock.sleep(timedelta(hours=2).total_seconds())
        outcome = new(scene)
        assert (outcome.code, len(ours(scene.portal))) == (0, 2)
        assert "found" not in outcome.out


def test_the_list_is_read_on_past_its_first_page(tmp_path: Path) -> None:
    with Scene(tmp_path, Quirks(api="404-html", list_page_size=5)) as scene:
        scene.portal.add_ticket("Elder", "Elder", date="2026-01-02 10:00:00")
        lose(scene, "commit", target="/*cmd=tickets&action=new*")
        scene.proxy.arm(Fault("POST", "/*cmd=tickets&action=new*", "commit", "reset", onwards=True))
        assert new(scene).code == 7
        scene.proxy.heal()
        for number in range(26):
            scene.portal.add_ticket(f"Newer {number}", "Another", date=f"2030-01-01 10:00:{number:02}")
        scene.clock.sleep(timedelta(hours=2).total_seconds())
        outcome = new(scene)
        assert (outcome.code, len(ours(scene.portal))) == (0, 1), outcome
        assert outcome.out.endswith("\tfound\n")


def test_a_damaged_draft_that_may_be_the_same_is_not_passed_over(scene: Scene) -> None:
    lose(scene, "commit")
    assert new(scene).code == 7
    scene.proxy.heal()
    (entry,) = scene.drafts.all()
    path = scene.drafts.folder / entry.id / "draft.json"
    for damage in (path.read_bytes()[:-40], b"\0" * 400, b""):
        path.write_bytes(damage)
        outcome = new(scene)
        assert outcome.code == 7
        assert f"{entry.id} is damaged" in outcome.err
        assert len(scene.portal.tickets) == 1
    shutil.rmtree(path.parent)
    assert new(scene).code == 0


def test_a_damaged_draft_of_something_else_hinders_nothing(scene: Scene) -> None:
    lose(scene, "before")
    assert new(scene, text="Something else").code == 7
    scene.proxy.heal()
    (entry,) = scene.drafts.all()
    path = scene.drafts.folder / entry.id / "draft.json"
    path.write_bytes(path.read_bytes()[:-40])
    assert new(scene).code == 0
