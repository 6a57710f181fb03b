"""The practice portal is for the user of this machine alone."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "evil.example@127.0.0.1", ""])
@pytest.mark.parametrize("path", ["/", "/api/details", "/templates/sandbox/ticket_user.js"])
def test_who_asks_for_another_host_is_sent_away(portal: Callable[..., Sandbox], host: str, path: str) -> None:
    answer = httpx.get(portal().url + path, headers={"Host": host}, auth=(CUSTOMER, PASSWORD))
    assert answer.status_code in (400, 421)
    assert "sign" not in answer.text.lower()


def test_who_asks_for_this_machine_is_answered(portal: Callable[..., Sandbox]) -> None:
    running = portal()
    for name in ("127.0.0.1", "localhost"):
        answer = httpx.get(running.url.replace("127.0.0.1", name))
        assert answer.status_code < 400


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_what_it_stores_is_open_to_its_owner_only_whatever_the_umask(
    portal: Callable[..., Sandbox], tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        running = portal(folder=tmp_path / "deep" / "state" / "portal")
        httpx.get(running.url)
        modes = {
            str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode)
            for path in (tmp_path / "deep").rglob("*")
        }
    finally:
        os.umask(before)
    assert modes["deep/state/portal/portal.sqlite3"] == 0o600
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def test_json_that_is_nested_deeply_is_no_fault_of_the_server(portal: Callable[..., Sandbox]) -> None:
    answer = httpx.post(
        f"{portal().url}/api/login", content=b"[" * 100_000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code < 500
