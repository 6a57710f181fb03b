"""Fill the text of `--template` with the fields of an answer.

    {number} {status:<12} {messages[-1].author}\\t{subject:.40}

The notation is that of Python's `str.format`, which needs no package and which many know, cut down
to what looks things up: names of fields, places in lists, a width. Nothing in it can call or
reach anything but the JSON answer, so a template from anywhere does no harm; loops and
conditions are what `--jq` is for. (gh's `--template` is Go's template language, of which Python
has no well-kept reader; Jinja would be one more package, and a program inside a string.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UsageError

Step = str | int
"""The name of a field, or a place in a list; places count from the end where negative."""

_PIECES = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<field>[^{}]*)\}|(?P<escape>\\[nt\\])|(?P<stray>[{}])", re.S)
_FIELD = re.compile(
    r"(?P<path>\w+(?:\.\w+|\[-?\d{1,6}\])*)"
    r"(?::(?P<align>[<>]?)(?P<width>\d{0,3})(?:\.(?P<most>\d{1,4}))?)?"
)
_GO = re.compile(r"\{\{-?\s*\.(?P<path>\w+(?:\.\w+)*)\s*-?\}\}")
"""A field as Go's templates have it, which gh, docker and kubectl take."""
_STEPS = re.compile(r"\w+|\[(?P<place>-?\d+)\]")
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


@dataclass(frozen=True)
class Field:
    """One `{...}`: where it leads, and how wide it is shown. `at` is its character, from 1."""

    steps: tuple[Step, ...]
    at: int
    right: bool = False
    width: int = 0
    most: int | None = None


class Template:
    """A template that was read. Raises UsageError, naming the character, where it is none."""

    def __init__(self, text: str) -> None:
        self._parts: list[str | Field] = []
        end = 0
        for match in _PIECES.finditer(text):
            self._parts.append(text[end : match.start()])
            end = match.end()
            self._parts.append(_unescape(match))
        self._parts.append(text[end:])

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that it shows."""
        return tuple(part for part in self._parts if isinstance(part, Field))

    def check(self, examples: Sequence[Any]) -> None:
        """Raise UsageError where a field leads nowhere in any of these answers."""
        for field in self.fields:
            if not any(_has_path(example, field.steps) for example in examples):
                names = sorted({name for example in examples for name in example})
                raise UsageError(
                    _("--template, character {at}: the output has no field “{name}”.").format(
                        at=field.at, name=_parse_path(field)
                    ),
                    _("Fields: {names}").format(names=join_list(names)),
                )

    def text(self, value: Any) -> str:
        """Fill the template with the fields of an answer; what is unknown is left out."""
        return "".join(
            part if isinstance(part, str) else _lay_out(_follow_path(value, part.steps), part)
            for part in self._parts
        )


def _unescape(match: re.Match[str]) -> str | Field:
    at = match.start() + 1
    if match["brace"]:
        if found := _GO.match(match.string, match.start()):
            raise UsageError(
                _("--template, character {at}: “{text}” is the notation of another program.").format(
                    at=at, text=found[0]
                ),
                _("Here it is: {field}").format(field=f"{{{found['path']}}}"),
            )
        return match["brace"][0]
    if match["escape"]:
        return _ESCAPES[match["escape"]]
    if match["stray"]:
        raise UsageError(
            _("--template, character {at}: unmatched “{brace}”.").format(at=at, brace=match["stray"]),
            _("Write a literal brace twice: {{ or }}."),
        )
    field = _FIELD.fullmatch(match["field"].strip())
    if field is None:
        raise UsageError(
            _("--template, character {at}: “{text}” is not a field name.").format(at=at, text=match[0]),
            _("Examples: {number}, {subject:<40}, {messages[-1].author}."),
        )
    steps = [
        step[0] if step["place"] is None else int(step["place"]) for step in _STEPS.finditer(field["path"])
    ]
    return Field(
        steps=tuple(steps),
        at=at,
        right=field["align"] == ">",
        width=int(field["width"] or 0),
        most=int(field["most"]) if field["most"] else None,
    )


def _parse_path(field: Field) -> str:
    words = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in field.steps]
    return "".join(words).lstrip(".")


def _has_path(value: Any, steps: Sequence[Step]) -> bool:
    for step in steps:
        if isinstance(step, int):
            if not isinstance(value, list):
                return False
            value = value[0]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return True


def _follow_path(value: Any, steps: Sequence[Step]) -> Any:
    for step in steps:
        if isinstance(step, int):
            near = isinstance(value, list) and -len(value) <= step < len(value)
            value = value[step] if near else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _lay_out(value: Any, field: Field) -> str:
    text = _format_value(value)
    if not field.width and field.most is None:
        return text
    from ticketcli.output.widths import fit_text, pad_text

    if field.most is not None:
        text = fit_text(text, field.most)
    padded = pad_text(text, field.width)
    return padded[len(text) :] + text if field.right else padded


def _format_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)
