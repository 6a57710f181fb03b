"""`--fields`, `--jq` and `--template`: every command's answer, cut to what a script wants."""

from __future__ import annotations

import json
import sys

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket, with_files

from ticketcli.cli.registry import COMMANDS
from ticketcli.exit_codes import Exit

TICKETS = (ticket("101", "VPS unreachable", "Answered"), ticket("102", "サーバー障害のご連絡", "Open"))
NEW = ("new", "-d", "Billing", "-s", "Invoice 17", "-m", "It is not ours.")


def test_fields_are_json_of_just_these_in_their_order(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--fields", "subject, number") == Exit.DONE
    found = json.loads(context.out)
    assert found == [
        {"subject": "サーバー障害のご連絡", "number": "102"},
        {"subject": "VPS unreachable", "number": "101"},
    ]
    assert list(found[0]) == ["subject", "number"]


def test_fields_of_an_empty_list_are_an_empty_list(make_context: MakeContext) -> None:
    context = make_context(FakePortal())
    assert context.run("list", "--fields", "number") == Exit.DONE
    assert json.loads(context.out) == []


def test_jq_writes_texts_bare_and_all_else_as_json(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--jq", ".[] | .number, .cc, {status}") == Exit.DONE
    assert context.out == '102\nnull\n{"status": "Open"}\n101\nnull\n{"status": "Answered"}\n'


def test_jq_works_on_the_fields_that_were_chosen(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--fields", "number", "--jq", ".[0] | keys[]") == Exit.DONE
    assert context.out == "number\n"


def test_a_template_is_a_line_for_each_ticket(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--template", r"{number}\t{status:<9}|") == Exit.DONE
    assert context.out == "102\tOpen     |\n101\tAnswered |\n"


@pytest.mark.parametrize("place", ["before", "after"])
def test_they_work_before_and_after_the_name_of_the_command(make_context: MakeContext, place: str) -> None:
    context = make_context(FakePortal(TICKETS))
    requested = ("--fields", "number")
    assert (
        context.run(*([*requested, "show"] if place == "before" else ["show", *requested]), "101")
        == Exit.DONE
    )
    assert json.loads(context.out) == {"number": "101"}


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ((*NEW, "--jq", ".number"), "482910\n"),
        ((*NEW, "--template", "{number} {department}"), "482910 Billing\n"),
        ((*NEW, "--fields", "number,found"), '{\n  "number": "482910",\n  "found": false\n}\n'),
        ((*NEW, "--dry-run", "--jq", ".message"), "It is not ours.\n"),
    ],
)
def test_a_new_ticket_answers_in_any_of_them(
    make_context: MakeContext, arguments: tuple[str, ...], answer: str
) -> None:
    context = make_context()
    assert context.run(*arguments) == Exit.DONE
    assert context.out == answer


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("close", "101", "102", "--jq", ".[].number"), "101\n102\n"),
        (("close", "101", "--template", "{number} {already}"), "101 false\n"),
        (("reopen", "101", "--fields", "closed"), '[\n  {\n    "closed": false\n  }\n]\n'),
        (("reply", "101", "-m", "Thanks.", "--jq", ".messages | length"), "2\n"),
        (("departments", "--template", "{id} {name}"), "1 BESTNET-CLOUD\n2 Billing\n3 ドメイン\n"),
        (("services", "--jq", ".[0].domain"), "web1.example.com\n"),
        (("help", "access", "--fields", "topic"), '{\n  "topic": "access"\n}\n'),
        (("drafts", "list", "--jq", "length"), "0\n"),
    ],
)
def test_so_do_the_others(make_context: MakeContext, arguments: tuple[str, ...], answer: str) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run(*arguments) == Exit.DONE
    assert context.out == answer


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--fields", "nmber"), "ticket: --fields: unknown field “nmber”. Fields:\n  number\n"),
        (("--fields", "number,,url"), "ticket: --fields: a name is missing between the commas.\n"),
        (("--fields", ""), "ticket: --fields: a name is missing between the commas.\n"),
        (("--jq", ".number |"), "ticket: --jq “.number |”: syntax error, unexpected end of file, at line 1,"),
        (("--jq", ".number.x"), "ticket: --jq does not fit the output of this command: Cannot index string"),
        (("--jq", "nothing"), "ticket: --jq “nothing”: nothing/0 is not defined, at line 1, column 1.\n"),
        (("--template", "{number"), "ticket: --template, character 1: unmatched “{”.\n"),
        (("--template", "{nmber}"), "ticket: --template, character 1: the output has no field “nmber”"),
        (
            ("--template", "{status}", "--fields", "number"),
            "ticket: --template, character 1: the output has no field",
        ),
        (("--jq", ".", "--template", "{number}"), "ticket: --jq and --template cannot be used together"),
    ],
)
def test_what_cannot_fit_is_told_before_anything_is_sent(
    make_context: MakeContext, arguments: tuple[str, ...], sentence: str
) -> None:
    context = make_context()
    assert context.run(*NEW, *arguments) == Exit.USAGE
    assert context.err.startswith(sentence)
    assert context.out == ""
    assert context.portal.calls == []
    assert context.drafts.all() == ()


