"""Long answers go through the person's pager, and nothing else does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from tests.output.conftest import NOW

from ticketcli.output.pager import choose_pager
from ticketcli.output.screen import Screen

LONG = "\n".join(f"line {number}" for number in range(100))


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A real terminal of 24 lines, which somebody reads."""
    pty = pytest.importorskip("pty", reason="needs a platform with pseudo-terminals")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield stream
        os.close(ours)


@pytest.fixture
def own_pager(tmp_path: Path) -> tuple[str, Path]:
    """A pager that keeps what it is given and the environment it sees."""
    saved = tmp_path / "kept.txt"
    program = tmp_path / "pager.py"
    program.write_text(
        "import os, sys, pathlib\n"
        "text = sys.stdin.buffer.read()\n"
        f"pathlib.Path({str(saved)!r}).write_bytes(text + repr(dict(os.environ)).encode())\n",
        encoding="utf-8",
    )
    return f'"{sys.executable}" "{program}"', saved


def show(stdout: TextIO, text: str, env: dict[str, str]) -> None:
    Screen(stdout, stdout, {"LINES": "24", "COLUMNS": "80", "NO_COLOR": "1", **env}, now=lambda: NOW).long(
        text
    )


def test_a_text_longer_than_the_window_is_paged(terminal: TextIO, own_pager: tuple[str, Path]) -> None:
    command, saved = own_pager
    show(terminal, LONG, {"TICKET_PAGER": command})
    assert saved.read_text(encoding="utf-8").startswith(f"{LONG}\n")


def test_a_pager_sees_no_secret_of_ours(terminal: TextIO, own_pager: tuple[str, Path]) -> None:
    command, saved = own_pager
    show(terminal, LONG, {"PAGER": command, "TICKET_PASSWORD": "hunter2", "PATH": os.defpath})
    seen = saved.read_text(encoding="utf-8")
    assert "hunter2" not in seen
    assert "'LESS': 'FRX'" in seen


def test_a_short_text_is_not_paged(terminal: TextIO, own_pager: tuple[str, Path]) -> None:
    command, saved = own_pager
    show(terminal, "one line", {"TICKET_PAGER": command})
    assert not saved.exists()


def test_a_pipe_is_never_paged(tmp_path: Path, own_pager: tuple[str, Path]) -> None:
    command, saved = own_pager
    with (tmp_path / "out.txt").open("w+", encoding="utf-8") as pipe:
        show(pipe, LONG, {"TICKET_PAGER": command})
        pipe.seek(0)
        assert pipe.read() == f"{LONG}\n"
    assert not saved.exists()


def test_a_pager_that_does_not_exist_loses_nothing(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="needs a platform with pseudo-terminals")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        show(stream, LONG, {"TICKET_PAGER": str(tmp_path / "no-such-pager")})
        stream.flush()
        shown = b""
        while b"line 99" not in shown:  # a terminal hands over as much as it has by then
            shown += os.read(ours, 65536)
    os.close(ours)
    assert shown.decode().replace("\r\n", "\n").rstrip("\n") == LONG


def test_a_person_who_leaves_the_pager_early_sees_no_error(terminal: TextIO) -> None:
    show(terminal, LONG * 10000, {"TICKET_PAGER": f'"{sys.executable}" -c pass'})


@pytest.mark.parametrize(
    ("env", "command"),
    [
        ({"TICKET_PAGER": "more -d", "PAGER": "most"}, ["more", "-d"]),
        ({"PAGER": "most"}, ["most"]),
        ({"TICKET_PAGER": "", "PAGER": "most"}, None),
        ({"PAGER": "cat"}, None),
        ({"PAGER": "'open quote"}, None),
        ({"PATH": ""}, None),
    ],
)
def test_which_pager(env: dict[str, str], command: list[str] | None) -> None:
    assert choose_pager(env) == command


@pytest.mark.needs("less", "less")
def test_less_is_the_usual_pager_but_not_on_a_dumb_terminal() -> None:
    assert choose_pager({"PATH": os.environ["PATH"]}) == ["less"]
    assert choose_pager({"PATH": os.environ["PATH"], "TERM": "dumb"}) is None


@pytest.mark.parametrize(
    ("options", "reported"),
    [
        (None, "FRX"),
        ("", "-R"),
        ("-i", "-R -i"),
        ("iFX", "-R -iFX"),
        ("-FRX", "-FRX"),
        ("-M --RAW-CONTROL-CHARS", "-M --RAW-CONTROL-CHARS"),
        ("--mouse", "-R --mouse"),
        ("-r", "-r"),
    ],
)
def test_less_shows_colours_whatever_its_own_options_are(
    terminal: TextIO, own_pager: tuple[str, Path], options: str | None, reported: str
) -> None:
    command, saved = own_pager
    show(
        terminal,
        LONG,
        {"PAGER": command, "PATH": os.defpath, **({} if options is None else {"LESS": options})},
    )
    assert f"'LESS': {reported!r}" in saved.read_text(encoding="utf-8")
