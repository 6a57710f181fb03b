"""Nothing that is done out of habit sends, loses or hides."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, DOWN, ENTER, Terminal
from tests.prompts.typist import DRIVER, Typist

NO_EDITOR = {"PATH": "/nonexistent"}


def write(home: Path, seed: int) -> None:
    typist = Typist(home, seed, NO_EDITOR, plain=seed % 3 == 0)
    typist.write()
    assert typist.typed


@pytest.mark.parametrize("seed", range(10))
def test_a_hurried_person_sends_nothing_unseen_and_loses_nothing(tmp_path: Path, seed: int) -> None:
    write(tmp_path, seed)


@pytest.mark.long
@pytest.mark.series
@pytest.mark.parametrize("seed", range(10, 200))
def test_nor_do_many_others(tmp_path: Path, seed: int) -> None:
    write(tmp_path, seed)


@pytest.fixture(params=["drawn", "plain"])
def env(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both prompters, and no editor."""
    return {"TICKET_ACCESSIBLE": "1" if request.param == "plain" else "0", **NO_EDITOR}


def start(home: Path, env: dict[str, str], *arguments: str) -> Terminal:
    state = {"TICKET_STATE_DIR": str(home / "state"), "TEST_SENT": str(home / "sent")}
    return Terminal([*DRIVER, *arguments], {**env, **state}, folder=home)


def draft_in(home: Path) -> dict[str, Any]:
    (file,) = home.glob("state/*/d-*/draft.json")
    draft: dict[str, Any] = json.loads(file.read_text())["draft"]
    return draft


def test_enter_after_enter_at_the_review_sends_nothing(tmp_path: Path, env: dict[str, str]) -> None:
    person = start(tmp_path, env, "new", "-d", "1", "-s", "VPS")
    person.answer("Message:", "No ping.", ENTER, ".", ENTER)
    person.wait_for("Save as a draft")
    for _ in range(12):
        person.type(ENTER)
        time.sleep(0.05)
    person.wait_for("What do you want to add or edit?")
    person.type(CTRL_C)
    assert person.end() == 130
    assert not (tmp_path / "sent").exists()
    assert draft_in(tmp_path)["message"] == "No ping."


def test_a_terminal_closed_in_the_middle_of_a_message_loses_nothing(
    tmp_path: Path, env: dict[str, str]
) -> None:
    person = start(tmp_path, env, "new", "-d", "1", "-s", "VPS")
    person.answer("Message:", "No ping.", ENTER, "Since te")
    person.wait_for("Since te")
    person.close()
    draft = draft_in(tmp_path)
    assert not (tmp_path / "sent").exists()
    assert "No ping.\nSince te" in (draft["message"], (draft["unfinished"] or {}).get("text"))


def test_n_and_enter_answer_one_question(tmp_path: Path, env: dict[str, str]) -> None:
    person = start(tmp_path, env, "new", "-d", "1", "-s", "VPS")
    person.answer("Message:", "password: hunter2", ENTER, ".", ENTER)
    person.answer("Store the message encrypted", "n", ENTER, ENTER)
    person.wait_for("It will not be encrypted.")
    person.wait_for("Save as a draft")
    person.type(CTRL_C)
    assert person.end() == 130
    assert not (tmp_path / "sent").exists()
    assert draft_in(tmp_path)["encrypt"] is False


def test_a_message_changed_at_the_review_stays_until_the_new_one_is_finished(
    tmp_path: Path, env: dict[str, str]
) -> None:
    person = start(tmp_path, env, "new", "-d", "1", "-s", "VPS")
    person.answer("Message:", "The old one.", ENTER, ".", ENTER)
    person.answer("Save as a draft", ENTER)
    plain = env["TICKET_ACCESSIBLE"] == "1"
    person.answer("Message — The old one.", *(("3",) if plain else (DOWN, DOWN, DOWN)), ENTER)
    person.answer(
        "starting over Number [1]:" if plain else "starting over", *(("2",) if plain else (DOWN,)), ENTER
    )
    person.answer("2 Message: (finish" if plain else "starting over ? Message: (finish", "The ne")
    person.answer("The ne", CTRL_C)
    assert person.end() == 130
    draft = draft_in(tmp_path)
    assert draft["message"] == "The old one."
    assert draft["unfinished"] == {"question": "message", "text": "The ne"}


def test_a_draft_goes_on_with_what_was_cut_short(tmp_path: Path, env: dict[str, str]) -> None:
    person = start(tmp_path, env, "new")
    plain = env["TICKET_ACCESSIBLE"] == "1"
    person.answer("I am not sure", *(("1",) if plain else ()), ENTER)
    person.answer("Subject:", "VPS is do")
    person.answer("VPS is do", CTRL_C)
    assert person.end() == 130
    (id,) = (file.parent.name for file in tmp_path.glob("state/*/d-*/draft.json"))
    person = start(tmp_path, env, "new", "--recover", id)
    person.wait_for("VPS is do")
    person.type(*("VPS is down" if plain else "wn"), ENTER)
    person.answer("Message:", "No ping.", ENTER, ".", ENTER)
    person.wait_for("Save as a draft")
    assert "Subject: VPS is down" in person.shown
    person.type(CTRL_C)
    assert person.end() == 130
