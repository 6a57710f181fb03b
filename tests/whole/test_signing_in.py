"""Signing in and out at every kind of installation, and sign-ins that end half-way."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.contract.portal import Fault, Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.whole.conftest import Visit
from tests.whole.person import Person

BY_PASSWORD = sorted(name for name, one in PROFILES.items() if not one.login_captcha)
BY_TOKEN = sorted(name for name, one in PROFILES.items() if one.api == "on" and one.personal_tokens)
BOTH_DOORS = PROFILES["plain-2019-english"]
WEB_ONLY = replace(BOTH_DOORS, api="404-html")


def log_in(person: Person, portal: Portal, *, name: str = "hb") -> None:
    """`ticket auth login` with the password, secrets kept in a file, and the code where one is asked for."""
    answers = [("Password", portal.password)]
    if portal.quirks.two_factor:
        answers.append(("Two-factor code", portal.code))
    answers.append(("Time zone of the portal", ""))
    person.ticket(
        *("auth", "login", portal.url, "--username", portal.username, "--insecure-storage", "--name", name),
        answers=answers,
        named=False,
    )


def sign_ins(portal: Portal) -> int:
    """How often somebody signed in."""
    web = [one for one in portal.requests if one.method == "POST" and one.form.get("action") == "login"]
    return len(web) + len(portal.seen("POST api/login"))


def written(home: Path) -> str:
    """All that stands in the person's folders."""
    return "".join(
        f"{path}\n{path.read_bytes().decode(errors='replace')}\n"
        for path in home.rglob("*")
        if path.is_file()
    )


