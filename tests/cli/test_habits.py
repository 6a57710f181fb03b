"""What people type out of habit from gh, kubectl and others is met with what it is called here."""

from __future__ import annotations

import pytest
from tests.commands.conftest import MakeContext

from ticketcli.cli.options import list_parameters
from ticketcli.cli.registry import COMMANDS, GROUPS, list_children, load
from ticketcli.cli.usage_errors import COMMAND_HABITS, OPTION_HABITS
from ticketcli.exit_codes import Exit


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("new --title x", "No such option: --title. Did you mean --subject?"),
        ("new --body x", "No such option: --body. Did you mean --message?"),
        ("reply 5 -b x", "No such option: -b. Did you mean --message?"),
        ("new --subjct x", "No such option: --subjct. Did you mean --subject?"),
        ("list -o json", "No such option: -o. Did you mean --json?"),
        ("view 5", "Unknown command “view”. Did you mean “show”?"),
        ("create", "Unknown command “create”. Did you mean “new”?"),
        ("login", "Unknown command “login”. Did you mean “auth login”?"),
        ("issue", "Unknown command “issue”."),
        ("auth nope", "Unknown subcommand “nope”."),
        ("lsit", "Unknown command “lsit”. Did you mean “list”?"),
        ("drafts lst", "Unknown command “lst”. Did you mean “list”?"),
    ],
)
def test_what_was_meant_is_named(make_context: MakeContext, line: str, sentence: str) -> None:
    context = make_context()
    assert context.run(*line.split()) == Exit.USAGE
    assert context.err.startswith(f"ticket: {sentence}\n")


@pytest.mark.parametrize("line", ["new --colour", "frobnicate"])
def test_what_nothing_is_near_to_is_only_refused(make_context: MakeContext, line: str) -> None:
    context = make_context()
    assert context.run(*line.split()) == Exit.USAGE
    assert "Did you mean" not in context.err


def test_every_habit_leads_somewhere() -> None:
    for meant in COMMAND_HABITS.values():
        assert meant.split()[0] in COMMANDS
    known = {name for command in COMMANDS if not list_children((command,)) for name in _names(command)}
    assert {*OPTION_HABITS.values()} <= known | {"--json", "--template", "--jq", "--no-input"}


def _names(command: str) -> list[str]:
    return [name for each in list_parameters(load((command,)).Options) for name in each.names]


@pytest.mark.parametrize("line", ["-h", "new -h", "drafts -h", "drafts send -h", "show 5 -h"])
def test_h_is_help(make_context: MakeContext, line: str) -> None:
    context = make_context()
    assert context.run(*line.split()) == Exit.DONE
    assert context.out.startswith("Usage: ticket")


def test_the_commands_stand_in_groups(make_context: MakeContext) -> None:
    context = make_context()
    context.run("--help")
    places = [context.out.index(f"\n{heading}:\n") for heading in GROUPS]
    assert places == sorted(places)
    assert len(COMMANDS) == sum(len(names) for names in GROUPS.values())


def test_the_options_of_every_command_take_three_lines_of_a_page(make_context: MakeContext) -> None:
    context = make_context()
    context.run("services", "--help")
    _, _, last = context.out.partition("\nGlobal options (see: ticket --help):\n")
    assert len(last.splitlines()) <= 3
    for name in ("--portal", "--via", "--json", "--fields", "--jq", "--template", "--no-input", "--debug"):
        assert name in last
