"""What cannot be sent: one clear error, its exit code, nothing sent, and what was typed still there."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.wire import Request, Response, Server
from tests.streams import Outcome
from tests.whole.conftest import Visit
from tests.whole.person import Person

PLAIN = PROFILES["plain-2019-english"]
MESSAGE = "It took half an hour to write this."
PNG = b"\x89PNG\r\n\x1a\n1234"


@dataclass(frozen=True)
class Case:
    """Options beside or in place of a good ticket's, the exit code, and words that the error must hold."""

    options: tuple[str, ...]
    code: int
    words: tuple[str, ...]
    listed: tuple[str, ...] = ()
    quirks: Quirks = PLAIN
    env: dict[str, str] = field(default_factory=dict)


def write_file(path: Path, content: bytes = PNG) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return str(path)


CASES: dict[str, Case] = {
    "no such department": Case(
        ("-d", "Sales"),
        2,
        ("No department “Sales”",),
        ("BESTNET-CLOUD", "Billing & Sales", "Domain / DNS"),
    ),
    "a prefix that fits two departments": Case(
        ("-d", "Kun"),
        2,
        ("matches “Kun”", "id"),
        ("Kundendienst (id 1)", "Kunst (id 2)"),
        replace(
            PLAIN,
            departments=(
                replace(PLAIN.departments[0], id="1", name="Kundendienst"),
                replace(PLAIN.departments[0], id="2", name="Kunst"),
            ),
        ),
    ),
    "no such service": Case(
        ("--service", "VPS-9"),
        2,
        ("No service “VPS-9”",),
        ("VPS-2 (web01.example.com)", "VPS-2 (web02.example.com)", "Mail & Groupware (example.com)"),
    ),
    "a service that is two": Case(
        ("--service", "VPS-2"), 2, ("matches “", "id 17", "id 18"), ("web01", "web02")
    ),
    "an extension that the portal does not take": Case(
        ("-a", "{tmp}/notes.txt"), 5, ("notes.txt", ".jpg .gif .zip .png .pdf", "--zip")
    ),
    "a file without extension": Case(("-a", "{tmp}/README"), 5, ("README", "--zip")),
    "a missing file": Case(("-a", "{tmp}/gone.png"), 5, ("File not found", "gone.png")),
    "a pattern that nothing fits": Case(("-a", "{tmp}/*.gif"), 5, ("No files match", "*.gif")),
    "an unreadable file": Case(("-a", "{tmp}/loop.png"), 5, ("loop.png", "cannot be read")),
    "a folder": Case(("-a", "{tmp}/folder"), 5, ("folder", "is a directory", "--zip")),
    "an empty file": Case(("-a", "{tmp}/empty.png"), 5, ("empty.png", "is empty")),
    "a .png that is no PNG": Case(
        ("-a", "{tmp}/picture.png"), 5, ("picture.png", "not a PNG picture", "picture.pdf")
    ),
    "two files of one name": Case(
        ("-a", "{tmp}/one/screen.png", "-a", "{tmp}/two/screen.png"), 5, ("screen.png", "rename")
    ),
    "a CC that is no address": Case(("--cc", "boss@"), 5, ("“boss@”", "e-mail address")),
    "several faults at once": Case(
        ("--cc", "boss@", "-a", "{tmp}/empty.png", "-a", "{tmp}/folder"),
        5,
        ("“boss@”", "is empty", "is a directory"),
        ("folder",),
    ),
    "no subject": Case(("-s", ""), 2, ("--subject",)),
    "a subject of blanks": Case(("-s", "   "), 2, ("--subject",)),
    "an empty message": Case(("-m", ""), 2, ("--message",)),
    "a message of blanks": Case(("-m", " \n "), 2, ("--message",)),
    "an impact without --urgent": Case(("--impact", "all"), 5, ("--urgent",)),
    "no such priority": Case(("--priority", "huge", "-m", MESSAGE), 2, ("huge", "low")),
    "a priority where none is chosen": Case(
        ("-d", "Billing", "--priority", "high"), 5, ("Billing & Sales", "priority")
    ),
    "a file with a token alone": Case(
        ("-a", "{tmp}/good.png"),
        5,
        ("token", "attachments", "ticket auth login"),
        (),
        PROFILES["api-only-pat"],
    ),
    "everything with a token alone": Case(
        ("-a", "{tmp}/good.png", "--cc", "boss@example.com", "--encrypt", "--priority", "high"),
        5,
        ("attachments", "CC", "encryption", "priority", "leave out --attach, --cc, --encrypt, --priority"),
        (),
        PROFILES["api-only-pat"],
    ),
    "a file where the form takes none": Case(
        ("-d", "Support", "-a", "{tmp}/good.png"),
        5,
        ("attachments", "--attach"),
        (),
        PROFILES["no-widgets-no-files"],
    ),
    "encryption where there is none": Case(
        ("--encrypt",), 5, ("encryption", "--encrypt"), (), PROFILES["old-table-theme-web-only"]
    ),
    "a file by force through the API": Case(
        ("--via", "api", "-a", "{tmp}/good.png"), 5, ("API", "attachments", "--via api")
    ),
    "a captcha at the form": Case((), 5, ("captcha", "browser", "http"), (), PROFILES["captchas"]),
    "a captcha at sign-in": Case(
        (),
        5,
        ("captcha", "token", "auth login --token-stdin"),
        (),
        replace(PLAIN, api="404-html", login_captcha=True),
        {"TICKET_USERNAME": Portal.username, "TICKET_PASSWORD": Portal.password},
    ),
    "a required field of the portal's own": Case(
        (), 5, ("Server root password hint", "browser"), (), PROFILES["required-custom-field"]
    ),
    "a subject that the portal blocks": Case(
        ("-s", "casino bonus"), 5, ("The portal says: This ticket cannot be opened due to blocked subject",)
    ),
    "a subject that the portal's form blocks": Case(
        ("-s", "casino bonus", "--via", "web"),
        5,
        ("The portal says: This ticket cannot be opened due to blocked subject",),
    ),
    "a refused password": Case(
        (),
        4,
        ("rejected", "ticket auth login"),
        (),
        PLAIN,
        {"TICKET_USERNAME": Portal.username, "TICKET_PASSWORD": "wrong"},
    ),
    "a refused password at the web pages": Case(
        (),
        4,
        ("rejected", "Email address or password is not correct", "ticket auth login"),
        (),
        replace(PLAIN, api="404-html"),
        {"TICKET_USERNAME": Portal.username, "TICKET_PASSWORD": "wrong"},
    ),
    "a refused token": Case(
        (), 4, ("rejected", "token", "auth login"), (), PLAIN, {"TICKET_TOKEN": "revoked"}
    ),
    "no sign-in at all": Case((), 4, ("Not signed in", "ticket auth login"), (), PLAIN, {"X": ""}),
    "a two-factor code that nobody can be asked for": Case(
        (),
        4,
        ("two-factor code", "TICKET_TOKEN"),
        (),
        PROFILES["two-factor"],
        {"TICKET_USERNAME": Portal.username, "TICKET_PASSWORD": Portal.password},
    ),
}


