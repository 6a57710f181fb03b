"""The whole program in locales and encodings without Unicode, as processes: readable, never broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs locales and pseudo-terminals of POSIX", allow_module_level=True)

from tests.prompts.terminal import DRIVER, ENTER, ROOT, Terminal

SUBJECT = "サーバー “down” – café"
PROGRAM = (sys.executable, "-m", "ticketcli", "--portal", "sandbox")
PLAIN_C = {"LC_ALL": "C", "PYTHONUTF8": "0"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders in which the practice portal has a ticket with a Japanese subject."""
    home = tmp_path_factory.mktemp("locales")
    run(home, "new", "-d", "1", "-s", SUBJECT, "-m", "落ちました… “help”")
    return home


def environment(home: Path, env: dict[str, str]) -> dict[str, str]:
    folders = {f"TICKET_{name}_DIR": str(home / name) for name in ("STATE", "CONFIG", "CACHE")}
    inherited = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_CTYPE")}
    return {**inherited, **folders, "PYTHONPATH": str(ROOT / "src"), **env}


def run(home: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        env=environment(home, env or {"LANG": "C.UTF-8"}),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done


def test_a_pipe_in_the_c_locale_has_everything_in_utf_8(home: Path) -> None:
    assert SUBJECT.encode() in run(home, "list", LC_ALL="C").stdout


def test_a_pipe_that_is_ascii_by_force_has_what_is_nearest(home: Path) -> None:
    assert b'\t???????? "down" - cafe\t' in run(home, "list", **PLAIN_C).stdout
    assert run(home, "show", "nope", **PLAIN_C).stderr.startswith(b'ticket: "nope" is not')
    assert b'as "ticket drafts show' in run(home, "new", "--help", **PLAIN_C).stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "cp950", "cp1252"])
def test_json_is_whole_in_every_encoding(home: Path, encoding: str) -> None:
    (listed,) = json.loads(run(home, "list", "--json", PYTHONIOENCODING=encoding).stdout.decode(encoding))
    assert listed["subject"] == SUBJECT


def test_windows_encodings_keep_what_they_have(home: Path) -> None:
    assert "サーバー “down” - cafe" in run(home, "list", PYTHONIOENCODING="cp932").stdout.decode("cp932")
    assert "“down” – cafe" in run(home, "list", PYTHONIOENCODING="cp950").stdout.decode("cp950")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LANG": "C"}, PLAIN_C])
def test_a_terminal_without_unicode_gets_ascii_and_is_told_so(home: Path, locale: dict[str, str]) -> None:
    removed = {"LANG": ""} if "LANG" not in locale else {}
    env = {**environment(home, locale), **removed, "TICKET_ACCESSIBLE": "1"}
    person = Terminal([*PROGRAM, "list"], env)
    assert person.end() == 0
    assert person.raw.isascii()
    assert '???????? "down" - cafe' in person.shown
    assert 'Characters that this locale lacks are shown as "?". LANG=C.UTF-8 shows them.' in person.shown


def test_a_terminal_with_unicode_is_told_nothing(home: Path) -> None:
    person = Terminal([*PROGRAM, "list"], environment(home, {"LANG": "C.UTF-8"}))
    assert person.end() == 0
    assert SUBJECT in person.shown
    assert "LANG=C.UTF-8" not in person.shown


@pytest.mark.parametrize("accessible", [{}, {"TICKET_ACCESSIBLE": "1"}], ids=["arrow keys", "numbers"])
def test_questions_without_unicode(tmp_path: Path, accessible: dict[str, str]) -> None:
    env = {"PATH": "/nonexistent", "TICKET_STATE_DIR": str(tmp_path), "LC_ALL": "C", **accessible}
    person = Terminal([*DRIVER, "new", "--yes"], env, folder=tmp_path)
    person.answer("BESTNET-CLOUD - VPS and cloud servers", *(["1"] if accessible else []), ENTER)
    person.answer("Subject:", "サーバー", ENTER)
    person.answer("Message:", "落ちました", ENTER, ".", ENTER)
    person.wait_for("Ticket created!")
    assert person.end() == 0
    # What is typed is echoed by the terminal itself, as it came.
    shown = person.raw.decode()
    assert {sign for sign in shown if not sign.isascii()} <= set("サーバー落ちました")


def test_bytes_that_are_no_text_are_asked_for_again(tmp_path: Path) -> None:
    env = {"PATH": "/nonexistent", "TICKET_STATE_DIR": str(tmp_path), "TICKET_ACCESSIBLE": "1"}
    person = Terminal([*DRIVER, "new", "--yes", "-d", "1", "-m", "x"], env, folder=tmp_path)
    person.wait_for("Subject:")
    person.send(b"\xff\xfe\r")
    person.answer("The line is not text in this terminal's encoding.", "VPS", ENTER)
    person.wait_for("Ticket created!")
    assert person.end() == 0
