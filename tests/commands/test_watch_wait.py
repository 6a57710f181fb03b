"""`ticket watch` and `ticket wait`."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from tests.commands.clock import Clock, close, write
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import NoSuchTicket, PortalError, PortalUnreachable, SignInRefused


@pytest.fixture
def portal() -> FakePortal:
    """Two open tickets."""
    return FakePortal([ticket("101", "VPS unreachable"), ticket("102", "Invoice 17")])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def recorder(tmp_path: Path) -> tuple[str, Path]:
    """A command that keeps what it was given and its environment, and where."""
    script, saved = tmp_path / "keep it.py", tmp_path / "kept"
    script.write_text(
        "import json, os, sys, pathlib\n"
        "data = {'in': json.load(sys.stdin), 'env': dict(os.environ), 'argv': sys.argv[1:]}\n"
        f"pathlib.Path({str(saved)!r}).open('a').write(json.dumps(data) + '\\n')\n"
    )
    return f"'{sys.executable}' '{script}' 'a b; touch {tmp_path}/injected' $HOME", saved


class TestWatch:
    """New messages as they come."""

    def test_without_a_number_every_open_ticket_is_watched(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        close(portal, "102")
        context = clock.drive(make_context(portal))
        clock.at(40, lambda: write(portal, "101", "We are looking."))
        clock.at(100, lambda: close(portal, "101"))
        assert context.run("watch") == Exit.DONE
        assert "We are looking." in context.out
        assert "102" not in context.err

    def test_without_an_open_ticket_there_is_nothing_to_watch(self, make_context: MakeContext) -> None:
        context = make_context(FakePortal([]))
        assert context.run("watch") == Exit.DONE
        assert context.err == "No open tickets.\n"

    def test_a_message_is_shown_when_it_comes(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        context = clock.drive(make_context(portal))
        clock.at(40, lambda: write(portal, "101", "We are looking.\nWait."))
        clock.at(100, lambda: close(portal, "101"))
        assert context.run("watch", "101") == Exit.DONE
        assert context.out == (
            "number\t101\nauthor\tSupport\nstaff\tyes\ntime\t2026-06-09T12:00:00+00:00\nencrypted\t\n"
            "--\nWe are looking.\nWait.\n--\n"
        )
        assert context.err == (
            "Watching ticket 101 (Open).\n"
            "Ticket 101: status is now Answered.\n"
            "Ticket 101: status is now Closed.\n"
        )

    def test_on_a_terminal_it_is_laid_out(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        env = {"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"}
        context = clock.drive(make_context(portal, terminal=True, env=env))
        clock.at(10, lambda: write(portal, "101", "We are looking.", status="Closed"))
        assert context.run("watch", "101") == Exit.DONE
        assert context.out == (
            "101  VPS unreachable\nSupport (staff)  2026-06-09 12:00 (just now)\n  We are looking.\n\n"
        )

    def test_json_is_a_line_for_each_message(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        context = clock.drive(make_context(portal))
        clock.at(10, lambda: write(portal, "101", "One"))
        clock.at(200, lambda: write(portal, "102", "Two", status="Closed"))
        clock.at(900, lambda: write(portal, "101", "Three", staff=False, status="Closed"))
        assert context.run("watch", "101", "102", "--json") == Exit.DONE
        found = [json.loads(line) for line in context.out.splitlines()]
        assert [(each["number"], each["body"], each["staff"]) for each in found] == [
            ("101", "One", True),
            ("102", "Two", True),
            ("101", "Three", False),
        ]
        assert found[0]["subject"] == "VPS unreachable"
        context = clock.drive(make_context(portal))
        assert context.run("watch", "101", "--fields", "number,nmber") == Exit.USAGE

    def test_it_looks_ever_more_seldom_and_soon_again_once_something_came(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        clock.at(8 * 3600, lambda: write(portal, "101", "At last."))
        clock.at(9 * 3600, lambda: close(portal, "101"))
        assert clock.drive(make_context(portal)).run("watch", "101") == Exit.DONE
        pauses = clock.pauses
        assert 13.5 <= pauses[0] <= 16.5
        assert all(13.5 <= pause <= 330 for pause in pauses)
        assert all(later > earlier * 0.8 for earlier, later in pairwise(pauses[:12]))
        assert len([pause for pause in pauses if pause <= 16.5]) == 2
        assert 9 * 12 < len(pauses) < 9 * 20

    def test_what_may_pass_is_told_and_waited_out(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        clock.at(20, lambda: portal.fail("ticket", PortalUnreachable("No answer."), PortalError("429.")))
        clock.at(200, lambda: write(portal, "101", "Hello", status="Closed"))
        context = clock.drive(make_context(portal))
        assert context.run("watch", "101") == Exit.DONE
        assert "Warning: No answer. Trying again.\n" in context.err
        assert "Hello" in context.out

    @pytest.mark.parametrize(
        ("error", "code"),
        [(SignInRefused("No."), Exit.SIGN_IN), (NoSuchTicket("Gone."), Exit.FAILED)],
    )
    def test_what_will_not_pass_ends_it(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, error: PortalError, code: Exit
    ) -> None:
        clock.at(20, lambda: portal.fail("ticket", error))
        assert clock.drive(make_context(portal)).run("watch", "101") == code

    def test_a_portal_that_cannot_be_reached_at_first_is_an_error(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        portal.fail("ticket", PortalUnreachable("No answer."))
        assert clock.drive(make_context(portal)).run("watch", "101") == Exit.UNREACHABLE
        assert clock.pauses == []

    def test_a_command_gets_each_message_as_json(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, recorder: tuple[str, Path]
    ) -> None:
        command, saved = recorder
        env = {"PATH": "/usr/bin:/bin", "TICKET_PASSWORD": "p4ss", "TICKET_TOKEN": "t0ken", "LANG": "C.UTF-8"}
        context = clock.drive(make_context(portal, env=env))
        clock.at(20, lambda: write(portal, "101", "$(touch injected) 山田", status="Closed"))
        assert context.run("watch", "101", "--exec", command) == Exit.DONE, context.err
        (line,) = saved.read_text().splitlines()
        reported = json.loads(line)
        assert reported["in"]["body"] == "$(touch injected) 山田"
        assert reported["in"]["number"] == "101"
        assert reported["argv"] == [f"a b; touch {saved.parent}/injected", "$HOME"]
        assert not (saved.parent / "injected").exists()
        assert not {"TICKET_PASSWORD", "TICKET_TOKEN"} & set(reported["env"])
        assert reported["env"]["LANG"] == "C.UTF-8"

    def test_a_command_that_fails_is_told_and_stops_nothing(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        context = clock.drive(make_context(portal, env={"PATH": "/usr/bin:/bin"}))
        clock.at(20, lambda: write(portal, "101", "One"))
        clock.at(50, lambda: write(portal, "101", "Two", status="Closed"))
        assert context.run("watch", "101", "--exec", "false") == Exit.IN_PART
        assert context.err.count("Warning: The command “false” failed (exit code 1).") == 2
        assert "Two" in context.out

    @pytest.mark.parametrize(
        ("command", "sentence"),
        [
            ("no-such-program-here x", "--exec: command not found: no-such-program-here"),
            ("echo 'x", "--exec: the quotes in “echo 'x” do not match."),
            ("", "--exec: the command is empty."),
        ],
    )
    def test_a_command_that_cannot_be_run_is_refused_before_anything_is_asked(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, command: str, sentence: str
    ) -> None:
        context = clock.drive(make_context(portal, env={"PATH": "/usr/bin:/bin"}))
        assert context.run("watch", "101", "--exec", command) == Exit.USAGE
        assert context.err.startswith(f"ticket: {sentence}")
        assert portal.calls == []

    def test_notices_go_to_the_desktop_as_plain_text(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, tmp_path: Path
    ) -> None:
        sender = tmp_path / "notify-send"
        sender.write_text(f'#!/bin/sh\nprintf "%s|" "$@" >>"{tmp_path}/shown"\n')
        sender.chmod(0o755)
        env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":9"}
        context = clock.drive(make_context(portal, env=env))
        clock.at(20, lambda: write(portal, "101", "--icon=x <b>bold</b>\n\x1b]0;x\x07two", status="Closed"))
        assert context.run("watch", "101", "--notify") == Exit.DONE
        assert (tmp_path / "shown").read_text() == (
            "--app-name=ticket|--|101: VPS unreachable|Support: --icon=x &lt;b&gt;bold&lt;/b&gt; two|"
        )

    @pytest.mark.parametrize(
        ("env", "sentence"),
        [
            ({"PATH": "/nowhere"}, "Warning: There is no desktop to show notifications on.\n"),
            (
                {"PATH": "/nowhere", "DISPLAY": ":9"},
                "Warning: Desktop notifications need notify-send, which is not installed.",
            ),
        ],
    )
    @pytest.mark.skipif(sys.platform != "linux", reason="notices are another program's there")
    def test_without_a_desktop_it_goes_on_with_a_word(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, env: dict[str, str], sentence: str
    ) -> None:
        context = clock.drive(make_context(portal, env=env))
        clock.at(20, lambda: write(portal, "101", "Hello", status="Closed"))
        assert context.run("watch", "101", "--notify") == Exit.DONE
        assert sentence in context.err
        assert "Hello" in context.out


class TestWait:
    """Until something happens."""

    def test_for_an_answer(self, make_context: MakeContext, portal: FakePortal, clock: Clock) -> None:
        context = clock.drive(make_context(portal))
        clock.at(600, lambda: write(portal, "101", "Fixed."))
        assert context.run("wait", "101") == Exit.DONE
        assert context.out == "101\tAnswered\n"
        assert clock.now() >= clock.now().replace(hour=12, minute=10)

    def test_what_is_answered_already_is_not_waited_for(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        write(portal, "101", "Fixed.")
        context = clock.drive(make_context(portal))
        assert context.run("wait", "101", "--jq", ".messages[-1].body") == Exit.DONE
        assert context.out == "Fixed.\n"
        assert clock.pauses == []

    def test_our_own_word_after_the_answer_is_none(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        write(portal, "101", "Fixed.")
        write(portal, "101", "Not quite.", staff=False, status="Client-Reply")
        context = clock.drive(make_context(portal))
        clock.at(100, lambda: write(portal, "101", "Now it is."))
        assert context.run("wait", "101", "--json") == Exit.DONE
        assert json.loads(context.out)["messages"][-1]["body"] == "Now it is."

    def test_for_a_reply_that_comes_from_now_on(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        write(portal, "101", "Fixed.")
        context = clock.drive(
            make_context(portal, terminal=True, env={"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"})
        )
        clock.at(30, lambda: write(portal, "101", "I wrote this.", staff=False))
        clock.at(100, lambda: write(portal, "101", "Anything else?"))
        assert context.run("wait", "101", "--for", "reply") == Exit.DONE
        assert "Anything else?" in context.out
        assert "Fixed." not in context.out

    def test_for_its_end(self, make_context: MakeContext, portal: FakePortal, clock: Clock) -> None:
        context = clock.drive(make_context(portal))
        clock.at(30, lambda: write(portal, "101", "Fixed."))
        clock.at(100, lambda: close(portal, "101"))
        assert context.run("wait", "101", "--for", "closed") == Exit.DONE
        assert context.out == "101\tClosed\n"

    def test_in_vain(self, make_context: MakeContext, portal: FakePortal, clock: Clock) -> None:
        context = clock.drive(make_context(portal))
        assert context.run("wait", "101", "--timeout", "1h30m") == Exit.IN_VAIN
        assert context.out == ""
        assert context.err == (
            "ticket: Ticket 101 was not answered in 1h30m.\nStatus: Open. See: ticket show 101\n"
        )
        assert clock.now().hour == 13
        assert clock.now().minute == 30

    def test_it_looks_once_more_when_the_time_is_over(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        clock.at(60, lambda: write(portal, "101", "Just in time."))
        assert clock.drive(make_context(portal)).run("wait", "101", "--timeout", "60") == Exit.DONE

    def test_a_ticket_that_is_closed_without_an_answer_is_not_waited_for(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock
    ) -> None:
        context = clock.drive(make_context(portal))
        clock.at(100, lambda: close(portal, "101"))
        assert context.run("wait", "101") == Exit.IN_VAIN
        assert context.err == (
            "ticket: Ticket 101 was closed before the condition was met.\nSee: ticket show 101\n"
        )

    @pytest.mark.parametrize("text", ["", "soon", "0", "2x", "-5m", "1h2d"])
    def test_what_is_no_length_of_time_is_refused(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, text: str
    ) -> None:
        context = clock.drive(make_context(portal))
        assert context.run("wait", "101", f"--timeout={text}") == Exit.USAGE
        assert "is not a valid duration" in context.err
        assert portal.calls == []

    def test_a_command_gets_the_answer(
        self, make_context: MakeContext, portal: FakePortal, clock: Clock, recorder: tuple[str, Path]
    ) -> None:
        command, saved = recorder
        write(portal, "101", "Fixed.")
        context = clock.drive(make_context(portal, env={"PATH": "/usr/bin:/bin"}))
        assert context.run("wait", "101", "--exec", command) == Exit.DONE
        assert json.loads(saved.read_text())["in"]["body"] == "Fixed."
        assert (
            clock.drive(make_context(portal, env={"PATH": "/usr/bin:/bin"})).run(
                "wait", "101", "--exec", "false"
            )
            == Exit.IN_PART
        )
