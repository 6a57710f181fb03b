"""`ticket new --from` with several tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.conftest import NOW, MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.ticket_files import THREE, list_subjects, read_results

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


@pytest.fixture
def three(tmp_path: Path) -> str:
    """A file of three tickets."""
    file = tmp_path / "three.yaml"
    file.write_text(THREE)
    return str(file)


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
