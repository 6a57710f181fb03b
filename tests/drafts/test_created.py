"""What was created from files is known for a year, and then forgotten."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ticketcli.drafts.store import DraftStore
from ticketcli.drafts.submissions import Created

NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)


def read_created(folder: Path, now: datetime, *origins: str) -> DraftStore:
    store = DraftStore(folder, now=lambda: now)
    for origin in origins:
        store.history.note_created(origin, "482913")
        os.utime(folder / "created" / f"{origin}.json", (now.timestamp(), now.timestamp()))
    return store


def test_what_is_older_than_a_year_goes_when_something_is_noted(tmp_path: Path) -> None:
    read_created(tmp_path, NOW - timedelta(days=400), "old")
    read_created(tmp_path, NOW - timedelta(days=300), "younger")
    store = read_created(tmp_path, NOW, "new")
    assert store.history.created("old") is None
    assert store.history.created("younger") is not None
    assert store.history.created("new") is not None


def test_it_is_looked_for_once_a_day(tmp_path: Path) -> None:
    read_created(tmp_path, NOW - timedelta(hours=1), "first")
    before = NOW - timedelta(days=400)
    read_created(tmp_path, before, "old")
    store = read_created(tmp_path, NOW, "second")
    assert store.history.created("old") is not None
    store = read_created(tmp_path, NOW + timedelta(days=1), "third")
    assert store.history.created("old") is None


def test_what_cannot_be_removed_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "created" / "odd.json").mkdir(parents=True)
    old = (NOW - timedelta(days=400)).timestamp()
    os.utime(tmp_path / "created" / "odd.json", (old, old))
    assert read_created(tmp_path, NOW, "new").history.created("new") is not None


def test_a_record_that_is_damaged_still_says_when_it_was_created(tmp_path: Path) -> None:
    store = read_created(tmp_path, NOW, "one")
    path = tmp_path / "created" / "one.json"
    assert json.loads(path.read_text())["version"] == 1
    path.write_text("damaged")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert store.history.created("one") == Created("", NOW)


def test_what_is_a_year_and_a_day_old_is_still_known(tmp_path: Path) -> None:
    read_created(tmp_path, NOW - timedelta(days=366), "old")
    assert read_created(tmp_path, NOW, "new").history.created("old") is not None
    read_created(tmp_path / "other", NOW - timedelta(days=366, seconds=1), "old")
    assert read_created(tmp_path / "other", NOW, "new").history.created("old") is None
