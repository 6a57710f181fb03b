"""A shell waits for an answer at every press of TAB: nothing slow may be imported on the way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.completion.conftest import Person

SLOW = ("httpx", "keyring", "questionary", "rich", "typer", "pydantic", "flask", "dataclasses", "pathlib")


@pytest.mark.parametrize("kind", ["tickets", "departments", "portals", "drafts", "aliases", "templates"])
def test_an_answer_imports_nothing_slow(person: Person, kind: str) -> None:
    program = (
        "import sys; before = set(sys.modules); "
        f"sys.argv = ['ticket', '__complete', {kind!r}]; "
        "from ticketcli.__main__ import main; main(); "
        f"print(sorted((set(sys.modules) - before) & set({SLOW!r})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=person.env, capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
    if kind in ("tickets", "departments", "portals"):
        assert done.stdout
