"""Programs measured in turns, so that a busy moment hits all alike, and what came of it as rows."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICKET = str(Path(sys.executable).with_name("ticket"))
LONG = 3.0  # seconds; in what takes longer, a cold disk does not show


@dataclass(frozen=True)
class Bench:
    """What a measurement works with: a folder of its own, an environment, and how much time it has.

    `runs` turns are taken, or as many as begin within `seconds`: one at least.
    """

    folder: Path
    env: Mapping[str, str]
    runs: int
    seconds: float


@dataclass(frozen=True)
class Row:
    """One comparison: what was measured against what, both as text, their ratio and what is wanted."""

    what: str
    against: str
    ours: str
    theirs: str
    ratio: str
    wanted: str
    runs: int


@dataclass(frozen=True)
class Median:
    """The median seconds of a command, of so many runs."""

    seconds: float
    runs: int


def in_turns(
    commands: Mapping[str, Sequence[str]],
    bench: Bench,
    env: Mapping[str, str] | None = None,
    before: Callable[[str], None] | None = None,
) -> dict[str, Median]:
    """The median of each command; `before` is called with its name and not measured.

    The first round warms the disk's cache and does not count, but where it is long.
    """
    rounds: list[dict[str, float]] = []
    warm = False
    begun = time.perf_counter()
    while len(rounds) < bench.runs and (not rounds or time.perf_counter() - begun < bench.seconds):
        taken = {}
        for name, line in commands.items():
            if before is not None:
                before(name)
            taken[name] = run(line, env or bench.env)
        if warm or max(taken.values()) > LONG:
            rounds.append(taken)
        warm = True
    medians = {name: statistics.median(each[name] for each in rounds) for name in commands}
    return {name: Median(seconds, len(rounds)) for name, seconds in medians.items()}


def run(line: Sequence[str], env: Mapping[str, str]) -> float:
    """The seconds of a whole process. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(line, env=dict(env), check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return time.perf_counter() - start


def compared(what: str, against: str, medians: Mapping[str, Median], wanted: str) -> Row:
    """The row of two commands by their names in `medians`; what is behind a comma is no part of a command."""
    ours, theirs = medians[what], medians[against]
    return Row(
        what="`{}`{}{}".format(*what.partition(", ")),
        against=f"`{against}`",
        ours=milliseconds(ours.seconds),
        theirs=milliseconds(theirs.seconds),
        ratio=f"{ours.seconds / theirs.seconds:.2f}",
        wanted=wanted,
        runs=ours.runs,
    )


def milliseconds(seconds: float) -> str:
    """A time for people."""
    return f"{seconds * 1000:,.0f} ms"


def environment(folder: Path) -> dict[str, str]:
    """An environment with empty folders of its own, and nothing that asks the network."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TICKET_")}
    for name in ("TICKET_CONFIG_DIR", "TICKET_STATE_DIR", "TICKET_CACHE_DIR", "GH_CONFIG_DIR"):
        env[name] = str(folder / name.lower())
    return env | {"GH_NO_UPDATE_NOTIFIER": "1", "GH_TELEMETRY": "false"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> str:
    """A Markdown table: the first columns to the left, numbers to the right."""
    rule = ["---"] * left + ["---:"] * (len(head) - left)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
