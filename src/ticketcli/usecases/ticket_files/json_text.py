"""Entries in JSON: an object, a list of objects, or an object on each line (JSON Lines)."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from ticketcli.i18n import _
from ticketcli.usecases.ticket_files.record import Pair, Record, Unreadable, Value, check_keys

_BLANK = re.compile(r"[ \t\r\n]*")


class _Number(str):
    """A number, as it was written."""

    __slots__ = ()


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(_("{text} is not valid JSON.").format(text=text))


_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_refuse_constant)


def read_json(text: str) -> list[Record]:
    """Read the entries of one JSON text. Raises Unreadable."""
    return _Reader(text).whole()


def read_json_lines(text: str) -> list[Record]:
    """Read the entry on each line that is not blank. Raises Unreadable."""
    return [
        _Reader(line, first_line=number).single()
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


class _Reader:
    # Walks through objects key by key, which the json module does not, so that each has its line.

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._text = text
        self._first_line = first_line
        self._at = 0

    def whole(self) -> list[Record]:
        """Return an object or a list of objects."""
        records = self._list() if self._next() == "[" else [self._object()]
        self._end()
        return records

    def single(self) -> Record:
        """Return an object and nothing after it."""
        record = self._object()
        self._end()
        return record

    def _list(self) -> list[Record]:
        self._take("[")
        records: list[Record] = []
        while self._next() != "]":
            if records:
                self._take(",")
            records.append(self._object())
        self._take("]")
        return records

    def _object(self) -> Record:
        line = self._line(self._skip())
        self._take("{", _("An entry must be an object in braces."))
        pairs: list[Pair] = []
        while self._next() != "}":
            if pairs:
                self._take(",")
            key_line = self._line(self._skip())
            if self._next() != '"':
                self._fail(_("Expected a key in quotation marks."))
            key = self._decoded()
            self._take(":")
            pairs.append(Pair(key, _read_value(self._decoded()), key_line))
        self._take("}")
        return Record(check_keys(pairs), line)

    def _decoded(self) -> Any:
        self._skip()
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            self._fail(_("Invalid JSON: {reason}.").format(reason=error.msg))
        except RecursionError:
            self._fail(_("Nested too deeply."))
        except ValueError as error:
            self._fail(str(error))
        return value

    def _take(self, sign: str, otherwise: str = "") -> None:
        if self._next() != sign:
            self._fail(otherwise or _("Expected “{sign}”.").format(sign=sign))
        self._at += 1

    def _next(self) -> str:
        at = self._skip()
        return self._text[at : at + 1]

    def _skip(self) -> int:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _end(self) -> None:
        if self._next():
            self._fail(_("Unexpected text after the end of the JSON."))

    def _line(self, at: int) -> int:
        return self._first_line + self._text.count("\n", 0, at)

    def _fail(self, reason: str) -> NoReturn:
        raise Unreadable(self._line(self._at), reason)


def _read_value(value: Any) -> Value:
    if value is None:
        return Value("null")
    if isinstance(value, bool):
        return Value("flag", "true" if value else "false")
    if isinstance(value, _Number):
        return Value("number", str(value))
    if isinstance(value, str):
        return Value("text", value)
    if isinstance(value, list):
        return Value("list", items=tuple(map(_read_value, value)))
    return Value("map")
