"""The lists that a command prints: a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _
from ticketcli.output.tables import Column, draw_table

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Setting, Value
    from ticketcli.accounts.templates import Template
    from ticketcli.model.ticket import Department, Service
    from ticketcli.output.screen import Screen

_DEPARTMENTS = (
    Column(N_("ID"), keep=2),
    Column(N_("NAME"), least=12),
    Column(N_("DESCRIPTION"), least=20, keep=3),
    Column(N_("PRIORITY"), keep=1),
)
_SERVICES = (
    Column(N_("ID"), keep=3),
    Column(N_("NAME"), least=12),
    Column(N_("DOMAIN"), least=12, keep=4),
    Column(N_("STATUS"), keep=2),
    Column(N_("CATEGORY"), least=8, keep=1),
)
_ALIASES = (Column(N_("ALIAS")), Column(N_("EXPANSION"), least=20))
_TEMPLATES = (
    Column(N_("NAME"), least=8),
    Column(N_("DEPARTMENT"), least=12, keep=2),
    Column(N_("FIRST LINE"), least=16, keep=1),
)
_SETTINGS = (Column(N_("KEY")), Column(N_("VALUE"), least=8), Column(N_("FROM"), keep=2))
_INDENT = "    "


def print_departments(departments: Sequence[Department], screen: Screen) -> None:
    """Print where a ticket can go."""
    yes, no = (_("can be set"), _("cannot be set")) if screen.terminal else ("yes", "no")
    priorities = {True: yes, False: no, None: ""}
    rows = [
        [(each.id, ""), (each.name, "bold"), (each.description, ""), (priorities[each.priorities], "")]
        for each in departments
    ]
    screen.table(_DEPARTMENTS, rows)


def print_services(services: Sequence[Service], screen: Screen) -> None:
    """Print the services of an account."""
    from ticketcli.model.statuses import translate_status

    rows = [
        [
            (each.id, ""),
            (each.name, "bold"),
            (each.domain or "", ""),
            (translate_status(each.status) if screen.terminal else each.status or "", ""),
            (each.category or "", ""),
        ]
        for each in services
    ]
    screen.table(_SERVICES, rows)


def print_aliases(aliases: Mapping[str, str], screen: Screen) -> None:
    """Print what each alias stands for."""
    screen.table(_ALIASES, [[(name, "bold"), (text, "")] for name, text in aliases.items()])


def print_templates(templates: Sequence[Template], screen: Screen) -> None:
    """Print templates, of each text its first line."""
    rows = [
        [(each.name, "bold"), (each.department or "", ""), (_get_first_line(each.text), "dim")]
        for each in templates
    ]
    screen.table(_TEMPLATES, rows)


def print_settings(settings: Sequence[tuple[Setting, Value | None, str]], screen: Screen) -> None:
    """Print each setting with its value and where that comes from; on a terminal, what it is about."""
    from ticketcli.output.widths import wrap_text

    rows = [
        [(setting.name, "bold"), (format_value(value), ""), (source, "dim")]
        for setting, value, source in settings
    ]
    if not screen.terminal:
        screen.table(_SETTINGS, rows)
        return
    shown = [[name, value, (_(source), style)] for name, value, (source, style) in rows]
    heading, *lines = draw_table(_SETTINGS, shown, screen.width)
    screen.draw([heading])
    for line, (setting, _value, _source) in zip(lines, settings, strict=True):
        about = wrap_text(_(setting.about), max(20, screen.width - len(_INDENT)))
        screen.draw([line, *([(f"{_INDENT}{part}", "dim")] for part in about)])


def format_value(value: Value | None) -> str:
    """Format a setting's value as its file has it; "" where it has none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _get_first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")
