"""What fuzzing kept, once more: no reader fails on any of it. scripts/fuzz finds new ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_everything_in_the_corpus_is_read(name: str) -> None:
    inputs = sorted((CORPUS / name).iterdir())
    assert inputs, f"there is nothing to replay for {name}"
    for path in inputs:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_kept_input_cut_short_is_read(name: str) -> None:
    for path in sorted((CORPUS / name).iterdir())[:40]:
        data = path.read_bytes()
        for end in range(0, len(data), max(1, len(data) // 7)):
            TARGETS[name](data[:end])
