"""Measurements of `ticket`, side by side with other programs on the same machine at the same time.

Times are medians of whole processes, started in turns so that a busy moment hits all alike. What
counts is the ratio; nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TICKET = str(Path(sys.executable).with_name("ticket"))
RUNS = 15
MEBIBYTE = 1024 * 1024
UPLOADS = {"1 KiB": 1024, "256 MiB": 256 * MEBIBYTE}

# Linux counts what the parent held as the child's own, so the parent must be a small one.
SMALL_PARENT = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""

COMMANDS: dict[str, list[str]] = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "ticket --version": [TICKET, "--version"],
    "ticket --help": [TICKET, "--help"],
    "ticket new --help": [TICKET, "new", "--help"],
    "ticket drafts list": [TICKET, "drafts", "list"],
    "gh --version": ["gh", "--version"],
    "gh issue create --help": ["gh", "issue", "create", "--help"],
}
AGAINST = ("python -c pass", "gh --version", "gh issue create --help")
"""What all times are compared with, where it is installed."""


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        installed = {name: line for name, line in COMMANDS.items() if shutil.which(line[0])}
        times = measure_times(installed, options.runs, env)
        peaks = measure_uploads(Path(folder), env)
    page = page_of(times, peaks, options.runs)
    print(page)
    options.output.write_text(page, encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """An environment with empty folders of its own, and nothing that asks the network."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("TICKET_")}
    for name in ("TICKET_CONFIG_DIR", "TICKET_STATE_DIR", "TICKET_CACHE_DIR", "GH_CONFIG_DIR"):
        env[name] = str(folder / name.lower())
    return env | {"GH_NO_UPDATE_NOTIFIER": "1", "GH_TELEMETRY": "false"}


def measure_times(commands: dict[str, list[str]], runs: int, env: dict[str, str]) -> dict[str, float]:
    """The median seconds of each command. One round before the first warms the disk's cache."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, line in commands.items():
            start = time.perf_counter()
            subprocess.run(line, env=env, check=True, stdin=subprocess.DEVNULL, capture_output=True)
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def measure_uploads(folder: Path, env: dict[str, str]) -> dict[str, float]:
    """The peak memory in MiB of a `ticket new` for each size of its attachment.

    The practice portal is another process, so that what it holds does not count.
    """
    with portal(env) as (url, username, password):
        env = env | {"TICKET_PORTAL": url, "TICKET_USERNAME": username, "TICKET_PASSWORD": password}
        return {name: peak(upload(folder, size), env) for name, size in UPLOADS.items()}


@contextmanager
def portal(env: dict[str, str]) -> Iterator[Sequence[str]]:
    """A practice portal's address, user name and password."""
    line = [TICKET, "sandbox", "serve"]
    with subprocess.Popen(
        line, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as serving:
        assert serving.stdout is not None
        try:
            yield serving.stdout.readline().rstrip("\n").split("\t")
        finally:
            serving.terminate()


def upload(folder: Path, size: int) -> list[str]:
    """The command line that opens a ticket with an archive of about that many bytes."""
    path = folder / f"{size}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive, archive.open("trace", "w") as member:
        for _ in range(max(1, size // MEBIBYTE)):
            member.write(os.urandom(min(size, MEBIBYTE)))
    line = [TICKET, "new", "--dept", "BESTNET-CLOUD", "--subject", "Trace", "--message", "See the file."]
    return [*line, "--attach", str(path)]


def peak(line: list[str], env: dict[str, str]) -> float:
    """The most memory that a command held at once, in MiB. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", SMALL_PARENT, *line], env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    # macOS counts bytes, others KiB.
    return int(done.stdout) / (MEBIBYTE if sys.platform == "darwin" else 1024)


def machine() -> str:
    """What was measured, and where."""
    return (
        f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}, "
        f"{os.cpu_count()} cores"
    )


HEAD = """# Performance

Written by `scripts/bench`: {machine}.
Other machines give other numbers; the ratios are what stays.

## Time to start

Whole processes, medians of {runs} runs that took turns."""

MEMORY = """## Memory of an upload

The most memory that `ticket new` held at once, by the size of its attachment."""


def page_of(times: dict[str, float], peaks: dict[str, float], runs: int) -> str:
    """The page, in Markdown."""
    against = [name for name in AGAINST if name in times]
    started = table(
        ("command", "median", *(f"to `{name}`" for name in against)),
        [
            (f"`{name}`", f"{value * 1000:.0f} ms", *(f"{value / times[base]:.2f}" for base in against))
            for name, value in times.items()
        ],
    )
    small = next(iter(peaks.values()))
    held = table(
        ("attachment", "peak", "more than the first"),
        [(name, f"{value:.1f} MiB", f"{value - small:.1f} MiB") for name, value in peaks.items()],
    )
    head = HEAD.format(machine=machine(), runs=runs)
    return "\n\n".join([head, started, MEMORY, held]) + "\n"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table: the first column to the left, numbers to the right."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


if __name__ == "__main__":
    main()
