"""Signs of life: on a terminal only, gone when they end, and nothing under a screen reader."""

from __future__ import annotations

import os
import time
from datetime import datetime, timezone
from io import StringIO

import pyte
import pytest
from tests.output.conftest import On, Shown

from ticketcli.output import progress
from ticketcli.output.notices import Notices


def on_screen(text: str, width: int) -> list[str]:
    """The lines of a terminal of that width after all of this was written to it, the filled ones."""
    terminal = pyte.Screen(width, 24)
    pyte.Stream(terminal).feed(text.replace("\n", "\r\n"))
    return [line.rstrip() for line in terminal.display if line.strip()]


def half_way(shown: Shown) -> str:
    with shown.screen.progress("trace.zip") as report:
        report(0, 8_000_000)
        report(4_000_000, 8_000_000)
    return shown.err


def test_an_upload_shows_bytes_and_is_gone_afterwards(coloured: On) -> None:
    shown = coloured(80)
    written = half_way(shown)
    assert "trace.zip" in written
    assert "4.0 MB / 8.0 MB" in written
    assert on_screen(written, 80) == []
    assert shown.out == ""


@pytest.mark.parametrize("width", [80, 60, 40, 25])
def test_a_progress_bar_stays_on_one_line(coloured: On, width: int) -> None:
    shown = coloured(width)
    with shown.screen.progress("スクリーンショット of everything that went wrong.png") as report:
        report(123_456_789, 8_000_000_000)
        report(4_000_000_000, 8_000_000_000)
    assert "\n\n" not in shown.err
    assert on_screen(shown.err.rsplit("\x1b[2K", 1)[0], width)[1:] == []


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No delay before a spinner."""
    monkeypatch.setattr(progress, "DELAY", 0.0)


def wait_until_shown(shown: Shown, words: str) -> None:
    until = time.monotonic() + 60
    while words not in shown.err:
        assert time.monotonic() < until, shown.err
        os.sched_yield()


def test_what_is_quick_shows_no_spinner(coloured: On, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 3600.0)
    shown = coloured(80)
    with shown.screen.busy("Reading ticket 482910"):
        shown.screen.note("The portal is slow.")
    assert shown.err == "The portal is slow.\n"


@pytest.mark.usefixtures("at_once")
def test_a_spinner_says_what_it_waits_for_and_is_gone_afterwards(coloured: On) -> None:
    shown = coloured(80)
    with shown.screen.busy("Reading ticket 482910"):
        wait_until_shown(shown, "Reading ticket 482910")
    assert on_screen(shown.err, 80) == []


@pytest.mark.usefixtures("at_once")
def test_a_note_while_something_turns_stands_on_its_own_line(coloured: On) -> None:
    shown = coloured(80)
    with shown.screen.busy("Reading"):
        wait_until_shown(shown, "Reading")
        shown.screen.note("The portal is slow.")
    assert on_screen(shown.err, 80) == ["The portal is slow."]


@pytest.mark.usefixtures("at_once")
def test_whoever_asks_pauses_the_spinner(coloured: On) -> None:
    shown = coloured(80)
    with shown.screen.busy("Reading"):
        wait_until_shown(shown, "Reading")
        with shown.screen.paused():
            shown.stderr.write("Code: 123456\n")
            before = shown.err
        assert "\x1b[?25h" in before  # the cursor is back while somebody types
    assert on_screen(shown.err, 80) == ["Code: 123456"]


@pytest.mark.parametrize("env", [{"TICKET_ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_where_moving_would_disturb_it_is_told_in_words(coloured: On, env: dict[str, str]) -> None:
    shown = coloured(80, env)
    half_way(shown)
    with shown.screen.busy("Reading"), shown.screen.paused():
        pass
    assert shown.err == "trace.zip: 0 bytes of 8.0 MB\ntrace.zip: done.\nReading...\n"


def test_a_pipe_gets_nothing(coloured: On) -> None:
    shown = coloured(None, {"FORCE_COLOR": "1"})
    half_way(shown)
    with shown.screen.busy("Reading"):
        pass
    assert shown.err == shown.out == ""


def test_no_color_leaves_the_bar_and_takes_its_colours(coloured: On) -> None:
    shown = coloured(80, {"NO_COLOR": "1"})
    written = half_way(shown)
    assert "4.0 MB / 8.0 MB" in written
    assert "\x1b[3" not in written


def test_a_log_is_told_of_a_long_upload_in_sentences() -> None:
    times = [datetime(2026, 11, 23, 10, 0, second, tzinfo=timezone.utc) for second in (0, 1, 4, 9, 9)]
    stderr = StringIO()
    notices = Notices(stderr, {}, now=iter(times).__next__, verbose=True)
    with notices.progress("Sending") as report:
        report(1_000_000, 8_000_000)
        report(4_000_000, 8_000_000)
        report(8_000_000, 8_000_000)
    assert stderr.getvalue().splitlines() == [
        "Sending: 4.0 MB of 8.0 MB, 1.0 MB/s, 4 s left",
        "Sending: 8.0 MB of 8.0 MB, 889 kB/s",
        "Sending: done.",
    ]


def test_a_log_that_did_not_ask_is_told_nothing() -> None:
    stderr = StringIO()
    notices = Notices(stderr, {}, now=lambda: datetime.now(timezone.utc))
    with notices.progress("Sending") as report:
        report(4_000_000, 8_000_000)
    assert stderr.getvalue() == ""
