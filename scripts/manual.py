"""Writes the manual pages into a folder, from the commands. `scripts/manual` calls it with docs/man/."""

from __future__ import annotations

import sys
from pathlib import Path

from ticketcli.app import tree
from ticketcli.cli.man_page import man_page, name

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for old in folder.glob("*.1"):
    old.unlink()
root = tree()
for command in (root, *root.commands):
    (folder / f"{name(command)}.1").write_text(man_page(command, root), encoding="ascii", newline="\n")
