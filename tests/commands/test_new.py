"""`ticket new`: what is sent, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import CAPABILITIES, FakePortal

from ticketcli.accounts.accounts import Account
from ticketcli.drafts.entry import Entry
from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft, Unfinished
from ticketcli.portals.base import NewTicket, NotSent, OutcomeUnknown, PortalUnreachable, SignInNeeded
from ticketcli.portals.capabilities import Capabilities, Feature, Route
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.scripted_prompter import Answer, Scripted

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
GIVEN = ("new", "-d", "bestnet", "-s", "VPS is down", "-m", "No ping since 10:00.")

REMOVED = "An encrypted message is removed from the ticket when the ticket is closed.\n"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "screen.png"
    path.write_bytes(PNG)
    return path


def sent(context: FakeContext) -> NewTicket:
    """The one ticket that arrived."""
    (ticket,) = context.portal.sent
    assert isinstance(ticket, NewTicket)
    return ticket


def drafts(context: FakeContext) -> tuple[Entry, ...]:
    return context.drafts.all()


def only_draft(context: FakeContext) -> Draft:
    (entry,) = drafts(context)
    return entry.draft


class TestAsACommand:
    def test_sends_at_once_with_everything_given(self, make_context: MakeContext, picture: Path) -> None:
        context = make_context()
        code = context.run(
            *GIVEN,
            *("--service", "21", "--cc", "a@example.com, b@example.com", "--cc", "c@example.com"),
            *("--attach", str(picture), "--encrypt", "--priority", "high"),
        )
        assert (code, context.err) == (Exit.DONE, REMOVED)
        ticket = sent(context)
        assert ticket.department.name == "BESTNET-CLOUD"
        assert (ticket.subject, ticket.body) == ("VPS is down", "No ping since 10:00.")
        assert ticket.service is not None
        assert ticket.service.id == "21"
        assert ticket.cc == ("a@example.com", "b@example.com", "c@example.com")
        assert (ticket.encrypt, ticket.priority) == (True, "high")
        assert [file.name for file in ticket.files] == ["screen.png"]
        assert drafts(context) == ()

    def test_on_a_terminal_too_it_asks_for_no_review(self, make_context: MakeContext) -> None:
        context = make_context(terminal=True)
        assert context.run(*GIVEN) == Exit.DONE
        assert "Ticket created!" in context.out

    def test_in_a_pipe_answers_with_number_and_link(self, make_context: MakeContext) -> None:
        context = make_context()
        context.run(*GIVEN)
        assert context.out == "482910\thttps://hb.bestnetllc.co.jp/tickets/view/482910/\n"

    def test_in_json_answers_with_the_ticket(self, make_context: MakeContext) -> None:
        context = make_context()
        context.run(*GIVEN, "--json")
        answer = json.loads(context.out)
        assert answer["number"] == "482910"
        assert answer["department"] == "BESTNET-CLOUD"
        assert answer["messages"][0]["body"] == "No ping since 10:00."

    def test_an_urgent_one_says_so_in_subject_and_message(self, make_context: MakeContext) -> None:
        """Guide: “Prefixing the subject line with [URGENT] ... impact ... preferred contact method”."""
        context = make_context()
        context.run(*GIVEN, "--urgent", "--impact", "service outage", "--contact", "phone")
        assert sent(context).subject == "[URGENT] VPS is down"
        assert sent(context).body.startswith("Impact: service outage\nPreferred contact method: phone\n\nNo")

    def test_an_urgent_one_without_impact_gets_a_hint(self, make_context: MakeContext) -> None:
        context = make_context()
        assert context.run(*GIVEN, "--urgent") == Exit.DONE
        assert "--impact and --contact" in context.err

    def test_names_every_missing_value_with_its_flag_in_one_error(self, make_context: MakeContext) -> None:
        context = make_context()
        assert context.run("new", "--encrypt") == Exit.USAGE
        assert context.err == (
            "ticket: Missing: --dept NAME, --subject TEXT, a message (--message TEXT, "
            "--message-file FILE or --editor).\n"
            "See: ticket new --help\n"
        )
        assert context.portal.calls == []

    def test_asks_nothing_with_no_input_even_on_a_terminal(self, make_context: MakeContext) -> None:
        context = make_context(terminal=True)
        assert context.run("new", "--no-input", "-s", "x") == Exit.USAGE
        assert "--subject" not in context.err

    @pytest.mark.parametrize(
        ("flags", "code", "words"),
        [
            (("--cc", "nobody"), Exit.REFUSED, "“nobody” is not an e-mail address"),
            (("--attach", "absent.png"), Exit.REFUSED, "File not found: “absent.png”."),
            (("--attach", "*.absent"), Exit.REFUSED, "No files match “*.absent”."),
            (("--impact", "all"), Exit.REFUSED, "add --urgent"),
            (("--priority", "highest"), Exit.USAGE, "“highest”. Choose from: low, medium, high."),
        ],
    )
    def test_bad_input_is_told_before_any_request(
        self, make_context: MakeContext, flags: tuple[str, ...], code: Exit, words: str
    ) -> None:
        context = make_context()
        assert context.run(*GIVEN, *flags) == code
        assert words in context.err
        assert context.portal.calls == []
        assert drafts(context) == ()

    def test_a_department_that_does_not_exist_lists_those_that_do(self, make_context: MakeContext) -> None:
        context = make_context()
        assert context.run("new", "-d", "Sales", "-s", "x", "-m", "y") == Exit.USAGE
        assert "No department “Sales”" in context.err
        assert "BESTNET-CLOUD" in context.err
        assert context.portal.sent == []
        assert drafts(context) == ()  # nothing was typed that the same command does not bring again
        assert "draft" not in context.err

    def test_all_faults_are_told_at_once(self, make_context: MakeContext, tmp_path: Path) -> None:
        program = tmp_path / "tool.exe"
        program.write_bytes(b"MZ")
        context = make_context()
        faulty = ("-a", "absent.png", "-a", str(program), "--cc", "boss", "-m", " ")
        assert context.run("new", "-d", "1", "-s", "x", *faulty) == Exit.USAGE
        faulty = (*faulty[:-1], "text")
        assert context.run("new", "-d", "1", "-s", "x", *faulty) == Exit.REFUSED
        for fault in ("File not found: “absent.png”", "“boss” is not an e-mail address", "“tool.exe”"):
            assert fault in context.err
        assert drafts(context) == ()

    def test_a_fixed_command_takes_the_draft_of_the_failed_one_away(self, make_context: MakeContext) -> None:
        first = make_context()
        first.portal.fail("create", NotSent("No connection."))
        first.run(*GIVEN)
        assert len(drafts(first)) == 1
        assert make_context().run(*GIVEN, "--cc", "boss@example.com") == Exit.DONE
        assert drafts(first) == ()

    def test_the_settings_hold_a_cc_and_a_contact(self, make_context: MakeContext) -> None:
        make_context().run("config", "set", "cc", "boss@example.com, ops@example.com")
        make_context().run("config", "set", "contact", "phone +81 3 1234 5678")
        context = make_context()
        assert context.run(*GIVEN, "--urgent", "--impact", "outage") == Exit.DONE
        assert sent(context).cc == ("boss@example.com", "ops@example.com")
        assert "phone +81 3 1234 5678" in sent(context).body
        context = make_context()
        assert context.run(*GIVEN, "--cc", "a@example.com") == Exit.DONE
        assert sent(context).cc == ("a@example.com",)


class TestMessage:
    def test_a_dash_as_the_message_reads_standard_input(self, make_context: MakeContext) -> None:
        context = make_context(stdin="from a pipe\n")
        assert context.run("new", "-d", "1", "-s", "x", "-m", "-") == Exit.DONE
        assert sent(context).body.strip() == "from a pipe"

    def test_from_standard_input_only_where_a_dash_asks_for_it(self, make_context: MakeContext) -> None:
        context = make_context(stdin="サーバーが落ちました。\r\n二行目\n")
        context.run(*GIVEN[:-2], "--message-file", "-")
        assert sent(context).body == "サーバーが落ちました。\n二行目"
        untouched = make_context(stdin="not read")
        untouched.run(*GIVEN)
        assert untouched.stdin.tell() == 0

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_from_a_file(self, make_context: MakeContext, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "message.txt"
        path.write_bytes("無法連線。\r\n".encode(encoding))
        context = make_context()
        assert context.run(*GIVEN[:-2], "--message-file", str(path)) == Exit.DONE
        assert sent(context).body == "無法連線。"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"caf\xe9", "is not UTF-8 text (byte 4)"),
            (b"a\x00b", "is not text"),
            (None, "cannot be read: No such file or directory"),
        ],
    )
    def test_a_file_that_is_no_text_is_told(
        self, make_context: MakeContext, tmp_path: Path, content: bytes | None, words: str
    ) -> None:
        path = tmp_path / "message.txt"
        if content is not None:
            path.write_bytes(content)
        context = make_context()
        assert context.run(*GIVEN[:-2], "--message-file", str(path)) == Exit.USAGE
        assert words in context.err

    def test_from_standard_input_is_kept_when_a_check_fails(self, make_context: MakeContext) -> None:
        context = make_context(stdin="half an hour of typing")
        code = context.run("new", "-d", "1", "-s", "x", "--message-file", "-", "--attach", "absent.png")
        assert code == Exit.REFUSED
        assert only_draft(context).message == "half an hour of typing"
        assert "Saved as a draft. Continue with: ticket new --recover " in context.err

    def test_from_standard_input_is_kept_when_something_is_missing(self, make_context: MakeContext) -> None:
        context = make_context(stdin="half an hour of typing")
        assert context.run("new", "--message-file", "-") == Exit.USAGE
        assert only_draft(context).message == "half an hour of typing"

    def test_from_standard_input_is_kept_without_a_sign_in(self, make_context: MakeContext) -> None:
        context = make_context(stdin="half an hour of typing")
        context.portal.fail("capabilities", SignInNeeded("Not signed in.", "Run: ticket auth login URL"))
        assert context.run(*GIVEN[:-2], "--message-file", "-") == Exit.SIGN_IN
        assert only_draft(context).message == "half an hour of typing"


@pytest.mark.skipif(os.name == "nt", reason="the editors here are shell scripts")
class TestEditor:
    def test_opens_on_the_message_that_is_given(self, make_context: MakeContext, tmp_path: Path) -> None:
        editor = tmp_path / "ed"
        editor.write_text('#!/bin/sh\necho "and more" >> "$1"\n')
        editor.chmod(0o700)
        context = make_context(env={"TICKET_EDITOR": str(editor)})
        assert context.run("new", "-d", "1", "-s", "x", "-m", "given", "-e") == Exit.DONE
        assert sent(context).body == "given\nand more"

    def editor(self, folder: Path, body: str) -> dict[str, str]:
        path = folder / "editor"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o700)
        return {"TICKET_EDITOR": str(path), "PATH": os.environ["PATH"]}

    def test_writes_the_message(self, make_context: MakeContext, tmp_path: Path) -> None:
        env = self.editor(tmp_path, 'sed -i "s/^What happened:/&\\nIt fell over./" "$1"')
        context = make_context(env=env)
        assert context.run(*GIVEN[:-2], "--editor") == Exit.DONE
        assert sent(context).body == "What happened:\nIt fell over."

    def test_saves_nothing_and_nothing_is_sent(self, make_context: MakeContext, tmp_path: Path) -> None:
        context = make_context(env=self.editor(tmp_path, "true"))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.USAGE
        assert "The message is empty, or the file was not saved in the editor" in context.err
        assert context.portal.sent == []

    def test_on_a_terminal_an_empty_text_is_asked_about(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        prompter = Scripted([("What next?", "terminal"), ("Message", "No ping.")])
        context = make_context(terminal=True, env=self.editor(tmp_path, "true"), prompter=prompter)
        assert context.run(*GIVEN[:-2], "--editor") == Exit.DONE
        assert sent(context).body == "No ping."

    def test_fails_and_the_text_stays(self, make_context: MakeContext, tmp_path: Path) -> None:
        context = make_context(env=self.editor(tmp_path, 'echo typed > "$1"; exit 1'))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.FAILED
        assert "What you wrote is in " in context.err
        (left,) = context.folders.state.glob("outbox/d-*/message.txt")
        assert left.read_text() == "typed\n"

    def test_what_it_saved_is_kept_when_the_portal_is_down(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        context = make_context(env=self.editor(tmp_path, 'echo typed > "$1"'))
        context.portal.fail("capabilities", PortalUnreachable("No connection."))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.UNREACHABLE
        assert only_draft(context).message == "typed"
        assert list(context.folders.state.glob("message-*")) == []


class TestAttachments:
    def test_patterns_are_expanded(self, make_context: MakeContext, picture: Path) -> None:
        (picture.parent / "b.png").write_bytes(PNG)
        context = make_context()
        context.run(*GIVEN, "-a", str(picture.parent / "*.png"))
        assert [file.name for file in sent(context).files] == ["b.png", "screen.png"]

    def test_another_kind_is_refused_and_zip_named(self, make_context: MakeContext, tmp_path: Path) -> None:
        """Guide: “Verify that the file extension is allowed”."""
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        assert context.run(*GIVEN, "-a", str(log)) == Exit.REFUSED
        assert "--zip" in context.err
        assert context.portal.sent == []

    def test_zip_packs_what_the_portal_does_not_take(self, make_context: MakeContext, tmp_path: Path) -> None:
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        assert context.run(*GIVEN, "-a", str(log), "--zip") == Exit.DONE
        assert [file.name for file in sent(context).files] == ["server.log.zip"]
        stored = tmp_path / "stored.zip"
        stored.write_bytes(context.portal.files["1"])
        with zipfile.ZipFile(stored) as archive:
            assert archive.read("server.log") == b"one"
        assert list((context.folders.state / "outbox").glob("d-*")) == []

    def test_a_draft_that_was_not_sent_names_the_zip_that_goes_with_it(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        context.portal.fail("create", NotSent("No connection."))
        context.run(*GIVEN, "-a", str(log), "--zip")
        (saved,) = only_draft(context).attachments
        assert saved.name == "server.log.zip"
        assert saved.is_file()

    @pytest.mark.skipif(sys.platform != "linux", reason="a clipboard is always there elsewhere")
    def test_the_clipboard_is_told_where_there_is_none(self, make_context: MakeContext) -> None:
        context = make_context(env={"PATH": ""})
        assert context.run(*GIVEN, "--attach-clipboard") == Exit.FAILED
        assert "There is no clipboard" in context.err
        assert context.portal.sent == []

    @pytest.mark.skipif(sys.platform != "linux", reason="the program that reads it is Linux's")
    def test_the_picture_in_the_clipboard_goes_along(self, make_context: MakeContext, tmp_path: Path) -> None:
        (tmp_path / "picture").write_bytes(PNG)
        xclip = tmp_path / "xclip"
        xclip.write_text(f"#!/bin/sh\n/bin/cat {tmp_path}/picture\n")
        xclip.chmod(0o700)
        context = make_context(env={"PATH": str(tmp_path), "DISPLAY": ":0"})
        assert context.run(*GIVEN, "--attach-clipboard") == Exit.DONE
        assert [file.name for file in sent(context).files] == ["clipboard.png"]


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


class TestDryRun:
    def test_shows_what_would_be_sent_and_sends_nothing(
        self, make_context: MakeContext, picture: Path
    ) -> None:
        context = make_context()
        code = context.run(*GIVEN, "-a", str(picture), "--service", "17", "--encrypt", "--dry-run")
        assert code == Exit.DONE
        assert context.out == (
            "Department: BESTNET-CLOUD\n"
            "Subject: VPS is down\n"
            "Service: VPS 4GB (web1.example.com)\n"
            "Attachment: screen.png (40 bytes)\n"
            "Encrypted: yes\n"
            "\n"
            "No ping since 10:00.\n"
        )
        assert "Nothing was sent." in context.err
        assert {name for name, _ in context.portal.calls}.isdisjoint({"create", "reply"})
        assert drafts(context) == ()

    def test_in_json(self, make_context: MakeContext, picture: Path) -> None:
        context = make_context()
        context.run(*GIVEN, "-a", str(picture), "--dry-run", "--json")
        assert json.loads(context.out) == {
            "dry_run": True,
            "portal": "https://hb.bestnetllc.co.jp",
            "via": "web",
            "department": "BESTNET-CLOUD",
            "subject": "VPS is down",
            "message": "No ping since 10:00.",
            "service": None,
            "cc": [],
            "priority": None,
            "encrypt": False,
            "attachments": [{"name": "screen.png", "size": 40, "path": str(picture)}],
        }

    def test_finds_the_same_faults(self, make_context: MakeContext) -> None:
        context = make_context()
        assert context.run("new", "-d", "Sales", "-s", "x", "-m", "y", "--dry-run") == Exit.USAGE

    def test_keeps_what_came_from_standard_input(self, make_context: MakeContext) -> None:
        context = make_context(stdin="typed")
        assert context.run(*GIVEN[:-2], "--message-file", "-", "--dry-run") == Exit.DONE
        assert only_draft(context).message == "typed"
        assert "Saved as a draft. Continue with: ticket new --recover" in context.err


QUESTIONS: tuple[tuple[str, Answer], ...] = (
    ("Which department", "BESTNET-CLOUD"),
    ("Subject", "VPS is down"),
    ("Message", "No ping."),
)
ADD_CC: tuple[tuple[str, Answer], ...] = (("What next", "change"), ("What do you want", "CC"))
NO_EDITOR = {"PATH": ""}


class TestAsAWizard:
    def talk(self, make_context: MakeContext, *script: tuple[str, Answer]) -> FakeContext:
        return make_context(terminal=True, env=NO_EDITOR, prompter=Scripted(script))

    def test_asks_reviews_and_sends(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "send"))
        assert context.run("new") == Exit.DONE
        assert sent(context).subject == "VPS is down"
        assert "Ticket created!" in context.out
        assert drafts(context) == ()

    def test_flags_answer_questions(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, QUESTIONS[2], ("What next", "send"))
        assert context.run("new", "-d", "1", "-s", "x", "--cc", "a@example.com") == Exit.DONE
        assert sent(context).cc == ("a@example.com",)

    def test_yes_asks_only_for_what_must_be_there(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS[:3])
        assert context.run("new", "--yes") == Exit.DONE
        assert sent(context).body == "No ping."

    @pytest.mark.parametrize("stop", range(len(QUESTIONS)))
    def test_ctrl_c_at_any_question_loses_nothing(self, make_context: MakeContext, stop: int) -> None:
        context = self.talk(make_context, *QUESTIONS[:stop], (QUESTIONS[stop][0], CutShort()))
        assert context.run("new") == Exit.CANCELLED
        assert context.portal.sent == []
        if stop < 2:  # nothing typed yet
            assert drafts(context) == ()
            assert "recover" not in context.err
            return
        (entry,) = drafts(context)
        assert entry.draft.subject == "VPS is down"
        assert context.err.endswith(f"Saved as a draft. Continue with: ticket new --recover {entry.id}\n")

    def test_recover_goes_on_where_it_stopped(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS[:2], ("Message", CutShort("No pi")))
        first.run("new")
        (entry,) = drafts(first)
        assert entry.draft.unfinished == Unfinished("message", "No pi")
        context = self.talk(make_context, ("Message", ""), ("What next", "send"))
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert sent(context).body == "No pi"

    def test_recover_asks_for_the_cc_that_was_cut_short(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS, *ADD_CC, ("CC", CutShort("boss@exam")))
        assert first.run("new") == Exit.CANCELLED
        (entry,) = drafts(first)
        context = self.talk(make_context, ("CC", "boss@example.com"), ("What next", "send"))
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert sent(context).cc == ("boss@example.com",)

    def test_what_is_unfinished_is_not_sent_without_asking(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS, *ADD_CC, ("CC", CutShort("boss@exam")))
        first.run("new")
        (entry,) = drafts(first)
        context = make_context()
        assert context.run("new", "--recover", entry.id) == Exit.REFUSED
        assert "“boss@exam” was not completed" in context.err
        assert context.portal.sent == []
        assert context.run("drafts", "send", entry.id) == Exit.REFUSED
        assert context.run("new", "--recover", entry.id, "--cc", "boss@example.com") == Exit.DONE

    def test_keep_as_a_draft_is_no_failure(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "keep"))
        assert context.run("new") == Exit.DONE
        (entry,) = drafts(context)
        assert f"Saved as a draft. Continue with: ticket new --recover {entry.id}" in context.err
        assert context.portal.sent == []

    def test_cancel_throws_the_draft_away_only_when_told_to(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "cancel"), ("Discard", True))
        assert context.run("new") == Exit.CANCELLED
        assert drafts(context) == ()
        assert "recover" not in context.err

    def test_a_portal_that_fails_in_the_middle_leaves_the_draft(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS)
        context.portal.fail("check", PortalUnreachable("No connection."))
        assert context.run("new") == Exit.UNREACHABLE
        assert only_draft(context).message == "No ping."
        assert "Saved as a draft" in context.err

    def test_asks_only_what_the_portal_carries(self, make_context: MakeContext) -> None:
        offers = Capabilities(
            (Route("api", open=True), Route("web", open=True, carries=frozenset({Feature.CC})))
        )
        prompter = Scripted([*QUESTIONS, *ADD_CC, ("CC", "a@example.com"), ("What next", "send")])
        context = make_context(
            FakePortal(capabilities=offers), terminal=True, env=NO_EDITOR, prompter=prompter
        )
        assert context.run("new") == Exit.DONE
        prompter.finish()

    def test_what_only_a_form_with_a_captcha_carries_is_not_offered(self, make_context: MakeContext) -> None:
        routes = (Route("api", open=True), Route("web", open=True, carries=frozenset(Feature)))
        prompter = Scripted([*QUESTIONS, ("What next", "send")])
        context = make_context(
            FakePortal(capabilities=Capabilities(routes, ticket_captcha=True)),
            terminal=True,
            env=NO_EDITOR,
            prompter=prompter,
        )
        assert context.run("new") == Exit.DONE
        prompter.finish()

    def test_a_dry_run_says_that_nothing_goes(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "Check only, do not send"))
        assert context.run("new", "--dry-run") == Exit.DONE
        assert context.portal.sent == []
        assert "Saved as a draft" in context.err

    def test_a_folder_is_zipped_into_the_drafts_own_room(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        folder = tmp_path / "logs"
        folder.mkdir()
        (folder / "a.log").write_text("one")
        script: tuple[tuple[str, Answer], ...] = (
            *QUESTIONS,
            ("What next", "change"),
            ("What do you want", "Attachments"),
            ("Files or directories", str(folder)),
            ("zip file?", True),
            ("Add another?", CutShort()),
        )
        context = self.talk(make_context, *script)
        assert context.run("new") == Exit.CANCELLED
        (entry,) = drafts(context)
        assert entry.draft.attachments == (context.drafts.folder_for_files(entry) / "logs.zip",)
        assert entry.draft.message == "No ping."


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


def test_a_captcha_is_said_before_anything_is_typed(make_context: MakeContext) -> None:
    closed = (Route("api", open=False), Route("web", open=True))
    portal = FakePortal(capabilities=replace(CAPABILITIES, routes=closed, ticket_captcha=True))
    prompter = Scripted([("What do you want to do?", KeyboardInterrupt())])
    context = make_context(portal, terminal=True, env=NO_EDITOR, prompter=prompter)
    assert context.run("new") == Exit.CANCELLED
    assert "captcha" in prompter.said[0]
