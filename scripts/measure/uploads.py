"""Attachments on their way: how fast, and how much memory they take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from scripts.measure.portal import Serving, serving
from scripts.measure.turns import TICKET, Bench, Row, run

MEBIBYTE = 1024 * 1024
SMALL, LARGE = 1024, 256 * MEBIBYTE

# Linux counts what the parent held as the child's own, so the parent must be a small one.
SMALL_PARENT = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def measure(bench: Bench) -> list[Row]:
    """The throughput of a large upload, and its peak memory beside that of a small one."""
    with serving() as portal:
        env = {
            **bench.env,
            "TICKET_PORTAL": portal.url,
            "TICKET_USERNAME": "taro@example.com",
            "TICKET_PASSWORD": "secret",
        }
        small, large = archive(bench.folder, SMALL), archive(bench.folder, LARGE)
        return [throughput(bench, env, portal, large), memory(bench, env, small, large)]


def throughput(bench: Bench, env: Mapping[str, str], portal: Serving, path: Path) -> Row:
    """How fast the file's form comes in at the portal, from `ticket` and from curl in turns."""
    form = ["make=addticket", "security_token=1", "dept_id=1", "subject=Trace", "body=See the file."]
    fields = [argument for field in form for argument in ("-F", field)]
    address = f"{portal.url}/?cmd=tickets&action=new"
    curl = [
        "curl",
        "-s",
        "-H",
        "Expect:",
        *fields,
        "-F",
        f"attachments[]=@{path};type=application/zip",
        address,
    ]
    ours: list[float] = []
    theirs: list[float] = []
    begun = time.perf_counter()
    while len(ours) < bench.runs and (not ours or time.perf_counter() - begun < bench.seconds):
        run(upload(path), env)
        ours.append(portal.measured()["rate"])
        run(curl, env)
        theirs.append(portal.measured()["rate"])
    rates = median(ours), median(theirs)
    return Row(
        what="upload of 256 MiB through the form, throughput at the portal",
        against="`curl -F` of the same form",
        ours=f"{rates[0] / MEBIBYTE:,.0f} MiB/s",
        theirs=f"{rates[1] / MEBIBYTE:,.0f} MiB/s",
        ratio=f"{rates[0] / rates[1]:.2f}",
        wanted="at least 0.85",
        runs=len(ours),
    )


def memory(bench: Bench, env: Mapping[str, str], small: Path, large: Path) -> Row:
    """The most that either upload held at once."""
    runs = min(bench.runs, 3)  # it is the same each time
    few, many = (median(peak(upload(path), env) for _ in range(runs)) for path in (small, large))
    return Row(
        what="peak memory of that upload",
        against="the same with 1 KiB",
        ours=f"{many:.1f} MiB",
        theirs=f"{few:.1f} MiB",
        ratio=f"{many - few:+.1f} MiB",
        wanted="+16 MiB",
        runs=runs,
    )


def archive(folder: Path, size: int) -> Path:
    """An archive of about that many bytes."""
    path = folder / f"{size}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive, archive.open("trace", "w") as member:
        for _ in range(max(1, size // MEBIBYTE)):
            member.write(os.urandom(min(size, MEBIBYTE)))
    return path


def upload(path: Path) -> list[str]:
    """The command line that opens a ticket with that file, through the form."""
    line = [TICKET, "new", "--via", "web", "--dept", "BESTNET-CLOUD", "--subject", "Trace"]
    return [*line, "--message", "See the file.", "--attach", str(path)]


def peak(line: list[str], env: Mapping[str, str]) -> float:
    """The most memory that a command held at once, in MiB. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", SMALL_PARENT, *line],
        env=dict(env),
        check=True,
        capture_output=True,
        text=True,
    )
    # macOS counts bytes, others KiB.
    return int(done.stdout) / (MEBIBYTE if sys.platform == "darwin" else 1024)
