"""`ticket drafts`: what was typed and is not confirmed can be seen, changed, sent and deleted."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.saved_drafts import DRAFT, REPLY, keep_unconfirmed, save_draft, show_draft

from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft
from ticketcli.prompts.scripted_prompter import Scripted


def test_there_are_no_drafts_at_first(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("drafts", "list") == Exit.DONE
    assert (context.out, context.err) == ("", "There are no drafts.\n")


def test_no_drafts_in_json_are_an_empty_list(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("drafts", "list", "--json") == Exit.DONE
    assert show_draft(context) == []


def test_in_a_pipe_a_draft_is_a_line_with_tabs(make_context: MakeContext) -> None:
    context = make_context()
    new, reply = save_draft(context), keep_unconfirmed(context, REPLY)
    assert context.run("drafts", "list") == Exit.DONE
    assert sorted(context.out.splitlines()) == sorted(
        [
            f"{new.id}\tunsent\tnew\t\t2026-06-09T12:00:00+00:00\tサーバーが応答しません\t{new.portal}",
            f"{reply.id}\tunconfirmed\treply\t482910\t2026-06-09T12:00:00+00:00\t\t{reply.portal}",
        ]
    )
    assert f"ticket drafts send {reply.id}" in context.err


def test_all_drafts_are_deleted_in_one_go(make_context: MakeContext) -> None:
    context = make_context()
    save_draft(context), save_draft(context, REPLY)
    assert context.run("drafts", "delete", "--yes") == Exit.USAGE
    assert "draft IDs, or --all" in context.err
    assert context.run("drafts", "delete", "--all", "--yes") == Exit.DONE
    assert context.drafts.all() == ()
    assert make_context().run("drafts", "delete", "--all", "--yes") == Exit.DONE


def test_on_a_terminal_drafts_are_a_table(make_context: MakeContext) -> None:
    context = make_context(terminal=True, env={"COLUMNS": "80"})
    new, reply = save_draft(context), save_draft(context, REPLY)
    assert context.run("drafts", "list") == Exit.DONE
    lines = context.out.splitlines()
    assert lines[0].split() == ["ID", "STATE", "SAVED", "SUBJECT"]
    assert any(new.id in line and "サーバーが応答しません" in line for line in lines)
    assert any(reply.id in line and "Reply to 482910: It works again." in line for line in lines)


@pytest.mark.parametrize("columns", ["80", "50"])
def test_the_list_names_the_portal(make_context: MakeContext, columns: str) -> None:
    context = make_context(terminal=True, env={"COLUMNS": columns})
    context.drafts.save(DRAFT, "bestnet")
    assert context.run("drafts", "list") == Exit.DONE
    assert "bestnet" in context.out


def test_json_has_the_agreed_keys(make_context: MakeContext) -> None:
    context = make_context()
    entry = save_draft(context)
    assert context.run("drafts", "list", "--json") == Exit.DONE
    assert show_draft(context) == [
        {
            "id": entry.id,
            "state": "unsent",
            "kind": "new",
            "portal": None,
            "number": None,
            "subject": "サーバーが応答しません",
            "created": "2026-06-09T12:00:00+00:00",
        }
    ]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_damaged_draft_is_named_and_the_rest_is_listed(
    make_context: MakeContext, options: tuple[str, ...]
) -> None:
    context = make_context()
    good, bad = save_draft(context), save_draft(context, REPLY)
    file = context.drafts.folder / bad.id / "draft.json"
    file.write_text("{")
    assert context.run("drafts", "list", *options) == Exit.DONE
    assert good.id in context.out
    assert bad.id not in context.out
    assert str(file) in context.err
    assert file.read_text() == "{"


def test_a_draft_is_shown_whole(make_context: MakeContext) -> None:
    context = make_context()
    draft = replace(
        DRAFT,
        service="VPS",
        cc=("a@example.com",),
        urgent=True,
        impact="outage",
        attachments=(Path("/a.png"),),
    )
    entry = save_draft(context, draft)
    assert context.run("drafts", "show", entry.id) == Exit.DONE
    assert context.out == (
        f"Draft: {entry.id} (unsent)\n"
        "Department: BESTNET-CLOUD\n"
        "Subject: サーバーが応答しません\n"
        "Urgent: yes\n"
        "Impact: outage\n"
        "Service: VPS\n"
        "CC: a@example.com\n"
        "Attachment: /a.png\n"
        "\n"
        "since 09:10\n"
        "no ping\n"
    )
    assert context.err == f"Continue with: ticket new --recover {entry.id}\n"


def test_what_is_saved_for_an_urgent_ticket_is_not_shown_as_if_it_were_sent(
    make_context: MakeContext,
) -> None:
    context = make_context()
    entry = save_draft(context, replace(DRAFT, impact="The shop is closed.", declined=("urgent",)))
    assert context.run("drafts", "show", entry.id) == Exit.DONE
    assert "Urgent: no\nImpact: The shop is closed.\n" in context.out


def test_what_may_have_arrived_is_shown_with_how_to_look_for_it(make_context: MakeContext) -> None:
    context = make_context()
    entry = keep_unconfirmed(context, REPLY)
    assert context.run("drafts", "show", entry.id) == Exit.DONE
    assert "Reply to: 482910\n" in context.out
    assert context.err == f"It may have arrived. Check with: ticket drafts send {entry.id}\n"


def test_a_shown_draft_has_every_answer_in_json(make_context: MakeContext) -> None:
    context = make_context()
    draft = replace(DRAFT, priority="high", encrypt=True, urgent=True, impact="outage", contact="phone")
    entry = save_draft(context, draft)
    assert context.run("drafts", "show", entry.id, "--json") == Exit.DONE
    value = show_draft(context)
    assert {key: value[key] for key in ("id", "state", "kind", "number")} == {
        "id": entry.id,
        "state": "unsent",
        "kind": "new",
        "number": None,
    }
    answers: dict[str, object] = {
        "department": "BESTNET-CLOUD",
        "subject": "サーバーが応答しません",
        "message": "since 09:10\nno ping",
        "service": None,
        "cc": [],
        "priority": "high",
        "encrypt": True,
        "urgent": True,
        "impact": "outage",
        "contact": "phone",
        "attachments": [],
    }
    assert {key: value[key] for key in answers} == answers


def test_hostile_text_in_a_draft_does_not_reach_the_terminal(make_context: MakeContext) -> None:
    context = make_context()
    entry = save_draft(context, Draft(subject="\x1b[31mred\n", message="\x1b]0;title\x07\u202etext"))
    context.run("drafts", "list")
    context.run("drafts", "show", entry.id)
    assert not set(context.out + context.err) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("command", ["show", "edit", "send", "delete"])
def test_a_draft_that_is_none_lists_what_exists(make_context: MakeContext, command: str) -> None:
    context = make_context()
    entry = save_draft(context)
    assert context.run("drafts", command, "nothing") == Exit.USAGE
    assert "No draft “nothing”" in context.err
    assert entry.id in context.err
    assert context.drafts.all() == (entry,)


def write_editor(folder: Path, body: str) -> dict[str, str]:
    """An environment whose editor is a program with this body; `path` is the file to edit."""
    program = folder / "editor.py"
    program.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{body}\n")
    return {"TICKET_EDITOR": f"{sys.executable} {program}"}


def test_a_message_is_edited_in_the_editor(make_context: MakeContext, tmp_path: Path) -> None:
    env = write_editor(tmp_path, "path.write_text(path.read_text().replace('no ping', 'ping again'))")
    context = make_context(env=env)
    entry = save_draft(context)
    assert context.run("drafts", "edit", entry.id, "--json") == Exit.DONE, context.err
    assert show_draft(context)["message"] == "since 09:10\nping again"
    assert context.drafts.all() == (replace(entry, draft=replace(DRAFT, message="since 09:10\nping again")),)


def test_on_a_terminal_too(make_context: MakeContext, tmp_path: Path) -> None:
    env = write_editor(tmp_path, "path.write_text('anew')")
    prompter = Scripted()
    context = make_context(terminal=True, env=env, prompter=prompter)
    entry = save_draft(context)
    assert context.run("drafts", "edit", entry.id) == Exit.DONE, context.err
    assert context.drafts.get(entry.id).draft.message == "anew"
    assert f"ticket drafts send {entry.id}" in context.err


def test_an_editor_that_fails_leaves_the_draft_as_it_was(make_context: MakeContext, tmp_path: Path) -> None:
    context = make_context(env=write_editor(tmp_path, "sys.exit(3)"))
    entry = save_draft(context)
    assert context.run("drafts", "edit", entry.id) == Exit.FAILED
    assert context.drafts.all() == (entry,)


def test_what_may_have_arrived_is_not_edited(make_context: MakeContext, tmp_path: Path) -> None:
    context = make_context(env=write_editor(tmp_path, "path.write_text('anew')"))
    entry = keep_unconfirmed(context)
    assert context.run("drafts", "edit", entry.id) == Exit.FAILED
    assert "may have arrived already" in context.err
    assert context.drafts.all() == (entry,)


def test_drafts_are_deleted_with_a_yes(make_context: MakeContext) -> None:
    context = make_context()
    one, two, three = (
        save_draft(context),
        save_draft(context, REPLY),
        save_draft(context, replace(DRAFT, subject="x")),
    )
    assert context.run("drafts", "delete", one.id, two.id, one.id, "--yes", "--json") == Exit.DONE
    assert show_draft(context) == [{"id": one.id, "deleted": True}, {"id": two.id, "deleted": True}]
    assert context.drafts.all() == (three,)


def test_a_draft_that_cannot_be_deleted_keeps_no_other(make_context: MakeContext) -> None:
    other, context = make_context(), make_context()
    one, two, three = (
        save_draft(other),
        save_draft(other, REPLY),
        save_draft(other, replace(DRAFT, subject="x")),
    )
    with other.drafts.locks.hold(two):
        deletion = ("drafts", "delete", one.id, two.id, three.id, "--yes", "--json")
        assert context.run(*deletion) == Exit.IN_PART
    first, second, third = show_draft(context)
    assert (first["id"], third["id"]) == (one.id, three.id)
    assert (second["id"], second["exit"]) == (two.id, 1)
    assert "by another ticket command" in second["error"]
    assert "by another ticket command" in context.err
    assert context.drafts.all() == (two,)


def test_nothing_is_deleted_where_nobody_can_be_asked(make_context: MakeContext) -> None:
    context = make_context()
    entry = save_draft(context)
    assert context.run("drafts", "delete", entry.id) == Exit.USAGE
    assert "--yes" in context.err
    assert context.drafts.all() == (entry,)


@pytest.mark.parametrize("answer", [True, False])
def test_a_person_is_asked_before_a_draft_is_deleted(make_context: MakeContext, answer: bool) -> None:
    prompter = Scripted([("Delete this draft permanently?", answer)])
    context = make_context(terminal=True, prompter=prompter)
    entry = save_draft(context)
    assert context.run("drafts", "delete", entry.id) == (Exit.DONE if answer else Exit.CANCELLED)
    assert prompter.said == [f"{entry.id}  サーバーが応答しません"]
    assert context.drafts.all() == (() if answer else (entry,))


def test_one_name_that_is_none_deletes_nothing(make_context: MakeContext) -> None:
    context = make_context()
    entry = save_draft(context)
    assert context.run("drafts", "delete", entry.id, "nothing", "--yes") == Exit.USAGE
    assert context.drafts.all() == (entry,)
