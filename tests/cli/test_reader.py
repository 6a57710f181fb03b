"""Plain command lines are read without Typer, and mean what they mean to Typer."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commands.conftest import MakeContext

from ticketcli.cli import reader, typer_app
from ticketcli.cli.command_tree import Command, Option, read_commands
from ticketcli.cli.global_options import OPTIONS, update_globals
from ticketcli.commands import download, new, show
from ticketcli.context import Context, Globals
from ticketcli.exit_codes import Exit
from ticketcli.model.errors import TicketError

COMMON = {name for option in OPTIONS for name in option.names}
Reading = tuple[tuple[str, ...], Any, Globals]
"""A command's path, its options, and those of every command."""

READ = (
    "",
    "--portal sandbox",
    "drafts list",
    "drafts list --json",
    "--json drafts --no-input list --debug",
    "drafts delete d-1 d-2 --yes",
    "drafts send -y d-1",
    "list -L 5 --state=all --sort created:desc --awaiting me",
    "list --search= --all",
    "show 482910 --last 3 --raw",
    "--portal sandbox show --via web -- -5",
    "new -d Billing --subject Hello -m - --cc a@b.c --cc d@e.f --attach *.png --priority high",
    "reply 5 -m Thanks --close",
    "close 1 2 3 --json",
    "download 5 *.png 7 --dir /tmp",
    "download 5",
    "api GET /tickets --field a=b --field c=d",
    "auth status --offline",
    "auth logout",
    "departments",
    "list --fields number,subject",
    "--template {number} drafts list",
    "--jq . --fields number new -s a --from x.yaml",
)
NOT_READ = (
    "--help",
    "list --help",
    "--version",
    "drafts",
    "auth",
    "lst",
    "--no-such list",
    "list --no-such",
    "list surplus",
    "list --limit x",
    "list --limit 0",
    "list --awaiting nobody",
    "list --limit",
    "list --all=yes",
    "list -aL5",
    "list -s=open",
    "list --fields=",
    "show",
    "--portal= list",
)


CHOSEN = ("-", "", "5", "0", "-3", "x", "me", "low", "api", "a=b", "東京 支店", "--", "--yes", "\udcff")
"""Words that a value can be, or that look like something else."""


@pytest.fixture(scope="module")
def calls() -> Iterator[list[Reading]]:
    """What was called, instead of running it."""
    calls: list[Reading] = []

    def record(call: reader.Call, context: Context) -> None:
        update_globals(context.options, call.given)
        calls.append((call.path, call.options, context.options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader.Call, "run", record)
        yield calls


def read_by_typer(line: Sequence[str], calls: list[Reading], make_context: MakeContext) -> Reading | None:
    """How Typer reads a line; None for a mistake, or where it answers by itself."""
    calls.clear()
    try:
        typer_app.run(line, make_context())
    except (TicketError, reader.HelpAsked):
        return None
    return calls[0] if calls else None


def read_plainly(line: Sequence[str]) -> Reading | None:
    """How a line is read without Typer; None where it is not."""
    try:
        call = reader.read(line)
    except (reader.NotPlain, reader.HelpAsked):
        return None
    options = Globals()
    update_globals(options, call.given)
    return call.path, call.options, options


@functools.cache
def leaves() -> list[Command]:
    """Every command."""
    return [command for command in read_commands().all() if command.path and not command.commands]


def test_a_line_is_read_into_values_without_running_it() -> None:
    line = ["--json", "new", "-d", "Billing", "--cc", "a@b.c", "--cc=d@e.f", "--urgent", "--portal", "hb"]
    call = reader.read(line)
    assert call.path == ("new",)
    assert call.options == new.Options(department="Billing", cc=("a@b.c", "d@e.f"), urgent=True)
    assert call.given == {"json": True, "portal": "hb"}


def test_numbers_folders_and_arguments_are_what_they_are_declared_to_be() -> None:
    assert reader.read(["show", "5", "-n", "3"]).options == show.Options(ticket="5", last=3)
    wanted = download.Options(ticket="5", names=("*.png", "7"), folder=Path("/tmp"))
    assert reader.read(["download", "5", "*.png", "7", "--dir", "/tmp"]).options == wanted
    assert reader.read(["close", "1", "2"]).options.tickets == ("1", "2")


@pytest.mark.parametrize("line", ["show --help", "show 5 -h", "show 5 --raw --help", "--json show -h"])
def test_help_is_asked_for_anywhere_behind_a_command(line: str) -> None:
    with pytest.raises(reader.HelpAsked) as requested:
        reader.read(line.split())
    assert (requested.value.path, requested.value.code) == (("show",), Exit.DONE)


def test_help_is_a_value_where_a_value_is_due() -> None:
    assert reader.read(["new", "-s", "--help"]).options.subject == "--help"


@pytest.mark.parametrize("line", ["drafts", "auth --json"])
def test_a_group_alone_is_explained_and_not_enough(line: str) -> None:
    with pytest.raises(reader.HelpAsked) as requested:
        reader.read(line.split())
    assert requested.value.code == Exit.USAGE


def test_the_names_of_an_answers_fields_need_nothing_else() -> None:
    call = reader.read(["show", "--fields", "help"])
    assert (call.path, call.options, call.given) == (("show",), None, {"fields": "help"})


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines: mostly sound ones."""
    command = draw(st.sampled_from(leaves()))
    front = [option for option in command.options if option.names[0] in COMMON]
    words = st.sampled_from(CHOSEN) | st.text(max_size=3)

    def given(option: Option) -> list[str]:
        name = draw(st.sampled_from(option.names))
        if option.value is None:
            return [name]
        known = [word for word, _ in option.value.words] if option.value.kind == "words" else []
        value = draw(st.sampled_from([*known, "7"]) | words)
        return draw(st.sampled_from([[name, value], [f"{name}={value}"]]))

    def some(options: Sequence[Option], most: int) -> list[str]:
        return [
            word
            for option in draw(st.lists(st.sampled_from(options), max_size=most))
            for word in given(option)
        ]

    arguments = draw(st.lists(words, max_size=2)) + ["1" for each in command.arguments if each.required]
    behind = some(command.options, 4)
    rest = draw(st.sampled_from([behind + arguments, arguments + behind, [*behind, "--", *arguments]]))
    return [*some(front, 1), *command.path, *rest]


@pytest.mark.parametrize("line", READ)
def test_a_plain_line_needs_no_typer(line: str, calls: list[Reading], make_context: MakeContext) -> None:
    words = line.split()
    assert read_plainly(words) == read_by_typer(words, calls, make_context) is not None


@pytest.mark.parametrize("line", NOT_READ)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    assert read_plainly(line.split()) is None


@given(line=lines())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_is_read_as_typer_reads_it_or_not_at_all(
    line: list[str], calls: list[Reading], make_context: MakeContext
) -> None:
    read = read_plainly(line)
    if read is not None and read[1] is not None:  # nothing else is looked at with --fields help
        assert read == read_by_typer(line, calls, make_context)


def test_every_command_is_read_without_typer() -> None:
    lines = [[*each.path, *("1" for argument in each.arguments if argument.required)] for each in leaves()]
    assert [line for line in lines if read_plainly(line) is None] == []
