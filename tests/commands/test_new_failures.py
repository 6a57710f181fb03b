"""`ticket new` where something fails: nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import CAPABILITIES, FakePortal
from tests.commands.new_ticket import GIVEN, drafts, sent

from ticketcli.accounts.accounts import Account
from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft
from ticketcli.portals.base import NotSent, OutcomeUnknown, PortalUnreachable
from ticketcli.portals.capabilities import Route


class TestFailure:
    def test_keeps_the_draft_and_says_what_brings_it_back(self, make_context: MakeContext) -> None:
        context = make_context()
        context.portal.fail("create", NotSent("No connection to hb.bestnetllc.co.jp."))
        assert context.run(*GIVEN) == Exit.UNREACHABLE
        (entry,) = drafts(context)
        assert context.err.endswith(f"Saved as a draft. Continue with: ticket new --recover {entry.id}\n")

    def test_recover_sends_it(self, make_context: MakeContext) -> None:
        first = make_context()
        first.portal.fail("create", NotSent("No connection."))
        first.run(*GIVEN)
        (entry,) = drafts(first)
        context = make_context()
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert sent(context).body == "No ping since 10:00."
        assert drafts(context) == ()

    def test_recover_takes_changes(self, make_context: MakeContext) -> None:
        first = make_context()
        first.portal.fail("create", NotSent("No connection."))
        first.run("new", "-d", "1", "-s", "x", "-m", "y")
        (entry,) = drafts(first)
        context = make_context()
        assert context.run("new", "--recover", entry.id[:4], "-d", "Billing") == Exit.DONE
        assert sent(context).department.name == "Billing"
        assert drafts(context) == ()

    def test_recover_of_what_may_have_arrived_is_refused(self, make_context: MakeContext) -> None:
        first = make_context()
        first.portal.store_as = lambda ticket: replace(ticket, subject="changed", messages=())
        first.portal.fail("create", OutcomeUnknown("No answer came."), after=True)
        assert first.run(*GIVEN) == Exit.UNKNOWN
        (entry,) = drafts(first)
        assert entry.state == "unconfirmed"
        assert f"ticket drafts send {entry.id}" in first.err
        assert "--recover" not in first.err
        context = make_context()
        assert context.run("new", "--recover", entry.id) == Exit.USAGE
        assert "may have arrived already" in context.err
        assert context.portal.calls == []

    def test_a_lost_answer_is_looked_for(self, make_context: MakeContext) -> None:
        context = make_context(terminal=True)
        context.portal.fail("create", OutcomeUnknown("No answer came."), after=True)
        assert context.run(*GIVEN) == Exit.DONE
        assert "it is there" in context.out
        assert drafts(context) == ()

    def test_recover_of_a_reply_names_the_right_command(self, make_context: MakeContext) -> None:
        context = make_context()
        entry = context.drafts.save(Draft(kind="reply", number="17", message="x"), "portal")
        assert context.run("new", "--recover", entry.id) == Exit.USAGE
        assert f"ticket reply 17 --recover {entry.id}" in context.err

    def test_not_as_asked_prints_the_number_first_and_ends_with_8(self, make_context: MakeContext) -> None:
        context = make_context()
        context.portal.store_as = lambda ticket: replace(ticket, subject="VPS")
        assert context.run(*GIVEN) == Exit.IN_PART
        assert context.out.startswith("482910\t")
        assert "Ticket 482910 was created, but not exactly as requested." in context.err
        assert "recover" not in context.err

    def test_what_cannot_be_read_back_is_not_believed(self, make_context: MakeContext) -> None:
        context = make_context()
        context.portal.fail("ticket", *[PortalUnreachable("No connection.")] * 20)
        assert context.run(*GIVEN) == Exit.IN_PART
        assert context.out.startswith("482910\t")
        assert "was created, but could not be verified" in context.err
        (entry,) = drafts(context)
        assert context.err.count(f"ticket drafts send {entry.id}") == 1

    def test_what_this_sign_in_cannot_carry_is_told_before_anything_is_sent(
        self, make_context: MakeContext, picture: Path
    ) -> None:
        offers = replace(CAPABILITIES, routes=(Route("api", open=True), Route("web", open=False)))
        context = make_context(FakePortal(capabilities=offers))
        assert context.run(*GIVEN, "-a", str(picture)) == Exit.REFUSED
        assert context.portal.sent == []

    def test_ctrl_c_while_sending_leaves_a_draft(self, make_context: MakeContext) -> None:
        context = make_context()

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        context.portal.create = interrupted  # type: ignore[assignment]
        assert context.run(*GIVEN) == Exit.CANCELLED
        (entry,) = drafts(context)
        assert f"ticket drafts send {entry.id}" in context.err


class TestWhereADraftBelongs:
    def test_to_the_account_it_was_written_for(self, make_context: MakeContext) -> None:
        first = make_context()
        first.accounts.add(Account("bestnet", "https://hb.bestnetllc.co.jp"))
        first.accounts.add(Account("other", "https://hb.bestnetllc.co.jp"))
        first.portal.fail("create", NotSent("No connection."))
        first.run(*GIVEN, "--portal", "OTHER")
        (entry,) = drafts(first)
        assert entry.portal == "other"
        context = make_context()
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert context.options.portal == "other"

    def test_or_to_the_portal_named_now(self, make_context: MakeContext) -> None:
        context = make_context()
        context.accounts.add(Account("terminal", "https://hb.bestnetllc.co.jp"))
        entry = context.drafts.save(Draft(department="1", subject="x", message="y"), "other")
        assert context.run("new", "--recover", entry.id, "--portal", "terminal") == Exit.DONE
        assert context.options.portal == "terminal"

    def test_to_the_practice_portal_by_its_name(self, make_context: MakeContext) -> None:
        context = make_context()
        context.portal.fail("create", NotSent("No connection."))
        context.run("--portal", "sandbox", *GIVEN)
        assert drafts(context)[0].portal == "sandbox"


def test_a_state_folder_that_is_a_file_is_told_before_anything_is_sent(make_context: MakeContext) -> None:
    context = make_context()
    context.folders.state.write_text("in the way")
    assert context.run(*GIVEN) == Exit.FAILED
    assert "The draft could not be saved" in context.err
    assert context.portal.calls == []


def test_text_in_another_encoding_is_not_sent_with_holes(make_context: MakeContext) -> None:
    context = make_context()
    latin = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert context.run("new", "-d", "BESTNET-CLOUD", "-s", "Coffee", "-m", latin) == Exit.USAGE
    assert "of --message is not text" in context.err
    assert context.portal.calls == []
