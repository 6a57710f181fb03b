"""Measurements of `ticket`, side by side with other programs on the same machine at the same time.

Times are medians of whole processes, started in turns so that a busy moment hits all alike. What
counts is the ratio; nothing here passes or fails. All of it takes about five minutes, with
`--seconds 8` less than three.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

from scripts.measure import growth, listing, reading, start_up, uploads
from scripts.measure.turns import ROOT, Bench, environment, table

HEAD = """# Performance

Written by `scripts/bench`: {machine}. Other machines give other numbers; the ratios are what stays.
Whole processes, medians of runs that took turns, with a warm disk."""
COLUMNS = ("what", "against", "ours", "theirs", "ratio", "at most", "runs")
SECTIONS = {
    "start_up": start_up,
    "reading": reading,
    "listing": listing,
    "uploads": uploads,
    "growth": growth,
}


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    names = ", ".join(SECTIONS)
    parser.add_argument("only", nargs="*", help=f"only these, and write nothing: {names}")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--runs", type=int, default=15, help="turns (%(default)s)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=40,
        help="begin no further turn of one comparison after so long (%(default)s); one is always taken",
    )
    options = parser.parse_args()
    # As pip does with what it installs. PYTHONDONTWRITEBYTECODE would have it compiled at each start.
    compileall.compile_dir(ROOT / "src", quiet=1)
    rows = []
    for name, section in SECTIONS.items():
        if options.only and name not in options.only:
            continue
        print(f"Measuring {name} ...", file=sys.stderr)
        begun = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), environment(Path(folder)), options.runs, options.seconds)
            rows += section.measure(bench)
        print(f"  took {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    measured = table(COLUMNS, ([str(value) for value in astuple(row)] for row in rows), left=2)
    if options.only:
        print(measured)
        return
    page = "\n\n".join([HEAD.format(machine=machine()), measured]) + "\n"
    print(page)
    options.output.write_text(page, encoding="utf-8")


def machine() -> str:
    """What was measured, and where."""
    return (
        f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
