"""A portal that says a secret of ours back has it neither shown nor saved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("line", [("auth", "status"), ("list", "--json"), ("show",), ("show", "--json")])
@pytest.mark.parametrize("route", ["api", "web"])
def test_a_password_that_is_echoed_is_blanked(tmp_path: Path, line: tuple[str, ...], route: str) -> None:
    with Portal(Quirks()) as portal:
        secret = portal.password
        number = portal.add_ticket(f"Hello {secret}", f"You signed in with {secret}").number
        env = {f"TICKET_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
        env |= {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TICKET_PORTAL": portal.url}
        env |= {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": secret}
        more = [number] if line[0] == "show" else []
        done = subprocess.run(
            [sys.executable, "-m", "ticketcli", "--via", route, *line, *more],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert secret not in done.stdout + done.stderr
        if line[0] != "auth":
            assert "Hello ***" in done.stdout
        saved = [path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file()]
        assert not any(secret.encode() in data for data in saved)
