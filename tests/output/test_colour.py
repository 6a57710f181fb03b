"""When there is colour, and that nothing is said by colour alone."""

from __future__ import annotations

import re

import pytest
from tests.output.conftest import OUTAGE, TICKETS, On

from ticketcli.output.colour import paint, wants_colour
from ticketcli.output.contrast import SHADES, Shade

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("env", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"CLICOLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_the_environment_decides(env: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert wants_colour(env, terminal=terminal) is wanted


def test_no_color_leaves_no_escape_sequence_at_all(coloured: On) -> None:
    shown = coloured(80, {"NO_COLOR": "1"})
    shown.screen.ticket(OUTAGE)
    shown.screen.tickets(TICKETS)
    shown.screen.warn("Careful.")
    assert "\x1b" not in shown.out + shown.err


def test_colour_changes_no_word_and_no_place(coloured: On, on: On) -> None:
    with_colour, without = coloured(80), on(80)
    for shown in (with_colour, without):
        shown.screen.ticket(OUTAGE)
        shown.screen.tickets(TICKETS)
    assert "\x1b[" in with_colour.out
    assert ESCAPE.sub("", with_colour.out) == without.out


def test_forced_colour_leaves_a_pipe_its_layout(coloured: On, on: On) -> None:
    forced, plain = coloured(None, {"CLICOLOR_FORCE": "1"}), on(None)
    for shown in (forced, plain):
        shown.screen.tickets(TICKETS)
    assert "\tVPS unreachable since 10:00\t\x1b[38;5;163mAnswered\x1b[0m\t" in forced.out
    assert ESCAPE.sub("", forced.out) == plain.out


def test_json_is_never_coloured(coloured: On) -> None:
    shown = coloured(80, {"FORCE_COLOR": "1"})
    shown.screen.json({"status": "Open"})
    assert "\x1b" not in shown.out


@pytest.mark.parametrize("shade", ["light", "dark", "either"])
def test_only_colours_that_stand_out_are_used(coloured: On, shade: Shade) -> None:
    shown = coloured(80, {} if shade == "either" else {"TICKET_BACKGROUND": shade})
    shown.screen.ticket(OUTAGE)
    shown.screen.tickets(TICKETS)
    shown.screen.warn("Careful.")
    with shown.screen.busy("Reading"), shown.screen.progress("trace.zip") as progress:
        progress(1, 2)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", shown.out + shown.err))
    colours = {f"38;5;{number}" for number in SHADES[shade].values()}
    assert {code.removeprefix("1;") for code in codes} <= {"0", "1", *colours}
    assert codes & colours


def test_each_line_ends_what_it_began() -> None:
    assert paint([[("a", "bold"), ("b", "")], []], shade="either") == "\x1b[1ma\x1b[0mb\n\n"
