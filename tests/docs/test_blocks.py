"""Every command that README and docs show for a shell is run, page by page, and works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from tests.docs.pages import LANGUAGES, PAGES, Block, blocks, name, unfenced
from tests.docs.reader import Reader

from ticketcli.sandbox.server import Sandbox

NOT_RUN = {
    "README.md": 2,
    "README.ja.md": 2,
    "README.zh-TW.md": 2,
    "docs/first-steps.md": 2,
    "docs/first-steps.ja.md": 1,
    "docs/first-steps.zh-TW.md": 1,
    "docs/troubleshooting.md": 6,
}
"""How many blocks of each page are not run here. There should be no more of them."""


def script(block: Block) -> bool:
    """Whether a block is a whole script for a file of its own, as tests/recipes runs them."""
    return block.text.startswith("#!")


def runnable(page: Path) -> list[Block]:
    """The blocks of a page that a reader would type."""
    return [each for each in blocks(page) if each.language == "sh" and not each.not_run and not script(each)]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Callable[[list[Block]], Reader]]:
    """Makes a reader of a page. Who reads one that does not sign in has done so before."""
    with Sandbox(tmp_path / "portal", staff_after=None) as sandbox:

        def make(read: list[Block]) -> Reader:
            reader = Reader(tmp_path, sandbox)
            reader.has_tickets()
            if not any("ticket auth login" in block.text for block in read):
                reader.sign_in()
            return reader

        yield make


def to_run() -> Iterator[ParameterSet]:
    """The pages that have something to run; one that shows `man` needs it. All but the first are long."""
    for page in PAGES:
        if read := runnable(page):
            shows_man = any(" man " in block.text for block in read)
            marks = [pytest.mark.needs("man", "man-db")] if shows_man else []
            marks += [] if page.name == "README.md" else [pytest.mark.long]
            yield pytest.param(page, marks=marks, id=name(page))


@pytest.mark.parametrize("page", list(to_run()))
def test_what_a_page_shows_works(page: Path, reader: Callable[[list[Block]], Reader]) -> None:
    follower = reader(runnable(page))
    for block in runnable(page):
        code, outcome = follower.run(block)
        assert code == 0, f"{block}\nended with {code}:\n{outcome}"


def test_a_command_that_fails_fails_its_block(reader: Callable[[list[Block]], Reader]) -> None:
    broken = Block("a page", 1, "sh", "ticket list\nticket show 1\nticket list\n")
    code, outcome = reader([broken]).run(broken)
    assert code != 0
    assert "Ticket 1 was not found" in outcome


def test_what_is_not_run_is_counted_and_says_why() -> None:
    reasons = {
        name(page): [block.not_run for block in blocks(page) if block.not_run]
        for page in PAGES
        if any(block.not_run for block in blocks(page))
    }
    assert {page: len(arguments) for page, arguments in reasons.items()} == NOT_RUN
    for arguments in reasons.values():
        assert all(len(reason.split()) >= 5 for reason in arguments)


def test_whole_scripts_stand_where_they_are_tried() -> None:
    assert {name(page) for page in PAGES for block in blocks(page) if script(block)} == {"docs/recipes.md"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_block_escapes(page: Path) -> None:
    assert {block.language for block in blocks(page)} <= LANGUAGES
    text = unfenced(page)
    assert "```" not in text
    lines = text.split("\n")
    indented = [
        line
        for before, line in pairwise(lines)
        if re.match(r" {4}(?!\s*[-*])\S", line) and not before.strip()
    ]
    assert indented == []  # a block without a fence
    assert text.count("<!-- not run") == sum(bool(block.not_run) for block in blocks(page))
    assert text.count("<!-- typed") == sum(bool(block.typed) for block in blocks(page))
