"""PHP's JSON as plain values, whatever an installation makes of it.

Numbers come as strings, lists as keyed maps, empty maps as lists, the payload at the root or
under "data", errors in a 200: all of that ends here. Nothing in here trusts a type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from itertools import islice
from typing import Any

from ticketcli.html.to_text import convert_html
from ticketcli.model.text import clean_line

Map = Mapping[str, Any]

DEEPEST = 50
"""Lists and maps within each other: more of them no portal sends, and not every reader could follow."""

# PHP prints its warnings in front of the answer where display_errors is on, as HTML or as plain text, and
# a file saved with a byte-order mark prints that.
_PAGE = re.compile(r"(?i)(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b")
_START = re.compile(r"[{\[](?=\s*[\"{\[}\]])")
_WITHIN_JSON = re.compile(r"(?::[ \t]*|[{\[,]\s*)\Z")  # in front of a value that is part of another one

_MOST_NOISE = 100  # brackets in it that may be the answer's first


class NotJson(ValueError):
    """The text is no JSON object."""


def read_json(text: str) -> Map:
    """Return the JSON object in an answer, whatever PHP printed in front of it. Raises NotJson."""
    text = text.strip("\ufeff \t\r\n")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = _read_after_noise(text)
    if _is_too_deep(value):
        raise NotJson
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    if not isinstance(value, dict):
        raise NotJson
    return value


def is_json(text: str) -> bool:
    """Return whether an answer is a JSON object."""
    try:
        read_json(text)
    except NotJson:
        return False
    return True


def _read_after_noise(text: str) -> object:
    if text[:1] != "{" and not _PAGE.match(text):
        for start in islice(_START.finditer(text), _MOST_NOISE):
            if _WITHIN_JSON.search(text, max(0, start.start() - 80), start.start()):
                continue  # an answer that was cut has whole values in it
            try:
                return json.loads(text[start.start() :])  # brackets inside the noise do not reach the end
            except (ValueError, RecursionError):
                continue
    raise NotJson


def _is_too_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner += [item for item in each.values() if isinstance(item, (dict, list))]
            elif isinstance(each, list):
                inner += [item for item in each if isinstance(item, (dict, list))]
        if not inner:
            return False
        level = inner
    return True


def get_payload(answer: Map) -> Map:
    """Return what the answer is about: the root, or what stands under "data"."""
    data = answer.get("data")
    if isinstance(data, dict):
        return data
    if isinstance(data, list) and data:
        return {str(index): item for index, item in enumerate(data)}
    return answer


def list_errors(answer: Map) -> tuple[str, ...]:
    """Return what the answer complains of: `error` as list, string or map, or as a flag.

    Empty if of nothing.
    """
    said = collect_sentences(answer.get("error")) or collect_sentences(answer.get("errors"))
    if not said and answer.get("error") is True:
        return collect_sentences(answer.get("message"))
    return said


def list_infos(answer: Map) -> tuple[str, ...]:
    """Return the notices of an answer."""
    return collect_sentences(answer.get("info"))


def has_failed(answer: Map) -> bool:
    """Return whether an answer says that it did not work, with or without a reason."""
    return (
        bool(list_errors(answer))
        or answer.get("error") is True
        or any(name in answer and is_no(answer[name]) for name in ("success", "status", "result"))
    )


def collect_sentences(value: object) -> tuple[str, ...]:
    """Return sentences out of a string, a list or a map of them, to any depth."""
    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return tuple(word for item in value[:50] for word in collect_sentences(item))
    line = clean_line(convert_html(str(value)) if "<" in str(value) else unescape(str(value)))
    return (line,) if line else ()


def is_no(value: object) -> bool:
    """Return whether a value is one of the ways to say no."""
    return value is False or (not isinstance(value, bool) and str(value).lower() in {"0", "false", "error"})


def list_rows(value: object) -> list[dict[str, Any]]:
    """Return the maps in a list, or in a list that PHP keyed; a missing id is the key."""
    if isinstance(value, dict):
        return [
            {"id": key, **item} if "id" not in item else item
            for key, item in value.items()
            if isinstance(item, dict)
        ]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def list_items(answer: Map, name: str) -> list[dict[str, Any]]:
    """Return the rows of a list that an answer holds under its name, under "data", or as its root."""
    inside = get_payload(answer)
    if name in inside:
        return list_rows(inside[name])
    if name in answer:
        return list_rows(answer[name])
    data = answer.get("data")
    if isinstance(data, (list, dict)) and list_rows(data):
        return list_rows(data)
    return list_rows(inside) if all(key.isdigit() for key in inside) else []


def has_list(answer: Map, name: str) -> bool:
    """Return whether an answer has a list of that name, be it empty, or stands for one under "data"."""
    return name in get_payload(answer) or name in answer or isinstance(answer.get("data"), (list, dict))


def list_values(value: object) -> list[Any]:
    """Return what a list holds, or one that PHP keyed."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def decode_line(value: object) -> str:
    """Return a value as one clean line; entities resolved."""
    return "" if value is None or isinstance(value, (dict, list)) else clean_line(unescape(str(value)))


def decode_optional_line(value: object) -> str | None:
    """Return a value as one clean line, None if there is none."""
    return decode_line(value) or None


def decode_number(value: object) -> int | None:
    """Return a whole number, however it is written."""
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def decode_flag(flags: object, bit: int) -> bool | None:
    """Return whether a bit is set, None where flags are not given."""
    value = decode_number(flags)
    return None if value is None else bool(value & bit)


def decode_page_position(answer: Map) -> tuple[int, int] | None:
    """Return the current page and how many there are, where an answer says it."""
    page = answer.get("page", get_payload(answer).get("page"))
    if not isinstance(page, dict):
        return None
    current, total = decode_number(page.get("current")), decode_number(page.get("total"))
    return (current, total) if current is not None and total is not None else None
