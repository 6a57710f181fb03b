"""The name of this computer's time zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ticketcli.system.time_zone import find_local_zone


@pytest.mark.parametrize(
    ("env", "target", "name"),
    [
        ({}, "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ({}, "../usr/share/zoneinfo/UTC", "UTC"),
        ({"TZ": ":Europe/Berlin"}, "/usr/share/zoneinfo/Asia/Tokyo", "Europe/Berlin"),
        ({}, "/somewhere/else", None),
        ({}, None, None),
    ],
)
def test_the_variable_goes_before_the_link(
    tmp_path: Path, env: dict[str, str], target: str | None, name: str | None
) -> None:
    link = tmp_path / "localtime"
    if target is not None:
        link.symlink_to(target)
    assert find_local_zone(env, link) == name
