"""`ticket config`, and what each setting does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.accounts.settings import SETTINGS
from ticketcli.context import Folders
from ticketcli.exit_codes import Exit
from ticketcli.output.pager import choose_pager
from ticketcli.prompts import editor
from ticketcli.prompts.plain_prompter import PlainPrompter
from ticketcli.prompts.suitable_prompter import choose_prompter


def write_config(folders: Folders, text: str) -> Path:
    folders.config.mkdir(parents=True)
    path = folders.config / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_set_get_list_unset(make_context: MakeContext) -> None:
    assert make_context().run("config", "set", "limit", "2") == Exit.DONE
    context = make_context()
    context.run("config", "get", "limit")
    assert context.out == "2\n"
    context = make_context(env={"TICKET_EDITOR": "ed"})
    context.run("config", "list")
    assert (
        context.out == "editor\ted\tTICKET_EDITOR\npager\t\tdefault\naccessible\tfalse\tdefault\n"
        "background\t\tdefault\nlanguage\t\tdefault\ncc\t\tdefault\ncontact\t\tdefault\nlimit\t2\tconfig.toml\n"
    )
    context = make_context()
    context.run("config", "unset", "limit", "--json")
    assert json.loads(context.out) == {"key": "limit", "value": 30}
    context = make_context()
    context.run("config", "unset", "limit")
    assert context.err == "limit was not set.\n"


@pytest.mark.parametrize("width", [80, 40])
def test_the_list_on_a_terminal(make_context: MakeContext, width: int) -> None:
    context = make_context(
        terminal=True, env={"COLUMNS": str(width), "NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"}
    )
    context.run("config", "set", "editor", "code --wait")
    context.run("config", "list")
    rows = [line for line in context.out.splitlines() if not line.startswith(" ")]
    assert [line.split()[0] for line in rows] == ["KEY", *(each.name for each in SETTINGS)]
    shown = " ".join(context.out.split())
    assert [each.name for each in SETTINGS if each.about not in shown] == []
    assert max(map(len, context.out.splitlines())) <= width


def test_the_limit_is_how_many_a_list_shows(make_context: MakeContext) -> None:
    make_context().run("config", "set", "limit", "2")
    portal = FakePortal([ticket(str(number), "Hello") for number in range(200, 205)])
    context = make_context(portal)
    context.run("list")
    assert len(context.out.splitlines()) == 2
    context = make_context(portal)
    context.run("list", "--limit", "3")
    assert len(context.out.splitlines()) == 3


def test_editor_pager_and_accessible_go_before_the_general_variables(make_context: MakeContext) -> None:
    for key, value in (("editor", "code --wait"), ("pager", "most"), ("accessible", "true")):
        assert make_context().run("config", "set", key, value) == Exit.DONE
    context = make_context(env={"EDITOR": "ed", "PAGER": "more"})
    assert editor.find_command(context.env) == ("code", "--wait")
    assert choose_pager(context.env) == ["most"]
    assert isinstance(choose_prompter(context.stdin, context.stderr, context.env), PlainPrompter)

    context = make_context(env={"TICKET_EDITOR": "ed", "TICKET_PAGER": "cat"})
    assert editor.find_command(context.env) == ("ed",)
    assert choose_pager(context.env) is None


def test_a_setting_is_read_only_where_it_is_asked_for(make_context: MakeContext, folders: Folders) -> None:
    write_config(folders, "this is no TOML")
    context = make_context(env={"TICKET_PORTAL": "hb"})
    assert context.env.get("TICKET_PORTAL") == "hb"
    assert context.env.get("NO_COLOR") is None
    assert context.run("help", "exit-codes") == Exit.DONE


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["set", "editr", "ed"], "Unknown setting “editr”; did you mean “editor”? Settings:\n"),
        (["get", "colour"], "Unknown setting “colour”. Settings:\n"),
        (["set", "limit", "0"], "“limit” must be a number from 1 to 100000, not “0”.\n"),
        (["set", "limit", "many"], "“limit” must be a number from 1 to 100000, not “many”.\n"),
        (["set", "accessible", "perhaps"], "“accessible” must be true or false, not “perhaps”.\n"),
    ],
)
def test_what_cannot_be_set_is_refused(
    make_context: MakeContext, folders: Folders, arguments: list[str], sentence: str
) -> None:
    context = make_context()
    assert context.run("config", *arguments) == Exit.USAGE
    assert context.err.startswith(f"ticket: {sentence}")
    assert not (folders.config / "config.toml").exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[settings]\n# mine\nedtor = "ed"\n', "line 3: “edtor” is not a setting; did you mean “editor”?"),
        ("[settings]\nlimit = true\n", "line 2: “limit” must be a number."),
        ('[settings]\nlimit = "5"\n', "line 2: “limit” must be a number."),
        ("[settings]\nlimit = -1\n", "line 2: “limit” must be a number from 1 to 100000."),
        ("settings = 1\n", "line 1: “settings” must be a table."),
        ("[setings]\nlimit = 1\n", "line 1: unknown section “setings”; did you mean “settings”?"),
        ("[settings]\nlimit = \n", "line 2: invalid value"),
    ],
)
def test_a_file_damaged_by_hand_is_told_with_its_line_and_not_written_over(
    make_context: MakeContext, folders: Folders, text: str, sentence: str
) -> None:
    path = write_config(folders, text)
    for arguments in (["list"], ["set", "limit", "5"], ["unset", "limit"]):
        context = make_context()
        assert context.run("config", *arguments) == Exit.USAGE
        assert context.err.startswith(f"ticket: {path}, {sentence}")
    assert path.read_text(encoding="utf-8") == text


def test_comments_and_order_stay(make_context: MakeContext, folders: Folders) -> None:
    path = write_config(
        folders,
        '# my own\n[settings] # here\nlimit = 5 # few\n\neditor = "ed"\n\n[portals.hb]\nurl = "https://hb.bestnetllc.co.jp"\n',
    )
    make_context().run("config", "set", "limit", "7")
    make_context().run("config", "set", "pager", "cat")
    assert path.read_text(encoding="utf-8") == (
        '# my own\n[settings] # here\nlimit = 7 # few\n\neditor = "ed"\npager = "cat"\n\n'
        '[portals.hb]\nurl = "https://hb.bestnetllc.co.jp"\n'
    )


def write_script(path: Path, new: str) -> str:
    """An editor that puts a text in the place of another."""
    path.write_text(f"import sys\nopen(sys.argv[1], 'w', encoding='utf-8').write({new!r})\n")
    import sys

    return f"{sys.executable} {path}"


def test_edit_takes_what_can_be_read(make_context: MakeContext, folders: Folders, tmp_path: Path) -> None:
    path = write_config(folders, "[settings]\nlimit = 5\n")
    context = make_context(
        env={"TICKET_EDITOR": write_script(tmp_path / "ed.py", "[settings]\nlimit = 6 # six\n")}
    )
    assert context.run("config", "edit") == Exit.DONE
    assert context.err == f"Saved {path}.\n"
    assert path.read_text(encoding="utf-8") == "[settings]\nlimit = 6 # six\n"


@pytest.mark.parametrize(
    "wrong",
    ["[settings]\nlimitt = 1\n", "[settings\n", "[aliases]\nx = 1\n", '[portals.hb]\nurl = "nonsense://"\n'],
)
def test_edit_refuses_what_cannot_and_keeps_what_was_written(
    make_context: MakeContext, folders: Folders, tmp_path: Path, wrong: str
) -> None:
    path = write_config(folders, "[settings]\nlimit = 5\n")
    context = make_context(env={"TICKET_EDITOR": write_script(tmp_path / "ed.py", wrong)})
    assert context.run("config", "edit") == Exit.USAGE
    assert context.err.startswith(f"ticket: {path}, line ")
    saved = Path(context.err.split("What you wrote is in ")[1].splitlines()[0])
    assert saved.read_text(encoding="utf-8") == wrong
    assert path.read_text(encoding="utf-8") == "[settings]\nlimit = 5\n"


def test_edit_mends_a_damaged_file_on_a_terminal(
    make_context: MakeContext, folders: Folders, tmp_path: Path
) -> None:
    path = write_config(folders, "[settings\n")
    editor = write_script(tmp_path / "ed.py", "[settings]\n")
    context = make_context(env={"EDITOR": editor}, terminal=True)
    assert context.run("config", "edit") == Exit.DONE
    assert path.read_text(encoding="utf-8") == "[settings]\n"
