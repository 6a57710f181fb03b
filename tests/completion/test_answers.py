"""`ticket __complete`: what the program itself knows, for shells that cannot read it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from tests.completion.conftest import ACCOUNT, OTHER, Person, fill

from ticketcli import runtime
from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.completion_cache import MOST, Seen
from ticketcli.cli.completion import protocol
from ticketcli.model.ticket import Department, Ticket
from ticketcli.system.folders import folder


def ask(person: Person, *arguments: str, **env: str) -> list[str]:
    out = io.StringIO()
    protocol.main(arguments, {**person.env, **env}, out)
    return out.getvalue().splitlines()


def test_values_come_with_what_they_are(person: Person) -> None:
    assert ask(person, "tickets") == [
        "482913\t[Open] VPS is down",
        "482910\t[Closed] 請求書について",
        "171001\t[Answered] Cannot log in at all [URGENT]",
    ]
    assert ask(person, "services", "vps 4") == ["VPS 4GB\tweb1.example.com, Active"]
    assert ask(person, "portals", "o") == ["other\thttps://other.example"]


@pytest.mark.parametrize(
    "portal", ["other", "OTHER", "oth", "https://other.example", "https://other.example/"]
)
def test_a_portal_is_named_as_anywhere(person: Person, portal: str) -> None:
    assert ask(person, "tickets", "", portal) == ["900001\tFar away"]
    assert ask(person, "tickets", TICKET_PORTAL=portal) == ["900001\tFar away"]


def test_nothing_is_said_of_a_portal_that_is_not_known(person: Person) -> None:
    assert ask(person, "tickets", "", "nonsense") == []
    assert ask(person, "nonsense") == []
    assert ask(person) == []


def test_a_portal_that_lives_from_the_environment_has_its_departments(person: Person) -> None:
    account = Account("third", "https://third.example", "taro@example.com")
    Seen(person.folders.cache, account, private=False).departments([Department("1", "Third")])
    found = ask(person, "departments", "", "https://third.example", TICKET_USERNAME="taro@example.com")
    assert found == ["Third"]


def test_aliases_and_templates_are_found_where_they_are_kept(person: Person) -> None:
    config = person.folders.config / "config.toml"
    config.write_text(config.read_text() + '\n[aliases]\nmine = "list --awaiting me"\n')
    (person.folders.config / "templates" / "BILLING").mkdir(parents=True)
    (person.folders.config / "templates" / "outage.txt").touch()
    (person.folders.config / "templates" / "BILLING" / "unpaid.txt").touch()
    assert ask(person, "aliases") == ["mine\tlist --awaiting me"]
    assert ask(person, "templates") == ["default\tthe guide's headings", "outage", "unpaid\tBILLING"]


@pytest.mark.parametrize("damage", ["", "[[[", '[portals.hb]\nurl = "://"\n', "\x00"])
def test_damaged_settings_end_in_silence(person: Person, damage: str) -> None:
    (person.folders.config / "config.toml").write_text(damage)
    assert ask(person, "tickets") == []
    assert ask(person, "portals") == ["sandbox\tthe practice portal"]


@pytest.mark.parametrize("name", ["portals", "aliases"])
def test_an_index_that_is_damaged_ends_in_silence(person: Person, name: str) -> None:
    path = person.folders.cache / "completion" / name
    times = path.stat().st_mtime_ns
    path.write_bytes(b"\xff\xfe\t\t\n")
    os.utime(path, ns=(times, times))
    assert ask(person, "tickets" if name == "portals" else "aliases") == []


def test_a_cache_that_cannot_be_written_costs_only_time(person: Person) -> None:
    person.env["TICKET_CACHE_DIR"] = str(person.folder / "calls")
    (person.folder / "calls").touch()
    assert ask(person, "portals", "ot") == ["other\thttps://other.example"]


def test_tickets_seen_again_come_first_and_the_oldest_go(person: Person) -> None:
    fill(person.folders, OTHER, (), [Ticket(str(number), "x") for number in range(100_000, 100_000 + MOST)])
    seen = Seen(person.folders.cache, OTHER, private=True)
    seen.ticket(Ticket("7", "New", status="Open", state="open"))
    seen.ticket(Ticket("100005", "Worked on", status="Answered", state="answered"), first=True)
    seen.save()
    found = ask(person, "tickets", "", "other")
    assert found[:3] == ["100005\t[Answered] Worked on", "7\t[Open] New", "100000\tx"]
    assert len(found) == MOST
    assert "900001\tFar away" not in found


def test_files_of_the_cache_are_their_owners_alone(person: Person) -> None:
    files = [path for path in (person.folders.cache / "completion").rglob("*") if path.is_file()]
    assert len(files) == 10
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.parent.stat().st_mode & 0o077 for path in files} == {0}


def test_nothing_private_is_kept_where_it_is_not_certain_whose_it_is(tmp_path: Path) -> None:
    for account, private in ((ACCOUNT, False), (Account("hb", ACCOUNT.url), True)):
        seen = Seen(tmp_path, account, private=private)
        seen.ticket(Ticket("1", "Secret"))
        seen.save()
        assert not list(tmp_path.rglob("tickets"))


@pytest.mark.parametrize("kind", ["config", "state", "cache"])
@pytest.mark.parametrize(
    "env",
    [
        {},
        {"XDG_CONFIG_HOME": "/x", "XDG_STATE_HOME": "/y", "XDG_CACHE_HOME": "/z"},
        {"XDG_CONFIG_HOME": "x", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": " "},
        {"TICKET_CONFIG_DIR": "/a", "TICKET_STATE_DIR": "/b", "TICKET_CACHE_DIR": "/c"},
    ],
)
def test_the_folders_are_those_of_every_command(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], kind: str
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert folder(kind, os.environ) == str(getattr(runtime.folders(os.environ), kind))


def test_signing_out_leaves_no_subject_behind(person: Person) -> None:
    from ticketcli.accounts.sign_in import forget

    account = Account("other", OTHER.url, OTHER.username, storage="file")
    accounts = Accounts(person.folders, {})
    accounts.add(account)
    forget(account, accounts, person.folders)
    kept = [path.read_text() for path in person.folders.cache.rglob("*") if path.is_file()]
    assert not any("Far away" in text for text in kept)
