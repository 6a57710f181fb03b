"""Every answer in JSON is as `docs/json.md` and the schemas have it."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.commands.clock import Clock, close, write
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import with_files
from tests.contract.portal import Portal, Quirks
from tests.docs.shapes import check, commands, fields_table, schemas, text
from tests.whole.conftest import Visit
from tests.whole.person import customer

from ticketcli.cli import answer_examples
from ticketcli.cli.command_tree import read_commands
from ticketcli.model.ticket import Ticket

NEW = ("new", "-d", "best", "-s", "VPS is down", "-m", "No ping.")


def answer(context: FakeContext, *arguments: str, code: int = 0) -> Any:
    """What a command answers in JSON."""
    assert context.run(*arguments, "--json") == code, context.err
    return json.loads(context.out)


@pytest.fixture
def portal() -> FakePortal:
    """A ticket that knows everything, with an attachment and an answer; and one that knows nothing."""
    whole, files = with_files("101", ("screen.png", b"\x89PNG"))
    portal = FakePortal([whole, Ticket("102", "Bare")], files=files)
    write(portal, "101", "Try again.")
    return portal


@pytest.mark.parametrize("name", schemas())
def test_schemas_are_sound_and_say_what_each_field_is(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:ticketcli:json:1:{name}"
    assert schema["required"] == list(schema["properties"])
    assert all(field["description"].endswith(".") for field in schema["properties"].values())


@pytest.mark.parametrize("name", schemas())
def test_the_page_lists_the_fields_of_each_shape(name: str) -> None:
    assert f"### {name}\n" in text()
    assert f"[{name}.json](schemas/1/{name}.json)" in text()
    assert fields_table(name) in text()


def test_the_page_lists_every_command_and_no_other() -> None:
    existing = {
        "",
        *(" ".join(each.path) for each in read_commands().all() if each.path and not each.commands),
    }
    assert {each for each in existing if answer_examples.find_answer(each)} <= set(commands()) <= existing
    assert {name for named in commands().values() for name in named} <= set(schemas())


def test_every_command_has_examples_of_all_its_shapes() -> None:
    for command, named in commands().items():
        known = answer_examples.find_answer(command)
        if known is None:
            assert named == (), command
            continue
        examples = known.examples()
        assert len(examples) == len(named), command
        for example, name in zip(examples, named, strict=True):
            check(example, name)


def test_new_tickets(make_context: MakeContext, portal: FakePortal, tmp_path: Path) -> None:
    picture = tmp_path / "screen.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    check(answer(make_context(portal), *NEW, "-a", str(picture), "--cc", "a@example.com"), "sent")
    check(answer(make_context(portal), *NEW, "-a", str(picture), "--dry-run"), "dry-run-new")
    text = "department: Billing\nsubject: Hello\nmessage: Hi\n"
    for _ in range(2):
        check(answer(make_context(portal, stdin=text), "new", "--from", "-"), "sent")
    several = (
        "- {department: Billing, subject: One, message: a}\n- {department: Billing, subject: Two, message: b}"
    )
    for _ in range(2):
        context = make_context(portal, stdin=several)
        assert context.run("new", "--from", "-", "--json") == 0
        for line in context.out.splitlines():
            check(json.loads(line), "batch-result")


def test_a_ticket_that_could_not_be_read_back(make_context: MakeContext, portal: FakePortal) -> None:
    from ticketcli.portals.base import PortalUnreachable

    portal.fail("ticket", *[PortalUnreachable("No answer.")] * 9)
    check(answer(make_context(portal), *NEW, code=8), "sent")


def test_replies_and_states(make_context: MakeContext, portal: FakePortal) -> None:
    check(answer(make_context(portal), "reply", "102", "-m", "Thanks."), "sent")
    check(answer(make_context(portal), "reply", "101", "-m", "Thanks!", "--dry-run"), "dry-run-reply")
    for command in ("close", "reopen"):
        for each in answer(make_context(portal), command, "101", "101", "102"):
            check(each, "changed")


def test_tickets(make_context: MakeContext, portal: FakePortal) -> None:
    for number in ("101", "102"):
        # Of 102 the portal shows no messages, which is a failure with an answer.
        shown = answer(make_context(portal), "show", number, code=0 if number == "101" else 1)
        check(shown, "ticket")
        for message in shown["messages"] or ():
            check(message, "message")
            for attachment in message["attachments"]:
                check(attachment, "attachment")
    for each in answer(make_context(portal), "list"):
        check(each, "ticket")
    check(answer(make_context(portal), "wait", "101"), "ticket")
    check(answer(make_context(portal), "show", "101", "--web"), "opened")


def test_messages_that_come(make_context: MakeContext, portal: FakePortal) -> None:
    clock = Clock()
    context = clock.drive(make_context(portal))
    clock.at(20, lambda: write(portal, "101", "Done."))
    clock.at(60, lambda: close(portal, "101"))
    check(answer(context, "watch", "101"), "arrived")


def test_files_departments_and_services(
    make_context: MakeContext, portal: FakePortal, tmp_path: Path
) -> None:
    for each in answer(make_context(portal), "download", "101", "--dir", str(tmp_path)):
        check(each, "downloaded")
    for each in answer(make_context(portal), "departments"):
        check(each, "department")
    for each in answer(make_context(portal), "services"):
        check(each, "service")


def test_drafts(make_context: MakeContext, portal: FakePortal) -> None:
    from ticketcli.portals.base import NotSent

    portal.fail("create", NotSent("No connection."))
    portal.fail("reply", NotSent("No connection."))
    make_context(portal).run(*NEW)
    make_context(portal).run("reply", "102", "-m", "Thanks.")
    saved = answer(make_context(portal), "drafts", "list")
    assert len(saved) == 2
    for each in saved:
        check(each, "draft-in-list")
        check(answer(make_context(portal), "drafts", "show", each["id"]), "draft")
    check(answer(make_context(portal), "drafts", "send", saved[0]["id"]), "sent")
    for each in answer(make_context(portal), "drafts", "delete", saved[1]["id"], "--yes"):
        check(each, "deleted")


def test_topics(make_context: MakeContext) -> None:
    for each in answer(make_context(), "help"):
        check(each, "topic")
    check(answer(make_context(), "help", "exit-codes"), "topic")


def test_the_overview(make_context: MakeContext, portal: FakePortal) -> None:
    check(answer(make_context(portal)), "overview")
    context = make_context(portal)
    assert context.run("--fields", "unsent") == 0
    assert json.loads(context.out) == {"unsent": []}


def test_settings_templates_and_aliases(make_context: MakeContext) -> None:
    check(answer(make_context(), "config", "set", "editor", "vim"), "setting")
    check(answer(make_context(), "config", "get", "editor"), "setting")
    for each in answer(make_context(), "config", "list"):
        check(each, "setting-in-list")
    check(answer(make_context(), "config", "unset", "editor"), "setting")
    check(answer(make_context(), "template", "add", "outage", "--message", "When:"), "message-template")
    for each in answer(make_context(), "template", "list"):
        check(each, "message-template")
    check(answer(make_context(), "template", "show", "outage"), "message-template")
    check(answer(make_context(), "template", "delete", "outage", "--yes"), "message-template")
    for expansion in ("list", "list --state all"):
        check(answer(make_context(), "alias", "set", "mine", expansion), "alias-set")
    for each in answer(make_context(), "alias", "list"):
        check(each, "alias")
    check(answer(make_context(), "alias", "delete", "mine"), "alias")


def test_completions(make_context: MakeContext, tmp_path: Path) -> None:
    check(answer(make_context(), "completion", "fish"), "completion")
    context = make_context(
        env={"SHELL": "/bin/fish", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    )
    check(answer(context, "completion", "install"), "completion-installed")


def test_the_report_for_support(make_context: MakeContext) -> None:
    check(answer(make_context(), "diag"), "diag")


def test_signing_in_and_out(tmp_path: Path) -> None:
    with Portal(Quirks()) as portal:
        person = customer(tmp_path, portal).but()
        login = ("auth", "login", portal.url, "--username", portal.username, "--password-stdin", "--json")
        outcome = person.ticket(*login, "--insecure-storage", stdin=portal.password, named=False)
        check(outcome.json, "auth-status")
        name = outcome.json["name"]
        for arguments in (("auth", "status", "--json"), ("auth", "status", "--offline", "--json")):
            for each in person.ticket(*arguments, named=False).json:
                check(each, "auth-status")
        check(person.ticket("auth", "switch", name, "--json", named=False).json, "switched")
        check(person.ticket("auth", "logout", "--json", named=False).json, "signed-out")


@pytest.mark.parametrize("via", ["api", "web"])
def test_at_a_real_portal(tmp_path: Path, via: str) -> None:
    with Portal(Quirks()) as portal:
        visit = Visit("", portal, customer(tmp_path, portal))
        number = portal.add_ticket("Router", messages=["<p>Fixed.</p>"], attachments=[("a.png", b"x")]).number
        for each in visit.person.ticket("--via", via, "list", "--json").json:
            check(each, "ticket")
        check(visit.person.ticket("--via", via, "show", number, "--json").json, "ticket")
        department = visit.quirks.departments[0].id
        sent = visit.person.ticket("--via", via, "new", "-d", department, "-s", "a", "-m", "b", "--json")
        check(sent.json, "sent")


def test_times_are_told_as_the_page_says() -> None:
    from ticketcli.output.times import format_iso

    pattern = schemas()["ticket"]["properties"]["created"]["pattern"]
    aware = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
    for time in (aware, aware.replace(tzinfo=None), aware.date()):
        check_pattern = Draft202012Validator({"type": "string", "pattern": pattern})
        assert check_pattern.is_valid(format_iso(time))


def test_help_can_be_asked_of_every_command(make_context: MakeContext) -> None:
    for command, named in commands().items():
        context = make_context()
        code = context.run(*command.split(), "--fields", "help")
        if named:
            assert code == 0, command
            assert context.out.split()
