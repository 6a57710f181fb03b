"""A folder in which others can plant a file is not used, as ssh does not use such a folder."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
from tests.contract.portal import Portal
from tests.drafts.drafts import OLD
from tests.whole.person import Person

from ticketcli.drafts.store import DraftStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX's")

At = Callable[..., tuple[Portal, Person]]
NEW = ("new", "-d", "BESTNET", "-s", "s", "-m", "m")
LINES = (("drafts", "list"), NEW)
root_only = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to give files away"
)


def draft_in(person: Person) -> Path:
    """Save a draft; where it is."""
    store = DraftStore(person.folders.state / "outbox", now=lambda: datetime.now(timezone.utc))
    return store.folder / store.save(OLD, "hb").id


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777])
@pytest.mark.parametrize("which", ["", "outbox", "outbox/created"])
def test_one_that_others_may_write_to_is_refused(
    at: At, line: tuple[str, ...], mode: int, which: str
) -> None:
    portal, person = at()
    draft_in(person)
    folder = person.folders.state / which
    folder.mkdir(exist_ok=True)
    folder.chmod(mode)
    outcome = person.ticket(*line, code=1)
    assert f"{folder} is not safe to use: other users may write to it" in outcome.err
    assert "chmod go-w" in outcome.err
    assert (outcome.out, portal.tickets) == ("", [])


@pytest.mark.parametrize("which", ["config", "config/templates", "state", "state/secrets", "cache"])
@pytest.mark.parametrize("line", [("list",), ("config", "list"), NEW])
def test_so_is_every_folder_that_is_read(at: At, line: tuple[str, ...], which: str) -> None:
    portal, person = at()
    kind, _, below = which.partition("/")
    folder = getattr(person.folders, kind) / below
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o777)
    outcome = person.ticket(*line, code=1)
    assert f"{folder} is not safe to use: other users may write to it" in outcome.err
    assert (outcome.out, portal.tickets) == ("", [])


@root_only
@pytest.mark.parametrize("kind", ["config", "state", "cache"])
def test_one_of_another_owner_names_the_variable_that_sets_another(at: At, kind: str) -> None:
    _, person = at()
    folder = getattr(person.folders, kind)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.chown(folder, 65534)
    outcome = person.ticket("list", code=1)
    assert f"{folder} is not safe to use: it belongs to another user." in outcome.err
    assert f"TICKET_{kind.upper()}_DIR" in outcome.err


@root_only
@pytest.mark.parametrize("line", LINES)
def test_one_of_another_owner_is_refused(at: At, line: tuple[str, ...]) -> None:
    portal, person = at()
    draft_in(person)
    shutil.chown(person.folders.state, 65534)
    outcome = person.ticket(*line, code=1)
    assert "it belongs to another user" in outcome.err
    assert (outcome.out, portal.tickets) == ("", [])


@root_only
def test_a_draft_of_another_owner_is_neither_listed_nor_sent(at: At) -> None:
    portal, person = at()
    planted = draft_in(person)
    shutil.chown(planted / "draft.json", 65534)
    outcome = person.ticket("drafts", "list")
    assert planted.name not in outcome.out
    assert str(planted) in outcome.err
    person.ticket("drafts", "send", planted.name, code=1)
    assert portal.tickets == []


def test_one_below_a_folder_that_everybody_may_change_is_refused(at: At, tmp_path: Path) -> None:
    _, person = at()
    draft_in(person)
    person.folders.state.parent.chmod(0o777)
    assert "other users may replace it" in person.ticket("drafts", "list", code=1).err
    person.folders.state.parent.chmod(0o1777)  # as /tmp is
    person.ticket("drafts", "list")


def test_a_pipe_in_the_place_of_a_draft_is_not_waited_for(at: At) -> None:
    _, person = at()
    folder = draft_in(person)
    (folder / "draft.json").unlink()
    os.mkfifo(folder / "draft.json")
    outcome = person.ticket("drafts", "list")
    assert f"{folder.name} is damaged" in outcome.err
