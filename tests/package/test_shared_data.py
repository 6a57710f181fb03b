"""The wheel puts completions and manual pages where the platform looks for them."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PLACES = {
    "share/bash-completion/completions/ticket": "completions/ticket.bash",
    "share/zsh/site-functions/_ticket": "completions/_ticket",
    "share/fish/vendor_completions.d/ticket.fish": "completions/ticket.fish",
    "share/man/man1/ticket.1": "docs/man/ticket.1",
    "share/man/man1/ticket-new.1": "docs/man/ticket-new.1",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_wheel_has_it_where_it_is_looked_for(wheel: Path, place: str) -> None:
    with ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(f".data/data/{place}")]
        assert archive.read(name) == (ROOT / PLACES[place]).read_bytes()
