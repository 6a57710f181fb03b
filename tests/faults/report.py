"""Plays the whole fault matrix; writes a summary to docs/evidence.md, and each square to build/faults.md.

Usage: python -m tests.faults.report
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.conftest import MEMORY
from tests.faults.matrix import COMMANDS, RULES, Cell, Command, Measured, Stage, broken_rules, cells, play
from tests.faults.places import PLACES
from tests.faults.proxy import KINDS, POINTS
from tests.faults.scene import Scene

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "evidence.md"
SQUARES = ROOT / "build" / "faults.md"
BEGIN, END = "<!-- fault matrix: begin -->", "<!-- fault matrix: end -->"
DONE = {"ticket": "tickets", "reply": "replies", "close": "closed", "file": "files", "sign-in": "kept"}

HEAD = """## Every fault at every point of a request

Written by `python -m tests.faults.report`, from commands run over real sockets through a proxy that makes
one fault at one point of one request. `scripts/prove` plays the same, and `scripts/test` a part of it.
The figures are of the last whole run, which writes what each square came to, with the words of the program,
into `build/faults.md`.

The fault strikes **before** the request is passed on, in the middle of its **body**, after the **commit**
(the portal did its work and answered, and nothing of that was passed back), in the middle of the
**answer**, or **after** it, so that the next request meets it. It is a connection that is reset or hangs,
an answer 401, 429 (also with `Retry-After`: "429 wait"), 500, 502, 503 or 504, a foreign HTML page with
status 200, or JSON or HTML that ends in the middle. It happens **once**, or **onwards**, to every
request from then on. An earlier ticket and reply of the same words must not be taken for what is sent.
"""

READING = """Each square says: exit code · {done} · what is left of drafts. The letter names the words.
"""


def main() -> None:
    """Play everything and write both pages. Exits with 1 if a rule was broken, and writes nothing then."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made:
        folder = Path(made)
        every = list(cells())
        with Pool() as pool:
            played = pool.starmap(_play, [(at, folder / str(at)) for at in range(len(every))], chunksize=8)
            refused = pool.starmap(
                _unconnected, [(place, at, folder) for place in PLACES for at in range(len(COMMANDS))]
            )
    results = dict(zip(every, played, strict=True))
    broken = {cell.name: rules for cell, found in results.items() if (rules := broken_rules(cell, found))}
    if broken:
        sys.exit("\n".join(f"{name}: {rules}" for name, rules in broken.items()))
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    summary = "\n".join(_summarize(results, refused))
    PAGE.write_text(f"{before}{BEGIN}\n{summary}\n{END}{after}", encoding="utf-8")
    SQUARES.parent.mkdir(exist_ok=True)
    squares = "\n".join(line for command in COMMANDS for line in _command(command, results))
    SQUARES.write_text(f"# What each fault came to\n{squares}\n", encoding="utf-8")


def _play(at: int, folder: Path) -> Measured:
    return play(list(cells())[at], folder)


def _unconnected(place: str, at: int, folder: Path) -> tuple[str, str, str]:
    """A place, a command's name, and what came of it there."""
    command = COMMANDS[at]
    with (
        TemporaryDirectory(dir=folder) as made,
        PLACES[place](Path(made)) as url,
        Scene(Path(made), command.quirks, portal_url=url) as scene,
    ):
        outcome = Stage(scene).run(command, terminal=False)
        saved = " · ".join(["", *(entry.state for entry in scene.drafts.all())])
        return place, command.name, f"{int(outcome.code)} · {len(scene.portal.requests)}{saved}"


def _summarize(results: dict[Cell, Measured], refused: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield HEAD
    yield f"### What held in each of the {len(results)} squares\n"
    yield "A number is an exit code. “Healed” is the next command, with the portal in order again:"
    yield "`ticket drafts send ID` or, where there is no draft, the same command once more.\n"
    yield from (f"- {name}" for name, _ in RULES)
    yield "\nOn a terminal and in a pipe the same came of every fault that happened once."
    different = [cell.name for cell in results if cell.terminal and not _same(cell, results)]
    yield from (f"- but not of: {name}" for name in different)
    yield "\n### No connection at all\n"
    yield "Exit code · requests that reached the portal · what is left of drafts.\n"
    same: dict[tuple[str, ...], list[str]] = {}
    for command in COMMANDS:
        outcomes = tuple(text for _, name, text in refused if name == command.name)
        same.setdefault(outcomes, []).append(command.name)
    yield from _table(["", *PLACES], [[", ".join(names), *outcomes] for outcomes, names in same.items()])


def _same(cell: Cell, results: dict[Cell, Measured]) -> bool:
    piped = Cell(cell.command, cell.point, cell.kind, cell.onwards, terminal=False)
    one, other = results[cell], results[piped]
    return (one.said.code, one.there, one.drafts) == (other.said.code, other.there, other.drafts)


def _command(command: Command, results: dict[Cell, Measured]) -> Iterator[str]:
    words: dict[str, str] = {}
    yield f"\n## {command.name}\n"
    line = " ".join(f'"{part}"' if " " in part else part for part in command.line)
    yield f"`ticket {line}`, and the fault at `{command.method} {command.target}`.\n".replace("\n再", " 再")
    yield READING.format(done=f"{DONE[command.what]} at the end" if command.what in DONE else "lists read")
    for onwards in (False, True):
        yield f"**{'Onwards' if onwards else 'Once'}**\n"
        yield from _table(
            ["", *POINTS],
            [
                [kind, *(_square(results[Cell(command, p, kind, onwards, False)], words) for p in POINTS)]
                for kind in KINDS
            ],
        )
        yield ""
    for text, letter in words.items():
        yield f"{letter}.\n```text\n{text}\n```"


def _square(found: Measured, words: dict[str, str]) -> str:
    text = _anyone(found.said.err)
    letter = words.setdefault(text, f"{_letter(len(words))}") if text else ""
    parts = [str(int(found.said.code)), str(found.there), *found.drafts]
    return " · ".join(parts) + (f" ({letter})" if letter else "")


def _letter(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number] if number < 26 else f"a{_letter(number - 26)}"


def _anyone(text: str) -> str:
    """Words without what differs from run to run."""
    for pattern, instead in (
        (r"http://127\.0\.0\.1:\d+", "https://portal.example"),
        (r"\bd-[0-9a-z]{4}\b", "d-7f3k"),
        (r"\b\d{6}\b", "482913"),
        (r"/\S+?/saved", "saved"),
        (r"/\S+?/state", "state"),
        (r"\b5\d\d\b", "5xx"),
        (r"received \d+ bytes, expected \d+", "received fewer bytes than expected"),
    ):
        text = re.sub(pattern, instead, text)
    return text.strip()


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


if __name__ == "__main__":
    main()
