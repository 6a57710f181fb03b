"""Measurements of `ticket`, side by side with other programs on the same machine at the same time.

Times are medians of whole processes, started in turns so that a busy moment hits all alike. What
counts is the ratio; nothing here passes or fails. All of it takes about seven minutes, with
`--seconds 8` less than four.
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

from scripts.measure import growth, line, listing, reading, start_up, uploads
from scripts.measure.turns import ROOT, Bench, environment, table

HEAD = """# Performance

Written by `scripts/bench`: {machine}. Other machines give other numbers; the ratios are what stays.
Whole processes, medians of as many runs as the last column says, which took turns, with a warm disk.
“At most” is what is aimed at: nothing fails where it is missed."""
NOTES = """## How to read it

- What begins the table goes over a line: a portal behind TLS on the same machine, each way delayed by
  80 ms (`scripts/measure/line_portal.py`). `curl` sends the requests that the same takes by hand over one
  connection that it keeps. A connection is open one round trip (160 ms) after it was begun, as over TCP,
  and TLS 1.3 takes another before the first request is on its way, for `curl` and for `ticket` alike: who
  begins it while the program is still starting has it earlier. How many answers each command waits for
  one after another is a test, `tests/whole/test_answers_waited_for.py`: no noise changes that.
- Beside what is waited for, `ticket` takes processor time that `curl` does not: of Python, 12 to 20 ms to
  start and the imports of the program. On a busy machine these take several times as long, and the ratio
  grows with the load that the first paragraph names.
- `ticket close` waits for three answers: it reads the ticket, closes it, and reads it again. Without the
  first it could neither warn that closing removes encrypted text, which cannot be undone, nor tell what it
  closed from what was closed already; without the last the closing would not be confirmed.
- HTTP/2 is not used. Measured over the same delayed line with httpx and a server that has both, medians of
  five: three requests one after another 833 ms by HTTP/1.1 and 832 ms by HTTP/2; two side by side and one
  more 663 and 832 ms, four and one more 710 and 845 ms. To import it takes another 30 ms and more.
- Several files go in one request. When they are compared afterwards, and when `ticket download` saves them,
  the second to the fourth are read at once as soon as the first one comes
  (`tests/whole/test_files_side_by_side.py`).
- What `ticket show N` imports is three quarters httpx, httpcore with h11, and the `http.cookiejar`,
  `urllib.request` and `email` of the standard library that httpx needs: 125 of 164 ms that
  `python -X importtime` counts, where a bare `python -c pass` takes 12 to 20 ms. To come within five times
  `curl`, `ticket` would have to speak HTTP without them.
- The portal is one of our own on the same machine (`scripts/measure/portal.py`), a process apart, that does
  next to nothing for an answer. Signing in is by a token from the environment, uploads by password.
- `import httpx` imports httpx's own command line, and with it rich and pygments, where those are
  installed. They are here, for both; `ticket` goes without, which is how it can be quicker than a bare
  `python -c`.
- The throughput of an upload is measured at the portal, from the first byte of the form to the last.
- Of a list, completions keep the 5,000 tickets seen last and nothing else is kept, so growth is that of
  reading the list from the portal. A slope of 1 is ten times the time for ten times the tickets.

## What it comes from

Each of these is one small file, which says why:

- `cli/reader.py`: plain command lines are read without Typer.
- `cli/page_cache.py`: help is written once for each version, language and width, and the tree of commands
  is kept for completions.
- `portals/http/early_socket.py`: a connection is opened and encrypted while the program is imported.
- `__main__.py`: no looking for garbage in what ends with the process.
- `portals/http/prefetch.py`: up to six pages of a long list on their way at once.
- `portals/http/httpx_import.py`: httpx without its command line.
- `portals/http/chunks.py`: files in pieces that grow while they go quickly.
- `portals/hostbill/routes.py`: what reads web pages is imported when the first page is.
- `model/text.py`: text that is printable anyway is not searched for what is not."""
COLUMNS = ("what", "against", "ours", "theirs", "ratio", "at most", "runs")
SECTIONS = {
    "line": line,
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
    rows, load = [], os.getloadavg()[0]
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
    page = "\n\n".join([HEAD.format(machine=machine(load)), measured, NOTES]) + "\n"
    print(page)
    options.output.write_text(page, encoding="utf-8")


def machine(load: float) -> str:
    """What was measured, and where; `load` is what else was going on at the beginning."""
    return (
        f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}, "
        f"{os.cpu_count()} cores with a load of {load:.1f} before it began"
    )


if __name__ == "__main__":
    main()
