"""Commands in Japanese and Traditional Chinese: help, errors and answers."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len
from tests.commands.conftest import MakeContext

from ticketcli.cli.registry import COMMANDS
from ticketcli.exit_codes import Exit

OTHERS = ("ja", "zh_TW")
TYPED = re.compile(r" {4,}(?:\S.*\| )?(?:ticket|eval) ")  # examples stay in one line, to be copied
WRONG = (["list", "--nonsense"], ["list", "--limit", "x"], ["show"], ["drafts", "nonsense"], ["nonsense"])


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("columns", [80, 60])
def test_no_line_of_help_is_wider_than_the_window(
    columns: int, language: str, make_context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in (None, *COMMANDS):
        context = make_context(env={"TICKET_LANG": language, "COLUMNS": str(columns)})
        assert context.run(*([command] if command else []), "--help") == Exit.DONE
        typed = re.compile(r" {4,}(?:\S.*\| )?(?:ticket|eval) ")  # examples stay in one line, to be copied
        wide = [
            line for line in context.out.splitlines() if cell_len(line) > columns and not typed.match(line)
        ]
        assert wide == [], command


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_librarys_parser_says_is_said_in_the_language(
    language: str, make_context: MakeContext
) -> None:
    for words in WRONG:
        context = make_context(env={"TICKET_LANG": language})
        assert context.run(*words) == Exit.USAGE
        assert re.search(r"[\u3040-\u9fff]", context.err), context.err
        assert not re.search(r"Invalid|such|[Mm]issing|unexpected", context.err)


@pytest.mark.parametrize("language", OTHERS)
def test_json_is_the_same_in_every_language(language: str, make_context: MakeContext) -> None:
    for words in (["list", "--json"], ["departments", "--json"], ["config", "get", "limit", "--json"]):
        english, other = make_context(), make_context(env={"TICKET_LANG": language})
        assert english.run(*words) == other.run(*words) == Exit.DONE
        assert json.loads(english.out) == json.loads(other.out)


def test_a_language_that_is_not_spoken_cannot_be_set(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("config", "set", "language", "fr") == Exit.USAGE
    assert "日本語" in context.err
    assert make_context().run("config", "set", "language", "ja") == Exit.DONE


@pytest.mark.parametrize("language", OTHERS)
def test_a_mistyped_address_is_told_without_english(language: str, make_context: MakeContext) -> None:
    context = make_context(env={"TICKET_LANG": language})
    assert context.run("new", "-d", "1", "-s", "x", "-m", "y", "--cc", "nobody") == Exit.REFUSED
    assert "nobody" in context.err
    assert "email" not in context.err


@pytest.mark.parametrize("language", OTHERS)
def test_damaged_settings_are_told_without_english(language: str, make_context: MakeContext) -> None:
    context = make_context(env={"TICKET_LANG": language})
    context.folders.config.mkdir(parents=True, exist_ok=True)
    (context.folders.config / "config.toml").write_text("[settings\n")
    assert context.run("config", "list") == Exit.USAGE
    assert "TOML" in context.err
    assert "xpected" not in context.err
