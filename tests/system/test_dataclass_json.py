"""What is stored can be read by the version before and by the one after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import pytest

from ticketcli.system.dataclass_json import decode, encode


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    name: str
    flag: bool = False


@dataclass(frozen=True)
class Outer:
    at: datetime
    route: str = field(metadata={"key": "door"})
    kind: Literal["new", "reply"] = "new"
    paths: tuple[Path, ...] = ()
    pair: tuple[str, int] = ("", 0)
    colours: frozenset[Colour] = frozenset()
    inner: Inner | None = None
    rest: Mapping[str, Any] = field(default_factory=dict)


WHOLE = Outer(
    datetime(2026, 6, 9, tzinfo=timezone.utc),
    "api",
    "reply",
    (Path("/a/b"),),
    ("x", 2),
    frozenset(Colour),
    Inner("n", flag=True),
    {"k": [1]},
)


def test_what_is_read_is_what_was_written() -> None:
    assert decode(Outer, encode(WHOLE)) == WHOLE


def test_a_field_can_be_called_otherwise_in_files() -> None:
    assert encode(WHOLE)["door"] == "api"


def test_a_field_of_a_newer_version_is_passed_over_and_one_that_an_older_lacks_has_its_default() -> None:
    value = {"at": "2026-06-09T00:00:00+00:00", "door": "api", "of a newer version": 1}
    assert decode(Outer, value) == Outer(WHOLE.at, "api")


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("at", "2026-06-09T00:00:00"),
        ("at", 7),
        ("door", None),
        ("kind", "other"),
        ("paths", "x"),
        ("paths", [7]),
        ("pair", ["x"]),
        ("colours", ["green"]),
        ("inner", {}),
        ("inner", {"name": "n", "flag": 1}),
        ("rest", []),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, wrong: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        decode(Outer, {**encode(WHOLE), key: wrong})


def test_a_field_that_must_be_there_is_missed() -> None:
    with pytest.raises(ValueError, match="Outer lacks 'at'"):
        decode(Outer, {"door": "api"})
