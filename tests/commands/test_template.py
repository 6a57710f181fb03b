"""`ticket template`, and what messages start from."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.context import Folders
from ticketcli.exit_codes import Exit
from ticketcli.model.scaffold import HEADINGS
from ticketcli.portals.base import NewTicket
from ticketcli.prompts.scripted_prompter import Scripted

OUTAGE = "Server:\n\n\nSince:\n\n\nPlease call us.\n"
NEW = ("new", "-d", "BESTNET-CLOUD", "-s", "VPS")


def add(make_context: MakeContext, name: str, text: str, *more: str) -> None:
    assert make_context().run("template", "add", name, "-m", text, *more) == Exit.DONE


def writing(path: Path, old: str, new: str) -> dict[str, str]:
    """The environment of somebody whose editor changes one text into another."""
    path.write_text(
        "import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
        f"pathlib.Path({str(path)!r} + '.seen').write_text(text, 'utf-8')\n"
        f"file.write_text(text.replace({old!r}, {new!r}), 'utf-8')\n",
        encoding="utf-8",
    )
    return {"TICKET_EDITOR": f"{sys.executable} {path}", "TICKET_ACCESSIBLE": "1"}


def get_body(portal: FakePortal) -> str:
    (ticket,) = portal.sent
    assert isinstance(ticket, NewTicket)
    return ticket.body


def test_templates_are_plain_files_per_department(make_context: MakeContext, folders: Folders) -> None:
    add(make_context, "outage", OUTAGE)
    add(make_context, "outage", "For the cloud.", "--department", "BESTNET-CLOUD")
    assert (folders.config / "templates" / "outage.txt").read_text("utf-8") == OUTAGE
    assert (folders.config / "templates" / "BESTNET-CLOUD" / "outage.txt").read_text(
        "utf-8"
    ) == "For the cloud.\n"
    context = make_context()
    context.run("template", "list")
    assert context.out == (
        "default\t\tWhen (date and time):\noutage\t\tServer:\noutage\tBESTNET-CLOUD\tFor the cloud.\n"
    )
    context = make_context()
    context.run("template", "show", "outage", "-d", "bestnet-cloud")
    assert context.out == "For the cloud.\n"
    context = make_context()
    context.run("template", "show", "outage", "-d", "Billing", "--json")
    assert json.loads(context.out)["text"] == OUTAGE


def test_the_headings_of_the_guide_are_the_default_one(make_context: MakeContext) -> None:
    context = make_context()
    context.run("template", "show", "default")
    assert [line for line in context.out.splitlines() if line] == list(HEADINGS)


def test_a_message_from_a_template_says_what_was_filled_in(make_context: MakeContext, tmp_path: Path) -> None:
    add(make_context, "outage", OUTAGE)
    env = writing(tmp_path / "ed.py", "Server:\n", "Server:\nweb1\n")
    portal = FakePortal()
    context = make_context(portal, env=env)
    assert context.run(*NEW, "--message-template", "outage", "--editor") == Exit.DONE, context.err
    # The heading that stayed empty is left out; what stands below a heading belongs to it.
    assert get_body(portal) == "Server:\nweb1\n\n\nSince:\n\n\nPlease call us."


def test_without_an_editor_a_template_is_the_message(make_context: MakeContext) -> None:
    add(make_context, "reboot", "Please reboot this server.")
    portal = FakePortal()
    assert make_context(portal).run(*NEW, "--message-template", "reboot") == Exit.DONE
    assert get_body(portal) == "Please reboot this server."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--message-template", "headings"], "The template “headings” only has headings to fill in."),
        (
            ["--message-template", "nothing"],
            "Template “nothing” does not exist. Templates:\n  default\n  headings\n",
        ),
        (["--message-template", "headings", "-m", "x"], "--message-template cannot be used"),
    ],
)
def test_a_template_that_cannot_be_used(
    make_context: MakeContext, arguments: list[str], sentence: str
) -> None:
    add(make_context, "headings", "One:\n\nTwo:\n")
    portal = FakePortal()
    context = make_context(portal)
    assert context.run(*NEW, *arguments) == Exit.USAGE
    assert context.err.startswith(f"ticket: {sentence}")
    assert portal.sent == []


def test_ones_own_default_goes_before_the_guides_headings(make_context: MakeContext, tmp_path: Path) -> None:
    add(make_context, "default", "Contract number:\n\nFor all.")
    add(make_context, "default", "Contract number:\n\nFor the cloud.", "-d", "BESTNET-CLOUD")
    env = writing(tmp_path / "ed.py", "Contract number:", "Contract number: 17")
    portal = FakePortal()
    assert make_context(portal, env=env).run(*NEW, "--editor") == Exit.DONE
    assert get_body(portal) == "Contract number: 17\n\nFor the cloud."


@pytest.mark.parametrize("department", ["BESTNET-CLOUD", "1", "bestnet"])
def test_a_departments_template_is_found_by_its_id_and_a_prefix(
    make_context: MakeContext, department: str
) -> None:
    added = make_context()
    assert added.run("template", "add", "outage", "-d", "BESTNET-CLOUD", "-m", "It is down.") == Exit.DONE
    context = make_context()
    assert context.run("new", "-d", department, "-s", "x", "--message-template", "outage") == Exit.DONE
    assert "It is down." in context.portal.sent[0].body


def test_the_wizard_offers_the_templates_of_the_department(make_context: MakeContext, tmp_path: Path) -> None:
    add(make_context, "outage", "Server:\n\nPlease call us.", "-d", "BESTNET-CLOUD")
    add(make_context, "invoice", "Invoice:\n", "-d", "Billing")
    env = writing(tmp_path / "ed.py", "Server:\n", "Server:\nweb1\n")
    prompter = Scripted([("How do you want", "In the editor, from the template “outage”")])
    portal = FakePortal()
    context = make_context(portal, terminal=True, env=env, prompter=prompter)
    assert context.run(*NEW, "--yes") == Exit.DONE, context.err
    prompter.finish()
    assert get_body(portal) == "Server:\nweb1\n\nPlease call us."


def test_a_template_that_is_named_is_opened_without_asking(make_context: MakeContext, tmp_path: Path) -> None:
    add(make_context, "outage", "Server:\n\nPlease call us.")
    env = writing(tmp_path / "ed.py", "Server:\n", "Server:\nweb1\n")
    portal = FakePortal()
    context = make_context(portal, terminal=True, env=env, prompter=Scripted())
    assert context.run(*NEW, "--yes", "--message-template", "outage") == Exit.DONE, context.err
    assert get_body(portal) == "Server:\nweb1\n\nPlease call us."


def test_edit_and_delete(make_context: MakeContext, folders: Folders, tmp_path: Path) -> None:
    add(make_context, "outage", "Server:\n")
    env = writing(tmp_path / "ed.py", "Server:", "Host:")
    assert make_context(env=env).run("template", "edit", "outage") == Exit.DONE
    assert (folders.config / "templates" / "outage.txt").read_text("utf-8") == "Host:\n"
    # One for every department becomes one of a department's own where that is edited.
    assert make_context(env=env).run("template", "edit", "outage", "-d", "Billing") == Exit.DONE
    assert (folders.config / "templates" / "Billing" / "outage.txt").exists()

    context = make_context()
    assert context.run("template", "delete", "outage") == Exit.USAGE
    assert context.err == "ticket: This deletes the template “outage”.\nTo do it, add --yes.\n"
    context = make_context()
    assert context.run("template", "delete", "outage", "-d", "ドメイン", "--yes") == Exit.USAGE
    assert context.err == "ticket: The template “outage” is for all departments.\nLeave --department out.\n"
    assert make_context().run("template", "delete", "outage", "--yes") == Exit.DONE
    assert not (folders.config / "templates" / "outage.txt").exists()
    assert make_context().run("template", "delete", "default", "--yes") == Exit.USAGE


@pytest.mark.parametrize("name", ["../x", "a/b", "", "-x", "con", ".x", "x" * 61])
def test_a_name_that_cannot_be_one_is_refused(make_context: MakeContext, folders: Folders, name: str) -> None:
    assert make_context().run("template", "add", "-m", "x", "--", name) == Exit.USAGE
    assert not folders.config.exists()


def test_a_department_of_any_name_has_a_folder(make_context: MakeContext, folders: Folders) -> None:
    for department in ("営業/支援", "../..", "Sales & Support"):
        add(make_context, "x", department, "-d", department)
        context = make_context()
        context.run("template", "show", "x", "-d", department)
        assert context.out == f"{department}\n"
    inside = (folders.config / "templates").resolve()
    for path in folders.config.rglob("*.txt"):
        assert path.resolve().is_relative_to(inside)


def test_a_template_that_is_there_is_not_written_over(make_context: MakeContext, folders: Folders) -> None:
    add(make_context, "outage", OUTAGE)
    context = make_context()
    assert context.run("template", "add", "Outage", "-m", "x") == Exit.USAGE
    assert context.err == (
        "ticket: Template “Outage” already exists.\nChange it with: ticket template edit Outage\n"
    )
    assert (folders.config / "templates" / "outage.txt").read_text("utf-8") == OUTAGE


def test_a_file_that_is_no_text_is_named(make_context: MakeContext, folders: Folders) -> None:
    add(make_context, "outage", OUTAGE)
    path = folders.config / "templates" / "outage.txt"
    path.write_bytes(b"\xff\xfe\x00")
    context = make_context()
    assert context.run("template", "show", "outage") == Exit.USAGE
    assert context.err == f"ticket: Template {path} is not UTF-8 text (byte 1).\n"
