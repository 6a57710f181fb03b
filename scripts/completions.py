"""Writes the scripts for all shells into a folder. `scripts/completions` calls it with completions/."""

from __future__ import annotations

import sys
from pathlib import Path

from ticketcli.app import tree
from ticketcli.completion.scripts import FILES, script

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
root = tree()
for shell, name in FILES.items():
    (folder / name).write_text(script(shell, root), encoding="utf-8", newline="\n")
