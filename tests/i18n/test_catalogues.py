"""The catalogues say everything that the program says, and the check of them finds what is wrong."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog
from tests.i18n.by_path import script

from ticketcli.i18n import ENGLISH, LANGUAGES

translations = script("translations")
OTHERS = [language for language in LANGUAGES if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_stale_or_different(language: str) -> None:
    assert list(translations.problems(language)) == [], "run scripts/translations"


def faults(sentence: str, string: str, *, said: bool = True, flags: tuple[str, ...] = ()) -> list[str]:
    """What the check says of one translation."""
    wanted, told = Catalog(), Catalog("ja")
    if said:
        wanted.add(sentence)
    told.add(sentence, string, flags=flags)
    return [fault.partition(":")[0] for fault in translations.faults(wanted, told)]


def test_a_translation_that_is_as_it_should_be_has_no_fault() -> None:
    assert faults("Ticket {number} is closed.", "チケット{number}は閉じています。") == []


def test_an_empty_translation_is_found() -> None:
    assert faults("Nothing was sent.", "") == ["missing"]


def test_a_sentence_without_an_entry_is_found() -> None:
    wanted = Catalog()
    wanted.add("Nothing was sent.")
    assert [fault.partition(":")[0] for fault in translations.faults(wanted, Catalog("ja"))] == ["missing"]


def test_a_translation_of_what_is_no_longer_said_is_found() -> None:
    assert faults("Nothing was sent.", "何も送信していません。", said=False) == ["stale"]


def test_a_translation_that_waits_for_a_look_is_found() -> None:
    assert "fuzzy" in faults("Nothing was sent.", "何も送信していません。", flags=("fuzzy",))


@pytest.mark.parametrize(
    "string",
    [
        "チケットは閉じています。",
        "チケット{nummer}は閉じています。",
        "チケット{number:>8}は閉じています。",
        "{",
    ],
)
def test_a_placeholder_that_differs_is_found(string: str) -> None:
    assert faults("Ticket {number} is closed.", string) == ["other placeholders"]


def test_a_blank_that_was_lost_is_found() -> None:
    assert faults(" Did you mean “{near}”?", "「{near}」ですか?") == ["other blanks at an end"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_form_for_every_number(language: str) -> None:
    wanted, told = Catalog(), Catalog(language)
    wanted.add(("{count} ticket", "{count} tickets"))
    told.add(("{count} ticket", "{count} tickets"), ("{count}",))
    assert list(translations.faults(wanted, told)) == []
