"""Writes the manual pages into a folder, from the commands. `scripts/manual` calls it with docs/man/.

They stand in it as below share/man: those in English in man1/, those in another language in a folder
of its own, such as ja/man1/.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ticketcli.cli.command_tree import read_commands
from ticketcli.cli.man_page import man_page, name
from ticketcli.i18n import ENGLISH, LANGUAGES, set_language


def main(folder: Path) -> None:
    """Write all pages in all languages, and remove those of commands that are no more."""
    for language in LANGUAGES:
        set_language(language)
        _write(folder / ("" if language == ENGLISH else language) / "man1")


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.1"):
        old.unlink()
    root = read_commands()
    for command in (root, *root.commands):
        page = man_page(command, root)
        (folder / f"{name(command)}.1").write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
