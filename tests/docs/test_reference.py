"""What the pages say of commands is what the program has, and the site leaves no page out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.docs.pages import MADE, PAGES, ROOT, SITE, TRANSLATIONS, blocks, name, unfenced

from ticketcli.cli.command_tree import Command, read_commands
from ticketcli.cli.topics import TOPICS

COMMANDS = {command.path: command for command in read_commands().all()}
EVERYWHERE = ("--portal", "--via")


def spoken_of(page: Path) -> Iterator[str]:
    """The commands that a page shows: in its blocks, and within its sentences."""
    for block in blocks(page):
        for line in block.text.replace("\\\n", " ").splitlines():
            yield from re.findall(r"^\s*(ticket(?: [^#|&>]*)?)(?=[#|&>]|$)", line)
    for code in re.findall(r"`(ticket(?: [^`]*)?)`", unfenced(page)):
        yield " ".join(code.split())


def wrong(line: str) -> str:
    """What the program does not know of a command; empty: it knows it all."""
    words = re.sub(r"\"[^\"]*\"|'[^']*'", "TEXT", line).split()[1:]
    path: tuple[str, ...] = ()
    command: Command = COMMANDS[path]
    options = {option for each in command.options for option in each.names}
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-") and word != "-":
            if word not in options and not re.fullmatch(r"-\d+[dhms]", word):
                return f"{command.name} has no option {word}"
            skip = word in EVERYWHERE
        elif word == "__complete":  # for shells, and in no list
            return ""
        elif (*path, word) in COMMANDS:
            path = (*path, word)
            command = COMMANDS[path]
            options |= {option for each in command.options for option in each.names}
        elif command.commands and word not in ("...", "[OPTIONS]", "COMMAND"):
            return f"{command.name} has no command {word}"
    return ""


@pytest.mark.parametrize("page", [page for page in PAGES if list(spoken_of(page))], ids=name)
def test_every_command_that_is_spoken_of_exists_with_its_options(page: Path) -> None:
    assert [found for line in spoken_of(page) if (found := wrong(line))] == []


@pytest.mark.parametrize("line", ["ticket shw 1", "ticket show 1 --lats 2", "ticket --portal x drafts lst"])
def test_a_command_that_does_not_exist_is_found(line: str) -> None:
    assert wrong(line)


def test_the_pages_on_commands_and_topics_are_made_from_the_program(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "reference.py", tmp_path], check=True)
    made = {page.name: page.read_text("utf-8") for page in tmp_path.iterdir()}
    assert set(made) == set(MADE)
    assert all(
        f"## ticket {command.path[0]}" in made["commands.md"] for command in COMMANDS.values() if command.path
    )
    assert all(f"## {topic}" in made["topics.md"] for topic in TOPICS)


def test_the_site_has_every_page_once() -> None:
    def pages(entry: object) -> Iterator[str]:
        if isinstance(entry, dict):
            yield from (page for value in entry.values() for page in pages(value))
        elif isinstance(entry, list):
            yield from (page for value in entry for page in pages(value))
        else:
            yield str(entry)

    listed = list(pages(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]))
    assert sorted(listed) == sorted([*MADE, *(page.relative_to(ROOT / "docs").as_posix() for page in SITE)])


@pytest.mark.parametrize(
    "page", ["README.md", *(name(page) for page in TRANSLATIONS), "CONTRIBUTING.md", "CHANGELOG.md"]
)
def test_what_is_linked_from_beside_the_site_exists(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", unfenced(ROOT / page))
    assert [link for link in links if "://" not in link and not ((ROOT / page).parent / link).exists()] == []
