"""Somebody who writes a ticket at random speed, with the habits of a hurried administrator."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pexpect
from tests.prompts.terminal import CTRL_C, DOWN, ENTER, UP, Terminal

DRIVER = (sys.executable, "-m", "tests.prompts.habit_driver")

TEXTS = {
    "Subject:": "subject",
    "Message:": "message",
    "CC (e-mail": "cc",
    "What is affected?": "impact",
    "How should support reach you?": "contact",
}
YES_OR_NO = ("Is it urgent?", "Store the message encrypted", "Discard this draft?")
LISTS = ("Which department", "Related service (optional)", "Which priority", "How do you want to write")
REVIEW, ADD = "What next?", "What do you want to add or edit?"
QUESTIONS = (*TEXTS, *YES_OR_NO, *LISTS, REVIEW, ADD, "Files or directories")
ADDED = ("Urgent", "CC", "Priority", "Related service", "Encryption", "Attachments", "Message", "Subject")
MOST_ANSWERS = 60


class Typist:
    """Writes one ticket to its end. `typed` are the words typed as text, `chose_send` is whether *Send* was
    chosen by hand; `home` has the drafts and what the portal was sent."""

    def __init__(self, home: Path, seed: int, env: Mapping[str, str], *, plain: bool) -> None:
        self._random = Random(seed)
        self._home = home
        self._plain = plain
        self._sent = home / "sent"
        self._env = {
            **env,
            "TICKET_STATE_DIR": str(home / "state"),
            "TEST_SENT": str(self._sent),
            **({"TICKET_ACCESSIBLE": "1"} if plain else {"TICKET_ACCESSIBLE": "0"}),
        }
        self._words = 0
        self._last = ""
        self._held: dict[str, str] = {}  # what a question's answer holds by now
        self.typed: list[str] = []
        self.chose_send = False
        self.reviewed = False

    def write(self) -> None:
        """Write the ticket: again and again with --recover where Ctrl-C was pressed."""
        arguments = ["new"]
        while True:
            self._last = ""
            terminal = Terminal([*DRIVER, *arguments], self._env, lines=400, folder=self._home)
            ended = self._answer_all(terminal)
            self.check()
            if ended:
                return
            # What was typed too late is echoed behind the id.
            kept = re.findall(r"--recover (d-\w{4})", "".join(terminal.shown.split("\n")))
            arguments = ["new", "--recover", kept[-1]] if kept else ["new"]

    def check(self) -> None:
        """Nothing was sent that was not chosen to be; every word is in the ticket or in the draft."""
        sent = self._sent.read_text() if self._sent.exists() else ""
        drafts = [file.read_text() for file in self._home.glob("state/*/d-*/draft.json")]
        assert not sent or (self.chose_send and self.reviewed), f"sent without being asked to: {sent}"
        assert sent.count("\n") <= 1
        written = sent + "".join(drafts)
        unsent = ("impact", "contact") if sent and "[URGENT]" not in sent else ()
        typed = [word for word in self.typed if not word.startswith(unsent)]
        lost = [word for word in typed if json.dumps(word)[1:-1] not in written]
        assert not lost, f"lost: {lost}\nsent: {sent}\ndrafts: {drafts}"

    def _answer_all(self, terminal: Terminal) -> bool:
        """Answer until the program ends. Return whether the ticket is finished with."""
        for count in range(MOST_ANSWERS):
            question = self._next_question(terminal)
            if question is None:
                break
            stops = self._random.random() < 0.12 and count > 0
            if stops and question not in TEXTS:
                self._press(terminal, CTRL_C)
            else:
                self._answer(question, terminal, stops=stops, last=count > MOST_ANSWERS // 2)
        code = terminal.end()
        assert code in (0, 130), terminal.shown
        return code == 0

    def _next_question(self, terminal: Terminal) -> str | None:
        """The question that is asked now; one that is asked still is told after a while."""
        # A text is shown again where it is asked for again; a list may be left as it is.
        until = time.monotonic() + (10.0 if self._last in TEXTS else 1.0)
        while True:
            shown = terminal.shown
            state = [(shown.rfind(words), words) for words in QUESTIONS if words in shown]
            count = sum(shown.count(words) for words in QUESTIONS)
            if state and (count != terminal.count or time.monotonic() > until):
                if terminal.settle():
                    continue
                terminal.count = count
                self._last = max(state)[1]
                return self._last
            if not terminal.settle() and terminal.ended:
                return None

    def _answer(self, question: str, terminal: Terminal, *, stops: bool, last: bool) -> None:
        if question in TEXTS:
            self._type_text(TEXTS[question], terminal, stops=stops)
        elif question in YES_OR_NO:
            word = "n" if question.startswith("Discard") else self._random.choice("yn")
            self._press(terminal, word, ENTER, *self._again())
        elif question == REVIEW:
            self.reviewed = True
            self._review(terminal, last=last)
        elif question == ADD:
            self._choose(terminal, self._random.choice(ADDED))
        elif question == "Which department" and self._plain:  # nothing is marked there
            self._press(terminal, "1", ENTER, *self._again())
        else:
            self._press(terminal, ENTER, *self._again())

    def _review(self, terminal: Terminal, *, last: bool) -> None:
        way = self._random.random()
        if last or way < 0.25:
            self.chose_send = True
            self._press(terminal, *(("1", ENTER) if self._plain else (UP, ENTER)))
        elif way < 0.35:
            self._press(terminal, *(("4", ENTER) if self._plain else (DOWN, DOWN, ENTER)))
        elif way < 0.5:
            self._press(terminal, self._random.choice("yn"))
            self._press(terminal, ENTER, ENTER) if not self._plain else self._press(terminal, ENTER)
        else:
            self._press(terminal, ENTER, *self._again())

    def _choose(self, terminal: Terminal, label: str) -> None:
        if self._plain:
            self._press(terminal, label, ENTER)
            return
        places = ("Department", "Subject", "Message", "Attachments", "CC", "Related service", "Urgent")
        order = (*places, "Encryption", "Priority")
        self._press(terminal, *[DOWN] * (order.index(label) + 1), ENTER)

    def _type_text(self, name: str, terminal: Terminal, *, stops: bool) -> None:
        held = self._held.get(name, "")
        if name == "message":
            self._type_message(terminal, stops=stops)
            return
        text = "" if held else self._new_word(name)
        if held and name == "cc" and "@example.com" not in held:
            text = held + "@example.com" if self._plain else "@example.com"
        if stops and text and not held:
            text = text.partition("@")[0]
        self._held[name] = (text if self._plain else held + text) or held
        if text:
            self.typed.append(text)
        self._press(terminal, *text, *((CTRL_C,) if stops else (ENTER, *self._again())))

    def _type_message(self, terminal: Terminal, *, stops: bool) -> None:
        word = self._new_word("message")
        if self._random.random() < 0.6:
            lines = [word, "", "", "y", "1", "n", ".", "", f"\t{word}-end", "<", f"{word}-last"]
            self.typed += [word, f"{word}-end", f"{word}-last"]
            self._press(terminal, "\r".join(lines))
        else:
            self.typed.append(word)
            self._press(terminal, *word)
        terminal.wait_for(word)
        self._press(terminal, *((CTRL_C,) if stops else (ENTER, ".", ENTER, *self._again())))

    def _new_word(self, name: str) -> str:
        self._words += 1
        return f"{name}{self._words}w" + ("@example.com" if name == "cc" else "")

    def _again(self) -> tuple[str, ...]:
        return (ENTER,) * (self._random.random() < 0.3)

    def _press(self, terminal: Terminal, *keys: str) -> None:
        speed = self._random.choice((0.0, 0.005, 0.04))
        for key in keys:
            try:
                terminal.type(key)
            except (OSError, pexpect.ExceptionPexpect):  # it has ended
                return
            time.sleep(speed)
