"""Cut a JSON answer to what a script wants: `--fields`, `--jq`, `--template`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.model.text import clean
from ticketcli.output.template import Template

Program = Callable[[Any], list[Any]]

# What a terminal would obey and JSON leaves as it is: DEL, C1, bidi controls, line separators,
# tag characters; and lone surrogates, which UTF-8 cannot hold.
_ACTIVE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LONE = re.compile("[\ud800-\udfff]")


class AnswerMismatch(UsageError):
    """An answer that a `--jq`, `--fields` or `--template` that is sound in itself does not fit."""


class JsonShaper:
    """The three options, read. Raises UsageError, naming the place, where one of them is unsound."""

    def __init__(self, fields: str | None = None, jq: str | None = None, template: str | None = None) -> None:
        if jq is not None and template is not None:
            raise UsageError(_("--jq and --template cannot be used together."))
        self.fields = None if fields is None else _split_names(fields)
        self._jq = None if jq is None else _compile_jq(jq)
        self._template = None if template is None else Template(template)
        self._known: tuple[str, ...] = ()

    def check(self, examples: Sequence[Any]) -> None:
        """Raise UsageError where a field is named that is in none of these examples of the answer."""
        self._known = tuple(dict.fromkeys(name for example in examples for name in example))
        for name in self.fields or ():
            if name not in self._known:
                raise UnknownName(
                    _("--fields: unknown field “{name}”. Fields:").format(name=name), self._known
                )
        if self._template is not None:
            self._template.check([self._cut(example, self._known) for example in examples])

    def rehearse(self, examples: Sequence[Any], *, many: bool = False) -> None:
        """Raise UsageError where `--jq` fails on each of these examples; a list of such if `many`.

        For commands that change something: what is sure to fail should fail before that.
        """
        if self._jq is not None:
            cut = [self._cut(example, self._known) for example in examples]
            _try_program(self._jq, [[value] if many else value for value in cut])

    @property
    def plain(self) -> bool:
        """Whether the answer stays JSON."""
        return self._jq is None and self._template is None

    def cut(self, value: Any) -> Any:
        """Return the answer with the chosen fields only. Raises AnswerMismatch."""
        each = value if isinstance(value, list) else [value]
        names = {name for item in each if isinstance(item, dict) for name in item}
        return self._cut(value, names.union(self._known))

    def text(self, value: Any, *, terminal: bool) -> str:
        """Return the answer as it is written, with its line end. Raises AnswerMismatch."""
        value = self.cut(value)
        if self._template is not None:
            each = value if isinstance(value, list) else [value]
            return "".join(_write_raw(self._template.text(one), terminal) for one in each)
        if self._jq is None:
            return format_json(value)
        try:
            results = self._jq(value)
        except ValueError as error:
            raise AnswerMismatch(
                _("--jq failed on the output: {error}.").format(error=_get_first_line(error))
            ) from error
        indent = 2 if terminal else None
        return "".join(
            _write_raw(each, terminal) if isinstance(each, str) else format_json(each, indent)
            for each in results
        )

    def _cut(self, value: Any, known: Collection[str]) -> Any:
        if self.fields is None:
            return value
        if isinstance(value, list):
            return [self._cut(each, known) for each in value]
        if not isinstance(value, dict):
            raise AnswerMismatch(_("--fields: this output has no fields."))
        if missing := [name for name in self.fields if name not in known]:
            raise AnswerMismatch(_("--fields: the output has no field “{name}”.").format(name=missing[0]))
        return {name: value.get(name) for name in self.fields}


def format_json(value: Any, indent: int | None = 2) -> str:
    """Format a value as JSON, with its line end.

    What a terminal would obey is escaped, which changes no value.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = _ACTIVE.sub(_escape_match, text)
    # Lone surrogates, as in names of files that are no text, have no form in UTF-8.
    return _LONE.sub("?", text) + "\n"


def _escape_match(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _write_raw(text: str, terminal: bool) -> str:
    if terminal:
        text = clean(text)
    text = _LONE.sub("?", text)
    return text if text.endswith("\n") else f"{text}\n"


def _split_names(fields: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in fields.split(",")))
    if not all(names):
        raise UsageError(
            _("--fields: a name is missing between the commas."),
            _("Example: --fields number,subject. All names: --fields help"),
        )
    return names


def _compile_jq(expression: str) -> Program:
    from importlib import import_module

    try:
        jq = import_module("jq")
    except ImportError as error:
        raise UsageError(
            _("--jq needs the package jq, which is not installed."),
            _("Install it: pip install jq"),
        ) from error
    try:
        program = jq.compile(expression)
    except ValueError as error:
        raise UsageError(
            _("--jq “{expression}”: {error}.").format(expression=expression, error=_get_first_line(error))
        ) from error

    def run(value: Any) -> list[Any]:
        results: list[Any] = program.input_value(value).all()
        return results

    return run


def _try_program(program: Program, examples: Sequence[Any]) -> None:
    failures = []
    for example in examples:
        try:
            program(example)
        except ValueError as error:
            failures.append(error)
        else:
            return
    if failures:
        raise UsageError(
            _("--jq does not fit the output of this command: {error}.").format(
                error=_get_first_line(failures[0])
            )
        )


def _get_first_line(error: Exception) -> str:
    line = str(error).strip().split("\n", maxsplit=1)[0].removeprefix("jq: error: ")  # data
    return clean(line.replace(" at <top-level>, line", ", at line")).rstrip(".:") or _("it failed")  # data
