"""Every picture that a page shows is there, dark and light and in the page's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import PAGES, ROOT, name

_SHOWN = re.compile(r'(?:src|srcset)="([^"]+\.svg)"')
SHOWING = [page for page in PAGES if _SHOWN.search(page.read_text("utf-8"))]


def pictures(page: Path) -> list[Path]:
    """Return the pictures that a page shows."""
    return [page.parent / shown for shown in _SHOWN.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", SHOWING, ids=name)
def test_every_picture_is_there_in_both_shades_and_the_language_of_its_page(page: Path) -> None:
    language = {"ja": "ja", "zh-TW": "zh_TW"}.get(page.name.split(".")[-2], "en")
    shown = pictures(page)
    assert [picture for picture in shown if not picture.is_file()] == []
    assert {picture.name.split(".")[1] for picture in shown} == {language}
    assert {picture.name.split(".")[2] for picture in shown} == {"dark", "light"}


def test_no_picture_is_left_that_no_page_shows() -> None:
    shown = {picture.resolve() for page in SHOWING for picture in pictures(page)}
    assert set((ROOT / "docs" / "pictures").glob("*.svg")) == shown


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.svg")), ids=name)
def test_a_picture_names_its_language_and_shows_its_end_where_nothing_moves(picture: Path) -> None:
    drawn = picture.read_text("utf-8")
    language = {"en": "en", "ja": "ja", "zh_TW": "zh-Hant-TW"}[picture.name.split(".")[1]]
    assert f'xml:lang="{language}"' in drawn
    last = max(int(number) for number in re.findall(r"^\.t(\d+) \{ animation", drawn, re.MULTILINE))
    assert f".t{last} {{ visibility: visible; }}" in drawn
    assert f"@keyframes turn{last} {{ 0% {{ visibility: visible; }}" in drawn
