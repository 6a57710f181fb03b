"""How the time for a list grows with the number of tickets."""

from __future__ import annotations

from itertools import pairwise
from math import log

from scripts.measure.portal import serving
from scripts.measure.turns import TICKET, Bench, Median, Row, in_turns, milliseconds

SIZES = (1_000, 10_000, 100_000)
PAGE = 250
COMMANDS = {
    "ticket list --all --json": [TICKET, "list", "--all", "--json"],
    "ticket list --all --search 77 --sort created": [
        *(TICKET, "list", "--all", "--state", "all", "--search", "77", "--sort", "created")
    ],
}


def measure(bench: Bench) -> list[Row]:
    """The slopes of lists of three sizes, each compared with one of a tenth of its size.

    A slope of 1 is ten times the time for ten times the tickets; what it takes to start is in it.
    """
    medians: dict[int, dict[str, Median]] = {}
    for size in SIZES:
        with serving(tickets=size, page=PAGE) as portal:
            env = {**bench.env, "TICKET_PORTAL": portal.url, "TICKET_TOKEN": "secret"}
            medians[size] = in_turns(COMMANDS, bench, env)
    return [
        Row(
            what=f"`{name}` of {large:,} tickets in pages of {PAGE}",
            against=f"the same of {small:,}",
            ours=milliseconds(medians[large][name].seconds),
            theirs=milliseconds(medians[small][name].seconds),
            ratio=f"slope {_slope(medians[small][name], medians[large][name]):.2f}",
            wanted="slope 1",
            runs=medians[large][name].runs,
        )
        for name in COMMANDS
        for small, large in pairwise(SIZES)
    ]


def _slope(small: Median, large: Median) -> float:
    return log(large.seconds / small.seconds) / log(10)
