"""A sentence that nobody marked for translation is found; what is typed, or meant for programs, is not."""

from __future__ import annotations

import pytest
from tests.i18n.by_path import script

unmarked = script("unmarked").unmarked


@pytest.mark.parametrize(
    "source",
    [
        'print("Ticket created!")',
        'print(f"Ticket {number} is closed.")',
        'LABELS = {"subject": "Subject"}',
        'raise UsageError("There is no such file.")',
        'said = "done."',
    ],
)
def test_what_is_said_has_to_be_marked(source: str) -> None:
    assert [line for line, _text in unmarked(source)] == [1]


@pytest.mark.parametrize(
    "source",
    [
        'print(_("Ticket created!"))',
        """print(f"{number}: {_('Done.')}")""",
        'LABELS = {"subject": N_("Subject")}',
        'print(ngettext("{count} ticket", "{count} tickets", count).format(count=count))',
        'def command() -> None:\n    """Open a ticket."""',
        'typer.Option(help="Print JSON.")',
        'raise TypeError("This cannot happen.")',
        'node.css_first("table.checker td")',
        'KEY = "state"',
        'STYLE = "bold green"  # data',
    ],
)
def test_what_is_marked_typed_or_data_is_left_alone(source: str) -> None:
    assert list(unmarked(source)) == []
