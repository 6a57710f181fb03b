"""What was stored by an earlier version is read by this one, and what a later one adds stays.

`stored/N` has files as version N wrote them. They are never changed: a new version adds a folder.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from ticketcli.drafts.entry import Sending
from ticketcli.drafts.request import Customer
from ticketcli.drafts.store import DraftStore
from ticketcli.drafts.submissions import Created, make_fingerprint
from ticketcli.model.draft import Draft

STORED = Path(__file__).parent / "stored"
THEN = datetime(2026, 6, 9, 12, tzinfo=timezone.utc)
NEW = Draft(
    department="BESTNET-CLOUD",
    subject="サーバーが応答しません",
    message="Since 09:10.\nNo ping.",
    service="VPS 4GB",
    cc=("a@example.com", "b@example.com"),
    priority="high",
    encrypt=True,
    urgent=True,
    impact="Outage",
    contact="Phone",
    attachments=(Path("/home/hanako/shot.png"),),
)
REPLY = Draft(kind="reply", number="482913", message="It works again.", close=True)
LOST = Draft(department="Billing", subject="Invoice 17", message="Why twice?")


@pytest.fixture(params=sorted(path.name for path in STORED.iterdir()))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DraftStore:
    """The folder that a version left, as this version finds it."""
    shutil.copytree(STORED / request.param / "outbox", tmp_path / "outbox")
    for path in (tmp_path / "outbox").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    (tmp_path / "outbox").chmod(0o700)
    return DraftStore(tmp_path / "outbox", now=lambda: THEN)


def test_every_draft_is_read(store: DraftStore) -> None:
    assert store.damaged() == ()
    entries = {entry.id: entry for entry in store.all()}
    assert entries["d-2222"].draft == entries["d-5555"].draft == NEW
    assert entries["d-3333"].draft == LOST
    assert entries["d-4444"].draft == REPLY
    assert [entries[id].state for id in ("d-2222", "d-3333", "d-4444")] == ["unsent", *["unconfirmed"] * 2]
    assert entries["d-3333"].sending == Sending(THEN, ("482910", "482911"), "web")


def test_an_entry_of_a_file_is_known_again(store: DraftStore) -> None:
    assert store.history.created(make_fingerprint(REPLY, "hb")) == Created("482913", THEN)
    entry = store.of_origin(make_fingerprint(NEW, "hb"))
    assert entry is not None
    assert entry.id == "d-5555"


def test_a_draft_of_a_later_version_is_read_and_what_it_added_stays(store: DraftStore) -> None:
    file = store.folder / "d-2222" / "draft.json"
    value = json.loads(file.read_text())
    value |= {"version": 7, "colour": "red"}
    value["draft"]["mood"] = ["calm"]
    file.write_text(json.dumps(value))
    entry = store.get("d-2222")
    assert entry.draft == NEW
    store.replace(entry, replace(NEW, subject="Changed"))
    written = json.loads(file.read_text())
    assert (written["version"], written["colour"], written["draft"]["mood"]) == (7, "red", ["calm"])
    assert written["draft"]["subject"] == "Changed"


def test_one_field_more_in_a_draft_changes_no_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import make_dataclass

    from ticketcli.drafts import submissions

    later = make_dataclass("Draft", [("mood", str, "")], bases=(Draft,), frozen=True)
    before = make_fingerprint(LOST, "hb")
    monkeypatch.setattr(submissions, "Draft", later)
    assert make_fingerprint(later(**vars(LOST)), "hb") == before
    assert make_fingerprint(later(**vars(LOST), mood="calm"), "hb") != before


def test_an_unconfirmed_draft_of_an_earlier_version_is_the_same_request(store: DraftStore) -> None:
    from tests.commands.fake_portal import FakePortal

    from ticketcli.drafts.request import make_request
    from ticketcli.model.ticket import Department
    from ticketcli.portals.base import OutcomeUnknown
    from ticketcli.usecases.settle import Repeats

    url = "https://hb.bestnetllc.co.jp"
    customer = Customer(url, "hanako@example.com", frozenset({url, "hb"}))
    billing = Department("2", "Billing")
    mine = store.create(LOST, "hb")
    request = make_request(LOST, customer, billing)
    repeats = Repeats(FakePortal(), store, mine, request, customer, billing, None, lambda: THEN)
    with pytest.raises(OutcomeUnknown, match="d-3333"):
        repeats.settle()
