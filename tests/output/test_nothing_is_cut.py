"""Whatever the window's width and the language: all that is said is shown, but for cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.output.conftest import ASKED, at

from ticketcli.cli.command_tree import Command, read_command, read_commands
from ticketcli.cli.help_page import write_help
from ticketcli.cli.topics import TOPICS, read_topic
from ticketcli.i18n import LANGUAGES, _, set_language
from ticketcli.model.ticket import Ticket
from ticketcli.output.conversation import draw_conversation, draw_new_message
from ticketcli.output.reflow import reflow_text

PATHS = [command.path for command in read_commands().all()]
WIDTHS = st.integers(40, 120)
SOME = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
_STUMBLE = re.compile(r"[、。，；：！？」』）] \S|[^\s#] [「『（]")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language, spoken while the test runs."""
    before = set_language(request.param)
    yield request.param
    set_language(before)


def squeeze(text: str) -> str:
    """Return a text without blanks and line ends."""
    return "".join(text.split())


def sentences_of(command: Command) -> Iterator[str]:
    """Yield all that the help of a command says."""
    yield from command.text.replace("\b", "").split("\n")
    yield from (each.help for each in command.arguments if each.help)
    yield from (each.help for each in command.options if each.help)


@given(width=WIDTHS)
@SOME
def test_an_explanation_is_whole_and_fits(language: str, width: int) -> None:
    for topic in TOPICS:
        text = read_topic(topic)
        lines = list(reflow_text(text, width))
        assert squeeze("\n".join(lines)) == squeeze(text)
        typed = [line for line in text.splitlines() if line.startswith("  ")]
        assert not [line for line in lines if cell_len(line) > width and line not in typed]
        assert not [line for line in lines if _STUMBLE.search(line.strip())]


@given(width=WIDTHS, path=st.sampled_from(PATHS))
@SOME
def test_a_help_page_says_all_there_is_to_say(language: str, width: int, path: tuple[str, ...]) -> None:
    command, page = read_command(path), squeeze(write_help(path, width))
    common = {each.help for each in read_command(()).options} if path else set()
    assert [
        outcome for outcome in sentences_of(command) if outcome not in common and squeeze(outcome) not in page
    ] == []


@given(width=WIDTHS)
@example(width=73)  # the author fills the line, and the mark of the staff is wider in some languages
@SOME
def test_a_conversation_is_shown_whole(language: str, width: int) -> None:
    message = replace(
        ASKED, author="Yamada Hanako (Example Holdings, Infrastructure and Operations)", staff=True
    )
    ticket = Ticket(
        "4821", "VPS web1 does not answer since this morning and nobody can order", messages=(message,)
    )
    for lines in (
        draw_conversation(ticket, width, at(2)),
        draw_new_message(ticket, message, width, at(2), links=False),
    ):
        texts = ["".join(text for text, _style in line) for line in lines]
        shown = squeeze("".join(texts))
        for outcome in (ticket.subject, message.author or "", _(" (staff)"), message.body, "trace.zip"):
            assert squeeze(outcome) in shown
        assert max(map(cell_len, texts)) <= width
