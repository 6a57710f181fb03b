"""`ticket new`: what is sent, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.new_ticket import GIVEN, REMOVED, drafts, only_draft, sent

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import NotSent, SignInNeeded


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