def test_jq_that_fails_on_an_answer_that_was_read_is_wrong_usage(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--jq", ".[].number.x") == Exit.USAGE
    assert context.err == 'ticket: --jq failed on the output: Cannot index string with string ("x").\n'


def test_jq_that_fails_on_what_was_sent_does_not_hide_the_ticket(make_context: MakeContext) -> None:
    context = make_context()
    expression = 'if .number == "482913" then .number else error("another one") end'
    assert context.run(*NEW, "--jq", expression) == Exit.IN_PART
    assert context.out == ""
    assert "Ticket 482910 was created." in context.err
    assert "--jq failed on the output: another one." in context.err
    assert len(context.portal.stored) == 1
    assert context.drafts.all() == ()


def test_without_the_package_the_error_names_the_extra(
    make_context: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jq", None)
    context = make_context()
    assert context.run(*NEW, "--jq", ".number") == Exit.USAGE
    assert context.err == (
        "ticket: --jq needs the package jq, which is not installed.\nInstall it: pip install jq\n"
    )
    assert context.portal.sent == []


def test_the_fields_are_listed_without_anything_else_being_given(make_context: MakeContext) -> None:
    context = make_context()
    for arguments in (("show", "--fields", "help"), ("--fields", "help", "show")):
        context = make_context()
        assert context.run(*arguments) == Exit.DONE
        assert context.out.split()[:3] == ["number", "url", "subject"]
        assert context.portal.calls == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name in ("new", "list", "show", "reply")])
def test_every_field_that_is_listed_can_be_asked_for(make_context: MakeContext, name: str) -> None:
    listing = make_context()
    listing.run(name, "--fields", "help")
    fields = listing.out.split()
    arguments = {"new": NEW[1:], "show": ("101",), "reply": ("101", "-m", "Thanks.")}.get(name, ())
    context = make_context(FakePortal(TICKETS))
    assert context.run(name, *arguments, "--fields", ",".join(fields)) == Exit.DONE
    answer = json.loads(context.out)
    assert list(answer[0] if isinstance(answer, list) else answer) == fields


def test_a_download_answers_with_what_it_saved(
    make_context: MakeContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found, files = with_files("200", ("log.zip", b"PK..."))
    context = make_context(FakePortal([found], files=files))
    folder = tmp_path_factory.mktemp("saved")
    assert context.run("download", "200", "--dir", str(folder), "--template", "{name} {size}") == Exit.DONE
    assert context.out == "log.zip 5\n"


def test_on_a_terminal_no_text_is_obeyed(make_context: MakeContext) -> None:
    hostile = ticket("101", "a\x1b]0;title\x07b\x9b31mc\u202ed")
    for arguments in (("--jq", ".[].subject"), ("--template", "{subject}"), ("--json",)):
        context = make_context(FakePortal([hostile]), terminal=True, env={"TICKET_ACCESSIBLE": "1"})
        assert context.run("list", *arguments) == Exit.DONE
        assert not set(context.out) & set("\x1b\x07\x9b\u202e")


def test_json_keeps_every_character_of_a_text(make_context: MakeContext) -> None:
    subject = "emoji 😀 c1 \x9b bidi \u202e tag \U000e0041 sep \u2028"
    context = make_context(FakePortal([ticket("101", subject)]))
    context.run("list", "--json")
    assert json.loads(context.out)[0]["subject"] == subject
    assert "😀" in context.out
