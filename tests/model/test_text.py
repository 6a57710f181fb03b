"""Text from a portal is harmless once it is in."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.text import clean, clean_line, normalize_text, use_crlf

pieces = st.sampled_from(
    [
        "\x1b",
        "[",
        "]",
        "0;",
        "31m",
        "P",
        "\\",
        "\x07",
        "\x9c",
        "\x9b",
        "\x90",
        "\r",
        "\n",
        "\u202e",
        "\u2028",
        "é",
        "表",
        "a",
        " ",
    ]
)
hostile = st.lists(pieces | st.characters()).map("".join)


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;cm0gLXJm\x07text", "text"),
        ("\x1bP1$qm\x1b\\text", "text"),
        ("\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\text", "text"),
        ("\x1bcreset", "reset"),
        ("\x1b(0lines\x1b(B", "lines"),
        ("\x9b31mred", "31mred"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u2066a\u2069\u200eb\u200fc\u061cd", "abcd"),
        ("a\x00b\x08c\x7fd\x85e", "abcd\ne"),
        ("\ufeffBOM", "BOM"),
        ("tag\U000e0041ged", "tagged"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tstays", "tab\tstays"),
        ("日本語 繁體 😀 e\u0301", "日本語 繁體 😀 e\u0301"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(hostile: str, left: str) -> None:
    assert clean(hostile) == left


@given(hostile)
def test_nothing_a_terminal_would_obey_is_left(text: str) -> None:
    for sign in clean(text):
        assert sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(hostile)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(hostile)
def test_one_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert clean_line(line) == line


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]" * 500_000,
        "\x1b[" + "0" * 1_000_000,
        "\x1bP" + "a" * 1_000_000,
        "\x1b" * 1_000_000,
        "\u202e" * 1_000_000,
    ],
    ids=["many OSC", "long CSI", "long DCS", "many ESC", "many bidi"],
)
def test_a_million_hostile_characters_take_little_time(text: str) -> None:
    begin = time.process_time()
    clean(text)
    assert time.process_time() - begin < 5


def test_a_text_says_the_same_whatever_a_portal_does_to_its_blanks() -> None:
    assert normalize_text("one\r\n two ") == normalize_text("one\ntwo")
    assert normalize_text("e\u0301") == normalize_text("\u00e9")
    assert normalize_text("one two") != normalize_text("onetwo")


@given(hostile)
def test_folding_is_stable_and_cleaning_does_not_change_it(text: str) -> None:
    assert normalize_text(normalize_text(text)) == normalize_text(text)
    assert normalize_text(clean(text)) == normalize_text(text)


def test_lines_end_as_in_forms_where_that_is_asked_for() -> None:
    assert use_crlf("one\ntwo\n") == "one\r\ntwo\r\n"