@pytest.mark.parametrize("profile", BY_PASSWORD)
def test_a_sign_in_with_a_password_is_proven_kept_shown_and_ended(
    profile: str, installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(PROFILES[profile])
    ticket = portal.add_ticket("Router")
    person = Person(home, portal.url)
    log_in(person, portal)

    before = sign_ins(portal)
    assert [line[0] for line in person.ticket("list", named=False).lines] == [ticket.number]
    if portal.quirks.session_requests is None and portal.quirks.token_calls is None and portal.quirks.login:
        assert sign_ins(portal) == before
    status = person.ticket("auth", "status", "--json", named=False).json
    assert [one["name"] for one in status] == ["hb"]
    assert status[0]["works"] is True
    assert status[0]["username"] == portal.username
    assert status[0]["offers"]["web"]["open"] is True
    assert status[0]["offers"]["api"]["open"] is (portal.quirks.api == "on" and not portal.quirks.two_factor)
    assert "file" in status[0]["secrets"]["password"] or status[0]["storage"] == "file"
    assert portal.password not in person.ticket("auth", "status", named=False).out

    person.ticket("auth", "logout", named=False)
    assert portal.password not in written(home)
    assert "Not signed in" in person.ticket("list", named=False, code=4).err
    assert portal.writes == []


@pytest.mark.parametrize("profile", BY_TOKEN)
def test_a_sign_in_with_a_token_is_kept_and_leaves_the_token_valid(
    profile: str, installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(PROFILES[profile])
    ticket = portal.add_ticket("Router")
    person = Person(home, portal.url)
    person.ticket(
        *("auth", "login", portal.url, "--token-stdin", "--insecure-storage"),
        stdin=f"{portal.pat}\n",
        named=False,
    )
    assert [line[0] for line in person.ticket("list", named=False).lines] == [ticket.number]
    (status,) = person.ticket("auth", "status", "--json", named=False).json
    assert status["works"] is True
    assert status["offers"]["api"]["open"] is True
    assert status["offers"]["web"]["open"] is False
    person.ticket("auth", "logout", named=False)
    assert portal.pat not in written(home)
    assert portal.seen("* api/logout") == portal.seen("* api/revoke") == []
    assert person.but(TICKET_TOKEN=portal.pat).ticket("list").lines[0][0] == ticket.number


@pytest.mark.parametrize("profile", BY_PASSWORD)
def test_what_the_environment_holds_is_never_written_down(
    profile: str, installed: Callable[[Quirks], Portal], home: Path
) -> None:
    quirks = PROFILES[profile]
    portal = installed(quirks)
    portal.add_ticket("Router")
    person = Person(
        home, portal.url, {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
    )
    if quirks.two_factor:
        person.ticket("list", answers=[("Two-factor code", portal.code)])
    else:
        person.ticket("list")
        person.ticket("auth", "status")
    secrets = [portal.password, *portal.account.access, *portal.account.refresh]
    secrets += [one.cookie("PHPSESSID") or "no cookie" for one in portal.requests]
    on_disk = written(home)
    assert [secret for secret in secrets if secret in on_disk] == []
    assert "@" not in "".join(path.name for path in home.rglob("*"))


@pytest.mark.parametrize("profile", ["two-factor", "two-factor-inline"])
def test_a_two_factor_code_is_asked_for_once(
    profile: str, installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(PROFILES[profile])
    person = Person(home, portal.url)
    log_in(person, portal)
    codes = [one for one in portal.requests if "code" in one.names]
    assert len(codes) == 1

    department = portal.quirks.departments[0].name
    person.ticket("list", answers=[])
    person.ticket("new", "-d", department, "-s", "A question", "-m", "How?")
    assert [one for one in portal.requests if "code" in one.names] == codes

    portal.end_sessions()
    person.ticket("list")  # it asked to be remembered, and the portal knows this device
    portal.web.sessions.trusted.clear()
    portal.end_sessions()
    outcome = person.ticket("list", code=4)
    assert "two-factor code" in outcome.err
    assert len(outcome.err.splitlines()) <= 3
    person.ticket("list", answers=[("Two-factor code", portal.code)])
    person.ticket("list")


def test_a_wrong_two_factor_code_is_refused(installed: Callable[[Quirks], Portal], home: Path) -> None:
    portal = installed(PROFILES["two-factor"])
    person = Person(
        home, portal.url, {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
    )
    outcome = person.ticket(
        "list", answers=[("Two-factor code", f"00000{again}") for again in range(3)], code=4
    )
    assert "rejected the two-factor code" in outcome.err


@pytest.mark.parametrize("by", ["app", "mail", "mail-sent"])
@pytest.mark.parametrize("api", ["on", "404-html"])
def test_a_code_page_with_a_sign_out_link_is_no_sign_in(
    installed: Callable[[Quirks], Portal], home: Path, by: Any, api: Any
) -> None:
    quirks = Quirks(api=api, two_factor=True, two_factor_sign_out=True, two_factor_by=by)
    portal = installed(quirks)
    ticket = portal.add_ticket("Router")
    person = Person(home, portal.url)
    person.ticket(
        *("auth", "login", portal.url, "--username", portal.username, "--insecure-storage"),
        answers=[
            ("Password", portal.password),
            ("code", "000000"),
            ("code", f" {portal.code[:3]} {portal.code[3:]}"),
            ("Time zone of the portal", ""),
        ],
        named=False,
    )
    assert [line[0] for line in person.ticket("list").lines] == [ticket.number]
    (status,) = person.ticket("auth", "status", "--json").json
    assert status["offers"]["second_factor"] is True
    portal.end_sessions()
    portal.web.sessions.trusted.clear()
    outcome = person.ticket("list", "--json", code=4)
    assert outcome.out == ""
    assert "two-factor code" in outcome.err


@pytest.mark.parametrize("profile", BY_PASSWORD)
def test_a_wrong_password_is_refused_and_nothing_is_kept(
    profile: str, installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(PROFILES[profile])
    person = Person(home, portal.url)
    outcome = person.ticket(
        *("auth", "login", portal.url, "--username", portal.username, "--password-stdin"),
        "--insecure-storage",
        stdin="not this one",
        named=False,
        code=4,
    )
    assert "rejected" in outcome.err
    assert len(outcome.err.splitlines()) <= 3
    assert outcome.out == ""
    assert "not this one" not in written(home)
    assert "Not signed in" in person.ticket("auth", "status", named=False, code=4).err


def test_a_changed_password_ends_with_4_and_the_ticket_kept(
    installed: Callable[[Quirks], Portal], home: Path
) -> None:
    for quirks in (BOTH_DOORS, WEB_ONLY):
        portal = installed(quirks)
        person = Person(home / quirks.api, portal.url)
        log_in(person, portal)
        portal.account.password = "another"
        portal.account.refresh.clear()
        portal.expire_tokens()
        portal.end_sessions()
        outcome = person.ticket(
            *("new", "-d", "BESTNET-CLOUD", "-s", "Help", "--message-file", "-"), stdin="Please", code=4
        )
        assert "rejected" in outcome.err
        assert [draft["state"] for draft in person.drafts()] == ["unsent"]
        (status,) = person.ticket("auth", "status", "--json", code=4).json
        assert status["works"] is False


def test_a_revoked_token_ends_with_4(at: Callable[[str | Quirks], Visit]) -> None:
    visit = at("api-only-pat")
    visit.person.ticket("list")
    visit.portal.revoke_personal_tokens()
    outcome = visit.person.ticket("list", code=4)
    assert "rejected the personal access token" in outcome.err
    assert "auth login" in outcome.err


# Half-way


def test_a_token_that_ended_between_commands_is_renewed(
    installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(BOTH_DOORS)
    person = Person(home, portal.url)
    log_in(person, portal)
    before = sign_ins(portal)
    portal.expire_tokens()
    person.ticket("list")
    assert len(portal.seen("POST api/token")) == 1
    assert sign_ins(portal) == before
    person.ticket("list")
    assert len(portal.seen("POST api/token")) == 1


@pytest.mark.parametrize("refresh", ["keeps", "rotates", "refused"])
@pytest.mark.parametrize("auth_error_status", [200, 401, 403])
@pytest.mark.parametrize("calls", [4, 7])
def test_a_token_that_ends_after_a_few_calls_loses_and_doubles_nothing(
    at: Callable[[str | Quirks], Visit], refresh: str, auth_error_status: int, calls: int
) -> None:
    quirks = replace(
        BOTH_DOORS,
        token_calls=calls,
        refresh=refresh,  # type: ignore[arg-type]
        auth_error_status=auth_error_status,  # type: ignore[arg-type]
    )
    visit = at(quirks)
    numbers = {visit.portal.add_ticket(f"Disk {at}").number for at in range(5)}
    assert {line[0] for line in visit.person.ticket("list").lines} == numbers
    visit.person.ticket("new", "-d", "Billing", "-s", "A question", "-m", "How?")
    visit.person.ticket("reply", min(numbers), "-m", "Again")
    visit.person.ticket("close", min(numbers))
    assert [ticket.subject for ticket in visit.portal.tickets][5:] == ["A question"]
    assert [reply.text for reply in visit.portal.replies] == ["Again"]
    assert visit.portal.ticket(min(numbers)).status == "Closed"


@pytest.mark.parametrize("auth_error_status", [200, 401, 403])
def test_a_token_that_ends_before_a_download_is_renewed(
    at: Callable[[str | Quirks], Visit], auth_error_status: int, tmp_path: Path
) -> None:
    visit = at(replace(BOTH_DOORS, token_calls=1, auth_error_status=auth_error_status))  # type: ignore[arg-type]
    ticket = visit.portal.add_ticket("Router", attachments=[("a.png", b"picture")])
    visit.person.ticket("--via", "api", "download", ticket.number, "--dir", str(tmp_path / "saved"))
    assert (tmp_path / "saved" / "a.png").read_bytes() == b"picture"


@pytest.mark.parametrize("login_at", ["query", "clientarea", "index.php", "inline"])
@pytest.mark.parametrize(
    "route",
    [
        "GET web/tickets/new",
        "POST web/tickets/new",
        "POST web/tickets/handleupload",
        "GET web/tickets",
        "GET web/tickets/view",
    ],
)
def test_a_session_that_ends_half_way_through_a_ticket_is_begun_anew(
    at: Callable[[str | Quirks], Visit], route: str, login_at: str, tmp_path: Path
) -> None:
    quirks = replace(
        WEB_ONLY,
        login_at=login_at,  # type: ignore[arg-type]
        urls="index.php" if login_at == "index.php" else "query",
        attach="form" if "upload" in route else "fileupload",
    )
    visit = at(quirks)
    # Where the sign-in form stands in the page's place it is posted there as well.
    skip = 1 if login_at == "inline" and route == "POST web/tickets/new" else 0
    visit.portal.fail(Fault(route, "end-session", skip=skip))
    log = tmp_path / "log.zip"
    with zipfile.ZipFile(log, "w") as archive:
        archive.writestr("log", "x")
    outcome = visit.person.ticket(
        *("new", "-d", "BESTNET-CLOUD", "-s", "Half-way", "-m", "How?", "-a", str(log)), code=None
    )
    assert outcome.code == 0, outcome.err
    (ticket,) = visit.portal.tickets
    assert [one.content for one in ticket.attachments] == [log.read_bytes()]


@pytest.mark.parametrize("guest_form", [False, True])
@pytest.mark.parametrize("command", ["reply", "close", "reopen", "download"])
def test_a_session_that_ends_half_way_through_a_change_is_begun_anew(
    at: Callable[[str | Quirks], Visit], command: str, guest_form: bool, tmp_path: Path
) -> None:
    visit = at(replace(WEB_ONLY, guest_form=guest_form))
    ticket = visit.portal.add_ticket("Router", attachments=[("a.png", b"picture")])
    if command == "reopen":
        ticket.status = "Closed"
    on = "GET web/tickets/download" if command == "download" else "POST web/tickets/view"
    visit.portal.fail(Fault(on, "end-session"))
    more = {"reply": ("-m", "Again"), "download": ("--dir", str(tmp_path / "saved"))}.get(command, ())
    visit.person.ticket(command, ticket.number, *more)
    if command == "reply":
        assert [reply.text for reply in visit.portal.replies] == ["Again"]
    elif command == "download":
        assert (tmp_path / "saved" / "a.png").read_bytes() == b"picture"
    else:
        assert ticket.status == {"close": "Closed", "reopen": "Open"}[command]


# Several portals


def test_portals_stand_side_by_side(installed: Callable[[Quirks], Portal], home: Path) -> None:
    one, two = installed(BOTH_DOORS), installed(PROFILES["japanese-2019-no-api"])
    first, second = one.add_ticket("At the first").number, two.add_ticket("At the second").number
    person = Person(home, one.url)
    log_in(person, one, name="first")
    log_in(person, two, name="second")

    def listed(*arguments: str, env: dict[str, str] | None = None) -> str:
        return person.but(**(env or {})).ticket(*arguments, "list", named=False).lines[0][0]

    assert listed() == second
    assert listed("--portal", "FIRST") == first
    assert listed("--portal", "fi") == first
    assert listed("--portal", one.url) == first
    assert listed(env={"TICKET_PORTAL": "first"}) == first
    assert listed("--portal", "second", env={"TICKET_PORTAL": "first"}) == second
    person.ticket("auth", "switch", "first", named=False)
    assert listed() == first
    outcome = person.ticket("--portal", "third", "list", named=False, code=2)
    assert "first" in outcome.err
    assert "second" in outcome.err


def test_a_missing_ticket_is_told_with_a_session_of_before(
    installed: Callable[[Quirks], Portal], home: Path
) -> None:
    portal = installed(replace(WEB_ONLY, missing_ticket="404"))
    person = Person(home, portal.url)
    log_in(person, portal)
    before = sign_ins(portal)
    outcome = person.ticket("show", "999999", code=None)
    assert "Ticket 999999 was not found." in outcome.err
    assert outcome.code == 1
    assert sign_ins(portal) == before
