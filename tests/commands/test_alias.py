"""`ticket alias`, and what an alias does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.context import Folders
from ticketcli.exit_codes import Exit

TICKETS = (ticket("101", "VPS unreachable", "Answered"), ticket("102", "DNS", "Open"))


def write_config(folders: Folders, text: str) -> Path:
    folders.config.mkdir(parents=True)
    path = folders.config / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_alias_is_a_command_line(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("alias", "set", "mine", "list --awaiting me --columns number") == Exit.DONE
    assert context.err == "Added “ticket mine”: ticket list --awaiting me --columns number\n"
    context = make_context(FakePortal(TICKETS))
    assert context.run("mine") == Exit.DONE
    assert context.out == "101\n"


def test_what_follows_an_alias_goes_behind_it_or_where_it_is_wanted(make_context: MakeContext) -> None:
    make_context().run("alias", "set", "find", 'list --search "$1" --state all')
    context = make_context(FakePortal(TICKETS))
    assert context.run("find", "VPS unreachable", "--columns", "number,status") == Exit.DONE
    assert context.out == "101\tAnswered\n"

    context = make_context(FakePortal(TICKETS))
    assert context.run("find") == Exit.USAGE
    assert context.err == (
        "ticket: The alias “find” needs 1 argument, but none was given.\n"
        "The alias stands for: list --search $1 --state all\n"
    )


def test_an_argument_stays_one_word_and_is_not_filled_again(make_context: MakeContext) -> None:
    make_context().run("alias", "set", "find", "list --search $1 --columns $2")
    context = make_context(FakePortal([ticket("1", "costs $2 --all; rm")]))
    assert context.run("find", "costs $2 --all; rm", "number") == Exit.DONE
    assert context.out == "1\n"


def test_an_alias_may_stand_for_an_alias(make_context: MakeContext) -> None:
    make_context().run("alias", "set", "mine", "list --awaiting me")
    make_context().run("alias", "set", "m", "mine --columns number")
    context = make_context(FakePortal(TICKETS))
    context.run("m")
    assert context.out == "101\n"


@pytest.mark.parametrize(
    ("name", "expansion", "sentence"),
    [
        ("list", "new", "“list” is already a command."),
        ("x", "x --all", "The alias “x” refers to itself: x → x."),
        ("x", "nothing", "The alias “x” stands for “nothing”, which is not a command."),
        ("x", "$1 list", "The alias “x” stands for “1”, which is not a command."),
        ("x", 'list "open', 'The alias “x” is invalid: list "open (No closing quotation).'),
        ("x", "  ", "The alias “x” needs a command to stand for."),
        ("../x", "list", "“../x” cannot be used as an alias."),
    ],
)
def test_an_alias_that_could_not_be_used_is_refused(
    make_context: MakeContext, folders: Folders, name: str, expansion: str, sentence: str
) -> None:
    context = make_context()
    assert context.run("alias", "set", name, expansion) == Exit.USAGE
    assert context.err.startswith(f"ticket: {sentence}\n")
    assert not (folders.config / "config.toml").exists()


def test_a_loop_made_by_hand_ends(make_context: MakeContext, folders: Folders) -> None:
    write_config(folders, '[aliases]\na = "b"\nb = "a"\n')
    context = make_context()
    assert context.run("a") == Exit.USAGE
    assert context.err.startswith("ticket: The alias “a” refers to itself: a → b → a.\n")


def test_list_and_delete(make_context: MakeContext) -> None:
    context = make_context()
    context.run("alias", "list")
    assert context.err == (
        'There are no aliases.\nCreate one with: ticket alias set mine "list --awaiting me"\n'
    )
    context.run("alias", "set", "mine", "list")
    context = make_context()
    context.run("alias", "list")
    assert context.out == "mine\tlist\n"
    context = make_context()
    context.run("alias", "list", "--json")
    assert json.loads(context.out) == [{"name": "mine", "expansion": "list"}]
    assert make_context().run("alias", "delete", "mine") == Exit.DONE
    context = make_context()
    assert context.run("alias", "delete", "mine") == Exit.USAGE
    assert context.err == "ticket: Alias “mine” does not exist.\n"


def test_comments_and_portals_stay_as_they_are(make_context: MakeContext, folders: Folders) -> None:
    before = '# mine\nactive = "hb"\n\n[portals.hb] # work\nurl = "https://hb.bestnetllc.co.jp"\n'
    path = write_config(folders, before)
    make_context().run("alias", "set", "mine", "list")
    assert path.read_text(encoding="utf-8") == before + '\n[aliases]\nmine = "list"\n'


def test_a_damaged_file_is_named_and_never_written_over(make_context: MakeContext, folders: Folders) -> None:
    path = write_config(folders, '[aliases]\nmine = "list\n')
    context = make_context()
    assert context.run("alias", "set", "x", "list") == Exit.USAGE
    assert context.err.startswith(f"ticket: {path}, line 2: ")
    assert path.read_text(encoding="utf-8") == '[aliases]\nmine = "list\n'
