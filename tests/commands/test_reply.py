"""`ticket reply`: what is sent, to which ticket, and that nothing typed is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import NewReply, NotSent, OutcomeUnknown, PortalUnreachable
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.scripted_prompter import Answer, Scripted

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
OPEN = Ticket(
    "482913",
    "VPS is down",
    status="Answered",
    state="answered",
    department="BESTNET-CLOUD",
    messages=(Message("m1", "Support", True, datetime(2026, 6, 9, 11, 30), "Which VPS?"),),
)
CLOSED = replace(OPEN, status="Closed", state="closed")
NO_EDITOR = {"PATH": ""}

REMOVED = "An encrypted message is removed from the ticket when the ticket is closed.\n"


def make_portal(ticket: Ticket = OPEN) -> FakePortal:
    return FakePortal([ticket], now=lambda: datetime(2026, 6, 9, 12, 0))


def cut_short(ticket: Ticket) -> Ticket:
    """What a database makes of a text that it cannot hold."""
    *before, last = ticket.messages or ()
    return replace(ticket, messages=(*before, replace(last, body=last.body[:9])))


def get_sent(context: FakeContext) -> NewReply:
    """The one reply that arrived."""
    (reply,) = context.portal.sent
    assert isinstance(reply, NewReply)
    return reply


class TestAsACommand:
    @pytest.mark.parametrize(
        "named",
        [
            "482913",
            "#482913",
            "https://hb.bestnetllc.co.jp/tickets/view/482913/&hash=0f2a",
            "https://hb.bestnetllc.co.jp/?cmd=tickets&action=view&num=482913",
        ],
    )
    def test_answers_the_ticket_however_it_is_named(self, make_context: MakeContext, named: str) -> None:
        """Guide: “You can send additional communications from the reply section.”"""
        context = make_context(make_portal())
        assert context.run("reply", named, "-m", "web1") == Exit.DONE
        assert get_sent(context).body == "web1"
        assert context.out == "482913\thttps://hb.bestnetllc.co.jp/tickets/view/482913/\n"
        assert context.drafts.all() == ()

    def test_with_files_and_encryption(self, make_context: MakeContext, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(PNG)
        (tmp_path / "logs").mkdir()
        (tmp_path / "logs" / "a.log").write_text("one")
        context = make_context(make_portal())
        code = context.run(
            *("reply", "482913", "-m", "x", "--encrypt", "--zip"),
            *("-a", str(tmp_path / "*.png"), "-a", str(tmp_path / "logs")),
        )
        assert (code, context.err) == (Exit.DONE, REMOVED)
        assert [file.name for file in get_sent(context).files] == ["a.png", "logs.zip"]
        assert get_sent(context).encrypt

    def test_in_json(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.run("reply", "482913", "-m", "web1", "--json")
        answer = json.loads(context.out)
        assert answer["number"] == "482913"
        assert [message["body"] for message in answer["messages"]] == ["Which VPS?", "web1"]

    def test_closes_the_ticket_afterwards(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        assert context.run("reply", "482913", "-m", "It works.", "--close") == Exit.DONE
        assert context.portal.stored["482913"].closed
        assert "Ticket 482913 is closed." in context.err

    def test_in_json_a_closed_ticket_is_closed(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.run("reply", "482913", "-m", "It works.", "--close", "--json")
        assert json.loads(context.out)["status"] == "Closed"

    def test_leaves_it_open_where_the_reply_is_not_as_asked(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.portal.store_as = cut_short
        assert context.run("reply", "482913", "-m", "It works. Thanks!", "--close") == Exit.IN_PART
        assert not context.portal.stored["482913"].closed
        assert "Ticket 482913 was left open" in context.err

    def test_says_so_when_it_cannot_be_closed(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.portal.fail("close", ContentRefused(["You can't close this ticket"]))
        assert context.run("reply", "482913", "-m", "It works.", "--close") == Exit.IN_PART
        assert context.out.startswith("482913\t")
        assert "Your reply arrived, but ticket 482913 could not be closed." in context.err
        assert "ticket close 482913" in context.err
        assert "--recover" not in context.err

    def test_a_missing_message_is_named_with_its_flags(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        assert context.run("reply", "482913") == Exit.USAGE
        assert "--message TEXT, --message-file FILE or --editor" in context.err
        assert context.portal.calls == []

    def test_what_is_no_ticket_is_told(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        assert context.run("reply", "VPS", "-m", "x") == Exit.USAGE
        assert "“VPS” is not a ticket number or URL." in context.err

    def test_another_portals_link_is_refused(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        code = context.run("reply", "https://portal.example.com/tickets/view/482913/", "-m", "x")
        assert code == Exit.USAGE
        assert context.portal.calls == []

    def test_a_bad_file_is_told_before_any_request(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        assert context.run("reply", "482913", "-m", "x", "-a", "absent.png") == Exit.REFUSED
        assert context.portal.calls == []
        assert context.drafts.all() == ()

    def test_standard_input_is_kept_when_the_ticket_does_not_exist(self, make_context: MakeContext) -> None:
        context = make_context(make_portal(), stdin="typed")
        assert context.run("reply", "1", "--message-file", "-") == Exit.FAILED
        (entry,) = context.drafts.all()
        assert entry.draft == Draft(kind="reply", number="1", message="typed")
        assert f"Saved as a draft. Continue with: ticket reply 1 --recover {entry.id}\n" in context.err

    def test_a_dry_run_changes_nothing(self, make_context: MakeContext) -> None:
        context = make_context(make_portal(CLOSED))
        code = context.run("reply", "482913", "-m", "x", "--reopen", "--close", "--dry-run")
        assert code == Exit.DONE
        assert context.out == "Reply to: 482913\nClose afterwards: yes\n\nx\n"
        assert context.portal.sent == []
        assert context.portal.stored["482913"].closed
        assert context.drafts.all() == ()

    def test_a_dry_run_in_json(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.run("reply", "482913", "-m", "x", "--dry-run", "--json")
        answer = json.loads(context.out)
        assert (answer["dry_run"], answer["number"], answer["message"]) == (True, "482913", "x")


class TestAClosedTicket:
    def test_takes_no_reply_without_being_told_to_reopen(self, make_context: MakeContext) -> None:
        context = make_context(make_portal(CLOSED))
        assert context.run("reply", "482913", "-m", "x") == Exit.REFUSED
        assert "Ticket 482913 is closed" in context.err
        assert "Add --reopen" in context.err
        assert context.portal.sent == []

    def test_is_reopened_first(self, make_context: MakeContext) -> None:
        context = make_context(make_portal(CLOSED))
        assert context.run("reply", "482913", "-m", "x", "--reopen") == Exit.DONE
        assert [name for name, _ in context.portal.calls if name in ("reopen", "reply")] == [
            "reopen",
            "reply",
        ]

    def test_reopen_does_no_harm_to_an_open_one(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        assert context.run("reply", "482913", "-m", "x", "--reopen") == Exit.DONE
        assert "reopen" not in [name for name, _ in context.portal.calls]

    @pytest.mark.parametrize(("answer", "code"), [(True, Exit.DONE), (False, Exit.REFUSED)])
    def test_is_offered_to_be_reopened(self, make_context: MakeContext, answer: bool, code: Exit) -> None:
        prompter = Scripted([("Ticket 482913 is closed. Reopen it to reply?", answer)])
        context = make_context(make_portal(CLOSED), terminal=True, prompter=prompter)
        assert context.run("reply", "482913", "-m", "x") == code
        assert len(context.portal.sent) == answer


class TestFailure:
    def test_keeps_the_draft_and_recover_sends_it(self, make_context: MakeContext) -> None:
        first = make_context(make_portal())
        first.portal.fail("reply", NotSent("No connection."))
        assert first.run("reply", "482913", "-m", "web1") == Exit.UNREACHABLE
        (entry,) = first.drafts.all()
        assert f"Saved as a draft. Continue with: ticket reply 482913 --recover {entry.id}" in first.err
        context = make_context(make_portal())
        assert context.run("reply", "482913", "--recover", entry.id) == Exit.DONE
        assert get_sent(context).body == "web1"
        assert context.drafts.all() == ()

    def test_recover_to_another_ticket_is_refused(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        entry = context.drafts.save(Draft(kind="reply", number="17", message="x"), "")
        assert context.run("reply", "482913", "--recover", entry.id) == Exit.USAGE
        assert "That draft is a reply to ticket 17, not 482913." in context.err

    def test_a_lost_answer_is_looked_for(self, make_context: MakeContext) -> None:
        context = make_context(make_portal())
        context.portal.fail("reply", OutcomeUnknown("No answer came."), after=True)
        assert context.run("reply", "482913", "-m", "web1") == Exit.DONE
        assert len(context.portal.sent) == 1
        assert context.drafts.all() == ()


def test_the_editor_shows_the_last_message_as_a_comment(make_context: MakeContext, tmp_path: Path) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\ncp "$1" "$1.seen"; mv "$1.seen" "$SEEN"; echo "My answer" >> "$1"\n')
    editor.chmod(0o700)
    seen = tmp_path / "seen"
    script = editor.read_text().replace("$SEEN", str(seen))
    editor.write_text(script)
    context = make_context(make_portal(), env={"TICKET_EDITOR": str(editor)})
    assert context.run("reply", "482913", "-e", "--yes") == Exit.DONE, context.err
    assert "#| > Which VPS?" in seen.read_text()
    assert get_sent(context).body == "My answer"


class TestAsAWizard:
    script: tuple[tuple[str, Answer], ...] = (("Message", "web1"),)

    def talk(self, make_context: MakeContext, *script: tuple[str, Answer]) -> FakeContext:
        self.prompter = Scripted(script)
        return make_context(make_portal(), terminal=True, env=NO_EDITOR, prompter=self.prompter)

    def test_shows_the_last_message_asks_reviews_and_sends(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *self.script, ("What next", "send"))
        assert context.run("reply", "482913") == Exit.DONE
        assert "> Which VPS?" in self.prompter.said[0]
        assert get_sent(context).body == "web1"

    def test_ctrl_c_loses_nothing(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, ("Message", CutShort()))
        assert context.run("reply", "482913") == Exit.CANCELLED
        assert context.drafts.all() == ()
        context = self.talk(make_context, *self.script, ("What next", CutShort()))
        assert context.run("reply", "482913") == Exit.CANCELLED
        assert [entry.draft.message for entry in context.drafts.all()] == ["web1"]
        assert "--recover" in context.err

    def test_keeps_it_as_a_draft(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *self.script, ("What next", "keep"))
        assert context.run("reply", "482913") == Exit.DONE
        (entry,) = context.drafts.all()
        assert f"ticket reply 482913 --recover {entry.id}" in context.err
        again = self.talk(make_context, ("What next", "send"))
        assert again.run("reply", "482913", "--recover", entry.id) == Exit.DONE
        assert get_sent(again).body == "web1"

    def test_cancel_throws_the_draft_away_only_when_told_to(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *self.script, ("What next", "cancel"), ("Discard", True))
        assert context.run("reply", "482913") == Exit.CANCELLED
        assert context.drafts.all() == ()

    def test_yes_asks_for_the_message_alone(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, ("Message", "web1"))
        assert context.run("reply", "482913", "--yes") == Exit.DONE

    def test_a_ticket_that_cannot_be_read_is_told_before_anything_is_typed(
        self, make_context: MakeContext
    ) -> None:
        context = self.talk(make_context)
        context.portal.fail("ticket", PortalUnreachable("No connection."))
        assert context.run("reply", "482913") == Exit.UNREACHABLE
        assert context.drafts.all() == ()


def test_a_number_that_is_not_there_leaves_a_draft_only_of_what_the_same_options_do_not_make(
    make_context: MakeContext,
) -> None:
    context = make_context(make_portal())
    assert context.run("reply", "999999", "-m", "Hello") == Exit.FAILED
    assert context.drafts.all() == ()
    assert "--recover" not in context.err
    context = make_context(make_portal(), stdin="Typed.")
    assert context.run("reply", "999999", "--message-file", "-") == Exit.FAILED
    assert [entry.draft.message for entry in context.drafts.all()] == ["Typed."]
