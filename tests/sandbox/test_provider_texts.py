"""The provider writes in the language of whoever practises, and its staff in the language of the ticket."""

from __future__ import annotations

from pathlib import Path

import pytest

from ticketcli.sandbox.provider_texts import DEPARTMENTS, STAFF, answer_text, language_of_text
from ticketcli.sandbox.store import open_store


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "クラウドサーバー"), ("zh-TW", "雲端伺服器"), ("en", "cloud")]
)
def test_departments_are_described_in_the_language_of_the_last_start(
    language: str, words: str, tmp_path: Path
) -> None:
    for started in ("en", language):
        with open_store(tmp_path, lambda: 0.0, started).open() as db:
            rows = db.execute("SELECT id, description FROM departments ORDER BY id").fetchall()
    assert words in rows[0]["description"]
    assert [row["id"] for row in rows] == [number for number, *_texts in DEPARTMENTS[language]]


@pytest.mark.parametrize(
    ("subject", "language"),
    [("VPS is down", "en"), ("VPSが応答しません", "ja"), ("VPS 沒有回應", "zh-TW")],
)
def test_the_staff_answers_in_the_language_it_was_written_to(subject: str, language: str) -> None:
    assert language_of_text(subject) == language
    answer = answer_text("Hanako", subject, language)
    assert subject in answer
    assert "\r\n" in answer
    assert (language == "en") is answer.isascii()
    assert STAFF[language]
