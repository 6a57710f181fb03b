"""What holds for every test: nothing of this machine's user is read, and absent programs are named."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

ORDER = os.environ.get("TICKET_TESTS_ORDER")
SHARE = os.environ.get("TICKET_TESTS_SHARE")

# A slow machine fails no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs(program, package)` where the program is absent."""
    for marker in item.iter_markers("needs"):
        program, package = marker.args
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}: apt-get install {package}")


def pytest_configure() -> None:
    """Drop what would lead the tests' connections to this machine elsewhere, for all that they start too."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            del os.environ[name]


def pytest_report_header() -> str | None:
    """Say how a random order is had again."""
    return f"random order: TICKET_TESTS_ORDER={ORDER}" if ORDER else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take a share of each series, and shuffle the files and the tests of each: all workers do it alike."""
    if SHARE:
        turn, _, count = SHARE.partition("/")
        left_out = select_left_out(items, int(turn), int(count))
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=list(left_out))
    if ORDER:
        chance = random.Random(ORDER)
        files: dict[Path, list[pytest.Item]] = {}
        for item in items:
            files.setdefault(item.path, []).append(item)
        for tests in files.values():
            chance.shuffle(tests)
        shuffled = list(files.values())
        chance.shuffle(shuffled)
        items[:] = [item for tests in shuffled for item in tests]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> Generator[None]:
    """Say, below everything else, what was not run and what would run it."""
    yield
    if SHARE:
        terminalreporter.write_line(f"Of each series of seeds a part was run: TICKET_TESTS_SHARE={SHARE}.")
    if config.option.markexpr == "not long":
        terminalreporter.write_line("Left out: the tests marked long, which scripts/prove runs.")
    for line in summarise_skips(
        [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ())]
    ):
        terminalreporter.write_line(line)


def select_left_out(items: Sequence[pytest.Item], turn: int, count: int) -> set[pytest.Item]:
    """Return the tests marked `series` that are not of this turn: of each function every `count`th is."""
    series: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("series"):
            series.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return {item for tests in series.values() for at, item in enumerate(tests) if at % count != turn % count}


def summarise_skips(reasons: Sequence[str]) -> list[str]:
    """Return a line for each reason that no package mends, and one with the command that mends the others."""
    packages: set[str] = set()
    others: Counter[str] = Counter()
    for reason in (each.removeprefix("Skipped: ") for each in reasons):
        if install := re.fullmatch(r"needs .+: apt-get install (.+)", reason):
            packages.update(install[1].split())
        else:
            others[reason] += 1
    lines = [f"Skipped {count}: {reason}" for reason, count in sorted(others.items())]
    if packages:
        count = len(reasons) - others.total()
        lines.append(f"Skipped {count} that run after: apt-get install {' '.join(sorted(packages))}")
    return lines


@pytest.fixture(scope="session")
def stub_editor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an editor that changes nothing: on small systems there is none, and none is offered."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / "vi").write_text("#!/bin/sh\n")
    (folder / "vi").chmod(0o755)
    return folder


@pytest.fixture(autouse=True)
def isolated(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, stub_editor: Path
) -> Path:
    """An empty home, and an environment that says nothing of terminals, colours or accounts."""
    for name in list(os.environ):
        if name.startswith(("TICKET_", "XDG_", "LC_")):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("EDITOR", "VISUAL", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{stub_editor}")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home
