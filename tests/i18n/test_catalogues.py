"""The check of the catalogues finds what is wrong, and counts what is not translated yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from tests.i18n.by_path import script

from ticketcli.i18n import ENGLISH, LANGUAGES

translations = script("translations")
OTHERS = [language for language in LANGUAGES if language != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_wrong(language: str) -> None:
    assert list(translations.find_faults(language)) == []


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Japanese catalogue of the test's own, for the check to look at; gives its folder."""
    monkeypatch.setattr(translations, "CATALOGUES", str(tmp_path))
    monkeypatch.setattr(translations, "LANGUAGES", {"en": "English", "ja": "日本語"})
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, sentence: str, string: str, flags: tuple[str, ...] = ()) -> None:
    """Write a catalogue of one sentence, as people and the script do."""
    catalog = Catalog("ja")
    catalog.add(sentence, string, flags=flags)
    with (folder / "ticket.po").open("wb") as file:
        write_po(file, catalog)
    with (folder / "ticket.mo").open("wb") as file:
        write_mo(file, catalog)


def test_a_sentence_that_nobody_translated_is_counted_and_passes(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "Nothing was sent.", "")
    assert translations.main(["--check"]) == 0
    outcome = capsys.readouterr().err
    assert re.match(r"ja: warning: .*\d+ missing.* \(shown in English; --gaps lists them\)\n", outcome)


def test_a_translation_with_other_placeholders_fails(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "Ticket {number} is closed.", "チケット{nummer}は閉じています。")
    assert translations.main(["--check"]) == 1
    assert "other placeholders" in capsys.readouterr().err


def test_a_translation_that_waits_for_a_look_passes_as_it_is_not_shown(catalogue: Path) -> None:
    write(catalogue, "Ticket {number} is closed.", "チケット{nummer}は閉じています。", flags=("fuzzy",))
    assert translations.main(["--check"]) == 0


def test_what_is_compiled_is_compared_by_what_it_says(catalogue: Path) -> None:
    write(catalogue, "Nothing was sent.", "何も送信していません。")
    compiled = catalogue / "ticket.mo"
    compiled.write_bytes(compiled.read_bytes() + bytes(8))  # as another writer may lay it out
    assert list(translations.find_faults("ja")) == []


def test_a_catalogue_that_was_not_compiled_is_found(catalogue: Path) -> None:
    write(catalogue, "Nothing was sent.", "何も送信していません。")
    compiled = (catalogue / "ticket.mo").read_bytes()
    write(catalogue, "Nothing was sent.", "送信していません。")
    (catalogue / "ticket.mo").write_bytes(compiled)
    assert list(translations.find_faults("ja")) == [
        "ticket.mo is not made from ticket.po; run scripts/translations"
    ]


def test_marked_literals_are_found_on_every_python_alike() -> None:
    source = """
said = _("One") + f"{_('Two')} {names['three']}"
many = ngettext("{count} ticket", "{count} tickets", count)
data = N_(name), other("Four"), f"{'five'}"
"""
    assert list(translations.find_marked(source)) == [
        ("One", None),
        ("Two", None),
        (("{count} ticket", "{count} tickets"), None),
    ]


def test_two_meanings_of_a_sentence_are_two_entries() -> None:
    source = '_("closed", context="route")\n_("closed")'
    assert list(translations.find_marked(source)) == [("closed", "route"), ("closed", None)]
    wanted, translated = Catalog("ja"), Catalog("ja")
    wanted.add("closed", context="route")
    translated.add("closed", "クローズ済み")
    assert list(translations.compare(wanted, translated)) == [
        "no longer said: 'closed'",
        "missing: 'closed' (route)",
    ]


def test_a_word_that_several_folders_say_without_a_context_is_doubtful() -> None:
    catalog = Catalog()
    catalog.add("checked", locations=[("commands/auth/login.py", 0), ("output/batch_result.py", 0)])
    catalog.add("closed", locations=[("commands/api.py", 0), ("output/screen.py", 0)], context="route")
    catalog.add("The portal works.", locations=[("commands/api.py", 0), ("portals/base.py", 0)])
    assert [doubt.partition(" is said")[0] for doubt in translations.find_meanings(catalog)] == [
        "two meanings? 'checked'"
    ]


@pytest.mark.parametrize(
    ("sentence", "string", "doubts"),
    [
        ("It failed: {reason}.", "失敗しました: {reason}。", []),
        ("It failed: {reason}.", "失敗しました: {reason}", ["lost “.”"]),
        ("Which one?", "どれですか?", []),
        ("Which one?", "どれですか", ["lost “?”"]),
        ("Set editor, VISUAL", "「editor」、VISUAL", []),
        ("Set editor, VISUAL", "「editor」、 VISUAL", ["blank beside a full-width mark"]),
        ("--jq “{expression}”", "--jq 「{expression}」", ["blank beside a full-width mark"]),
        (" (staff)", "（サポート）", []),
        (" (staff)", " (サポート)", ["half-width bracket"]),
        ("[{count} more]", "[還有 {count} 個]", ["half-width bracket"]),
    ],
)
def test_marks_blanks_and_brackets_that_a_reader_would_stumble_over_are_doubtful(
    sentence: str, string: str, doubts: list[str]
) -> None:
    assert list(translations.doubt_translation(sentence, string)) == doubts


def faults(sentence: str, string: str) -> list[str]:
    """Return the kinds of faults that the check finds in one translation."""
    catalog = Catalog("ja")
    catalog.add(sentence, string)
    message = catalog.get(sentence)
    return [fault.partition(":")[0] for fault in translations.find_differences(message)]


def gaps(sentence: str, string: str, *, outcome: bool = True, flags: tuple[str, ...] = ()) -> list[str]:
    """Return the kinds of gaps that the check finds in one translation."""
    wanted, translated = Catalog(), Catalog("ja")
    if outcome:
        wanted.add(sentence)
    translated.add(sentence, string, flags=flags)
    return [gap.partition(":")[0] for gap in translations.compare(wanted, translated)]


def test_a_translation_that_is_as_it_should_be_has_no_fault_and_no_gap() -> None:
    assert faults("Ticket {number} is closed.", "チケット{number}は閉じています。") == []
    assert gaps("Ticket {number} is closed.", "チケット{number}は閉じています。") == []


def test_an_empty_translation_is_found() -> None:
    assert gaps("Nothing was sent.", "") == ["missing"]


def test_a_sentence_without_an_entry_is_found() -> None:
    wanted = Catalog()
    wanted.add("Nothing was sent.")
    assert list(translations.compare(wanted, Catalog("ja"))) == ["missing: 'Nothing was sent.'"]


def test_a_translation_of_what_is_no_longer_said_is_found() -> None:
    assert gaps("Nothing was sent.", "何も送信していません。", outcome=False) == ["no longer said"]


def test_a_translation_that_waits_for_a_look_is_found() -> None:
    assert "outdated" in gaps("Nothing was sent.", "何も送信していません。", flags=("fuzzy",))


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
    catalog = Catalog(language)
    catalog.add(("{count} ticket", "{count} tickets"), ("{count}",))
    assert list(translations.find_differences(catalog.get("{count} ticket"))) == []
