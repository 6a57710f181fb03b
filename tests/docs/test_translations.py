"""A page in another language is linked from the English one, and says which commit of it it follows."""

from __future__ import annotations

import re
import subprocess
import warnings
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, TRANSLATIONS, Block, blocks, english_of, name

LEFT_OUT = {"install"}
"""What the first steps in other languages leave to the English page: the single file."""


def followed(page: Path) -> str:
    """Return the commit of the English page that a translation names, or an empty text."""
    mark = rf"^<!-- follows {re.escape(english_of(page).name)} of ([0-9a-f]{{7,40}}) -->$"
    found = re.search(mark, page.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def commits_since(commit: str, page: Path) -> list[str]:
    """Return the later commits that change a page, a line each. Raises CalledProcessError."""
    listed = subprocess.run(
        ["git", "log", "--oneline", f"{commit}..HEAD", "--", name(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_is_linked_from_the_first_line(page: Path) -> None:
    english = english_of(page)
    assert f"({page.name})" in english.read_text("utf-8").splitlines()[0]
    assert f"({english.name})" in page.read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_shows_the_same_commands(page: Path) -> None:
    def commands(block: Block) -> list[str]:
        return re.findall(r"^\S+(?: (?:auth|\w+)\b)?", block.text, re.MULTILINE)

    shown = {command for block in blocks(page) for command in commands(block)}
    wanted = {command for block in blocks(english_of(page)) for command in commands(block)}
    assert wanted - LEFT_OUT <= shown


@pytest.mark.filterwarnings("default:.* is behind")  # said, and not a failure
@pytest.mark.parametrize("page", TRANSLATIONS, ids=name)
def test_each_language_names_the_commit_that_it_follows(page: Path) -> None:
    commit = followed(page)
    assert commit
    try:
        newer = commits_since(commit, english_of(page))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the repository's history")
    if newer:
        warnings.warn(f"{name(page)} is behind {english_of(page).name}: {'; '.join(newer)}", stacklevel=1)
