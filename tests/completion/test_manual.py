"""The manual pages: made from the program, sound, and found by `man` in the language of its reader."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ticketcli.cli.man_page import write_pages
from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import ENGLISH, LANGUAGES

NAMES = {"ticket.1", *(f"ticket-{name}.1" for name in COMMANDS)}
HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"),
    "ja": ("名前", "書式", "説明", "オプション", "終了ステータス", "環境変数", "ファイル", "関連項目"),
    "zh_TW": ("名稱", "語法", "說明", "選項", "結束碼", "環境變數", "檔案", "另請參閱"),
}
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages, as they stand below share/man."""
    folder = tmp_path_factory.mktemp("share") / "man"  # man takes the language from what follows “man”
    write_pages(folder)
    return folder


@pytest.fixture
def pages(manual: Path, language: str) -> list[Path]:
    """The pages in a language."""
    return sorted((manual / ("" if language == ENGLISH else language) / "man1").iterdir())


def shown(*command: str | Path, **env: str) -> str:
    """What a program that shows pages prints, without bold. It must not complain."""
    plain = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat", **env}
    done = subprocess.run(command, env=plain, capture_output=True, check=True)
    assert done.stderr == b""
    return re.sub(".\x08|\x1b\\[[0-9;]*m", "", done.stdout.decode())


@in_each_language
def test_every_command_has_one(pages: list[Path], language: str) -> None:
    assert {page.name for page in pages} == NAMES


@in_each_language
@pytest.mark.needs("groff", "groff")
def test_groff_has_nothing_to_complain_of(pages: list[Path], language: str) -> None:
    macros = [] if language == ENGLISH else [f"-m{language.partition('_')[0]}"]
    for page in pages:
        text = shown("groff", "-Kutf8", "-Tutf8", "-man", *macros, "-ww", page)
        for heading in HEADINGS[language] if page.name == "ticket.1" else HEADINGS[language][:3]:
            assert f"\n{heading}\n" in text


@in_each_language
@pytest.mark.needs("man", "man-db")
def test_man_has_nothing_to_complain_of(pages: list[Path], language: str) -> None:
    for name in ("ticket.1", "ticket-new.1"):
        (page,) = (page for page in pages if page.name == name)
        assert f"\n{HEADINGS[language][0]}\n" in shown("man", "--warnings=w", "-l", page)


@in_each_language
def test_what_each_is_for_is_one_sentence(pages: list[Path], language: str) -> None:
    for page in pages:
        lines = page.read_text("utf-8").splitlines()
        named = lines[lines.index(f".SH {HEADINGS[language][0]}") + 1]
        assert not re.search(r"。|\. ", named), named


@in_each_language
@pytest.mark.needs("lexgrog", "man-db")
def test_apropos_knows_what_each_is_for(pages: list[Path], language: str) -> None:
    for page in pages:
        assert f': "{page.stem} - ' in shown("lexgrog", page)


@in_each_language
@pytest.mark.needs("man", "man-db")
def test_man_shows_it_in_the_language_of_the_locale(tmp_path: Path, manual: Path, language: str) -> None:
    locale = {"en": "en_US.UTF-8", "ja": "ja_JP.UTF-8", "zh_TW": "zh_TW.UTF-8"}[language]
    shutil.copytree("/usr/lib/locale/C.utf8", tmp_path / locale)  # of the locale only the name counts
    text = shown("man", "ticket", LC_ALL=locale, LOCPATH=str(tmp_path), MANPATH=str(manual))
    for words in (*HEADINGS[language], "TICKET_PORTAL", "config.toml", "ticket-new(1)"):
        assert words in text
