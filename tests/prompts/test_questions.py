"""Single questions on a real terminal, drawn and plain."""

from __future__ import annotations

import json
import os
import re
import signal
import sys

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, CTRL_D, DOWN, ENTER, Terminal

PLAIN = {"TICKET_ACCESSIBLE": "1"}
DRAWN: dict[str, str] = {}


def question(kind: str, env: dict[str, str], columns: int = 80) -> Terminal:
    return Terminal([sys.executable, "-m", "tests.prompts.prompts", kind], env, columns=columns)


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_a_secret_is_never_on_the_screen(env: dict[str, str]) -> None:
    person = question("secret", env)
    person.answer("Password:", "hunter2", ENTER)
    person.wait_for('"answer"')
    assert person.end() == 0
    assert person.raw.count(b"hunter2") == 1  # in the answer printed for this test
    assert b'{"answer": "hunter2"}' in person.raw


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
@pytest.mark.parametrize("kind", ["secret", "confirm"])
def test_ctrl_c_and_ctrl_d_cut_a_question_short(kind: str, env: dict[str, str], key: str) -> None:
    person = question(kind, env)
    person.answer(":" if kind == "secret" else "?", key)
    person.wait_for("cut short")
    assert person.end() == 0


def test_among_many_choices_typing_finds_one() -> None:
    person = question("many", DRAWN, columns=40)
    person.answer("type to filter", "2", "7")
    person.answer("service 27 — web27", ENTER)
    person.wait_for('{"answer": "27"}')


def test_the_usual_choice_is_taken_by_enter_and_the_next_by_an_arrow() -> None:
    person = question("many", DRAWN)
    person.answer("type to filter", DOWN, ENTER)
    person.wait_for('{"answer": "2"}')


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
@pytest.mark.parametrize(("typed", "answer"), [("", "true"), ("n", "false"), ("y", "true"), ("no", "false")])
def test_yes_or_no_waits_for_enter(env: dict[str, str], typed: str, answer: str) -> None:
    person = question("confirm", env)
    person.answer("Sure?", *typed, ENTER)
    person.wait_for(f'{{"answer": {answer}}}')


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_what_is_neither_yes_nor_no_is_asked_again(env: dict[str, str]) -> None:
    person = question("confirm", env)
    person.answer("Sure?", "maybe", ENTER)
    person.answer("Please answer yes or no." + ("Sure?" if env == PLAIN else "? Sure?"), "n", ENTER)
    person.wait_for('{"answer": false}')


def test_a_filter_without_a_match_says_so_and_enter_takes_nothing() -> None:
    person = question("many", DRAWN)
    person.answer("type to filter", "x", "y", "z")
    person.answer("no match", ENTER, ENTER)
    person.type("\x7f", "\x7f", "\x7f", "2", "7")
    person.answer("service 27 — web27", ENTER)
    person.wait_for('{"answer": "27"}')


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_what_was_typed_before_a_question_does_not_answer_it(env: dict[str, str]) -> None:
    person = question("late", env)
    person.answer("Wait.", "n", ENTER, "n", ENTER)
    person.type("go", ENTER)
    person.answer("Sure?", ENTER)
    person.wait_for('{"answer": true}')


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
@pytest.mark.parametrize("columns", [80, 40])
def test_a_fault_is_shown_in_full_at_any_width(env: dict[str, str], columns: int) -> None:
    person = question("address", env, columns)
    person.answer("CC:", "boss@", ENTER)
    fault = "“boss@” is not an e-mail address: There must be something after the @-sign."
    person.wait_for(fault)
    if env == DRAWN:  # the answer is there to be corrected
        person.answer(f"{fault}? CC: boss@", "example.com", ENTER)
        person.wait_for('{"answer": "boss@example.com"}')


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_lines_pasted_into_one_line_are_joined(env: dict[str, str]) -> None:
    person = question("address", env)
    person.answer("CC:", "a@example.com,\rb@example.com")
    person.answer("b@example.com", ENTER)
    person.wait_for('{"answer": "a@example.com, b@example.com"}')


