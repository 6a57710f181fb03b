"""`ticket new --from`: tickets from a file, checked whole, sent once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import NOW, FakeContext, MakeContext
from tests.commands.fake_portal import URL, FakePortal

from ticketcli.accounts.accounts import Account
from ticketcli.exit_codes import Exit
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import (
    NewTicket,
    NotSent,
    OutcomeUnknown,
    PortalUnreachable,
    Progress,
    Receipt,
    SignInRefused,
)

THREE = """\
- department: Billing
  subject: Invoice 17
  message: Not ours.
- department: BESTNET-CLOUD
  subject: VPS is down
  message: No ping.
- department: Billing
  subject: Invoice 18
  message: Not ours either.
"""


@pytest.fixture
def three(tmp_path: Path) -> str:
    """A file of three tickets."""
    file = tmp_path / "three.yaml"
    file.write_text(THREE)
    return str(file)


def read_results(context: FakeContext) -> list[dict[str, Any]]:
    return [json.loads(line) for line in context.out.splitlines()]


def list_subjects(portal: FakePortal) -> list[str]:
    return [ticket.subject for ticket in portal.stored.values()]


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


ONE = "department: Billing\nsubject: Invoice\nmessage: Hello\n"


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


def test_where_nothing_was_saved_no_drafts_are_promised(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.fail("create", NotSent("No connection."))
    make_context(portal).run("new", "--from", three)
    portal.fail("capabilities", PortalUnreachable("No answer."))
    context = make_context(portal)
    assert context.run("new", "--from", three) == Exit.UNREACHABLE
    assert "Saved as drafts" not in context.err
    assert len(context.drafts.all()) == 3


def test_what_did_not_arrive_is_sent_when_it_cannot_come_any_more(
    make_context: MakeContext, three: str
) -> None:
    portal = FakePortal()
    portal.fail("create", OutcomeUnknown("No answer."))
    assert make_context(portal).run("new", "--from", three) == Exit.IN_PART
    context = make_context(portal, now=lambda: NOW + timedelta(minutes=70))
    assert context.run("new", "--from", three, "--json") == Exit.DONE, context.err
    assert [each["outcome"] for each in read_results(context)] == ["created", "already", "already"]
    assert len(portal.stored) == 3


def test_several_are_created_with_a_line_each(make_context: MakeContext, three: str) -> None:
    context = make_context()
    assert context.run("new", "--from", three) == Exit.DONE
    lines = [line.split("\t") for line in context.out.splitlines()]
    assert [(line[0], line[1], line[2], line[4]) for line in lines] == [
        ("1", "created", "482910", "Invoice 17"),
        ("2", "created", "482911", "VPS is down"),
        ("3", "created", "482912", "Invoice 18"),
    ]
    assert context.err == "Of 3 tickets: 3 created.\n"
    assert list_subjects(context.portal) == ["Invoice 17", "VPS is down", "Invoice 18"]
    assert context.drafts.all() == ()


def test_json_has_a_line_for_each_result(make_context: MakeContext, three: str) -> None:
    context = make_context()
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert read_results(context)[1] == {
        "entry": 2,
        "line": 4,
        "outcome": "created",
        "number": "482911",
        "url": "https://hb.bestnetllc.co.jp/tickets/view/482911/",
        "subject": "VPS is down",
        "draft": None,
        "differences": [],
        "error": None,
        "exit": 0,
    }
    context = make_context(FakePortal())
    context.run("new", "--from", three, "--again", "--fields", "entry,number")
    assert read_results(context)[0] == {"entry": 1, "number": "482910"}


def test_run_again_nothing_is_created_twice(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    assert make_context(portal).run("new", "--from", three) == Exit.DONE
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert [(each["outcome"], each["number"]) for each in read_results(context)] == [
        ("already", "482910"),
        ("already", "482911"),
        ("already", "482912"),
    ]
    assert context.err == "Of 3 tickets: 3 already created.\n"
    assert len(portal.stored) == 3


def test_an_entry_that_changed_is_another_one(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    make_context(portal).run("new", "--from", three)
    Path(three).write_text(THREE.replace("No ping.", "No ping since 10:00."))
    assert make_context(portal).run("new", "--from", three) == Exit.DONE
    assert len(portal.stored) == 4


def test_another_portal_has_not_got_it(make_context: MakeContext, three: str) -> None:
    make_context().run("--portal", "https://one.example.com", "new", "--from", three)
    context = make_context(FakePortal())
    assert context.run("--portal", "https://two.example.com", "new", "--from", three) == Exit.DONE
    assert len(context.portal.stored) == 3


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        (
            ("subject: VPS is down", "subjct: VPS is down"),
            Exit.USAGE,
            "Entry 2, line 5: Unknown field “subjct”",
        ),
        (("message: No ping.", "message: ''"), Exit.REFUSED, "Entry 2, line 4: The message is empty."),
        (
            ("department: BESTNET-CLOUD", "department: Sales"),
            Exit.USAGE,
            "Entry 2, line 4: No department",
        ),
        (
            ("message: No ping.", "attachments: [gone.zip]\n  message: x"),
            Exit.REFUSED,
            "Entry 2, line 4: ",
        ),
        (("message: No ping.", "cc: nobody\n  message: x"), Exit.REFUSED, "Entry 2, line 4: "),
        (("message: No ping.", "message: [No ping"), Exit.USAGE, "Invalid YAML"),
    ],
)
def test_where_one_entry_cannot_be_sent_none_is(
    make_context: MakeContext, three: str, change: tuple[str, str], code: Exit, sentence: str
) -> None:
    Path(three).write_text(THREE.replace(*change))
    context = make_context()
    assert context.run("new", "--from", three) == code
    assert sentence in context.err
    assert "Nothing was sent." in context.err
    assert context.portal.sent == []
    assert context.drafts.all() == ()
    assert context.out == ""


def test_every_entry_that_cannot_be_sent_is_named(make_context: MakeContext, three: str) -> None:
    Path(three).write_text(THREE.replace("department: Billing", "department: Sales"))
    context = make_context()
    assert context.run("new", "--from", three) == Exit.USAGE
    assert "Entry 1, line 1: No department “Sales”" in context.err
    assert "Entry 3, line 7: No department “Sales”" in context.err


def test_it_goes_on_past_what_the_portal_refuses(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.fail("create", ContentRefused(["This ticket cannot be opened due to blocked subject"]))
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.IN_PART
    found = read_results(context)
    assert [each["outcome"] for each in found] == ["refused", "created", "created"]
    assert found[0]["error"] == "This ticket cannot be opened due to blocked subject"
    assert found[0]["exit"] == Exit.REFUSED
    (saved,) = context.drafts.all()
    assert found[0]["draft"] == saved.id
    assert context.err == "Of 3 tickets: 2 created, 1 refused.\n"

    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert [each["outcome"] for each in read_results(context)] == ["created", "already", "already"]
    assert context.drafts.all() == ()
    assert len(portal.stored) == 3


def test_where_none_was_created_the_code_is_that_of_the_failure(
    make_context: MakeContext, three: str
) -> None:
    portal = FakePortal()
    portal.fail("create", *[ContentRefused(["Blocked."])] * 3)
    assert make_context(portal).run("new", "--from", three) == Exit.REFUSED


@pytest.mark.parametrize(
    ("error", "code"),
    [(NotSent("No connection."), Exit.UNREACHABLE), (SignInRefused("Refused."), Exit.SIGN_IN)],
)
def test_it_stops_where_all_others_would_fail_as_well(
    make_context: MakeContext, three: str, error: PortalUnreachable, code: Exit
) -> None:
    portal = FakePortal()
    portal.fail("create", error)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == code
    assert [each["outcome"] for each in read_results(context)] == ["failed", "not tried", "not tried"]
    assert len(context.drafts.all()) == 3
    assert make_context(portal).run("new", "--from", three) == Exit.DONE
    assert len(portal.stored) == 3
    assert make_context(portal).drafts.all() == ()


def test_a_portal_that_cannot_be_asked_leaves_all_as_drafts(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.fail("capabilities", PortalUnreachable("No answer."))
    context = make_context(portal)
    assert context.run("new", "--from", three) == Exit.UNREACHABLE
    assert "Saved as drafts. See: ticket drafts list" in context.err
    assert make_context(portal).run("new", "--from", three) == Exit.DONE
    assert len(portal.stored) == 3


@pytest.mark.parametrize("arrived", [True, False])
def test_what_may_have_arrived_is_looked_for_when_it_is_run_again(
    make_context: MakeContext, three: str, arrived: bool
) -> None:
    portal = FakePortal()
    portal.lag = 50
    portal.fail("create", OutcomeUnknown("No answer."), after=arrived)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.IN_PART
    assert read_results(context)[0]["outcome"] == "unknown"
    assert read_results(context)[0]["exit"] == Exit.UNKNOWN

    portal.lag = 0
    portal._hidden.clear()
    context = make_context(portal)
    code = context.run("new", "--from", three, "--json")
    outcomes = [each["outcome"] for each in read_results(context)]
    if arrived:
        assert (code, outcomes) == (Exit.DONE, ["already", "already", "already"])
    else:  # it may still come, so it is not sent again so soon
        assert (code, outcomes) == (Exit.IN_PART, ["unknown", "already", "already"])
    assert len(portal.stored) == (3 if arrived else 2)


def test_sent_by_its_draft_meanwhile_it_is_recognised_too(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.fail("create", ContentRefused(["Try later."]))
    context = make_context(portal)
    context.run("new", "--from", three)
    (saved,) = context.drafts.all()
    assert make_context(portal).run("drafts", "send", saved.id) == Exit.DONE
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert {each["outcome"] for each in read_results(context)} == {"already"}
    assert len(portal.stored) == 3


def test_a_dry_run_finds_what_the_portal_would_refuse(make_context: MakeContext, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(THREE.replace("BESTNET-CLOUD", "Nowhere"))
    portal = FakePortal()
    context = make_context(portal)
    assert context.run("new", "--from", str(file), "--dry-run") == Exit.USAGE
    assert "Entry 2, line 4: " in context.err
    assert context.out == ""
    assert portal.stored == {}


def test_a_dry_run_checks_all_and_sends_none(make_context: MakeContext, three: str) -> None:
    context = make_context()
    assert context.run("new", "--from", three, "--dry-run", "--json") == Exit.DONE
    assert [each["outcome"] for each in read_results(context)] == ["checked"] * 3
    assert context.portal.sent == []
    assert context.drafts.all() == ()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("-s", "Hello"), "The file has several tickets, so these options cannot be used: --subject."),
        (("-d", "Billing", "--encrypt"), "these options cannot be used: --dept, --encrypt."),
        (("--recover", "d-7f3k"), "--from and --recover cannot be used together"),
    ],
)
def test_what_does_not_go_with_a_file_of_several(
    make_context: MakeContext, three: str, arguments: tuple[str, ...], sentence: str
) -> None:
    context = make_context()
    assert context.run("new", "--from", three, *arguments) == Exit.USAGE
    assert sentence in context.err
    assert context.portal.calls == []


def test_again_without_a_file_is_wrong_usage(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("new", "--again", "-d", "Billing", "-s", "a", "-m", "b") == Exit.USAGE
    assert context.portal.calls == []


def test_a_file_that_is_not_there_is_named(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("new", "--from", "/nowhere/t.yaml") == Exit.USAGE
    assert context.err == "ticket: The file “/nowhere/t.yaml” cannot be read: No such file or directory.\n"


def test_folders_are_zipped_where_that_is_asked_for(make_context: MakeContext, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "syslog").write_text("unreachable\n")
    file = tmp_path / "t.yaml"
    file.write_text(THREE.replace("message: No ping.", "message: No ping.\n  attachments: logs"))
    context = make_context()
    assert context.run("new", "--from", str(file)) == Exit.REFUSED
    context = make_context()
    assert context.run("new", "--from", str(file), "--zip") == Exit.DONE, context.err
    assert [data[:2] for data in context.portal.files.values()] == [b"PK"]
    portal = context.portal
    assert make_context(portal).run("new", "--from", str(file), "--zip") == Exit.DONE
    assert len(portal.stored) == 3


def test_what_is_wrong_in_a_file_is_told_before_the_portal_is_asked(
    make_context: MakeContext, three: str
) -> None:
    Path(three).write_text(THREE.replace("message: No ping.", "cc: nobody\n  message: x"))
    context = make_context()
    assert context.run("new", "--from", three) == Exit.REFUSED
    assert context.portal.calls == []


def test_what_is_zipped_for_a_draft_lies_beside_it(
    make_context: MakeContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "syslog").write_text("unreachable\n")
    file, elsewhere = tmp_path / "t.yaml", tmp_path / "elsewhere"
    file.write_text(THREE.replace("message: No ping.", "message: No ping.\n  attachments: logs"))
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert make_context().run("new", "--from", str(file), "--zip") == Exit.DONE
    assert list(elsewhere.iterdir()) == []


def test_two_texts_cannot_both_come_from_standard_input(make_context: MakeContext) -> None:
    context = make_context(stdin="subject: x\n")
    assert context.run("new", "--from", "-", "--message-file", "-") == Exit.USAGE
    assert "--from - and --message-file - cannot both read standard input." in context.err
    assert make_context().run("new", "--from", "x.yaml", "--recover", "d-aaaa") == Exit.USAGE


ONE = "department: Billing\nsubject: Invoice\nmessage: Hello\n"


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


class InterruptedPortal(FakePortal):
    """One whose user presses Ctrl-C as the second ticket is sent."""

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        if self.sent:
            raise KeyboardInterrupt
        return super().create(ticket, progress)


def test_ctrl_c_tells_how_many_were_created(make_context: MakeContext, three: str) -> None:
    context = make_context(InterruptedPortal())
    assert context.run("new", "--from", three) == Exit.CANCELLED
    assert "Cancelled. 1 of 3 tickets were created.\nRun the same command again" in context.err


def test_a_dry_run_says_what_was_created_before(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    make_context(portal).run("new", "--from", three)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--dry-run", "--json") == Exit.DONE
    assert [(each["outcome"], each["number"]) for each in read_results(context)][:1] == [
        ("already", "482910")
    ]


def test_all_are_created_again_where_that_is_said(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    make_context(portal).run("new", "--from", three)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--again", "--json") == Exit.DONE
    assert [each["outcome"] for each in read_results(context)] == ["created"] * 3
    assert len(portal.stored) == 6


def test_one_that_is_not_as_asked_is_created_in_part(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.store_as = lambda ticket: replace(ticket, department="Sales")
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.IN_PART
    first = read_results(context)[0]
    assert (first["outcome"], first["exit"], first["draft"]) == ("partly", Exit.IN_PART, None)
    assert first["differences"] == ["The department is “Sales” and not “Billing”."]


def test_one_that_cannot_be_read_back_keeps_its_draft(make_context: MakeContext, three: str) -> None:
    portal = FakePortal()
    portal.fail("ticket", *[PortalUnreachable("The portal is down.")] * 40)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.IN_PART
    first = read_results(context)[0]
    assert (first["outcome"], first["number"]) == ("partly", "482910")
    assert first["differences"] == ["It could not be verified: The portal is down."]
    assert first["draft"] in [entry.id for entry in context.drafts.all()]


def test_one_that_was_a_draft_of_the_same_words_is_known_from_then_on(
    make_context: MakeContext, three: str
) -> None:
    portal = FakePortal()
    portal.fail("create", OutcomeUnknown("No answer."), after=True)
    portal.lag = 50
    context = make_context(portal)
    options = ("--department", "Billing", "--subject", "Invoice 17", "--message", "Not ours.")
    assert context.run("new", *options) == Exit.UNKNOWN
    portal.lag = 0
    portal._hidden.clear()
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert len(portal.stored) == 3
    (_first, *_others) = read_results(context)
    context = make_context(portal)
    assert context.run("new", "--from", three, "--json") == Exit.DONE
    assert [each["outcome"] for each in read_results(context)] == ["already"] * 3
    assert len(portal.stored) == 3


def test_what_is_refused_for_its_content_alone_is_no_wrong_usage(
    make_context: MakeContext, three: str
) -> None:
    Path(three).write_text(THREE.replace("message: No ping.", "attachments: [gone.zip]\n  message: x"))
    context = make_context()
    assert context.run("new", "--from", three, "--dry-run") == Exit.REFUSED
