"""What a portal offers is remembered, and a file that cannot be understood counts for nothing."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.capabilities_cache import CapabilitiesFile, from_json, to_json
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.capabilities import Capabilities, Feature, Route

ACCOUNT = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="keyring")
OFFERS = Capabilities(
    routes=(
        Route("api", open=True),
        Route("web", open=False, carries=frozenset(Feature), why="a captcha stands before it"),
    ),
    departments=(Department("1", "BESTNET-CLOUD", "VPSのお問い合わせ", priorities=True),),
    services=(Service("17", "VPS 4GB", "web1.example.com"),),
    extensions=(".jpg", ".png"),
    max_bytes=8 * 2**20,
    cuts_emoji=True,
    learned="2026-06-09T12:00:00+00:00",
)


def test_nothing_is_known_of_a_portal_at_first(tmp_path: Path) -> None:
    assert CapabilitiesFile(tmp_path / "cache", ACCOUNT).load() is None


@pytest.mark.parametrize("offers", [OFFERS, Capabilities()])
def test_what_was_learned_is_there_for_the_next_command(tmp_path: Path, offers: Capabilities) -> None:
    CapabilitiesFile(tmp_path, ACCOUNT).save(offers)
    assert CapabilitiesFile(tmp_path, ACCOUNT).load() == offers


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 6, 9, 12, tzinfo=timezone.utc)

    def __call__(self) -> datetime:
        return self.time


def test_a_closed_route_is_tried_again_after_half_an_hour(tmp_path: Path) -> None:
    clock = Clock()
    closed = replace(OFFERS, routes=(Route("api", open=False, why="maintenance"), Route("web", open=True)))
    CapabilitiesFile(tmp_path, ACCOUNT, now=clock).save(closed)
    clock.time += timedelta(minutes=29)
    cache = CapabilitiesFile(tmp_path, ACCOUNT, now=clock)
    assert cache.load() == closed
    cache.save(replace(closed, max_bytes=1))  # something else was learned: the verdict is no younger
    clock.time += timedelta(minutes=2)
    reopened = CapabilitiesFile(tmp_path, ACCOUNT, now=clock).load()
    assert reopened is not None
    assert reopened.routes == (Route("api"), Route("web", open=True))
    assert reopened.departments == OFFERS.departments


def test_what_was_learned_ends_after_a_day_but_for_what_lasts(tmp_path: Path) -> None:
    clock = Clock()
    CapabilitiesFile(tmp_path, ACCOUNT, now=clock).save(
        replace(OFFERS, utc_offset=540, utc_offset_seen=540)
        .with_note("api_base", "api/")
        .with_lasting_note("date_order", "dmy")
    )
    clock.time += timedelta(hours=25)
    cache = CapabilitiesFile(tmp_path, ACCOUNT, now=clock)
    assert cache.load() == Capabilities(
        routes=(Route("api"), Route("web")),
        cuts_emoji=True,
        utc_offset=540,
        utc_offset_seen=540,
        lasting_notes={"date_order": "dmy"},
    )
    offers = cache.load(of_any_age=True)
    assert offers is not None
    assert offers.departments == OFFERS.departments


def test_a_file_of_a_later_version_is_read_as_far_as_it_is_understood(tmp_path: Path) -> None:
    cache = CapabilitiesFile(tmp_path, ACCOUNT)
    cache.save(OFFERS)
    saved = json.loads(cache.path.read_text(encoding="utf-8"))
    saved["capabilities"]["added_later"] = 1
    saved["capabilities"]["routes"][0]["added_later"] = []
    del saved["capabilities"]["cuts_emoji"]
    cache.path.write_text(json.dumps(saved), encoding="utf-8")
    assert CapabilitiesFile(tmp_path, ACCOUNT).load() == replace(OFFERS, cuts_emoji=False)


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    cache = CapabilitiesFile(tmp_path, ACCOUNT)
    cache.path.parent.mkdir(parents=True)
    os.mkfifo(cache.path)
    assert cache.load() is None


def test_accounts_without_a_name_are_kept_apart(tmp_path: Path) -> None:
    CapabilitiesFile(tmp_path, replace(ACCOUNT, username=None)).save(OFFERS)
    assert CapabilitiesFile(tmp_path, replace(ACCOUNT, username=None, name="second")).load() is None


def test_the_file_is_the_users_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    cache = CapabilitiesFile(tmp_path, ACCOUNT)
    cache.save(OFFERS)
    cache.save(OFFERS)
    assert cache.path.stat().st_mode & 0o777 == 0o600
    assert list(cache.path.parent.iterdir()) == [cache.path]


def test_features_are_sorted_names(tmp_path: Path) -> None:
    cache = CapabilitiesFile(tmp_path, ACCOUNT)
    cache.save(OFFERS)
    stored = json.loads(cache.path.read_text(encoding="utf-8"))["capabilities"]
    assert stored["routes"][1]["carries"] == ["attachments", "cc", "encryption", "priority", "service"]


def test_portals_and_people_are_kept_apart(tmp_path: Path) -> None:
    CapabilitiesFile(tmp_path, ACCOUNT).save(OFFERS)
    assert CapabilitiesFile(tmp_path, replace(ACCOUNT, url="https://other.example")).load() is None
    assert CapabilitiesFile(tmp_path, replace(ACCOUNT, username="taro@example.com")).load() is None


def test_services_are_not_kept_where_nobody_knows_whose_they_are(tmp_path: Path) -> None:
    unnamed = replace(ACCOUNT, username=None, storage=None)
    CapabilitiesFile(tmp_path, unnamed).save(OFFERS)
    assert CapabilitiesFile(tmp_path, unnamed).load() == replace(OFFERS, services=None)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 0, "url": "https://hb.bestnetllc.co.jp", "capabilities": {}}',
    ],
)
def test_a_damaged_or_older_file_counts_as_nothing(tmp_path: Path, damage: bytes) -> None:
    cache = CapabilitiesFile(tmp_path, ACCOUNT)
    cache.save(OFFERS)
    cache.path.write_bytes(damage)
    assert cache.load() is None
    cache.save(OFFERS)
    assert cache.load() == OFFERS


@pytest.mark.parametrize(
    "change",
    [
        {"routes": None},
        {"routes": [{"name": "api", "open": "yes", "carries": [], "why": ""}]},
        {"routes": [{"name": "web", "open": True, "carries": ["telepathy"], "why": ""}]},
        {"departments": "1"},
        {"departments": [{"name": "without an id"}]},
        {"departments": [{"id": 1, "name": "x", "description": "", "priorities": None}]},
        {"extensions": [1]},
        {"max_bytes": True},
        {"max_bytes": "8M"},
        {"cuts_emoji": None},
        {"utc_offset": "540"},
    ],
)
def test_every_field_is_checked(change: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json({**to_json(OFFERS), **change})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(to_json(OFFERS))), json_values)
def test_any_field_of_any_kind_is_read_or_refused(field: str, value: object) -> None:
    try:
        read = from_json({**to_json(OFFERS), field: value})
    except (TypeError, ValueError, KeyError):
        return
    assert from_json(to_json(read)) == read


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = CapabilitiesFile(tmp_path / "file", ACCOUNT)
    cache.save(OFFERS)
    assert cache.load() is None
