"""The pages that people read, and the blocks for a shell in them.

Every block is fenced and says its language. One for a shell, ```sh, is run, unless the line before says
why not:

    <!-- not run: REASON -->

Where a program asks questions, they and the answers stand before the block, one a line:

    <!-- typed:
    QUESTION => ANSWER
    -->

An answer may be a key: [up].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = ("commands.md", "topics.md")
"""Pages that `scripts/site` makes from the program."""
README = ROOT / "README.md"
TRANSLATIONS = sorted([*ROOT.glob("README.*.md"), *(ROOT / "docs").glob("*.*.md")])
"""Pages in other languages; each names the commit of the English one that it follows."""
SITE = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name not in MADE)
PAGES = [README, *sorted(ROOT.glob("README.*.md")), *SITE]
LANGUAGES = {"sh", "text", "json", "yaml", "toml"}

_FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```\n", re.MULTILINE)
_NOT_RUN = re.compile(r"<!-- not run: (.+) -->\n\Z")
_TYPED = re.compile(r"<!-- typed:\n((?:.* =>.*\n)+)-->\n\Z")


@dataclass(frozen=True)
class Block:
    """A fenced block, and what stands before it; `line` counts from 1."""

    page: str
    line: int
    language: str
    text: str
    not_run: str = ""
    typed: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.text.splitlines()[0]}"


def english_of(page: Path) -> Path:
    """The page that a translation follows."""
    return page.with_name(f"{page.name.partition('.')[0]}.md")


def name(page: Path) -> str:
    """How a page is called."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        reason, requested = _NOT_RUN.search(before), _TYPED.search(before)
        typed = (line.split(" =>") for line in requested[1].splitlines()) if requested else ()
        yield Block(
            name(page),
            before.count("\n") + 1,
            fence[2],
            fence[3],
            reason[1].strip() if reason else "",
            tuple((question.strip(), answer.strip()) for question, answer in typed),
        )


def unfenced(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))
