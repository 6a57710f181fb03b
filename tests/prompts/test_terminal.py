"""The conversation on a real terminal: keys typed, screen read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, CTRL_D, DOWN, DRIVER, ENTER, ESCAPE, ROOT, TAB, UP, Terminal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
NO_EDITOR = {"PATH": "/nonexistent"}
PLAIN = {"TICKET_ACCESSIBLE": "1"}

ANSWERS = (
    ("Which department is it for?", (ENTER,)),
    ("Subject:", ("VPS is down", ENTER)),
    ("Message:", ("No ping since 10:00.", ENTER, ".", ENTER)),
)
"""Every question with the shortest answer, as keys."""

SEND = (UP, ENTER)
"""At the review, where Enter alone does not send."""

ADD = {
    name: (DOWN,) * place + (ENTER,)
    for place, name in enumerate(
        ("Department", "Subject", "Message", "Attachments", "CC", "Related service", "Urgent", "Encryption"),
        1,
    )
}
"""From “Back”, which is marked, to what can be added and edited."""

CHANGE = (ENTER,)
"""At the review: to what can be added and edited."""


def ticket(home: Path, *arguments: str, columns: int = 80, env: Mapping[str, str] | None = None) -> Terminal:
    env = {**NO_EDITOR, "TICKET_STATE_DIR": str(home / "state"), **(env or {})}
    return Terminal([*DRIVER, *arguments], env, columns=columns, folder=home)


def draft_in(home: Path) -> dict[str, Any] | None:
    files = list((home / "state" / "outbox").glob("d-*/draft.json"))
    assert len(files) <= 1
    return json.loads(files[0].read_text())["draft"] if files else None


def test_a_ticket_from_the_first_question_to_the_confirmation(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new")
    for question, keys in ANSWERS:
        person.answer(question, *keys)
    person.answer("What next?", *SEND)
    person.wait_for("Ticket created!")
    assert person.end() == 0
    assert draft_in(tmp_path) is None
    assert "WARNING" not in person.shown


def test_no_question_asks_the_terminal_where_its_cursor_is(tmp_path: Path) -> None:
    """A library warns on the screen where the terminal does not answer that."""
    person = ticket(tmp_path, "new")
    for question, keys in ANSWERS:
        person.answer(question, *keys)
    person.answer("Save as a draft", CTRL_C)
    assert person.end() == 130
    assert b"\x1b[6n" not in person.raw
    assert "WARNING" not in person.shown


def test_what_is_typed_has_the_terminals_own_colour(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", env={"COLORTERM": "truecolor", "TERM": "xterm-256color"})
    person.answer("Which department is it for?", ENTER)
    person.answer("Subject:", "VPS is down")
    person.wait_for("VPS is down")
    line = next(row for row in person.cells if "VPS is down" in "".join(cell.data for cell in row))
    assert {cell.fg for cell in line} == {"default"}
    person.type(CTRL_C)
    person.end()


def test_japanese_and_chinese(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new")
    person.answer("Which department", DOWN, DOWN, ENTER)
    person.answer("Subject:", "サーバーに接続できません", ENTER)
    person.answer("Message:", "無法連線到伺服器。", ENTER, ENTER, ENTER, "発生日時: 10時", ENTER, ".", ENTER)
    person.wait_for("What next?")
    for line in (
        "Department: ドメイン",
        "Subject: サーバーに接続できません",
        "無法連線到伺服器。\n\n\n発生日時: 10時",
    ):
        assert line in person.shown
    person.type(*SEND)
    person.wait_for("Ticket created!")
    assert person.end() == 0


@pytest.mark.parametrize("env", [PLAIN, {}], ids=["plain", "drawn"])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_blank_stands_beside_a_full_width_mark(tmp_path: Path, env: dict[str, str], columns: int) -> None:
    person = ticket(tmp_path, "new", env={**env, "TICKET_LANG": "zh_TW"}, columns=columns)
    person.answer("要送到哪個部門？", "1" if env else "", ENTER)
    person.answer("主旨：", "無法連線", ENTER)
    person.answer("訊息：", "十點開始。", ENTER, ".", ENTER)
    person.wait_for("捨棄")
    assert not re.findall(r"[、。，；：！？」』）] +\S|\S +[「『（]", person.shown)
    person.type(CTRL_C)
    person.end()


def test_what_a_choice_goes_on_with_is_no_choice_of_its_own(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", columns=40)
    for question, keys in ANSWERS:
        person.answer(question, *keys)
    person.wait_for("Discard")
    assert re.search(r"\n > Add .*\n {5}\w.*\n {5}\w.*\n {3}Save as a draft\n {3}Discard", person.shown)
    person.type(CTRL_C)
    person.end()


@pytest.mark.parametrize("stop", range(len(ANSWERS) + 1))
def test_ctrl_c_at_every_question_loses_nothing(tmp_path: Path, stop: int) -> None:
    person = ticket(tmp_path, "new")
    for question, keys in ANSWERS[:stop]:
        person.answer(question, *keys)
    person.answer([*ANSWERS, ("What next?", ())][stop][0], CTRL_C)
    assert person.end() == 130
    draft = draft_in(tmp_path)
    if stop < 2:
        assert draft is None
        return
    assert draft is not None
    assert draft["department"] == "BESTNET-CLOUD"
    assert draft["subject"] == "VPS is down"
    assert draft["message"] == ("No ping since 10:00." if stop > 2 else "")
    assert "Saved as a draft. Continue with: ticket new --recover d-" in person.shown
    assert "Traceback" not in person.shown


def test_ctrl_c_in_the_middle_of_typing_keeps_what_was_typed(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new")
    person.answer("Which department", ENTER)
    person.answer("Subject:", "VPS is do")
    person.answer("VPS is do", CTRL_C)
    assert person.end() == 130
    draft = draft_in(tmp_path)
    assert draft is not None
    assert draft["unfinished"] == {"question": "subject", "text": "VPS is do"}


@pytest.mark.parametrize("env", [{}, PLAIN], ids=["drawn", "plain"])
def test_a_message_ends_with_ctrl_d_too(tmp_path: Path, env: dict[str, str]) -> None:
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x", env=env)
    person.answer("Message:", "first", ENTER, ENTER, ENTER, "second", ENTER)
    person.answer("second", CTRL_D)
    person.answer("What next?", CTRL_C)
    assert person.end() == 130
    draft = draft_in(tmp_path)
    assert draft is not None
    assert draft["message"] == "first\n\n\nsecond"


def test_ctrl_d_at_an_empty_question_is_the_same_as_ctrl_c(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x")
    person.answer("Message:", CTRL_D)
    assert person.end() == 130
    assert "Saved as a draft" in person.shown


def test_an_empty_subject_is_told_where_it_is_typed(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", "-d", "1", "-m", "x", "--yes")
    person.answer("Subject:", ENTER)
    person.answer("A subject is needed. ? Subject:", "VPS", ENTER)
    person.wait_for("Ticket created!")
    assert person.end() == 0


def test_paths_are_completed(tmp_path: Path) -> None:
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "the error.png").write_bytes(PNG)
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x")
    for question, keys in ANSWERS[2:]:
        person.answer(question, *keys)
    person.answer("What next?", *CHANGE)
    person.answer("What do you want to add", *ADD["Attachments"])
    person.answer("Files or directories", "sh", TAB)
    person.answer("shots/", "the", TAB)
    person.answer(r"shots/the\ error.png", ENTER)
    person.answer("Attached: the error.png. Add another?", ENTER)
    person.answer("edit — CC, Related service, Urgent", *SEND)
    person.wait_for("Ticket created!")
    assert person.end() == 0


def test_a_window_of_forty_columns(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", columns=40)
    person.wait_for("BESTNET-CLOUD — VPS and cloud servers")
    person.wait_for("ドメイン — ドメインとDNSのお問い合わせ")
    assert "? Which department is it for?\n  (arrow keys)\n" in person.shown
    person.type(DOWN, DOWN, ENTER)
    person.answer("Subject:", "サーバーに接続できません。とても長い件名です。", ENTER)
    person.wait_for("とても長い件名です。")
    for question, keys in ANSWERS[2:]:
        person.answer(question, *keys)
    person.answer("Save as a draft", *SEND)
    person.wait_for("Ticket created!")
    assert person.end() == 0


def test_questions_stay_off_stdout(tmp_path: Path) -> None:
    words = " ".join(f"'{word}'" for word in (*DRIVER, "new", "--yes"))
    env = {**NO_EDITOR, "TICKET_STATE_DIR": str(tmp_path / "state")}
    person = Terminal(["/bin/sh", "-c", f"{words} >answer"], env, folder=tmp_path)
    for question, keys in ANSWERS[:3]:
        person.answer(question, *keys)
    assert person.end() == 0
    assert (tmp_path / "answer").read_text() == "482910\thttps://hb.bestnetllc.co.jp/tickets/view/482910/\n"


@pytest.mark.parametrize("env", [{"TICKET_ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_nothing_moves_for_screen_readers_and_dumb_terminals(tmp_path: Path, env: dict[str, str]) -> None:
    person = ticket(tmp_path, "new", env={"NO_COLOR": "1", **env})
    person.answer("Number:", "1", ENTER)
    person.answer("Subject:", "サーバー", ENTER)
    person.answer("Message:", "落ちました", ENTER, ".", ENTER)
    person.answer("What next?", "1", ENTER)
    assert person.end() == 0
    text = person.raw.decode()
    assert "Ticket created!" in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    assert text.count("\r") == text.count("\r\n")


def test_ctrl_c_for_screen_readers_keeps_the_draft(tmp_path: Path) -> None:
    person = ticket(tmp_path, "new", "-d", "1", env={"TICKET_ACCESSIBLE": "1"})
    person.answer("Subject:", "VPS", ENTER)
    person.answer("Message:", "first line", ENTER, "and the sec")
    person.answer("and the sec", CTRL_C)
    assert person.end() == 130
    draft = draft_in(tmp_path)
    assert draft is not None
    assert draft["subject"] == "VPS"
    assert draft["unfinished"] == {"question": "message", "text": "first line\nand the sec"}


def test_the_editor_is_opened_and_its_text_sent(tmp_path: Path) -> None:
    editor = tmp_path / "my-editor"
    editor.write_text('#!/bin/sh\necho drawn\nread key\necho 本文 > "$1"\n')
    editor.chmod(0o700)
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x", "--editor", env={"TICKET_EDITOR": str(editor)})
    person.answer("drawn", ENTER)
    person.wait_for("Ticket created!")
    assert person.end() == 0


def test_ctrl_c_in_the_editor_is_the_editors(tmp_path: Path) -> None:
    editor = tmp_path / "my-editor"
    editor.write_text(
        "#!/bin/sh\ntrap 'echo caught' INT\necho drawn\nread key\nread key\necho 本文 > \"$1\"\n"
    )
    editor.chmod(0o700)
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x", "--editor", env={"TICKET_EDITOR": str(editor)})
    person.answer("drawn", CTRL_C)
    person.answer("caught", ENTER, ENTER)
    person.wait_for("Ticket created!")
    assert person.end() == 0


@pytest.mark.needs("vi", "vim-tiny")
def test_the_guides_headings_in_a_real_editor(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "TICKET_EDITOR": "vi"}
    person = ticket(tmp_path, "new", "-d", "1", "-s", "x", env=env)
    person.answer("“e” alone opens vi", "e", ENTER)
    person.answer("Error messages:", "/What happened", ENTER, "o落ちました", ESCAPE, ":wq", ENTER)
    person.wait_for("Save as a draft")
    assert "What happened:\n落ちました" in person.shown
    for heading in ("When (date and time):", "Steps to reproduce:", "#|"):
        assert heading not in person.shown
    person.type(*SEND)
    person.wait_for("Ticket created!")
    assert person.end() == 0


def test_the_whole_program_against_the_practice_portal(tmp_path: Path) -> None:
    """A newcomer's first try: `ticket --portal sandbox new`, then `ticket show` of what was created."""
    env = {f"TICKET_{name}_DIR": str(tmp_path / name) for name in ("STATE", "CONFIG", "CACHE")}
    program = (sys.executable, "-m", "ticketcli", "--portal", "sandbox")
    (tmp_path / "screen.png").write_bytes(PNG)
    person = Terminal([*program, "new"], {**NO_EDITOR, **env}, folder=tmp_path)
    person.answer("Which department", ENTER)
    person.answer("Subject:", "サーバーに接続できません", ENTER)
    person.answer("Message:", "無法連線到伺服器。", ENTER, ".", ENTER)
    person.answer("What next?", *CHANGE)
    person.answer("What do you want to add", *ADD["CC"])
    person.answer("empty for none", "boss@example.com", ENTER)
    person.answer("edit — Attachments, Related service", *CHANGE)
    person.answer("CC — boss@example.com", *ADD["Attachments"])
    person.answer("Files or directories", "screen.png", ENTER)
    person.answer("Attached: screen.png. Add another?", ENTER)
    person.answer("edit — Related service", *CHANGE)
    person.answer("Attachments — screen.png", *ADD["Encryption"])
    person.answer("(y/N)", "y", ENTER)
    person.answer("edit — Related service, Urgent, Priority", *SEND)
    person.wait_for("Reply")
    assert person.end() == 0
    number = re.search(r"Reply .* reply (\S+)", person.shown)
    assert number is not None
    shown = subprocess.run(
        [*program, "show", number.group(1), "--json"],
        env={**os.environ, **env, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    stored = json.loads(shown.stdout)
    assert (stored["subject"], stored["cc"]) == ("サーバーに接続できません", ["boss@example.com"])
    (message,) = stored["messages"]
    assert (message["body"], message["encrypted"]) == ("無法連線到伺服器。", True)
    assert [file["name"] for file in message["attachments"]] == ["screen.png"]
