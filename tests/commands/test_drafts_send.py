"""`ticket drafts send`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.conftest import NOW, MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.saved_drafts import DRAFT, LATER, OPEN, REPLY, keep_unconfirmed, save_draft

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import OutcomeUnknown, PortalUnreachable
from ticketcli.prompts.scripted_prompter import Scripted


def test_a_draft_is_sent_and_leaves_the_disk(make_context: MakeContext, tmp_path: Path) -> None:
    portal = FakePortal(now=lambda: NOW)
    context = make_context(portal)
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"\x89PNG\r\n\x1a\n")
    entry = save_draft(context, replace(DRAFT, attachments=(shot,)))
    assert context.run("drafts", "send", entry.id) == Exit.DONE, context.err
    (ticket,) = portal.stored.values()
    assert ticket.subject == "サーバーが応答しません"
    assert context.out == f"{ticket.number}\t{ticket.url}\n"
    assert context.drafts.all() == ()


def test_a_reply_is_sent_and_closes_the_ticket_where_asked(make_context: MakeContext) -> None:
    portal = FakePortal([OPEN], now=lambda: NOW)
    context = make_context(portal)
    entry = save_draft(context, replace(REPLY, close=True))
    assert context.run("drafts", "send", entry.id) == Exit.DONE, context.err
    assert [message.body for message in portal.stored["482910"].messages or ()] == [
        "no ping",
        "It works again.",
    ]
    assert portal.stored["482910"].closed
    assert context.drafts.all() == ()


def test_a_reply_that_arrived_to_a_ticket_that_stays_open_is_done_in_part(make_context: MakeContext) -> None:
    portal = FakePortal([OPEN], now=lambda: NOW)
    portal.fail("close", PortalUnreachable("The portal does not answer."))
    context = make_context(portal)
    entry = save_draft(context, replace(REPLY, close=True))
    assert context.run("drafts", "send", entry.id) == Exit.IN_PART
    assert "ticket close 482910" in context.err
    assert context.drafts.all() == ()


def test_a_folder_in_a_draft_is_zipped_where_asked(make_context: MakeContext, tmp_path: Path) -> None:
    portal = FakePortal(now=lambda: NOW)
    context = make_context(portal)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "a.log").write_text("line")
    entry = save_draft(context, replace(DRAFT, attachments=(tmp_path / "logs",)))
    assert context.run("drafts", "send", entry.id) == Exit.REFUSED
    assert "Add --zip" in context.err
    assert context.run("drafts", "send", entry.id, "--zip") == Exit.DONE, context.err
    (ticket,) = portal.stored.values()
    assert [file.name for file in (ticket.messages or ())[0].attachments] == ["logs.zip"]
    assert context.drafts.all() == ()


def test_what_is_refused_stays_a_draft_and_says_how_to_go_on(make_context: MakeContext) -> None:
    portal = FakePortal()
    context = make_context(portal)
    entry = save_draft(context, replace(DRAFT, subject="", department="Billing"))
    assert context.run("drafts", "send", entry.id) == Exit.REFUSED
    assert "The subject is empty." in context.err
    assert f"ticket new --recover {entry.id}" in context.err
    assert context.drafts.all() == (entry,)
    assert portal.sent == []


def test_a_portal_that_is_down_leaves_the_draft(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.fail("capabilities", PortalUnreachable("The portal does not answer."))
    context = make_context(portal)
    entry = save_draft(context)
    assert context.run("drafts", "send", entry.id) == Exit.UNREACHABLE
    assert entry.id in context.err
    assert context.drafts.all() == (entry,)


def test_a_draft_goes_to_the_portal_it_was_written_for(make_context: MakeContext) -> None:
    context = make_context(FakePortal(now=lambda: NOW))
    entry = save_draft(context, portal="https://portal.example.net")
    assert context.run("drafts", "send", entry.id) == Exit.DONE, context.err
    assert context.options.portal == "https://portal.example.net"


def test_an_unsent_draft_can_be_sent_elsewhere_an_unconfirmed_one_cannot(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    context = make_context(portal)
    entry = keep_unconfirmed(context, portal="https://portal.example.net")
    assert context.run("drafts", "send", entry.id, "--portal", "https://other.example.net") == Exit.USAGE
    assert "may have arrived" in context.err
    assert portal.calls == []
    unsent = context.drafts.mark_unsent(entry)
    assert context.run("drafts", "send", unsent.id, "--portal", "https://other.example.net") == Exit.DONE
    assert len(portal.stored) == 1


def test_what_had_arrived_is_found_and_not_sent_again(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    portal.fail("create", OutcomeUnknown("No answer."), after=True)
    portal.lag = 1000
    context = make_context(portal)
    entry = save_draft(context)
    assert context.run("drafts", "send", entry.id) == Exit.UNKNOWN
    assert [saved.state for saved in context.drafts.all()] == ["unconfirmed"]
    assert f"ticket drafts send {entry.id}" in context.err

    portal._hidden.clear()
    context = make_context(portal)
    assert context.run("drafts", "send", entry.id) == Exit.DONE, context.err
    assert len(portal.stored) == 1
    assert next(iter(portal.stored)) in context.out
    assert context.drafts.all() == ()


def test_what_certainly_had_not_arrived_is_sent(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    keep_unconfirmed(make_context(portal))
    context = make_context(portal, now=lambda: LATER)
    (entry,) = context.drafts.all()
    assert context.run("drafts", "send", entry.id) == Exit.DONE, context.err
    assert len(portal.stored) == 1
    assert context.drafts.all() == ()


def test_where_nobody_can_tell_nothing_is_sent_again_unasked(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    context = make_context(portal)
    entry = keep_unconfirmed(context)
    assert context.run("drafts", "send", entry.id) == Exit.UNKNOWN
    assert f"ticket drafts send {entry.id} --yes" in context.err
    assert portal.sent == []
    assert context.drafts.all() == (entry,)


def test_a_person_is_asked_and_may_refuse(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    prompter = Scripted([("Send it again?", False)])
    context = make_context(portal, terminal=True, prompter=prompter)
    entry = keep_unconfirmed(context)
    assert context.run("drafts", "send", entry.id) == Exit.UNKNOWN
    prompter.finish()
    assert portal.sent == []
    assert context.drafts.all() == (entry,)


@pytest.mark.parametrize("by", ["question", "--yes"])
def test_with_a_yes_it_is_sent_again(make_context: MakeContext, by: str) -> None:
    portal = FakePortal(now=lambda: NOW)
    prompter = Scripted([("Send it again?", True)] if by == "question" else [])
    context = make_context(portal, terminal=True, prompter=prompter)
    entry = keep_unconfirmed(context)
    assert context.run("drafts", "send", entry.id, *(["--yes"] if by == "--yes" else [])) == Exit.DONE
    prompter.finish()
    assert len(portal.stored) == 1
    assert context.drafts.all() == ()


@pytest.mark.parametrize("yes", [(), ("--yes",)], ids=["asking", "--yes"])
def test_while_the_portal_is_down_it_stays_unknown_whether_a_draft_arrived(
    make_context: MakeContext, yes: tuple[str, ...]
) -> None:
    portal = FakePortal(now=lambda: NOW)
    context = make_context(portal)
    entry = keep_unconfirmed(context)
    portal.fail("newest", PortalUnreachable("The portal cannot be reached."))
    assert context.run("drafts", "send", entry.id, *yes) == Exit.UNKNOWN
    assert "cannot be reached" in context.err
    assert f"ticket drafts send {entry.id}" in context.err
    assert context.drafts.get(entry.id).state == "unconfirmed"
    assert portal.sent == []


def test_a_draft_that_another_run_has_is_left_to_it(make_context: MakeContext) -> None:
    portal = FakePortal(now=lambda: NOW)
    other, context = make_context(portal), make_context(portal)
    entry = save_draft(other)
    with other.drafts.locks.hold(entry):
        for command in (("send",), ("edit",), ("delete", "--yes")):
            assert context.run("drafts", *command[:1], entry.id, *command[1:]) == Exit.FAILED
            assert "by another ticket command" in context.err
    assert context.drafts.all() == (entry,)
    assert portal.sent == []
