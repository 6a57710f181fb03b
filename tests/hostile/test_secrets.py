"""What is secret is in no output, no error, no file, no other program, and at no other host."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.accounts.sessions import environment
from tests.contract.portal import Fault, Portal, Quirks
from tests.contract.wire import Request, Response
from tests.streams import Outcome
from tests.whole.person import Person

At = Callable[..., tuple[Portal, Person]]

MESSAGE = "the root password is Tr0ub4dor&3 as always"
CONTENT = b"\x89PNG\r\n\x1a\n" + b"kept-between-us" * 3
COMMANDS = [
    ["list"],
    ["show", "NUMBER"],
    ["departments"],
    ["services"],
    ["new", "-d", "3", "-s", "Subject", "-m", MESSAGE, "-a", "FILE", "--cc", "boss@example.com"],
    ["reply", "NUMBER", "-m", MESSAGE, "-a", "FILE"],
    ["close", "NUMBER"],
    ["reopen", "NUMBER"],
    ["download", "NUMBER", "--dir", "saved"],
    ["auth", "status"],
    ["show", "999999"],
    ["new", "-d", "nothing", "-s", "Subject", "-m", MESSAGE],
]
FAULTS = {
    "none": (),
    "errors": (Fault("*", status=500, times=10**6),),
    "not allowed": (Fault("*", status=403, times=10**6),),
    "reset": (Fault("*", "reset", times=10**6),),
    "html": (Fault("* api/*", "html", status=200, times=10**6),),
    "truncated": (Fault("GET api/*", "truncate", times=10**6),),
    "no answer to writes": (Fault("POST *", "close", times=10**6),),
    "sessions end": (Fault("GET web/*", "end-session", times=10**6),),
}


def list_secrets(portal: Portal) -> set[str]:
    """Everything that only the portal and its customer know, as far as it was given out."""
    from base64 import b64encode
    from urllib.parse import quote

    basic = b64encode(f"{portal.username}:{portal.password}".encode()).decode()
    found = {portal.password, json.dumps(portal.password), quote(portal.password), basic, portal.pat}
    found |= set(portal.account.access) | portal.account.refresh
    for request in portal.requests:
        for pair in request.headers.get("cookie", "").split(";"):
            found.add(pair.partition("=")[2].strip())
        found |= {value for name, value in request.form.fields if "token" in name}
    found |= {ticket.hash for ticket in portal.tickets}
    return {secret for secret in found if len(secret) > 5}


def discreet(outcome: Outcome, portal: Portal, *more: str) -> None:
    for secret in (*list_secrets(portal), *more):
        assert secret not in outcome.out + outcome.err, f"{secret!r} is shown"


def filled(command: list[str], number: str, folder: Path) -> list[str]:
    file = folder / "picture.png"
    file.write_bytes(CONTENT)
    return [
        {"NUMBER": number, "FILE": str(file), "saved": str(folder / "saved")}.get(one, one) for one in command
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command[:2]) for command in COMMANDS])
@pytest.mark.parametrize("faults", FAULTS.values(), ids=list(FAULTS))
def test_what_debug_shows_and_every_failure_says(
    at: At, tmp_path: Path, command: list[str], faults: tuple[Fault, ...]
) -> None:
    portal, person = at(two_factor=False, login_action="absolute")
    number = portal.add_ticket("s", "b", attachments=[("a.png", CONTENT)]).number
    for fault in faults:
        portal.fail(fault)
    arguments = filled(command, number, tmp_path)
    for side in ("api", "web"):
        outcome = person.ticket("--debug", "--via", side, *arguments, code=None)
        if command[0] not in {"show"}:
            discreet(outcome, portal, MESSAGE, "Tr0ub4dor", "kept-between-us")
        else:
            discreet(outcome, portal, "kept-between-us")
    assert portal.requests


def test_debug_shows_each_request(at: At) -> None:
    portal, person = at()
    outcome = person.ticket("--debug", "--via", "api", "list")
    assert f"> GET {portal.url}/api/tickets" in outcome.err
    assert "< 200 application/json" in outcome.err


@pytest.mark.parametrize(
    "token", ["line\nend-of-it", "Gehe\u00efm-0000", "tab\there-0000", "bell\x07here-0000"]
)
def test_a_token_that_cannot_be_sent_is_not_quoted(at: At, token: str) -> None:
    portal, person = at()
    person = person.but(TICKET_TOKEN=token)
    outcome = person.ticket("--debug", "list", code=None)
    assert outcome.code in (4, 6)
    assert token not in outcome.err
    assert repr(token)[1:-1] not in outcome.err
    assert token[-8:] not in outcome.err
    assert "token" in outcome.err
    assert portal.requests == []


def test_what_the_portal_is_told_to_keep_is_on_no_disk(at: At, tmp_path: Path) -> None:
    portal, person = at()
    number = portal.add_ticket("s", "b").number
    portal.fail(Fault("POST web/tickets/new", "close", after=True))
    for side in ("api", "web"):
        person.ticket("--via", side, "new", "-d", "3", "-s", "s", "-m", MESSAGE, code=None)
        person.ticket("--via", side, "reply", number, "-m", MESSAGE, code=None)
    portal.fail(Fault("*", status=500, times=10**6))
    person.ticket("new", "-d", "3", "-s", "s", "-m", MESSAGE, code=None)  # is kept as a draft
    disk = {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()}
    assert any(MESSAGE.encode() in data for data in disk.values()), "this reads what was written"
    assert any("learned" in str(path) for path in disk)
    for secret in list_secrets(portal):
        for path, data in disk.items():
            assert secret.encode() not in data, f"{secret!r} is in {path}"


# -- other programs --------------------------------------------------------------------------------

SPY = """#!/bin/sh
{ env; echo "ARGV $0 $*"; } >> "$SPY_REPORT"
"""


@pytest.fixture
def spy(tmp_path: Path) -> Callable[..., Path]:
    """Puts a program into a folder that tells what it was given, and then does what `then` says."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(name: str, then: str = "") -> Path:
        program = folder / name
        program.write_text(SPY + then)
        program.chmod(0o755)
        return program

    return make


