"""Plays many random games and writes what came of them to docs/evidence.md.

Usage: python -m tests.faults.random_report [GAMES [PROCESSES]]
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.conftest import MEMORY
from tests.faults.forks import Forks
from tests.faults.game import Broken, play
from tests.faults.proxy import POINTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
BEGIN, END = "<!-- random games: begin -->", "<!-- random games: end -->"
SEED = os.environ.get("TICKET_FAULT_SEED", "3")
SHARD = 10  # games that one process plays in a row

TEXT = """## Sent once, whatever happens

Written by `python -m tests.faults.random_report`, from {games} random games (seed {seed}) against a portal
over real sockets, {commands} commands in all. In each a user sends one ticket or reply; what goes wrong, who
else writes something like it, where the program is killed and how it is run again is chosen by chance. After
every command it is checked what is at the portal, what was told and what is saved.

| | |
|---|---|
| lost: neither at the portal nor saved | {lost} |
| there more often than it was wanted | {doubled} |
| told of something that is not it | {mistaken} |
| other promises broken | {other} |

| what was part of a game | games |
|---|---|
"""


def main(games: int, processes: int) -> None:
    """Play the games and write the page. Exits with 1 if a promise was broken."""
    tags: Counter[str] = Counter()
    broken: list[str] = []
    played = commands = 0
    with Pool(processes) as pool:
        shards = range((games + SHARD - 1) // SHARD)
        for shard_tags, shard_broken, shard_commands in pool.imap_unordered(_play_shard, shards):
            tags += shard_tags
            broken += shard_broken
            played += SHARD
            commands += shard_commands
            print(
                f"{played} games, {commands} commands", *shard_broken, sep="\n", file=sys.stderr, flush=True
            )
    _write(played, commands, tags, broken)
    if broken:
        sys.exit("\n\n".join(broken))


def _play_shard(shard: int) -> tuple[Counter[str], list[str], int]:
    tags: Counter[str] = Counter()
    broken: list[str] = []
    commands = 0
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as made, Forks() as forks:
        for number in range(SHARD):
            place = Path(made) / str(number)
            place.mkdir()
            try:
                game = play(place, f"{SEED}/{shard}/{number}", forks)
            except Broken as error:
                broken.append(str(error))
                continue
            tags.update(game.tags)
            commands += len(game.log)
    return tags, broken, commands


def _tabulate_faults(tags: Counter[str]) -> Iterator[str]:
    """The games that each fault was part of, by the point of the request where it struck."""
    yield f"| games with the fault | {' | '.join(POINTS)} |"
    yield "|---|" + "---|" * len(POINTS)
    for kind in sorted({tag.partition(" at ")[0] for tag in tags if " at " in tag}):
        yield f"| {kind} | {' | '.join(str(tags[f'{kind} at {point}']) for point in POINTS)} |"


def _write(games: int, commands: int, tags: Counter[str], broken: list[str]) -> None:
    first = [text.partition("\n")[0] for text in broken]
    kinds = {
        "lost": sum("neither there" in line or "is lost" in line for line in first),
        "doubled": sum("twice" in line for line in first),
        "mistaken": sum("another one" in line or "says that it is there" in line for line in first),
    }
    text = TEXT.format(
        games=games, seed=SEED, commands=commands, other=len(broken) - sum(kinds.values()), **kinds
    )
    text += "\n".join(f"| {tag} | {count} |" for tag, count in sorted(tags.items()) if " at " not in tag)
    text += "\n\n" + "\n".join(_tabulate_faults(tags))
    block = f"{BEGIN}\n{text}\n{END}"
    page = PAGE.read_text("utf-8") if PAGE.exists() else f"# Evidence\n\n{BEGIN}\n{END}\n"
    if BEGIN not in page:
        page = f"{page.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(before + block + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000, int(sys.argv[2]) if sys.argv[2:] else 2)