@pytest.mark.parametrize(
    ("env", "marks"),
    # A plain prompt never asks a terminal to mark pastes.
    [(PLAIN, ("", "")), (DRAWN, ("", "")), (DRAWN, ("\x1b[200~", "\x1b[201~"))],
    ids=["plain", "drawn", "bracketed"],
)
def test_a_paste_is_taken_whole(env: dict[str, str], marks: tuple[str, str]) -> None:
    pasted = "First.\n" + "\n" * 13 + "e\n<\n.\n\tThen.\n.\n\n\nLast."
    person = question("lines", env)
    person.answer("Message:", marks[0] + pasted.replace("\n", "\r") + marks[1])
    person.answer("Last.", ENTER)
    person.type(".")
    person.answer(".", ENTER)
    person.wait_for('"answer"')
    assert json.dumps({"answer": pasted}) in person.raw.decode()


def test_a_line_of_a_paste_may_be_longer_than_the_system_takes() -> None:
    pasted = "\n".join(["First.", "".join(f"{number} 障害 " for number in range(1500)) + "end", "Last."])
    person = question("lines", PLAIN)
    person.answer("Message:", pasted.replace("\n", "\r"), ENTER)
    person.answer("Last.", ".", ENTER)
    assert person.end() == 0
    assert json.dumps({"answer": pasted}) in person.raw.decode()


def test_a_line_is_corrected_with_the_usual_keys() -> None:
    person = question("lines", PLAIN)
    person.answer("Message:", "wrong", "\x15", "two words", "\x17", "障x", "\x7f", "害", ENTER)
    person.answer("two 障害", "\tx", "\x7f", "\x7f", "害害", "\x7f", "!", ENTER)
    person.answer("害!", ".", ENTER)
    person.wait_for(json.dumps({"answer": "two 障害\n害!"}))
    assert person.shown.splitlines()[1:3] == ["two 障害", "害!"]


@pytest.mark.parametrize("way", ["dot", "ctrl-c", "ctrl-d", "terminated"])
def test_a_terminal_has_its_settings_again_after_a_message(way: str) -> None:
    asks = f"{sys.executable} -m tests.prompts.prompts lines"
    run = f"stty -a; sh -c 'echo process $$; exec {asks}'; stty -a; echo over"
    person = Terminal(["sh", "-c", run], PLAIN, lines=80)
    person.answer("Message:", "one", ENTER, "two")
    person.wait_for("two")
    if way == "terminated":
        (process,) = re.findall(r"process (\d+)", person.raw.decode())
        os.kill(int(process), signal.SIGTERM)
    else:
        person.type(*{"dot": (ENTER, ".", ENTER), "ctrl-c": (CTRL_C,), "ctrl-d": (CTRL_D,)}[way])
    person.wait_for("over")
    person.end()
    before, after = re.findall(r"speed.*?-extproc", person.raw.decode(), re.DOTALL)
    assert after == before


def test_a_message_goes_on_after_ctrl_z() -> None:
    asks = f"{sys.executable} -m tests.prompts.prompts lines"
    person = Terminal(["bash", "--norc", "-i"], {**PLAIN, "PS1": "$ ", "TERM": "dumb"})
    person.answer("$", asks, ENTER)
    person.answer("(to a dot)", "one", ENTER, "two")
    person.answer("two", "\x1a")
    person.answer("Stopped", "stty -a | grep -o '[-]*icanon'; fg", ENTER)
    person.answer("prompts lines two", "\x7f", "\x7f", "en", ENTER)
    person.answer("ten", ".", ENTER)
    person.wait_for(json.dumps({"answer": "one\nten"}))
    assert "\nicanon\n" in person.shown
    person.type("exit", ENTER)
    person.end()


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "big5"])
def test_a_message_is_read_in_the_encoding_of_the_terminal(encoding: str) -> None:
    text = {"big5": "功能許可"}.get(encoding, "表示能力")  # signs whose second byte is a backslash
    person = question("lines", {**PLAIN, "PYTHONIOENCODING": encoding})
    person.wait_for("Message:")
    person.send(f"{text}x".encode(encoding) + b"\x7f\r")
    person.send(b".\r")
    person.wait_for(json.dumps({"answer": text}))
    assert f"{text}x\b \b\r\n".encode(encoding) in person.raw


def test_a_line_in_another_encoding_than_the_terminals_is_asked_again() -> None:
    person = question("lines", PLAIN)
    person.wait_for("Message:")
    person.send("障害".encode("shift_jis") + b"\r")
    person.answer("Please type it again.", "two", ENTER, ".", ENTER)
    person.wait_for(json.dumps({"answer": "two"}))
