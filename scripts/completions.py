"""Writes the scripts for all shells into a folder. `scripts/completions` calls it with completions/.

Those in English stand in it, those in each other language in a folder of that language's name. What
chooses between them, in completions/chosen/, is written by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ticketcli.app import tree
from ticketcli.cli.completion.scripts import FILES, script
from ticketcli.i18n import ENGLISH, LANGUAGES, set_language


def main(folder: Path) -> None:
    """Write all scripts in all languages."""
    for language in LANGUAGES:
        own = folder if language == ENGLISH else folder / language
        own.mkdir(parents=True, exist_ok=True)
        set_language(language)
        root = tree()
        for shell, name in FILES.items():
            (own / name).write_text(script(shell, root), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
