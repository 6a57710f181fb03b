"""The program as a shell starts it: child processes, real pipes, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.whole.conftest import Visit

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def visit(at: Callable[[str], Visit]) -> Visit:
    return at("plain-2019-english")


def run(
    visit: Visit, *arguments: str, stdin: str | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python -m ticketcli` with the customer's environment."""
    own = {**os.environ, **visit.person.env, "TICKET_PORTAL": visit.portal.url, **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "ticketcli", *arguments],
        env=own,
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_script_opens_a_ticket_and_reads_it_back(visit: Visit, tmp_path: Path) -> None:
    picture = tmp_path / "画面.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n1234")
    done = run(
        visit,
        *("new", "-d", "BESTNET-CLOUD", "-s", "落ちています", "--message-file", "-", "-a", str(picture)),
        stdin="10:00 から\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    number, link = done.stdout.rstrip("\n").split("\t")
    (stored,) = visit.portal.tickets
    assert (stored.number, stored.text, stored.subject) == (number, "10:00 から", "落ちています")
    assert [one.name for one in stored.attachments] == ["画面.png"]
    shown = run(visit, "show", link, "--json")
    assert json.loads(shown.stdout)["messages"][0]["body"] == "10:00 から"


def test_a_locale_without_unicode_does_not_stop_it(visit: Visit) -> None:
    visit.portal.add_ticket("落ちています")
    done = run(visit, "list", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_whoever_reads_may_stop_reading(visit: Visit) -> None:
    for at in range(50):
        visit.portal.add_ticket(f"Disk {at}")
    own = {**os.environ, **visit.person.env, "TICKET_PORTAL": visit.portal.url}
    child = subprocess.Popen(
        [sys.executable, "-m", "ticketcli", "list", "--all", "--json"],
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    complaint = child.stderr.read()
    child.stderr.close()
    assert (child.wait(60), complaint) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list",), 0),
        (("show", "999999"), 1),
        (("new",), 2),
        (("no-such-command",), 2),
        (("list", "--no-such-option"), 2),
        (("new", "-d", "Billing", "-s", "casino", "-m", "x"), 5),
    ],
)
def test_exit_codes_reach_the_shell(visit: Visit, arguments: tuple[str, ...], code: int) -> None:
    done = run(visit, *arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) or code == 0


def test_a_refused_sign_in_reaches_the_shell(visit: Visit) -> None:
    done = run(visit, "list", env={"TICKET_PASSWORD": "wrong"})
    assert (done.returncode, done.stdout) == (4, "")


def test_an_unreachable_portal_reaches_the_shell(visit: Visit) -> None:
    done = run(visit, "list", env={"TICKET_PORTAL": "http://127.0.0.1:9"})
    assert (done.returncode, done.stdout) == (6, "")


@pytest.mark.parametrize("route", ["api", "web"])
def test_a_password_in_another_encoding_is_refused_and_not_stumbled_over(visit: Visit, route: str) -> None:
    """In a shell of Latin-1 the environment's bytes are no UTF-8."""
    done = run(visit, "list", "--via", route, env={"TICKET_PASSWORD": os.fsdecode(b"p\xe9")})
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_a_message_in_another_encoding_is_refused_and_not_sent_with_holes(visit: Visit) -> None:
    text = os.fsdecode(b"It is caf\xe9")
    done = run(visit, "new", "--via", "web", "-d", "Billing", "-s", "x", "-m", text)
    assert done.returncode == 2
    assert "of --message is not text" in done.stderr
    assert visit.portal.writes == []


def run_in_shell(line: str, streams: str, buffered: bool = True) -> subprocess.CompletedProcess[str]:
    """`python -m ticketcli`, as sh starts it with some of its streams led elsewhere."""
    command = ["sh", "-c", f'"$0" -m ticketcli {line} {streams}', sys.executable]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    if not buffered:
        env["PYTHONUNBUFFERED"] = "1"
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=env)


@pytest.mark.skipif(sys.platform == "win32", reason="the shell here is sh")
@pytest.mark.parametrize("streams", [">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("line", ["--version", "--help", "drafts list"])
def test_a_closed_stream_is_one_that_nobody_reads(line: str, streams: str) -> None:
    for _ in range(2):
        done = run_in_shell(line, streams)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("line", ["--version", "--help", "completion bash", "drafts list --json"])
def test_a_disk_that_is_full_is_told_of_once(line: str, buffered: bool) -> None:
    for _ in range(2):
        done = run_in_shell(line, ">/dev/full", buffered)
        assert (done.returncode, done.stderr) == (1, "ticket: No space left on device\n")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("form", ["", "--json"])
def test_a_ticket_whose_number_cannot_be_written_is_named_beside_the_error(form: str, buffered: bool) -> None:
    line = f"--portal sandbox new -d BESTNET-CLOUD -s Fire -m 'Is there any?' {form}"
    done = run_in_shell(line, "<&- >/dev/full", buffered)
    assert done.returncode == 8
    assert re.search(r"^ticket: Ticket \d+ was created\.$", done.stderr, re.MULTILINE)
    assert "The result could not be written to standard output: No space left on device." in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the shell here is sh")
@pytest.mark.parametrize("buffered", [True, False])
def test_a_reader_that_goes_away_is_no_failure(buffered: bool) -> None:
    done = run_in_shell("completion bash; echo $? >&2", "| :", buffered)
    assert (done.returncode, done.stderr) == (0, "0\n")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_where_errors_cannot_be_written_the_exit_code_tells_them() -> None:
    assert run_in_shell("--nonsense", "2>/dev/full").returncode == 2
