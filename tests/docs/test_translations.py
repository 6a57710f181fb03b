"""README.md in other languages is linked from it, and says which README.md it follows."""

from __future__ import annotations

import re
import subprocess
import warnings
from pathlib import Path

import pytest
from tests.docs.pages import README, ROOT, TRANSLATIONS, Block, blocks, name


def followed(page: Path) -> str:
    """Return the commit of README.md that a translation names, or an empty text."""
    found = re.search(
        r"^<!-- follows README\.md of ([0-9a-f]{7,40}) -->$", page.read_text("utf-8"), re.MULTILINE
    )
    return found[1] if found else ""


def commits_since(commit: str) -> list[str]:
    """Return the later commits that change README.md, a line each. Raises CalledProcessError."""
    listed = subprocess.run(
        ["git", "log", "--oneline", f"{commit}..HEAD", "--", README.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_is_linked_from_the_first_line(page: Path) -> None:
    assert f"({page.name})" in README.read_text("utf-8").splitlines()[0]
    assert "(README.md)" in page.read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_shows_the_same_commands(page: Path) -> None:
    def commands(block: Block) -> list[str]:
        return re.findall(r"^\S+(?: (?:auth|\w+)\b)?", block.text, re.MULTILINE)

    shown = {command for block in blocks(page) for command in commands(block)}
    assert {command for block in blocks(README) for command in commands(block)} <= shown


@pytest.mark.filterwarnings("default:.* is behind")  # said, and not a failure
@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_names_the_commit_that_it_follows(page: Path) -> None:
    commit = followed(page)
    assert commit
    try:
        newer = commits_since(commit)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the repository's history")
    if newer:
        warnings.warn(f"{name(page)} is behind README.md: {'; '.join(newer)}", stacklevel=1)