def run(portal: Portal, tmp_path: Path, *arguments: str, stdin: str = "", **env: str) -> tuple[Outcome, str]:
    """Run `ticket` as a process of its own; also what the spies in it were given."""
    report = tmp_path / "report"
    supplied = {
        "TICKET_USERNAME": portal.username,
        "TICKET_PASSWORD": portal.password,
        "TICKET_TOKEN": portal.pat,
        "TICKET_PORTAL": portal.url,
        "SPY_REPORT": str(report),
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "ticketcli", *arguments],
        env={**environment(tmp_path / "home"), **supplied, **env},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr), report.read_text() if report.exists() else ""


def test_the_editor_is_told_no_secret_and_leaves_no_file(
    at: At, tmp_path: Path, spy: Callable[..., Path]
) -> None:
    portal, _ = at()
    editor = spy("spying-editor", 'stat -c "%a %F" "$1" >> "$SPY_REPORT"\nprintf "It is down." > "$1"\n')
    outcome, report = run(
        portal,
        tmp_path,
        "new",
        "-d",
        "3",
        "-s",
        "s",
        "--editor",
        EDITOR=str(editor),
        TICKET_EDITOR=str(editor),
    )
    assert outcome.code == 0, outcome.err
    assert portal.tickets[0].text == "It is down."
    assert "ARGV" in report
    assert "600 regular" in report
    for secret in list_secrets(portal):
        assert secret not in report
    left = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [path for path in left if path.name.startswith("message-")]
    assert not [path for path in left if b"It is down." in path.read_bytes()]


def test_what_is_kept_can_be_read_by_its_owner_alone(at: At, tmp_path: Path) -> None:
    portal, person = at()
    portal.fail(Fault("*", status=500, times=10**6))
    person.ticket("new", "-d", "3", "-s", "s", "-m", MESSAGE, code=None)
    saved = [path for path in (tmp_path / "home" / "state").rglob("*") if path.is_file()]
    assert saved
    for path in saved:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, f"{path} can be read by other users"


