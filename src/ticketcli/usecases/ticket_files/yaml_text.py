"""Entries in YAML: a map, a list of maps, or several documents.

The text is only composed into nodes, never constructed: no tag can make anything but the values of
a ticket. Values keep their notation, so that a number like 0017 or a date stays what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.usecases.ticket_files.record import Kind, Pair, Record, Unreadable, Value, check_keys

if TYPE_CHECKING:
    from yaml.nodes import Node

_KINDS: dict[str, Kind] = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:timestamp": "number",
    "tag:yaml.org,2002:bool": "flag",
    "tag:yaml.org,2002:null": "null",
}
_YES = ("yes", "true", "on", "y")


def read_yaml(text: str, *, first_line: int = 1) -> list[Record]:
    """Read the entries. Raises Unreadable."""
    import yaml

    try:
        documents = [node for node in yaml.compose_all(text, yaml.SafeLoader) if node is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or _("it cannot be parsed")
        raise Unreadable(
            mark.line + first_line if mark else None, _("Invalid YAML: {reason}.").format(reason=reason)
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Unreadable(
            None, _("Invalid YAML: {reason}.").format(reason=str(error).splitlines()[0])
        ) from error
    records = []
    for document in documents:
        several = isinstance(document, yaml.SequenceNode)
        for node in document.value if several else [document]:
            records.append(_record(node, first_line))
    return records


def _record(node: Node, first_line: int) -> Record:
    import yaml

    line = node.start_mark.line + first_line
    if not isinstance(node, yaml.MappingNode):
        raise Unreadable(line, _("An entry must be a mapping of keys to values."))
    pairs = []
    for key, value in node.value:
        key_line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(key_line, _("A key must be a string."))
        pairs.append(Pair(key.value, _read_value(value, first_line), key_line))
    return Record(check_keys(pairs), line)


def _read_value(node: Any, first_line: int) -> Value:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return Value("map")
    if isinstance(node, yaml.SequenceNode):
        # What is nested deeper is no value of a ticket, and is not followed.
        inner = [
            _read_value(each, first_line) if isinstance(each, yaml.ScalarNode) else Value("map")
            for each in node.value
        ]
        return Value("list", items=tuple(inner))
    kind = _KINDS.get(node.tag)
    if kind is None:
        raise Unreadable(
            node.start_mark.line + first_line, _("The tag “{tag}” is not allowed.").format(tag=node.tag)
        )
    if kind == "flag":
        return Value("flag", "true" if node.value.lower() in _YES else "false")
    return Value(kind, node.value)
