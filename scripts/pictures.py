"""Records terminals for the documentation. `scripts/pictures` calls it.

Each scene is typed into a real shell on a real terminal, with the practice portal behind it, in every
language; what stands on the screen at each step becomes a frame of an SVG.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from pyte.screens import Char as Cell
from scripts.svg import PALETTES, animation
from tests.prompts.terminal import DOWN, ENTER, ROOT, UP, Terminal

from ticketcli.i18n import LANGUAGES, _, set_language

PICTURES = ROOT / "docs" / "pictures"
NOON = 1795435200.0  # 2026-11-23 12:00 UTC
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)
COLUMNS = 80
NUMBER = "482913"
PROMPT = "$ "
STILL = 0.12  # seconds without a byte after which a screen counts as drawn
MOST_PLAYS = 3  # of a scene, for on a busy machine a screen may be taken while it is drawn


@dataclass
class Recording:
    """A shell at a terminal in an empty home, and the frames taken of it so far."""

    home: Path
    language: str
    shade: str
    lines: int
    frames: list[Sequence[Sequence[Cell]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.at(NOON)
        program = self.home / "bin" / "ticket"
        program.parent.mkdir()
        words = (sys.executable, str(ROOT / "scripts" / "picture_clock.py"), str(self.home / "now"))
        program.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        program.chmod(0o755)
        (self.home / "screen.png").write_bytes(PNG)
        env = {
            "PATH": f"{program.parent}{os.pathsep}/usr/bin:/bin",
            "PS1": PROMPT,
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "TZ": "Asia/Tokyo",
            "TICKET_LANG": self.language,
            "TICKET_PORTAL": "sandbox",
            "TICKET_PAGER": "cat",
            "TICKET_BACKGROUND": self.shade,
            "TICKET_EDITOR": "nano",
            **{f"TICKET_{name}_DIR": str(self.home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")},
        }
        shell = ("bash", "--noprofile", "--norc", "-i")
        self.terminal = Terminal(shell, env, columns=COLUMNS, lines=self.lines, folder=self.home)
        self._shell()

    def at(self, now: float) -> None:
        """From now on it is that time, in seconds since 1970."""
        (self.home / "now").write_text(str(now))

    def command(self, line: str) -> None:
        """Type a command and run it."""
        self.terminal.type(line)
        self.terminal.wait_for(line)
        self.frame()
        self.terminal.type(ENTER)

    def answer(self, question: str, *keys: str) -> None:
        """Wait for a question, and take a frame of it as it is answered."""
        self.terminal.wait_for(question)
        *typed, last = keys
        self.terminal.type(*typed)
        for words in typed:
            if words.isprintable():
                self.terminal.wait_for(words)
        self.frame()
        self.terminal.type(last)

    def done(self) -> None:
        """Wait for the shell after a command."""
        self._shell()
        self.frame()

    def frame(self) -> None:
        """Take a frame of what stands there, once, when nothing more is being drawn."""
        while self.terminal.settle(STILL):
            pass
        cells = self.terminal.cells
        if cells not in self.frames:
            self.frames.append(cells)

    def _shell(self) -> None:
        while self.terminal.shown.rpartition("\n")[2] != PROMPT.strip():
            self.terminal.read()


def opening(shell: Recording) -> None:
    """A ticket from the first question to the confirmation."""
    words = WORDS[shell.language]
    shell.command("ticket new")
    shell.answer(_("Which department is it for?"), ENTER)
    shell.answer(_("Subject:"), words["subject"], ENTER)
    shell.answer(_("Message:"), words["message"], ENTER, ".", ENTER)
    shell.answer(_("Discard"), ENTER)
    shell.answer(_("What do you want to add or edit?"), *[DOWN] * 4, ENTER)
    shell.answer(".jpg .gif .zip .png .pdf", "screen.png", ENTER)
    shell.answer(_("Attached: {names}. Add another?").format(names="screen.png"), ENTER)
    shell.answer(_("Discard"), UP, ENTER)
    shell.done()


def answering(shell: Recording) -> None:
    """What the staff answered, and a reply to it."""
    words = WORDS[shell.language]
    said = shlex.join(["-s", words["subject"], "-m", words["message"]])
    shell.terminal.type(f"ticket new -d BESTNET-CLOUD {said}; clear", ENTER)
    shell.terminal.wait_for(_("Ticket created!"))
    shell.at(NOON + 2 * 3600)
    shell.done()
    shell.frames.clear()
    shell.command("ticket list")
    shell.done()
    number = _number(shell.terminal.shown)
    shell.command(f"ticket show {number}")
    shell.done()
    shell.command(f"ticket reply {number} -m {shlex.quote(words['reply'])}")
    shell.done()


SCENES: Mapping[str, tuple[Callable[[Recording], None], int]] = {
    "new": (opening, 40),
    "answer": (answering, 40),
}
WORDS = {
    "en": {
        "subject": "VPS does not answer",
        "message": "No ping since 10:00.",
        "reply": "It works again, thank you.",
    },
    "ja": {
        "subject": "VPSが応答しません",
        "message": "10時からpingが通りません。",
        "reply": "復旧しました。ありがとうございます。",
    },
    "zh_TW": {
        "subject": "VPS 沒有回應",
        "message": "10 點起 ping 不通。",
        "reply": "已經恢復，謝謝。",
    },
}


def picture(scene: str, language: str, shade: str) -> str:
    """Play a scene in a language on a dark or light terminal, and give the SVG of it."""
    play, lines = SCENES[scene]
    before = set_language(language)
    try:
        with tempfile.TemporaryDirectory() as home:
            shell = Recording(Path(home), language, shade, lines)
            play(shell)
            number = _number(shell.terminal.shown)
            frames = [_renumbered(cells, number) for cells in shell.frames]
            return animation(frames, f"ticket {scene}", language, shade)
    finally:
        set_language(before)


def _number(shown: str) -> str:
    return next(found.group() for found in re.finditer(r"(?<![\d:])\d{6}(?!\d)", shown))


def _renumbered(rows: Sequence[Sequence[Cell]], number: str) -> list[list[Cell]]:
    """The same with another number, for portals draw them by lot."""
    done = []
    for row in rows:
        text = "".join(cell.data or " " for cell in row)
        new = text.replace(number, NUMBER)
        done.append([cell._replace(data=new[at] if cell.data else "") for at, cell in enumerate(row)])
    return done


def name(scene: str, language: str, shade: str) -> str:
    """The file of a picture in docs/pictures/."""
    return f"{scene}.{language}.{shade}.svg"


def _shows(svg: str, scene: str, language: str, shade: str) -> bool:
    return any(picture(scene, language, shade) == svg for _play in range(MOST_PLAYS))


def main(arguments: Sequence[str]) -> int:
    """Write the pictures, or check them: 1 where one is not what the program shows."""
    wrong = 0
    PICTURES.mkdir(exist_ok=True)
    for scene in SCENES:
        for language, shade in product(LANGUAGES, PALETTES):
            path = PICTURES / name(scene, language, shade)
            if "--check" not in arguments:
                path.write_text(picture(scene, language, shade), "utf-8")
            elif not path.exists() or not _shows(path.read_text("utf-8"), scene, language, shade):
                sys.stderr.write(f"{path.relative_to(ROOT)} is out of date: run scripts/pictures\n")
                wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
