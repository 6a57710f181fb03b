"""How long it takes to start: commands that ask no portal."""

from __future__ import annotations

import shutil
import sys

from scripts.measure.turns import TICKET, Bench, Row, compared, in_turns

BARE = "python -c pass"
COMMANDS: dict[str, list[str]] = {
    BARE: [sys.executable, "-c", "pass"],
    "ticket --version": [TICKET, "--version"],
    "ticket --help": [TICKET, "--help"],
    "ticket new --help": [TICKET, "new", "--help"],
    "ticket drafts list": [TICKET, "drafts", "list"],
    "gh --version": ["gh", "--version"],
    "gh issue create --help": ["gh", "issue", "create", "--help"],
}
PAIRS = (
    ("ticket --version", "gh --version", "0.6"),
    ("ticket --help", "gh issue create --help", "1.0"),
    ("ticket new --help", "gh issue create --help", "1.0"),
    ("ticket drafts list", "gh --version", "1.6"),
)


def measure(bench: Bench) -> list[Row]:
    """The rows of what needs no network; those against programs that are not installed are left out."""
    installed = {name: line for name, line in COMMANDS.items() if shutil.which(line[0])}
    medians = in_turns(installed, bench)
    pairs = [pair for pair in PAIRS if pair[1] in medians] or [(pair[0], BARE, "") for pair in PAIRS]
    return [compared(ours, theirs, medians, wanted) for ours, theirs, wanted in pairs]
