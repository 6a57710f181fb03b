"""Which notation a text is in, by the file's name, else by how it begins; and its entries."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from ticketcli.i18n import _
from ticketcli.usecases.ticket_files.json_text import read_json, read_json_lines
from ticketcli.usecases.ticket_files.record import Pair, Record, Unreadable, Value
from ticketcli.usecases.ticket_files.yaml_text import read_yaml

_FENCE = re.compile(r"^---[ \t]*$", re.M)


def read(text: str, name: str) -> list[Record]:
    """Read the entries of a file of that name ("-" for standard input). Raises Unreadable."""
    notation = _guess_notation(text, PurePath(name).suffix.lower())
    if notation == "markdown":
        return [read_markdown(text)]
    if notation == "json lines":  # data
        return read_json_lines(text)
    return read_json(text) if notation == "json" else read_yaml(text)


def _guess_notation(text: str, suffix: str) -> str:
    if suffix in (".md", ".markdown"):
        return "markdown"
    if suffix in (".jsonl", ".ndjson"):
        return "json lines"  # data
    start = text.lstrip()
    if suffix not in (".yaml", ".yml") and start[:1] in ("{", "["):
        return "json lines" if suffix != ".json" and _has_object_per_line(start) else "json"  # data
    if suffix == ".json":
        return "json"
    if not suffix.startswith(".y") and start.startswith("---") and len(_FENCE.findall(text)) > 1:
        return "markdown"
    return "yaml"


def _has_object_per_line(text: str) -> bool:
    first, _, rest = text.partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_markdown(text: str) -> Record:
    """Read the entry whose keys stand between two lines of dashes, and whose message is all after them."""
    begin = _FENCE.match(text.lstrip("\ufeff"))
    end = _FENCE.search(text, begin.end()) if begin else None
    if begin is None or end is None:
        raise Unreadable(1, _("Markdown must begin with the fields between two lines of “---”."))
    records = read_yaml(text[begin.end() : end.start()])
    if len(records) > 1:
        raise Unreadable(records[1].line, _("A Markdown file can have only one ticket."))
    pairs = records[0].pairs if records else ()
    rest = text[end.end() :]
    body = rest.strip("\n").rstrip()
    body_line = text.count("\n", 0, end.end() + len(rest) - len(rest.lstrip("\n"))) + 1
    for pair in pairs:
        if pair.key == "message":
            raise Unreadable(pair.line, _("“message” is not allowed here: the text below is the message."))
    return Record((*pairs, Pair("message", Value("text", body), body_line)), 1)
