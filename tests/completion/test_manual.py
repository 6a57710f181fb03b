"""The manual pages: made from the program, sound, and found by `man` in the language of its reader."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import ENGLISH, LANGUAGES

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "man"
NAMES = {"ticket.1", *(f"ticket-{name}.1" for name in COMMANDS)}
HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"),
    "ja": ("名前", "書式", "説明", "オプション", "終了コード", "環境変数", "ファイル", "関連項目"),
    "zh_TW": ("名稱", "語法", "說明", "選項", "結束碼", "環境變數", "檔案", "另請參閱"),
}
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def pages(language: str) -> list[Path]:
    return sorted((MANUAL / ("" if language == ENGLISH else language) / "man1").iterdir())


def shown(*command: str | Path, **env: str) -> str:
    """What a program that shows pages prints, without bold. It must not complain."""
    plain = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat", **env}
    done = subprocess.run(command, env=plain, capture_output=True, check=True)
    assert done.stderr == b""
    return re.sub(".\x08|\x1b\\[[0-9;]*m", "", done.stdout.decode())


def test_they_are_those_of_the_commands(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "scripts.manual", tmp_path], cwd=ROOT, check=True)
    made = {page.relative_to(tmp_path): page.read_bytes() for page in tmp_path.rglob("*.1")}
    kept = {page.relative_to(MANUAL): page.read_bytes() for page in MANUAL.rglob("*.1")}
    assert sorted(kept) == sorted(made), "out of date: run scripts/manual"
    assert [str(page) for page in made if made[page] != kept[page]] == [], "out of date: run scripts/manual"


@in_each_language
def test_every_command_has_one(language: str) -> None:
    assert {page.name for page in pages(language)} == NAMES


@in_each_language
@pytest.mark.needs("groff", "groff")
def test_groff_has_nothing_to_complain_of(language: str) -> None:
    macros = [] if language == ENGLISH else [f"-m{language.partition('_')[0]}"]
    for page in pages(language):
        text = shown("groff", "-Kutf8", "-Tutf8", "-man", *macros, "-ww", page)
        for heading in HEADINGS[language] if page.name == "ticket.1" else HEADINGS[language][:3]:
            assert f"\n{heading}\n" in text


@in_each_language
@pytest.mark.needs("man", "man-db")
def test_man_has_nothing_to_complain_of(language: str) -> None:
    for name in ("ticket.1", "ticket-new.1"):
        (page,) = (page for page in pages(language) if page.name == name)
        assert f"\n{HEADINGS[language][0]}\n" in shown("man", "--warnings=w", "-l", page)


@in_each_language
@pytest.mark.needs("lexgrog", "man-db")
def test_apropos_knows_what_each_is_for(language: str) -> None:
    for page in pages(language):
        assert f': "{page.stem} - ' in shown("lexgrog", page)


@in_each_language
@pytest.mark.needs("man", "man-db")
def test_man_shows_it_in_the_language_of_the_locale(tmp_path: Path, language: str) -> None:
    locale = {"en": "en_US.UTF-8", "ja": "ja_JP.UTF-8", "zh_TW": "zh_TW.UTF-8"}[language]
    shutil.copytree("/usr/lib/locale/C.utf8", tmp_path / locale)  # of the locale only the name counts
    text = shown("man", "ticket", LC_ALL=locale, LOCPATH=str(tmp_path), MANPATH=str(MANUAL))
    for words in (*HEADINGS[language], "TICKET_PORTAL", "config.toml", "ticket-new(1)"):
        assert words in text
