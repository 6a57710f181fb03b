"""For screen readers: the raw bytes of whole commands hold nothing that moves the cursor."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, ENTER, ROOT, Terminal

PROGRAM = (sys.executable, "-m", "ticketcli", "--portal", "sandbox")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200_000)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # paints, and moves nothing


def moving(raw: bytes) -> list[str]:
    """Everything in a terminal's bytes that is not text, a line end or a colour."""
    text = COLOUR.sub("", raw.decode()).replace("\r\n", "\n")
    return re.findall(r"\x1b.{0,8}|[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


class Person:
    """Somebody with a screen reader. `seen` has the bytes of every terminal so far, `heard` their words."""

    def __init__(self, home: Path, env: dict[str, str]) -> None:
        self._home = home
        folders = {f"TICKET_{name}_DIR": str(home / name) for name in ("STATE", "CONFIG", "CACHE")}
        self._env = {"PYTHONPATH": str(ROOT / "src"), **folders, **env}
        self.seen = b""

    @property
    def heard(self) -> str:
        return COLOUR.sub("", self.seen.decode()).replace("\r\n", "\n")

    def begin(self, *arguments: str, columns: int = 80) -> Terminal:
        """Start a command."""
        return Terminal([*PROGRAM, *arguments], self._env, columns=columns, folder=self._home)

    def ticket(self, *arguments: str, answers: tuple[tuple[str, str], ...] = (), columns: int = 80) -> str:
        """Run a command to its end; what stands on the screen."""
        terminal = self.begin(*arguments, columns=columns)
        for question, answer in answers:
            terminal.answer(question, answer, ENTER)
        assert terminal.end() == 0, terminal.shown
        self.seen += terminal.raw
        return terminal.shown


@pytest.fixture(params=["variable", "setting"])
def person(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Person]:
    """Asks for it in either way; pager and colours as on any desktop."""
    env = {"TICKET_ACCESSIBLE": "1"} if request.param == "variable" else {}
    person = Person(tmp_path, {"TERM": "xterm-256color", "PAGER": "less", **env})
    if not env:
        person.ticket("config", "set", "accessible", "true")
    yield person
    assert moving(person.seen) == []


ANSWERS = (
    ("Number:", "1"),
    ("Subject:", "サーバーに接続できません"),
    ("Message:", "No ping since 10:00.\r."),
    ("What next?", ""),
    ("What do you want to add or edit?", "Urgent"),
    ("Is it urgent?", "yes"),
    ("What is affected?", "The shop is closed."),
    ("How should support reach you?", "Phone +81 3 1234 5678"),
    ("Related service, Encryption", ""),
    ("Urgent — yes", "4"),
    ("Files or directories", "screen.png"),
    ("Attached: screen.png. Add another?", ""),
    ("edit — CC, Related service, Encryption", "1"),
)


def test_a_whole_ticket_from_the_wizard_to_the_confirmation(person: Person, tmp_path: Path) -> None:
    (tmp_path / "screen.png").write_bytes(PNG)
    person.ticket("new", answers=ANSWERS)
    assert "Sending: 0 bytes of 201 kB\nSending: done.\n" in person.heard
    assert "Ticket created!" in person.heard


def test_reading_and_answering(person: Person) -> None:
    long = "\n".join(f"Line {number}" for number in range(90))
    number = person.ticket("new", "-d", "1", "-s", "VPS", "-m", long, "--yes").split("Ticket ")[2].split()[0]
    assert "Line 89" in person.ticket("show", number)
    assert "Reading the ticket list..." in person.ticket("list", columns=40)
    person.ticket("reply", number, "--yes", "-m", "Thanks.")
    assert f"Ticket {number} is closed." in person.ticket("close", number)
    person.ticket()
    person.ticket("new", "--help")


def test_questions_are_numbered_and_say_what_may_be_typed(person: Person, tmp_path: Path) -> None:
    (tmp_path / "screen.png").write_bytes(PNG)
    person.ticket("new", answers=ANSWERS)
    for line in (
        "  1. BESTNET-CLOUD",
        "Is it urgent? (yes or no) [no]",
        "finish with Ctrl-D, or a line with only “.”",
    ):
        assert line in person.heard
    assert "Tab completes" not in person.heard


def test_no_status_is_told_by_its_colour_alone(person: Person) -> None:
    person.ticket("new", "-d", "1", "-s", "VPS", "-m", "x", "--yes")
    assert COLOUR.search(person.seen.decode())
    assert "Ticket created!" in person.heard
    assert re.search(r"^Status +Open$", person.heard, re.MULTILINE)


def test_a_zero_takes_the_setting_back(tmp_path: Path) -> None:
    Person(tmp_path, {}).ticket("config", "set", "accessible", "true")
    person = Person(tmp_path, {"TERM": "xterm-256color", "TICKET_ACCESSIBLE": "0"})
    terminal = person.begin("new")
    terminal.wait_for("Which department is it for?")
    terminal.type(CTRL_C)
    terminal.end()
    assert moving(terminal.raw) != []