@pytest.fixture
def tmp(tmp_path: Path) -> Path:
    """A folder with files that are not as they should be."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("notes.txt", "README", "good.png", "one/screen.png", "two/screen.png"):
        write_file(folder / name)
    write_file(folder / "picture.png", b"%PDF-1.7\n%")
    write_file(folder / "empty.png", b"")
    write_file(folder / "folder" / "in it.png")
    (folder / "loop.png").symlink_to(folder / "loop.png")  # unreadable for everybody, root too
    return folder


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_one_clear_error_and_nothing_is_lost(
    name: str, installed: Callable[[Quirks], Portal], home: Path, tmp: Path
) -> None:
    case = CASES[name]
    portal = installed(case.quirks)
    env = case.env or {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
    if portal.quirks.login_captcha and not case.env:
        env = {"TICKET_TOKEN": portal.pat}
    person = Person(home, portal.url, env)
    options = tuple(option.format(tmp=tmp) for option in case.options)
    good = {"-d": portal.quirks.departments[0].name, "-s": "Not so fast"}
    if "-m" not in options:
        good["--message-file"] = "-"
    arguments = [part for flag, value in good.items() if flag not in options for part in (flag, value)]
    outcome = person.ticket("new", *arguments, *options, code=case.code, stdin=MESSAGE)

    is_clear(outcome, case.words, listed=case.listed)
    assert portal.tickets == []
    if "blocks" not in name:
        assert portal.writes == []
    if "-m" not in options:
        is_still_there(person, outcome, options)


def is_clear(outcome: Outcome, words: tuple[str, ...], *, listed: tuple[str, ...] = ()) -> None:
    """One error in one to three lines beside what it lists and the draft's own line."""
    assert outcome.out == ""
    assert outcome.err.startswith("ticket: ")
    for word in (*words, *listed):
        assert word in outcome.err
    lines = [line for line in outcome.err.splitlines() if not line.startswith(("  ", "Saved as a draft"))]
    assert 1 <= len(lines) <= 3, outcome.err
    assert all(len(line) < 240 for line in lines)


