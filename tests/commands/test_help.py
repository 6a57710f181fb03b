"""`ticket help`."""

from __future__ import annotations

import json
import subprocess

import pytest
from tests.commands.conftest import MakeContext

from ticketcli.cli.topics import TOPICS
from ticketcli.exit_codes import Exit


def test_without_a_topic_all_are_listed(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("help") == Exit.DONE
    for topic, summary in TOPICS.items():
        assert f"ticket help {topic.ljust(13)}  {summary}" in context.out


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_fits_a_window_of_90_columns(make_context: MakeContext, topic: str) -> None:
    context = make_context()
    assert context.run("help", topic) == Exit.DONE
    assert context.out.splitlines()[0] == topic.replace("-", " ").upper()
    assert max(len(line) for line in context.out.splitlines()) <= 90


def test_every_exit_code_is_explained(make_context: MakeContext) -> None:
    context = make_context()
    context.run("help", "exit-codes")
    for code in Exit:
        assert f"\n  {code:>3}  " in context.out


def test_a_command_can_be_asked_for_as_well(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("help", "list") == Exit.DONE
    assert context.out.startswith("Usage: ticket list [OPTIONS]\n")
    assert "--department" in context.out
    assert "--json" in context.out


def test_json(make_context: MakeContext) -> None:
    context = make_context()
    context.run("help", "--json")
    assert {each["topic"]: each["text"] for each in json.loads(context.out)} == TOPICS
    context = make_context()
    context.run("help", "access", "--json")
    assert json.loads(context.out)["topic"] == "access"


def test_a_topic_that_does_not_exist_lists_those_that_do(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("help", "nonsense") == Exit.USAGE
    assert context.err == (
        "ticket: Unknown topic “nonsense”. Topics:\n"
        + "".join(f"  {topic}\n" for topic in TOPICS)
        + "See: ticket --help\n"
    )


@pytest.mark.parametrize(
    "name", ["list", "show", "departments", "services", "download", "close", "reopen", "help"]
)
def test_the_help_of_every_command_has_an_example(make_context: MakeContext, name: str) -> None:
    context = make_context()
    context.run("help", name)
    assert f"Examples:\n    ticket {name}" in context.out


def test_a_narrow_window_wraps_a_topic_between_words(make_context: MakeContext) -> None:
    context = make_context(terminal=True, env={"COLUMNS": "40", "NO_COLOR": "1"})
    assert context.run("help", "exit-codes") == Exit.DONE
    assert "    1  Failed for any other reason.\n" in context.out
    assert max(len(line) for line in context.out.splitlines()) <= 40


def test_the_manual_pages_are_in_the_program(make_context: MakeContext) -> None:
    for arguments, title in (((), "TICKET"), (("new",), "TICKET\\-NEW"), (("drafts",), "TICKET\\-DRAFTS")):
        context = make_context()
        assert context.run("help", *arguments, "--man") == Exit.DONE
        assert context.out.startswith(f'.TH {title} 1 "" ')
        assert context.out.isascii()


@pytest.mark.needs("groff", "groff")
@pytest.mark.parametrize("language", ["ja", "zh_TW"])
def test_a_manual_page_speaks_the_language_of_its_reader(make_context: MakeContext, language: str) -> None:
    context = make_context(env={"TICKET_LANG": language})
    context.run("help", "list", "--man")
    drawn = subprocess.run(
        ["groff", "-Kutf8", "-man", "-Tutf8", "-ww"],
        input=context.out,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"ja": "説明", "zh_TW": "說明"}[language] in drawn.stdout
    assert "DESCRIPTION" not in drawn.stdout


def test_a_page_that_does_not_exist_lists_the_commands(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("help", "access", "--man") == Exit.USAGE
    assert "There is no manual page for “access”." in context.err
    assert "\n  new\n" in context.err
    context = make_context()
    assert context.run("help", "new", "--man", "--json") == Exit.DONE
    assert json.loads(context.out)["text"].startswith(".TH TICKET")


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_set_anew_for_the_window(make_context: MakeContext, topic: str, columns: str) -> None:
    context = make_context(terminal=True, env={"COLUMNS": columns, "NO_COLOR": "1"})
    assert context.run("help", topic) == Exit.DONE
    typed = [line for line in context.out.splitlines() if line.startswith("  ")]
    outcome = [line for line in context.out.splitlines() if line not in typed]
    assert max(map(len, outcome)) <= int(columns)
    whole = make_context()
    whole.run("help", topic)
    assert context.out.split() == whole.out.split()