def test_the_pager_is_told_no_secret(at: At, tmp_path: Path, spy: Callable[..., Path]) -> None:
    import pexpect

    portal, _ = at()
    pager = spy("less", "cat > /dev/null\n")
    number = portal.add_ticket("s", "line\n" * 100).number
    env = {
        **environment(tmp_path / "home"),
        "TICKET_USERNAME": portal.username,
        "TICKET_PASSWORD": portal.password,
        "TICKET_TOKEN": portal.pat,
        "SPY_REPORT": str(tmp_path / "report"),
        "PAGER": str(pager),
        "TERM": "xterm-256color",
        "FORCE_HYPERLINK": "1",
    }
    arguments = ["-m", "ticketcli", "--portal", portal.url, "show", number]
    child = pexpect.spawn(sys.executable, arguments, env=env, encoding="utf-8", timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    report = (tmp_path / "report").read_text()
    assert "ARGV" in report
    for secret in list_secrets(portal):
        assert secret not in report


def test_the_clipboards_program_is_told_no_secret(at: At, tmp_path: Path, spy: Callable[..., Path]) -> None:
    portal, _ = at()
    spy("xclip", "printf '\\211PNG\\r\\n\\032\\n1234'\n")
    supplied = ["new", "-d", "3", "-s", "s", "-m", "m", "--attach-clipboard"]
    outcome, report = run(portal, tmp_path, "--via", "web", *supplied, DISPLAY=":7")
    assert outcome.code == 0, outcome.err
    assert [file.name for file in portal.tickets[0].attachments] == ["clipboard.png"]
    assert "ARGV" in report
    for secret in list_secrets(portal):
        assert secret not in report


def test_the_browser_is_told_no_secret(at: At, tmp_path: Path, spy: Callable[..., Path]) -> None:
    portal, _ = at()
    browser = spy("spying-browser")
    number = portal.add_ticket("s", "b").number
    outcome, report = run(portal, tmp_path, "show", number, "--web", BROWSER=str(browser))
    assert outcome.code == 0, outcome.err
    assert number in report
    for secret in list_secrets(portal):
        assert secret not in report


# -- other hosts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] != "auth"][:9], ids=str)
def test_no_redirect_takes_anything_to_another_host(
    at: At, tmp_path: Path, status: int, command: list[str]
) -> None:
    portal, person = at()
    number = portal.add_ticket("s", "b", attachments=[("a.png", CONTENT)]).number
    arguments = filled(command, number, tmp_path)
    with Portal(Quirks()) as other:
        answer = portal.server.app

        def away(request: Request) -> Response:
            response = answer(request)
            if request.route.endswith(("login", "api/details")):
                return response
            return Response(status, b"", [("Location", other.url + request.path)])

        portal.server.app = away
        for side in ("api", "web"):
            assert person.ticket("--via", side, *arguments, code=None).code != 0
        assert other.requests == []


def test_no_form_takes_a_password_or_a_ticket_to_another_host(at: At, tmp_path: Path) -> None:
    portal, person = at()
    with Portal(Quirks()) as other:
        answer = portal.server.app

        def elsewhere(request: Request) -> Response:
            response = answer(request)
            response.body = response.body.replace(b'action=""', f'action="{other.url}/"'.encode())
            return response

        portal.server.app = elsewhere
        outcome = person.ticket("--via", "web", "new", "-d", "3", "-s", "s", "-m", "m", code=None)
        assert outcome.code == 6
        assert "leads to another site" in outcome.err
        assert other.requests == []


def test_no_upload_address_takes_a_file_to_another_host(at: At, tmp_path: Path) -> None:
    portal, person = at(attach="form")
    with Portal(Quirks()) as other:
        answer = portal.server.app

        def elsewhere(request: Request) -> Response:
            response = answer(request)
            response.body = response.body.replace(b'data-url="', f'data-url="{other.url}/'.encode())
            return response

        portal.server.app = elsewhere
        file = tmp_path / "a.png"
        file.write_bytes(CONTENT)
        supplied = ["-d", "3", "-s", "s", "-m", "m", "-a", str(file)]
        assert person.ticket("--via", "web", "new", *supplied, code=None).code == 6
        assert other.requests == []