def is_still_there(person: Person, outcome: Outcome, options: tuple[str, ...] = ()) -> None:
    """The draft that the error names holds all that was typed."""
    if "-s" in options and not options[options.index("-s") + 1].strip():
        subject = ""
    else:
        subject = "casino bonus" if "casino bonus" in options else "Not so fast"
    (draft,) = person.drafts()
    assert draft["state"] == "unsent"
    assert draft["kind"] == "new"
    assert draft["subject"].strip() == subject
    assert f"ticket new --recover {draft['id']}" in outcome.err
    whole = person.ticket("drafts", "show", draft["id"], "--json").json
    assert whole["message"] == MESSAGE
    wanted = [options[at + 1] for at, flag in enumerate(options) if flag == "-a"]
    assert set(whole["attachments"]) <= {str(Path(path).absolute()) for path in wanted}


# Where no portal answers


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("command", ["new", "reply", "list", "departments", "close", "download", "auth"])
def test_a_portal_that_is_down_cannot_be_reached(command: str, home: Path) -> None:
    person = Person(
        home,
        f"http://127.0.0.1:{closed_port()}",
        {"TICKET_USERNAME": "a@example.com", "TICKET_PASSWORD": "x"},
    )
    outcome = person.ticket(*commands("-")[command], code=6)
    assert outcome.err.startswith(("ticket: http://127.0.0.1", "127.0.0.1"))
    assert "cannot be reached" in outcome.err
    assert "connection refused" in outcome.err
    assert len(outcome.err.splitlines()) <= 3
    if command in ("new", "reply"):
        assert [draft["kind"] for draft in person.drafts()] == [command]
        assert "--recover" in outcome.err


def commands(number: str) -> dict[str, tuple[str, ...]]:
    return {
        "new": ("new", "-d", "Support", "-s", "Not so fast", "-m", MESSAGE),
        "reply": ("reply", "123456", "-m", MESSAGE),
        "list": ("list",),
        "departments": ("departments",),
        "close": ("close", "123456"),
        "download": ("download", "123456"),
        "auth": ("auth", "status"),
    }


HELLO = b"<html><head><title>It works!</title></head><body><h1>It works!</h1></body></html>"
JSON = [("Content-Type", "application/json")]
ANSWERS = {
    "a plain web server": Response(200, HELLO, [("Content-Type", "text/html")]),
    "a web server that knows no page": Response(404, HELLO, [("Content-Type", "text/html")]),
    "a server that says nothing": Response(200, b"", [("Content-Type", "text/plain")]),
    "JSON nonsense": Response(
        200, b'{"hello": ["world", {"a": null}]}', [("Content-Type", "application/json")]
    ),
    "a JSON string": Response(200, b'"tickets"', JSON),
    "a JSON number": Response(200, b"17", JSON),
    "an empty list": Response(200, b"[]", JSON),
    "half a JSON": Response(200, b'{"token": "abc', JSON),
    "bytes": Response(200, bytes(range(256)) * 20, [("Content-Type", "application/octet-stream")]),
}


