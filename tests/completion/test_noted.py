"""What commands read is what a shell can complete next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.whole.person import customer


def ticket(folder: Path, *arguments: str, **env: str) -> str:
    places = {f"TICKET_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    command = [sys.executable, "-m", "ticketcli", *arguments]
    return subprocess.run(
        command, env={**os.environ, **places, **env}, capture_output=True, text=True, check=True
    ).stdout


def test_a_ticket_just_opened_can_be_completed(tmp_path: Path) -> None:
    opened = ticket(tmp_path, "--portal", "sandbox", "new", "-d", "BILLING", "-s", '請求書 "17"', "-m", "Hi.")
    number = opened.split("\t")[0]
    shown = ("__complete", "--portal", "sandbox", "show", "")
    assert ticket(tmp_path, *shown) == f'{number}\t[Open] 請求書 "17"\n:36\n'
    ticket(tmp_path, "--portal", "sandbox", "close", number)
    ticket(tmp_path, "--portal", "sandbox", "show", number)
    assert ticket(tmp_path, *shown) == f'{number}\t[Closed] 請求書 "17"\n:36\n'
    ticket(tmp_path, "--portal", "sandbox", "departments")
    assert "BILLING\t" in ticket(tmp_path, "__complete", "--portal=sandbox", "new", "-d", "bill")


@pytest.mark.parametrize("saved", [True, False])
def test_subjects_are_kept_for_one_who_signed_in_and_not_for_the_environment(
    tmp_path: Path, saved: bool
) -> None:
    with Portal(Quirks()) as portal:
        person = customer(tmp_path, portal)
        if saved:
            person = person.but()
            person.ticket(
                *("auth", "login", portal.url, "--username", portal.username, "--insecure-storage"),
                "--password-stdin",
                stdin=portal.password,
                named=False,
            )
        department = person.ticket("departments").lines[0][1]
        person.ticket("new", "-d", department, "-s", "Private words", "-m", "Hi.")
        assert "Private words" in person.ticket("list").out
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert any("Private words" in path.read_text() for path in files) is saved
    assert any(path.name == "departments" for path in files)
