"""What holds for every test: nothing of this machine's user is read, and absent programs are named."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine fails no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs(program, package)` where the program is absent."""
    for marker in item.iter_markers("needs"):
        program, package = marker.args
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}: apt-get install {package}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that not everything was run."""
    if config.option.markexpr == "not long":
        terminalreporter.write_line("Left out: the tests marked long, which scripts/prove runs.")


@pytest.fixture(autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
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
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home
