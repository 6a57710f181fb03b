"""Nothing that is done out of habit sends, loses or hides."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.typist import Typist

NO_EDITOR = {"PATH": "/nonexistent"}


def write(home: Path, seed: int) -> None:
    typist = Typist(home, seed, NO_EDITOR, plain=seed % 3 == 0)
    typist.write()
    assert typist.typed


@pytest.mark.parametrize("seed", range(10))
def test_a_hurried_person_sends_nothing_unseen_and_loses_nothing(tmp_path: Path, seed: int) -> None:
    write(tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 200))
def test_nor_do_many_others(tmp_path: Path, seed: int) -> None:
    write(tmp_path, seed)
