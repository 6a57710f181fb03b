"""The wheel puts completions and manual pages where the platform looks for them, in every language."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from ticketcli.cli.completion.scripts import FILES
from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import ENGLISH, LANGUAGES

ROOT = Path(__file__).parents[2]
LOOKED_FOR = {
    "bash-completion/completions/ticket": "completions/ticket.bash",
    "zsh/site-functions/_ticket": "completions/_ticket",
    "fish/vendor_completions.d/ticket.fish": "completions/ticket.fish",
}
"""Below share/: what a shell loads by the name of the command."""


def shared(wheel: Path) -> dict[str, bytes]:
    """What the wheel installs below share/."""
    with ZipFile(wheel) as archive:
        found = ((name.partition(".data/data/share/")[2], name) for name in archive.namelist())
        return {place: archive.read(name) for place, name in found if place}


def in_language(folder: str, language: str) -> str:
    return folder if language == ENGLISH else f"{folder}/{language}"


def test_shells_find_their_scripts_and_so_does_the_program(wheel: Path) -> None:
    held = shared(wheel)
    for place, source in LOOKED_FOR.items():
        assert held[place] == (ROOT / source).read_bytes()
    with ZipFile(wheel) as archive:
        for name in FILES.values():
            assert archive.read(f"ticketcli/completions/{name}") == (ROOT / "completions" / name).read_bytes()


def test_man_finds_every_page_in_every_language(wheel: Path) -> None:
    held = shared(wheel)
    for language in LANGUAGES:
        for page in ("ticket", *(f"ticket-{name}" for name in COMMANDS)):
            text = held[f"{in_language('man', language)}/man1/{page}.1"]
            assert text.startswith(b".TH " if language == ENGLISH else b'.\\" -*- coding: UTF-8 -*-\n')