@pytest.mark.parametrize("command", ["new", "reply", "list", "departments", "close", "download", "auth"])
@pytest.mark.parametrize("secret", ["password", "token"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_no_portal_is_said_to_be_none(answer: str, secret: str, command: str, home: Path) -> None:
    requested: list[Request] = []

    def app(request: Request) -> Response:
        requested.append(request)
        return ANSWERS[answer]

    with Server(app) as server:
        env = {"TICKET_USERNAME": "a@example.com", "TICKET_PASSWORD": "x"}
        url = f"http://127.0.0.1:{server.port}"
        person = Person(home, url, env if secret == "password" else {"TICKET_TOKEN": "t"})
        outcome = person.ticket(*commands("-")[command], code=None)
    assert (outcome.code, outcome.out == "" or command == "auth") == (6, True), f"{outcome.out}{outcome.err}"
    lines = [line for line in outcome.err.splitlines() if not line.startswith("Kept as")]
    assert 1 <= len(lines) <= 3, outcome.err
    assert "127.0.0.1" in outcome.err
    assert not any(one.path.endswith("/tickets") and one.method == "POST" for one in requested)
    if command in ("new", "reply"):
        assert [draft["kind"] for draft in person.drafts()] == [command]


# Where JSON was expected


def test_html_where_json_is_expected_sends_readers_to_the_web_pages(
    at: Callable[[str | Quirks], Visit],
) -> None:
    visit = at(replace(PLAIN, html_instead=("GET api/tickets", "GET api/ticket/departments")))
    ticket = visit.portal.add_ticket("Router")
    assert [line[0] for line in visit.person.ticket("list").lines] == [ticket.number]
    assert len(visit.person.ticket("departments").lines) == 3


def test_html_where_json_is_expected_is_told_where_there_is_only_the_api(
    at: Callable[[str | Quirks], Visit],
) -> None:
    visit = at(replace(PROFILES["api-only-pat"], html_instead=("* api/*",)))
    outcome = visit.person.ticket("list", code=6)
    assert outcome.err.startswith(f"ticket: {visit.portal.url}/api does not answer with JSON")
    assert len(outcome.err.splitlines()) <= 3
    outcome = visit.person.ticket("new", "-d", "BESTNET-CLOUD", "-s", "Not so fast", "-m", MESSAGE, code=6)
    is_still_there(visit.person, outcome)


def test_html_in_answer_to_a_ticket_does_not_say_that_it_failed(at: Callable[[str | Quirks], Visit]) -> None:
    visit = at(replace(PLAIN, html_instead=("POST api/tickets",)))
    outcome = visit.person.ticket("new", "-d", "BESTNET-CLOUD", "-s", "Not so fast", "-m", MESSAGE, code=7)
    assert visit.portal.tickets == []  # this one did not store it, but nothing told so
    assert len(visit.portal.writes) == 1
    (draft,) = visit.person.drafts()
    assert draft["state"] == "unconfirmed"
    assert f"ticket drafts send {draft['id']}" in outcome.err


# Replies


def test_a_closed_ticket_takes_no_reply_and_options_leave_no_draft(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Router", status="Closed")
    outcome = visit.person.ticket("reply", ticket.number, "-m", MESSAGE, code=5)
    is_clear(outcome, (f"Ticket {ticket.number} is closed", "--reopen"))
    assert visit.portal.writes == []
    assert visit.person.drafts() == []
    piped = visit.person.ticket("reply", ticket.number, "--message-file", "-", stdin=MESSAGE, code=5)
    (draft,) = visit.person.drafts()  # what came through a pipe cannot be read again
    assert (draft["kind"], draft["number"]) == ("reply", ticket.number)
    assert f"ticket reply {ticket.number} --recover {draft['id']}" in piped.err


@pytest.mark.parametrize("command", ["reply", "close", "reopen", "download"])
def test_an_unknown_number_changes_nothing(visit: Visit, command: str) -> None:
    visit.portal.add_ticket("Router")
    outcome = visit.person.ticket(command, "999999", *(["-m", MESSAGE] if command == "reply" else []), code=1)
    is_clear(outcome, ("Ticket 999999 was not found", "ticket list"))
    assert visit.portal.writes == []
    assert visit.person.drafts() == []


@pytest.mark.parametrize("number", ["", "abc", "12 34", "../1", "https://example.com/", "-1", "1;rm"])
def test_what_is_no_number_is_refused_before_anything_is_asked(
    number: str, at: Callable[[str | Quirks], Visit]
) -> None:
    visit = at("plain-2019-english")
    outcome = visit.person.ticket("show", "--", number, code=2)
    assert len(outcome.err.splitlines()) <= 2
    assert visit.portal.requests == []


def test_a_link_to_another_portal_is_not_looked_up_here(at: Callable[[str | Quirks], Visit]) -> None:
    visit = at("plain-2019-english")
    ticket = visit.portal.add_ticket("Router")
    link = f"https://hb.bestnetllc.co.jp/tickets/view/{ticket.number}/"
    outcome = visit.person.ticket("show", link, code=2)
    assert "hb.bestnetllc.co.jp" in outcome.err
    assert visit.portal.requests == []
