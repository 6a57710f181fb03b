"""Which language is spoken: what somebody said, then the locale, then the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from ticketcli.i18n import choose_language
from ticketcli.i18n.setting import add_language_setting


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("ja", "ja"),
        ("ja_JP.UTF-8", "ja"),
        ("zh_TW", "zh_TW"),
        ("zh-Hant-TW", "zh_TW"),
        ("zh_HK.UTF-8", "zh_TW"),
        ("zh", "zh_TW"),
        ("en", "en"),
        ("EN_gb", "en"),
        ("C", "en"),
    ],
)
def test_a_language_is_known_by_its_usual_names(sentence: str, language: str) -> None:
    assert choose_language({"TICKET_LANG": sentence, "LANG": "de_DE.UTF-8"}) == language
    assert choose_language({"LANG": sentence}) == language


def test_what_is_said_goes_before_the_locale() -> None:
    assert choose_language({"TICKET_LANG": "en", "LC_ALL": "ja_JP.UTF-8"}) == "en"
    assert choose_language({"TICKET_LANG": "ja", "LC_ALL": "C"}) == "ja"


def test_a_language_that_is_not_spoken_leaves_it_to_the_locale() -> None:
    assert choose_language({"TICKET_LANG": "fr", "LANG": "ja_JP.UTF-8"}) == "ja"


def test_the_locale_is_read_as_gettext_reads_it() -> None:
    assert choose_language({"LC_ALL": "", "LC_MESSAGES": "ja_JP.UTF-8", "LANG": "zh_TW.UTF-8"}) == "ja"
    assert choose_language({"LC_ALL": "zh_TW.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}) == "zh_TW"
    assert choose_language({"LANGUAGE": "fr:ja:en", "LANG": "en_US.UTF-8"}) == "ja"
    assert choose_language({"LANGUAGE": "ja", "LANG": "C"}) == "en"


def test_simplified_chinese_is_another_language() -> None:
    assert choose_language({"LANG": "zh_CN.UTF-8"}) == "en"


def test_the_system_is_asked_where_the_environment_says_nothing() -> None:
    assert choose_language({}, ["fr_FR", "zh_TW"]) == "zh_TW"
    assert choose_language({"LANG": "en_US.UTF-8"}, ["ja_JP"]) == "en"
    assert choose_language({}) == "en"


def test_the_setting_stands_in_for_the_variable(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[settings]\nlanguage = "ja"\n')
    assert choose_language(add_language_setting({"LANG": "en_US.UTF-8"}, config)) == "ja"
    assert choose_language(add_language_setting({"TICKET_LANG": "zh_TW"}, config)) == "zh_TW"


@pytest.mark.parametrize("damaged", ["[settings\nlanguage = 'ja'", "settings = 'language'", "\xff"])
def test_a_damaged_file_says_nothing_of_the_language(damaged: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(damaged.encode("latin-1"))
    assert choose_language(add_language_setting({"LANG": "ja_JP.UTF-8"}, config)) == "ja"
    assert choose_language(add_language_setting({}, tmp_path / "absent.toml")) == "en"
