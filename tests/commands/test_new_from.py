"""`ticket new --from`: tickets from a file, checked whole, sent once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import URL, FakePortal
from tests.commands.ticket_files import ONE, list_subjects

from ticketcli.accounts.accounts import Account
from ticketcli.exit_codes import Exit
from ticketcli.portals.base import (
    NotSent,
    OutcomeUnknown,
    PortalUnreachable,
)


def test_a_draft_that_was_shown_can_be_sent_as_it_is(make_context: MakeContext, tmp_path: Path) -> None:
    picture = tmp_path / "screen.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n1234")
    first = make_context()
    first.portal.fail("create", NotSent("The portal cannot be reached."))
    supplied = (
        "-d",
        "best",
        "-s",
        "VPS is down",
        "-m",
        "No ping.",
        "-a",
        str(picture),
        "--cc",
        "a@example.com",
    )
    assert (
        first.run("new", *supplied, "--urgent", "--impact", "All", "--contact", "Phone") == Exit.UNREACHABLE
    )
    (entry,) = first.drafts.all()
    shown = make_context()
    shown.run("drafts", "show", entry.id, "--json")
    shown.drafts.delete(entry)

    context = make_context(stdin=shown.out)
    assert context.run("new", "--from", "-", "--json") == Exit.DONE
    (sent,) = context.portal.stored.values()
    assert sent.subject == "[URGENT] VPS is down"
    assert sent.cc == ("a@example.com",)
    assert sent.messages is not None
    assert [file.name for file in sent.messages[0].attachments] == ["screen.png"]


def test_what_is_given_beside_a_file_goes_before_it(make_context: MakeContext) -> None:
    context = make_context(stdin="department: Billing\nsubject: Invoice\nmessage: Hello\n")
    assert context.run("new", "--from", "-", "-s", "Another", "--encrypt", "--template", "{number}") == 0
    assert list_subjects(context.portal) == ["Another"]
    assert context.out == "482910\n"


def test_attachments_are_looked_for_beside_the_file(make_context: MakeContext, tmp_path: Path) -> None:
    folder = tmp_path / "alerts"
    folder.mkdir()
    (folder / "log.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (folder / "alert.yaml").write_text("department: Billing\nsubject: a\nmessage: b\nattachments: log.zip\n")
    context = make_context()
    assert context.run("new", "--from", str(folder / "alert.yaml")) == Exit.DONE, context.err
    assert list(context.portal.files.values()) == [b"PK\x05\x06" + bytes(18)]


def test_one_ticket_is_created_once_and_again_where_that_is_said(make_context: MakeContext) -> None:
    portal, text = FakePortal(), "department: Billing\nsubject: Invoice\nmessage: Hello\n"
    assert make_context(portal, stdin=text).run("new", "--from", "-") == Exit.DONE
    context = make_context(portal, stdin=text)
    assert context.run("new", "--from", "-") == Exit.DONE
    assert context.out.startswith("482910\thttps://")
    assert "Ticket 482910 was created from this on" in context.err
    assert "--again" in context.err
    context = make_context(portal, stdin=text)
    assert context.run("new", "--from", "-", "--jq", "[.number, .found]") == Exit.DONE
    assert context.out == '["482910", true]\n'
    assert len(portal.stored) == 1
    context = make_context(portal, stdin=text)
    assert context.run("new", "--from", "-", "--again") == Exit.DONE
    assert len(portal.stored) == 2


def test_with_its_message_from_elsewhere_it_is_recognised_as_well(
    make_context: MakeContext, tmp_path: Path
) -> None:
    file, portal = tmp_path / "t.yaml", FakePortal()
    file.write_text("department: Billing\nsubject: Invoice\n")
    for _ in range(2):
        context = make_context(portal, stdin="Not ours.")
        assert context.run("new", "--from", str(file), "--message-file", "-") == Exit.DONE, context.err
    assert len(portal.stored) == 1
    assert context.drafts.all() == ()
    context = make_context(portal, stdin="Another text.")
    assert context.run("new", "--from", str(file), "--message-file", "-") == Exit.DONE
    assert len(portal.stored) == 2


def test_after_a_failure_the_same_file_goes_on_with_its_draft(make_context: MakeContext) -> None:
    portal, text = FakePortal(), "department: Billing\nsubject: Invoice\nmessage: Hello\n"
    portal.fail("create", NotSent("No connection."))
    context = make_context(portal, stdin=text)
    assert context.run("new", "--from", "-") == Exit.UNREACHABLE
    (saved,) = context.drafts.all()
    assert f"ticket new --recover {saved.id}" in context.err
    assert make_context(portal, stdin=text).run("new", "--from", "-") == Exit.DONE
    assert make_context(portal).drafts.all() == ()
    assert len(portal.stored) == 1


@pytest.fixture
def names(make_context: MakeContext) -> tuple[str, str]:
    """Two names of one portal."""
    context, names = make_context(), ("one", "two")
    for name in names:
        context.accounts.add(Account(name, URL, "hanako@example.com"))
    return names


def test_under_another_name_of_the_portal_it_is_recognised(
    make_context: MakeContext, names: tuple[str, str]
) -> None:
    portal = FakePortal()
    for name in (*names, *names):
        context = make_context(portal, stdin=ONE)
        assert context.run("--portal", name, "new", "--from", "-") == Exit.DONE, context.err
    assert len(portal.stored) == 1


def test_a_draft_saved_under_another_name_of_the_portal_is_the_same(
    make_context: MakeContext, names: tuple[str, str]
) -> None:
    portal = FakePortal()
    portal.fail("create", NotSent("No connection."))
    first = make_context(portal, stdin=ONE)
    assert first.run("--portal", names[0], "new", "--from", "-") == Exit.UNREACHABLE
    context = make_context(portal, stdin=ONE)
    assert context.run("--portal", names[1], "new", "--from", "-") == Exit.DONE, context.err
    assert context.drafts.all() == ()


def test_one_that_may_have_arrived_is_found_and_not_sent_again(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.lag = 50
    portal.fail("create", OutcomeUnknown("No answer."), after=True)
    assert make_context(portal, stdin=ONE).run("new", "--from", "-") == Exit.UNKNOWN
    portal.lag = 0
    portal._hidden.clear()
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-", "--template", "{number}") == Exit.DONE
    assert context.out == "482910\n"
    assert len(portal.stored) == 1


def test_where_it_cannot_be_told_it_is_sent_only_when_that_is_said(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.fail("create", OutcomeUnknown("No answer."))
    assert make_context(portal, stdin=ONE).run("new", "--from", "-") == Exit.UNKNOWN
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-") == Exit.UNKNOWN
    assert portal.stored == {}
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-", "--again") == Exit.DONE
    assert len(portal.stored) == 1


def test_what_comes_from_standard_input_is_saved_before_the_portal_is_asked(
    make_context: MakeContext, tmp_path: Path
) -> None:
    file, portal = tmp_path / "t.yaml", FakePortal()
    file.write_text("department: Billing\nsubject: Invoice\n")
    portal.fail("capabilities", PortalUnreachable("No answer."))
    context = make_context(portal, stdin="Not ours.")
    assert context.run("new", "--from", str(file), "--message-file", "-") == Exit.UNREACHABLE
    assert [entry.draft.message for entry in context.drafts.all()] == ["Not ours."]


def test_what_comes_from_standard_input_is_saved_where_something_lacks(
    make_context: MakeContext, tmp_path: Path
) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("department: Billing\n")
    context = make_context(stdin="Not ours.")
    assert context.run("new", "--from", str(file), "--message-file", "-") == Exit.USAGE
    assert [entry.draft.message for entry in context.drafts.all()] == ["Not ours."]


def test_of_one_that_cannot_be_sent_no_draft_stays(make_context: MakeContext) -> None:
    context = make_context(stdin=ONE.replace("Billing", "Sales"))
    assert context.run("new", "--from", "-") == Exit.USAGE
    assert context.drafts.all() == ()


def test_again_without_a_file_is_wrong_usage(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("new", "--again", "-d", "Billing", "-s", "a", "-m", "b") == Exit.USAGE
    assert context.portal.calls == []


def test_a_file_that_is_not_there_is_named(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("new", "--from", "/nowhere/t.yaml") == Exit.USAGE
    assert context.err == "ticket: The file “/nowhere/t.yaml” cannot be read: No such file or directory.\n"


def test_two_texts_cannot_both_come_from_standard_input(make_context: MakeContext) -> None:
    context = make_context(stdin="subject: x\n")
    assert context.run("new", "--from", "-", "--message-file", "-") == Exit.USAGE
    assert "--from - and --message-file - cannot both read standard input." in context.err
    assert make_context().run("new", "--from", "x.yaml", "--recover", "d-aaaa") == Exit.USAGE


def test_a_record_that_is_damaged_still_says_that_it_was_created(make_context: MakeContext) -> None:
    portal = FakePortal()
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-") == Exit.DONE
    (record,) = (context.drafts.folder / "created").glob("*.json")
    record.write_text("damaged")
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-") == Exit.USAGE
    assert "the record of its number is damaged" in context.err
    assert "ticket list --state all" in context.err
    assert "--again" in context.err
    assert len(portal.stored) == 1


def test_a_run_that_was_killed_between_noting_and_finishing_is_finished(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.fail("create", NotSent("No connection."))
    context = make_context(portal, stdin=ONE)
    context.run("new", "--from", "-")
    (entry,) = context.drafts.all()
    assert entry.origin is not None
    sent = context.drafts.mark_sending(entry, [], "api")
    context.drafts.note_confirmed(sent, "482910")
    context.drafts.history.note_created(entry.origin, "482910")
    context = make_context(portal, stdin=ONE)
    assert context.run("new", "--from", "-", "--again") == Exit.DONE
    assert (len(portal.stored), context.drafts.all()) == (1, ())
    assert len(context.drafts.history.confirmed()) == 2
