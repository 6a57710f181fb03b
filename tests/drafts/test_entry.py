"""The file of a draft gives back what was put in; anything else is called damaged."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL

from ticketcli.drafts.entry import VERSION, Entry, NotADraft, Sending, decode, encode
from ticketcli.model.draft import Draft

texts = st.text(st.characters())  # lone surrogates too: file names that are no UTF-8
times = st.datetimes(timezones=st.just(timezone.utc))
drafts = st.builds(
    Draft,
    subject=texts,
    message=texts,
    cc=st.lists(texts).map(tuple),
    attachments=st.lists(texts.map(Path)).map(tuple),
)
entries = st.builds(
    Entry,
    id=st.just("d-7f3k"),
    portal=texts,
    created=times,
    draft=drafts,
    sending=st.none()
    | st.builds(Sending, at=times, known=st.lists(texts).map(tuple), route=st.sampled_from(["api", "web"])),
)


@given(entries)
def test_what_is_read_is_what_was_written(entry: Entry) -> None:
    assert decode(entry.id, encode(entry)) == entry


WHOLE = encode(Entry("d-7f3k", "unconfirmed", PORTAL, NOW, NEW, Sending(NOW, ("1",), "api")))


@pytest.mark.parametrize("part", ["", "draft", "sending"])
@pytest.mark.parametrize("wrong", [None, 7, [], {}, "?", [7], "gone"])
def test_a_value_of_the_wrong_kind_is_damage_and_no_surprise(part: str, wrong: object) -> None:
    keys = list(json.loads(WHOLE)[part] if part else json.loads(WHOLE))
    for key in keys:
        value: dict[str, Any] = json.loads(WHOLE)
        into = value[part] if part else value
        if wrong == "gone":
            del into[key]
        else:
            into[key] = wrong
        try:
            entry = decode("d-7f3k", json.dumps(value).encode())
        except NotADraft:
            continue
        assert decode("d-7f3k", encode(entry)) == entry


@given(st.integers(0, len(WHOLE) - 3))
def test_a_file_cut_anywhere_is_damage(length: int) -> None:
    with pytest.raises(NotADraft):
        decode("d-7f3k", WHOLE[:length])


@given(st.binary() | st.text().map(str.encode))
def test_bytes_that_are_no_draft_are_damage(data: bytes) -> None:
    with pytest.raises(NotADraft):
        decode("d-7f3k", data)


def test_a_time_without_offset_is_damage() -> None:
    value = json.loads(WHOLE)
    value["created"] = datetime(2026, 6, 9).isoformat()
    with pytest.raises(NotADraft, match="no offset"):
        decode("d-7f3k", json.dumps(value).encode())


@pytest.mark.parametrize(
    ("version", "sound"), [(1, True), (2, True), (0, False), (True, False), (1.0, False)]
)
def test_only_a_whole_number_from_one_is_a_version(version: object, sound: bool) -> None:
    data = json.dumps({**json.loads(WHOLE), "version": version}).encode()
    if sound:
        assert json.loads(encode(decode("d-7f3k", data)))["version"] == version
    else:
        with pytest.raises(NotADraft):
            decode("d-7f3k", data)


def test_the_file_is_a_text_that_a_person_can_read() -> None:
    entry = Entry("d-7f3k", "unsent", PORTAL, NOW, OLD)
    assert f'"subject": "{OLD.subject}"' in encode(entry).decode()
    assert f'"version": {VERSION}' in encode(entry).decode().splitlines()[1]
    assert VERSION == 1
    assert "stored" not in repr(decode("d-7f3k", encode(entry)))
