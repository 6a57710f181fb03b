"""Terminals and pipes whose encoding lacks signs: something readable stands in their place."""

from __future__ import annotations

import io
import json

import pytest
from rich.cells import cell_len

from ticketcli.output.encoding import (
    NEAREST,
    encode_for,
    escape_json,
    prepare_stream,
    register_handler,
    replace_by_ascii,
    wants_ascii,
    write_encoding_hint,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Unknown command “nope”.", 'Unknown command "nope".'),
        ("Billing — Invoices…", "Billing - Invoices~"),
        ("• one → two", "* one > two"),
        ("Café Zürich", "Cafe Zurich"),
        ("e\u0301", "e"),
        ("┌─┬┐ │", "+-++ |"),
        ("件名：ＶＰＳ、OK", "????: V P S , OK"),
        ("サーバー", "????????"),
        ("\udcff", "?"),
    ],
)
def test_what_is_nearest_in_ascii(text: str, shown: str) -> None:
    assert replace_by_ascii(text) == shown


@pytest.mark.parametrize("text", ["“サーバー”…", "「落ちました。」", "支援工單：VPS", "─│┌┐"])
def test_columns_stay_columns(text: str) -> None:
    assert len(replace_by_ascii(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "“café”", '"cafe"'),
        ("latin-1", "“café” 件", '"café" ??'),
        ("cp932", "“件名” – café", "“件名” - cafe"),
        ("cp950", "“主旨” – サ", "“主旨” – サ"),
        ("utf-8", "“件名” \udcff", "“件名” ?"),
    ],
)
def test_what_an_encoding_has_is_kept(encoding: str, text: str, shown: str) -> None:
    lost: list[bool] = []
    register_handler(lambda: lost.append(True))
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    prepare_stream(stream, ascii_only=False)
    stream.write(text)
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding) == shown
    assert bool(lost) is ("?" in shown)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp932"])
def test_json_says_the_same_in_any_encoding(encoding: str) -> None:
    register_handler(lambda: None)
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=NEAREST)
    value = {"subject": "“件名” – café 👍"}
    text = escape_json(json.dumps(value, ensure_ascii=False), stream)
    assert json.loads(text.encode(encoding)) == value


def test_a_terminal_that_can_show_everything_is_given_it_as_it_is() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert encode_for(stream, "“件名”") == "“件名”"
    assert encode_for(io.StringIO(), "“件名”") == "“件名”"


@pytest.mark.parametrize(
    ("env", "utf8_mode", "sentence"),
    [
        ({"LANG": "C"}, True, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, True),  # of Python's own making (PEP 538)
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False, False),
        ({"LC_ALL": "POSIX", "LANG": "ja_JP.UTF-8"}, True, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, False, False),
        ({}, True, False),
        ({"LANG": "C", "PYTHONUTF8": "1"}, True, False),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8"}, True, False),
        ({"LANG": "C", "TICKET_LANG": "ja"}, True, False),
        ({"LANG": "C", "TICKET_LANG": "en"}, True, True),
    ],
)
def test_a_locale_without_unicode_is_believed(env: dict[str, str], utf8_mode: bool, sentence: bool) -> None:
    assert wants_ascii(env, utf8_mode=utf8_mode) is sentence


def test_who_sees_question_marks_is_told_how_to_see_more() -> None:
    assert "LANG=C.UTF-8" in write_encoding_hint(io.TextIOWrapper(io.BytesIO(), encoding="ANSI_X3.4-1968"))
    assert "cp932" in write_encoding_hint(io.TextIOWrapper(io.BytesIO(), encoding="cp932"))
