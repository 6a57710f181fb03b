"""A report in sections: indented on a terminal, name and value with a tab between them in a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ticketcli.output.screen import Screen


def print_report(report: Mapping[str, Mapping[str, Any]], screen: Screen) -> None:
    """Print the sections of a report with their facts, which may have facts below them."""
    tabs = not screen.terminal
    screen.draw([[(line, "")] for line in _format_lines(report, tabs=tabs)], page=True)


def _format_lines(report: Mapping[str, Mapping[str, Any]], *, tabs: bool) -> Iterator[str]:
    for section, facts in report.items():
        if not tabs:
            yield f"{section}:"
        for name, value in _flatten(facts):
            yield f"{section}.{name}\t{_format_value(value)}" if tabs else f"  {name}: {_format_value(value)}"


def _flatten(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _format_value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
