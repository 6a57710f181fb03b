"""Ordinary command lines are read without Typer, and mean what they mean to Typer."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.commands.conftest import MakeContext

from ticketcli.cli import fast_parser, root
from ticketcli.cli.command_tree import read_commands
from ticketcli.cli.completion.commands import Command, Option
from ticketcli.cli.global_options import OPTIONS, keep
from ticketcli.context import Globals
from ticketcli.model.errors import TicketError

COMMON = {option.typed for option in OPTIONS}
Reading = tuple[tuple[Any, ...], Globals]
"""A command's module, its arguments, its path where the answer is shaped; the options of every command."""

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
    "list --fields help",
    "--fields help list",
    "list --fields=",
    "show",
    "help",
    "help new",
    "--portal= list",
)


CHOSEN = ("-", "", "5", "0", "-3", "x", "me", "low", "api", "a=b", "東京 支店", "--", "--yes", "\udcff")
"""Words that a value can be, or that look like something else."""


@pytest.fixture(scope="module")
def calls() -> Iterator[list[Any]]:
    """What the commands that Typer has read were called with."""
    calls: list[Any] = []
    declared = root._declared

    def recording(module: Any) -> Any:
        @functools.wraps(declared(module))
        def called(ctx: Any, **values: Any) -> None:
            calls.append((module.__name__, values))

        return called

    def overview(ctx: Any) -> None:
        calls.append((overview.__module__, {}))

    def run_shaped(path: str, params: Any, context: Any, run: Any) -> None:
        run()
        calls[-1] += (path,)

    overview.__module__ = "ticketcli.commands.overview"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(root, "_declared", recording)
        patch.setattr("ticketcli.commands.overview.command", overview)
        patch.setattr("ticketcli.cli.json_options.run_shaped", run_shaped)
        yield calls


def by_typer(line: Sequence[str], calls: list[Any], make_context: MakeContext) -> Reading | None:
    """How Typer reads a line; None for a mistake, or where it answers by itself."""
    calls.clear()
    context = make_context()
    try:
        root.run(line, context)
    except TicketError:
        return None
    return (calls[0], context.options) if calls else None


def without_typer(line: Sequence[str]) -> Reading | None:
    """How a line is read without Typer; None where it is not."""
    call = fast_parser.read(line)
    if call is None:
        return None
    bound = inspect.signature(call.command).bind(None, **call.values)
    bound.apply_defaults()
    options = Globals()
    keep(options, call.options)
    read = (call.command.__module__, dict(list(bound.arguments.items())[1:]))
    return ((*read, call.path) if options.shaped else read), options


@functools.cache
def leaves() -> list[Command]:
    """Every command that is declared in a module of its own."""
    below = [command for command in read_commands().all() if command.path and not command.commands]
    return [each for each in below if not hasattr(import_module(f"ticketcli.commands.{each.path[0]}"), "app")]


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines: mostly sound ones."""
    command = draw(st.sampled_from([each for each in leaves() if each.path != ("help",)]))
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
def test_an_ordinary_line_needs_no_typer(line: str, calls: list[Any], make_context: MakeContext) -> None:
    words = line.split()
    assert without_typer(words) == by_typer(words, calls, make_context) is not None


@pytest.mark.parametrize("line", NOT_READ)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    assert without_typer(line.split()) is None


@given(line=lines())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_is_read_as_typer_reads_it_or_not_at_all(
    line: list[str], calls: list[Any], make_context: MakeContext
) -> None:
    read = without_typer(line)
    if read is not None:
        assert read == by_typer(line, calls, make_context)


def test_every_command_of_its_own_module_is_read_without_typer() -> None:
    left = [
        command.name
        for command in leaves()
        if without_typer([*command.path, *("1" for each in command.arguments if each.required)]) is None
    ]
    assert left == ["ticket help"]
