"""Somebody who follows a page: a shell in an empty home, the program, and a portal for the provider's."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.pages import ROOT, Block
from tests.prompts.terminal import ENTER, UP, Terminal

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

PROVIDER = "https://hb.bestnetllc.co.jp"
NUMBERS = ("482910", "482913")
"""The tickets that pages speak of."""

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
FILES = {
    "screen.png": PNG,
    "app.log": b"10:00 no space left on device\n",
    "inquiry.txt": b"The panel says: wrong password.\nIt is right.\n",
}


@dataclass
class Reader:
    """Runs the blocks of one page one after another; what one exports, the next one has."""

    folder: Path
    sandbox: Sandbox
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        programs = self.folder / "bin"
        programs.mkdir()
        for name, source in {
            "ticket": f'exec "{sys.executable}" -m ticketcli "$@"',
            "editor": "echo 'No ping since 10:00.' >>\"$1\"",
        }.items():
            (programs / name).write_text(f"#!/bin/sh\n{source}\n")
            (programs / name).chmod(0o755)
        (self.folder / "work").mkdir()
        for name, content in FILES.items():
            (self.folder / "work" / name).write_bytes(content)
        self.env = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "EDITOR": "editor",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "PYTHON_KEYRING_BACKEND": "tests.docs.ring.InAFile",
            "KEYRING_FILE": str(self.folder / "keyring.json"),
        }

    def sign_in(self) -> None:
        """Be one who has signed in before, and has tickets."""
        arguments = ("auth", "login", self.sandbox.url, "--username", CUSTOMER, "--password-stdin")
        subprocess.run(["ticket", *arguments], env=self.env, input=PASSWORD, text=True, check=True)

    def has_tickets(self) -> None:
        """The tickets that pages speak of, the first with a file, both answered."""
        with self.sandbox.store.open() as db:
            for number in NUMBERS:
                ticket = db.execute(
                    "INSERT INTO tickets (ticket_number, acc_hash, dept_id, client_id, name, email, cc,"
                    " subject, body, status, priority, date, lastreply, flags, type)"
                    " SELECT ?, 'hash', 1, id, firstname, email, '', 'VPS is slow', 'Since today.',"
                    " 'Answered', 0, 1781000000, 1781000100, 0, 'Client' FROM clients WHERE email = ?",
                    (number, CUSTOMER),
                ).lastrowid
                db.execute(
                    "INSERT INTO replies"
                    " (ticket_id, replier_id, name, email, date, body, status, type, flags)"
                    " VALUES (?, 1, 'Support', 's@example.com', 1781000100, 'Try now.', 'Sent', 'Admin', 0)",
                    (ticket,),
                )
                (self.sandbox.store.files / number).write_bytes(PNG)
                db.execute(
                    "INSERT INTO attachments (ticket_id, reply_id, org_filename, filename, size)"
                    " VALUES (?, 0, 'screen.png', ?, ?)",
                    (ticket, number, len(PNG)),
                )

    def run(self, block: Block) -> tuple[int, str]:
        """Run a block, the practice portal in the provider's place: the exit code, and what was said."""
        script, left = self.folder / "block.sh", self.folder / "environment"
        text = block.text.replace(PROVIDER, self.sandbox.url)
        script.write_text(f"set -eu\n{text}\nenv -0 >'{left}'\n")
        if block.typed:
            code, outcome = self._at_a_terminal(["sh", str(script)], block)
        else:
            done = subprocess.run(
                ["sh", str(script)],
                cwd=self.folder / "work",
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            code, outcome = done.returncode, done.stdout
        if code == 0:
            self.env = dict(line.split("=", 1) for line in left.read_text().rstrip("\0").split("\0"))
        return code, outcome

    def _at_a_terminal(self, command: list[str], block: Block) -> tuple[int, str]:
        person = Terminal(command, self.env, lines=200, folder=self.folder / "work")
        for question, answer in block.typed:
            person.answer(question, UP if answer == "[up]" else answer, ENTER)
        return person.end(), person.shown
