"""A person with a full cache at a real shell: keys are typed, and what the command gets is looked at."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pexpect
import pytest
from tests.prompts.terminal import ENTER, PATIENCE, Terminal

from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.completion_cache import CompletionCache
from ticketcli.cli.completion import portal_index
from ticketcli.context import Folders
from ticketcli.model.ticket import Department, Service, Ticket
from ticketcli.portals.capabilities import Capabilities

ROOT = Path(__file__).parents[2]
SCRIPTS = {"bash": "ticket.bash", "zsh": "_ticket", "fish": "ticket.fish", "powershell": "ticket.ps1"}
NEEDS = {shell: pytest.mark.needs(shell, shell) for shell in ("bash", "zsh", "fish")}
SHELLS = [pytest.param(shell, marks=mark) for shell, mark in NEEDS.items()]

ACCOUNT = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="keyring")
OTHER = Account("other", "https://other.example", "hanako@example.com", storage="keyring")
DEPARTMENTS = (
    Department("1", "BESTNET-CLOUD", "VPS and cloud servers"),
    Department("2", "Sales: EU & $HOME", "Offers"),
    Department("3", 'It\'s "quoted" `here`', ""),
    Department("4", "back\\slash", ""),
    Department("5", "請求 書", "請求書のお問い合わせ"),
    Department("6", "帳單(付款)", "帳單與付款"),
)
TICKETS = (
    Ticket("482913", "VPS is down", status="Open", state="open"),
    Ticket("482910", "請求書について", status="Closed", state="closed"),
    Ticket("171001", "Cannot \x1b[31mlog\x1b[0m in\tat all\n[URGENT]", status="Answered", state="answered"),
)

# Notes its arguments, and answers shells. A line may be read while it is written: only its end makes it one.
_TICKET = """#!/bin/sh
{{ printf '%s\\037' "$@"; echo; }} >>'{log}'
case $1 in __complete) exec '{python}' -m ticketcli "$@" ;; esac
"""

PROMPT = ">"  # and a blank

_START = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], "source '{script}'", "PS1='> '"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "fpath=('{folder}' $fpath); autoload -Uz compinit; compinit -D -u; unsetopt promptsp",
        "PS1='> '",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "source '{script}'; set fish_greeting; set -g fish_autosuggestion_enabled 0",
        "function fish_prompt; echo '> '; end",
    ),
}


class Shell(Terminal):
    """A shell on a terminal, which may be left at any time."""

    def wait_for_prompt(self, typed: str = "") -> None:
        """Wait until the shell asks for a line, or for more of one of which so much is typed."""
        until = time.monotonic() + PATIENCE
        while self.line != PROMPT + (f" {typed}" if typed else ""):
            assert time.monotonic() < until, f"no prompt came:\n{self.shown}"
            self.read_on(PATIENCE)

    def read_on(self, seconds: float) -> None:
        """Take in what it writes within this time."""
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            data: Any = self._child.read_nonblocking(4096, timeout=seconds)
            self.raw += data
            self._stream.feed(data)

    def leave(self) -> None:
        """Close the terminal, whatever the shell thinks of it."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()
        self._child.close()


@dataclass
class Person:
    """Somebody at a shell, whose `ticket` notes how it is called and does nothing else."""

    folder: Path
    folders: Folders
    env: dict[str, str]
    shells: list[Shell] = field(default_factory=list)

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of every call so far."""
        log = self.folder / "calls"
        lines = log.read_text("utf-8").split("\n")[:-1] if log.exists() else []
        return [line.split("\x1f")[:-1] for line in lines]

    def at(self, shell: str, *, script: Path | None = None, columns: int = 100) -> Shell:
        """A terminal with a shell that has the completions, or those of another script."""
        command, *start = _START[shell]
        work = self.folder / "work"
        script = script or ROOT / "completions" / SCRIPTS[shell]
        terminal = Shell(command, self.env, columns=columns, lines=30, folder=work)
        self.shells.append(terminal)
        for line in (*start, "clear; echo rea''dy"):
            terminal.type(line.format(script=script, folder=script.parent), ENTER)
        terminal.wait_for("ready")
        terminal.wait_for_prompt()
        return terminal

    def runs(self, shell: str, *lines: str, script: Path | None = None) -> list[list[str]]:
        """What `ticket` gets where these keys are pressed, with Enter behind each line."""
        terminal = self.at(shell, script=script)
        for count, keys in enumerate(lines, 1):
            terminal.type(keys, ENTER)
            until = time.monotonic() + PATIENCE
            while len(runs := [call for call in self.calls if call[:1] != ["__complete"]]) < count:
                assert time.monotonic() < until, f"{keys!r} ran nothing:\n{terminal.shown}"
                terminal.read_on(0.02)
            terminal.wait_for_prompt()
        return runs


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Where the person's files are."""
    return Folders(tmp_path / "config", tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def person(tmp_path: Path, folders: Folders) -> Iterator[Person]:
    """Somebody signed in to two portals, whose commands have read what these offer."""
    accounts = Accounts(folders, {})
    accounts.add(ACCOUNT, active=True)
    accounts.add(OTHER)
    fill(folders, ACCOUNT, DEPARTMENTS, TICKETS)
    fill(folders, OTHER, (Department("9", "Elsewhere"),), (Ticket("900001", "Far away"),))
    env = {
        "TICKET_CONFIG_DIR": str(folders.config),
        "TICKET_STATE_DIR": str(folders.state),
        "TICKET_CACHE_DIR": str(folders.cache),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    portal_index.write(env)
    for name in ("bin", "work"):
        (tmp_path / name).mkdir()
    program = tmp_path / "bin" / "ticket"
    program.write_text(_TICKET.format(python=sys.executable, log=str(tmp_path / "calls")))
    program.chmod(0o755)
    someone = Person(tmp_path, folders, env)
    yield someone
    for shell in someone.shells:
        shell.leave()


def fill(
    folders: Folders, account: Account, departments: Sequence[Department], tickets: Sequence[Ticket]
) -> None:
    """Have the cache of an account hold this."""
    completion_cache = CompletionCache(folders.cache, account, private=True)
    services = (Service("17", "VPS 4GB", "web1.example.com", "Active"), Service("18", "VPS 8GB"))
    completion_cache.save_capabilities(
        Capabilities(departments=tuple(departments), services=services, extensions=(".png", ".zip"))
    )
    for ticket in tickets:
        completion_cache.add_ticket(ticket)
    completion_cache.save_tickets()
