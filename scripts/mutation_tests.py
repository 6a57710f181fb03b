"""Runs tests in a changed copy of the tree, in forks of a process that has imported what tests import.

A fork saves the second that each start of pytest takes; what is changed is imported in the fork alone.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src", "ticketcli")
IMPORTED = (
    *("coverage", "hypothesis", "pytest_cov", "pytest_timeout", "xdist"),
    *("cryptography.x509", "email_validator", "flask", "httpx", "jsonschema", "keyring", "pexpect"),
    *("platformdirs", "pyte", "questionary", "rich.console", "rich.table", "selectolax.parser"),
    *("tomlkit", "truststore", "typer", "waitress", "yaml"),
)
"""No part of the program: that is imported in the fork."""

CANNOT_BE_IMPORTED = 98
"""The exit code of a run whose changed module fails before any test runs."""


class ChosenTests:
    """A pytest plugin: runs tests by name, in the order of the names, or all where there are no names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.order = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the tests that are named."""
        order = self.order
        if order:
            items[:] = sorted(
                (item for item in items if item.nodeid in self.order),
                key=lambda item: self.order[item.nodeid],
            )


class Durations:
    """A pytest plugin: writes how long each test took, in seconds, one a line. `failed`: one did not pass."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failed = False
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a part of a test."""
        self.failed = self.failed or report.failed
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        self.path.write_text("".join(f"{value} {name}\n" for name, value in self.seconds.items()), "utf-8")


@dataclass(frozen=True)
class Reached:
    """Which tests reach each line of a module, and how many seconds each test takes."""

    lines: dict[int, set[str]]
    seconds: dict[str, float]

    def choose(self, first: int, last: int, seconds: float) -> list[str]:
        """Return the tests that reach one of these lines, the quickest first, of so many seconds in all.

        What no test is seen to reach is run when the module is imported, or in a process that a test starts:
        it may be any of them.
        """
        names = set().union(*(self.lines.get(line, ()) for line in range(first, last + 1)))
        chosen = sorted(names or self.seconds, key=self.seconds.__getitem__)
        ends = accumulate(self.seconds[name] for name in chosen)
        return [name for name, end in zip(chosen, ends, strict=True) if end <= seconds]


class Copy:
    """A copy of the tree, to change and to run tests in; this process works there from now on."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "copy"
        skipped = shutil.ignore_patterns("__pycache__", "*.pyc")
        for name in ("src", "tests", "scripts", "docs", "requirements"):
            shutil.copytree(ROOT / name, self.root / name, ignore=skipped)
        for path in ROOT.iterdir():
            if path.is_file() and not path.name.startswith(".coverage"):
                shutil.copy(path, self.root)
        if (ROOT.parent / "shared").exists():
            (folder / "shared").symlink_to(ROOT.parent / "shared")
        os.chdir(self.root)
        sys.path[:0] = [str(self.root), str(self.root / "src")]
        os.environ["PYTHONPATH"] = str(self.root / "src")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
        for module in IMPORTED:
            with contextlib.suppress(ImportError):
                importlib.import_module(module)

    def run(
        self, arguments: Sequence[str], names: Sequence[str], seconds: float, first: str = ""
    ) -> int | None:
        """Run tests until one fails; return the exit code, or None after so many seconds.

        A module that is to be imported `first` and cannot be makes the code CANNOT_BE_IMPORTED.
        """
        child = os.fork()
        if not child:
            self._run_in_child([*arguments], ChosenTests(names), first)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                _kill_group(child)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        _kill_group(child)
        os.waitpid(child, 0)
        return None

    def _run_in_child(self, arguments: list[str], chosen: ChosenTests, first: str) -> None:
        code = CANNOT_BE_IMPORTED
        durations = Durations(self.root / "seconds")
        try:
            os.setsid()
            signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's `&` has ignored
            output = os.open(self.root / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for target, source in enumerate((nothing, output, output)):
                os.dup2(source, target)
            if first:
                importlib.import_module(first)
            code = int(pytest.ExitCode.INTERNAL_ERROR)
            options = [
                "-q",
                "-x",
                "-p",
                "no:cacheprovider",
                "-W",
                "ignore::pytest.PytestAssertRewriteWarning",
            ]
            code = int(pytest.main([*options, *arguments], plugins=[chosen, durations]))
            sys.stdout.flush()
        finally:
            # Whatever a changed module does to the end of the run.
            os._exit(int(pytest.ExitCode.TESTS_FAILED) if durations.failed else code)

    def read_reached(self, module: str, tests: Sequence[str]) -> Reached:
        """Run a module's tests as they are, with coverage. Raises SystemExit where they fail."""
        from coverage import CoverageData

        data_file = self.root / ".coverage"
        (self.root / ".coveragerc").write_text(
            f"[run]\ninclude = {self.root / PACKAGE / module}\ndata_file = {data_file}\n"
        )
        options = ["--cov", "--cov-config=.coveragerc", "--cov-context=test", "--cov-report="]
        if self.run([*options, *tests], [], seconds=1800):
            sys.exit(f"{module}: its tests fail as it is:\n{self._read_output()}")
        data = CoverageData(str(data_file))
        data.read()
        (file,) = data.measured_files()
        lines = {
            line: {context.rpartition("|")[0] for context in contexts if context}
            for line, contexts in data.contexts_by_lineno(file).items()
        }
        took = (line.split(" ", 1) for line in (self.root / "seconds").read_text("utf-8").splitlines())
        return Reached(lines, {name: float(seconds) for seconds, name in took})

    def is_noticed(self, module: str, changed: str, names: Sequence[str], seconds: float) -> bool | None:
        """Tell whether one of these tests fails, or does not end, with the changed text of a module.

        None where it cannot be imported with it, so that no test ran. Raises SystemExit where none ran
        although it can: that is no answer.
        """
        path = self.root / PACKAGE / module
        original = path.read_text("utf-8")
        files = sorted({name.partition("::")[0] for name in names})
        imported = ".".join((PACKAGE.name, *Path(module).with_suffix("").parts))
        try:
            self._write(path, changed)
            code = self.run(["--timeout=60", *files], names, seconds, first=imported)
        finally:
            self._write(path, original)
        if code == CANNOT_BE_IMPORTED:
            return None
        if code is not None and code > pytest.ExitCode.TESTS_FAILED:
            sys.exit(f"{module}: its tests did not run (exit code {code}):\n{self._read_output()}")
        return code != pytest.ExitCode.OK

    def _read_output(self) -> str:
        """Return the end of what the last run of tests printed."""
        return (self.root / "output").read_text("utf-8", "replace")[-3000:]

    def _write(self, path: Path, text: str) -> None:
        """Write a module, and see that no compiled one of another text is taken for it."""
        path.write_text(text, "utf-8")
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()


def _kill_group(child: int) -> None:
    """End what a run of tests left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
