"""A help page that was shown once is shown again at once, and never when it would be another one now."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ticketcli.cli import page_cache

PAGE = "Usage: ticket new [OPTIONS]\n\n  Open a ticket: “東京”."
WRITTEN = """
import sys
from ticketcli.__main__ import main
try: main()
finally: print('ticketcli.cli.help_page' in sys.modules)
"""


class Stdout(io.TextIOWrapper):
    """A stream into memory, of any encoding, that is a terminal if it is told to be."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own."""
    return {f"TICKET_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "STATE", "CACHE")}


@pytest.fixture
def keep(env: dict[str, str]) -> Callable[[], Path]:
    """Keeps the page of `ticket new`, and gives its file."""

    def keep_page() -> Path:
        name = page_cache.get_page_name(["new"], "en", 78)
        page_cache.write(PAGE, name, cache=env["TICKET_CACHE_DIR"], language="en")
        return Path(env["TICKET_CACHE_DIR"], "help", "en-78-new")

    return keep_page


def saved(env: dict[str, str], line: str = "new --help", stdout: Stdout | None = None) -> str | None:
    """The page that is kept for a command line."""
    return page_cache.find_help(line.split(), stdout or Stdout(), env)


def show(env: dict[str, str], *arguments: str) -> tuple[str, bool]:
    """What a process of its own shows, and whether it was written anew."""
    done = subprocess.run(
        [sys.executable, "-c", WRITTEN, *arguments],
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    text, _, written = done.stdout.rstrip("\n").rpartition("\n")
    return text + done.stderr, written == "True"


@pytest.mark.parametrize("line", ["--help", "new --help", "drafts --help", "drafts send --help"])
def test_the_second_time_a_page_is_shown_as_it_was(env: dict[str, str], line: str) -> None:
    first, written = show(env, *line.split())
    assert first.startswith("Usage: ticket ")
    assert written
    assert show(env, *line.split()) == (first, False)


@pytest.mark.parametrize(
    "other", [{"COLUMNS": "60"}, {"TICKET_LANG": "ja"}, {"LANG": "zh_TW.UTF-8"}], ids=lambda env: str(env)
)
def test_every_language_and_width_has_a_page_of_its_own(env: dict[str, str], other: dict[str, str]) -> None:
    first, _ = show(env, "new", "--help")
    _, written = show({**env, **other}, "new", "--help")
    assert written
    assert show({**env, **other}, "new", "--help")[1] is False
    assert show(env, "new", "--help") == (first, False)


def test_the_setting_language_is_heeded(env: dict[str, str], keep: Callable[[], Path]) -> None:
    keep()
    config = Path(env["TICKET_CONFIG_DIR"], "config.toml")
    config.parent.mkdir()
    config.write_text('[settings]\nlanguage = "ja"\n')
    assert saved(env) is None
    assert saved({**env, "TICKET_LANG": "en"}) == PAGE


def test_a_window_wider_than_a_page_gets_the_same_page(env: dict[str, str], keep: Callable[[], Path]) -> None:
    keep()
    assert saved({**env, "COLUMNS": "200"}) == PAGE
    assert saved({**env, "COLUMNS": "79"}) is None


def test_a_page_is_made_anew_when_a_file_it_was_made_from_changes(
    env: dict[str, str], keep: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "declared.py"
    source.write_text("a = 1")
    module = ModuleType("declared")
    module.__file__ = str(source)
    monkeypatch.setitem(sys.modules, "declared", module)
    keep()
    assert saved(env) == PAGE
    source.write_text("a = 23")
    assert saved(env) is None
    keep()
    assert saved(env) == PAGE
    os.utime(source, ns=(1, 1))
    assert saved(env) is None
    keep()
    source.unlink()
    assert saved(env) is None


def test_a_page_is_made_anew_when_a_translation_comes(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "ticket.mo"
    monkeypatch.setattr(page_cache, "find_catalogue", lambda language: str(catalogue))
    name = page_cache.get_page_name(["new"], "ja", 78)
    page_cache.write(PAGE, name, cache=env["TICKET_CACHE_DIR"], language="ja")
    assert saved({**env, "TICKET_LANG": "ja"}) == PAGE
    catalogue.write_bytes(b"words")
    assert saved({**env, "TICKET_LANG": "ja"}) is None


def test_another_version_or_another_installation_makes_its_own(
    env: dict[str, str], keep: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    assert saved(env) == PAGE
    monkeypatch.setattr(page_cache, "_OURS", page_cache._OURS.replace("ticket ", "ticket 9."))
    assert saved(env) is None


def test_nothing_is_kept_of_a_program_in_an_archive(
    env: dict[str, str], keep: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("zipped")
    module.__file__ = str(tmp_path / "ticket.pyz" / "zipped.py")
    monkeypatch.setitem(sys.modules, "zipped", module)
    keep()
    assert saved(env) is None


def test_a_damaged_file_is_passed_over_and_written_anew(
    env: dict[str, str], keep: Callable[[], Path]
) -> None:
    whole = keep().read_bytes()
    for damaged in (
        b"",
        whole[:-1],
        whole.replace(b"Usage", b"usage"),
        b"\xff" + whole,
        bytes(len(whole)),
        b"\n\n",
    ):
        keep().write_bytes(damaged)
        assert saved(env) is None
    keep()
    assert saved(env) == PAGE


def test_what_somebody_else_wrote_is_passed_over(
    env: dict[str, str], keep: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert saved(env) is None


def test_help_is_shown_where_no_cache_can_be(env: dict[str, str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    for _ in range(2):
        text, written = show({**env, "TICKET_CACHE_DIR": str(blocked)}, "new", "--help")
        assert text.startswith("Usage: ticket new")
        assert written


@pytest.mark.parametrize(
    "line", ["", "new", "--help new", "new -s --help", "NEW --help", "../new --help", "new x.y --help"]
)
def test_only_a_command_and_help_is_answered_from_the_cache(
    env: dict[str, str], keep: Callable[[], Path], line: str
) -> None:
    keep()
    assert saved(env, line) is None


def test_what_follows_a_command_is_not_taken_for_one(env: dict[str, str]) -> None:
    for _ in range(2):
        text, written = show(env, "show", "tickets", "--help")
        assert text.startswith("Usage: ticket show")
        assert written


def test_a_screen_without_unicode_gets_what_it_can_show(
    env: dict[str, str], keep: Callable[[], Path]
) -> None:
    keep()
    assert saved(env, stdout=Stdout("latin-1")) is None
    assert saved({**env, "LANG": "C"}, stdout=Stdout(terminal=True)) is None
    assert saved({**env, "LANG": "C"}) == PAGE  # in a pipe it is as always
    assert saved(env, stdout=Stdout(terminal=True)) == PAGE


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_page_that_cannot_be_written_fails_as_the_first_time(env: dict[str, str]) -> None:
    reported = []
    for _ in range(2):
        with Path("/dev/full").open("w") as full:
            line = [sys.executable, "-m", "ticketcli", "new", "--help"]
            done = subprocess.run(
                line, env={**os.environ, **env}, stdout=full, stderr=subprocess.PIPE, check=False
            )
        reported.append((done.returncode, done.stderr))
        show(env, "new", "--help")
    assert reported[0] == reported[1]
    assert reported[0][0] == 1
