"""A customer at a command line: folders of their own, one portal, and time that passes by sleeping."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tests.streams import Outcome, Stream

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.context import Context, Folders, Globals
from ticketcli.prompts.prompter import Prompter

ROOT = Path(__file__).parents[2]


@dataclass
class Customer:
    """Runs `ticket` at the portal `url`, with nothing replaced but streams, sleep, clock and folders."""

    home: Path
    url: str
    ahead: timedelta = field(default_factory=timedelta)  # of the clock on the wall

    @property
    def folders(self) -> Folders:
        return Folders(self.home / "config", self.home / "state", self.home / "cache")

    def now(self) -> datetime:
        return datetime.now(timezone.utc) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)

    def sign_in(self, username: str, password: str, *more: str, code: int | None = 0) -> Outcome:
        """`ticket auth login`, with a password in a pipe."""
        line = ("auth", "login", self.url, "--username", username, "--password-stdin", "--insecure-storage")
        return self.run(*line, *more, stdin=password, code=code)

    def ticket(self, *arguments: str, code: int | None = 0) -> Outcome:
        """Run one command at the portal and expect an exit code; None expects nothing."""
        return self.run("--portal", self.url, *arguments, code=code)

    def run(self, *arguments: str, stdin: str = "", code: int | None = 0) -> Outcome:
        context = Context(
            options=Globals(),
            env={},
            stdin=Stream(stdin),
            stdout=Stream(),
            stderr=Stream(),
            folders=self.folders,
            now=self.now,
            sleep=self.sleep,
            make_portal=runtime.make_portal,
            make_portal_with=runtime.make_portal_with,
            make_prompter=_nobody,
            make_screen=runtime.make_screen,
            make_drafts=runtime.make_drafts,
            make_accounts=runtime.make_accounts,
        )
        ended = run(arguments, context)
        assert isinstance(context.stdout, Stream)
        assert isinstance(context.stderr, Stream)
        said = Outcome(ended, context.stdout.getvalue(), context.stderr.getvalue())
        if code is not None:
            assert ended == code, f"exit code {ended}\n{said.out}\n{said.err}"
        assert "Traceback" not in said.err
        return said

    def drafts(self) -> list[dict[str, Any]]:
        """What `ticket drafts list` tells."""
        listed: list[dict[str, Any]] = self.ticket("drafts", "list", "--json").json
        return listed

    def start(self, *arguments: str, fatal: int = 0) -> subprocess.Popen[bytes]:
        """Run `ticket` in a process of its own, killed at its call number `fatal` that writes or connects."""
        folders = zip(("CONFIG", "STATE", "CACHE"), self.folders, strict=True)
        env = {
            **os.environ,
            **{f"TICKET_{name}_DIR": str(folder) for name, folder in folders},
            "TICKET_PORTAL": self.url,
        }
        program = [sys.executable, "-m", "tests.faults.child", str(fatal), "20", *arguments]
        return subprocess.Popen(
            program,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


def _nobody(context: Context) -> Prompter:
    raise AssertionError("A question was asked, and nobody is there to answer it.")
