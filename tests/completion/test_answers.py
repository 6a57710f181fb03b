"""`ticket __complete`: what may stand where the cursor is."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from tests.completion.conftest import ACCOUNT, OTHER, Person, fill

from ticketcli import runtime
from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.completion_cache import MOST, CompletionCache
from ticketcli.cli.completion import protocol
from ticketcli.model.ticket import Department, Ticket
from ticketcli.system.folders import find_folder


def ask(person: Person, line: str, **env: str) -> list[str]:
    """Return what may stand at the end of a line, and what the shell is to do: the last line."""
    out = io.StringIO()
    protocol.answer_question(line.split(" "), {**person.env, **env}, out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("new --attach-cl", ["--attach-clipboard\tAttach the picture in the clipboard.", ":36"]),
        ("show -- --js", [":36"]),
        ("new -d x --sub", ["--subject\tWhat it is about, in a line.", ":36"]),
        ("new --priority ", ["low", "medium", "high", ":36"]),
        ("new --priority=m", ["--priority=medium", ":36"]),
        ("--via w", ["web", ":36"]),
        ("drafts del", ["delete\tThrow drafts away.", ":36"]),
        ("new surplus", [":4"]),
        ("new --subject ", [":4"]),
        ("new --message-file ", [":0"]),
        ("new --zip -a ", [":0"]),
        ("new -a ", ["png", "zip", ":8"]),
        ("download 482913 --dir ", [":16"]),
        ("show 482913 --fields number,subj", ["number,subject", ":38"]),
        ("list --sort=created:", ["--sort=created:desc", ":36"]),
        ("services --fields name,n", [":38"]),
    ],
)
def test_what_may_stand_there(person: Person, line: str, answer: list[str]) -> None:
    found = ask(person, line)
    assert [each.partition("\t")[0] for each in found] == [each.partition("\t")[0] for each in answer]


def test_an_option_that_was_given_is_not_offered_again_unless_it_may_be(person: Person) -> None:
    assert not [each for each in ask(person, "new -s Hello --subj") if each.startswith("--subject")]
    assert [each for each in ask(person, "new --cc a@b.c --c") if each.startswith("--cc")]


def test_values_come_with_what_they_are(person: Person) -> None:
    assert ask(person, "show ") == [
        "482913\t[Open] VPS is down",
        "482910\t[Closed] 請求書について",
        "171001\t[Answered] Cannot log in at all [URGENT]",
        ":36",
    ]
    assert ask(person, "new --service=vps") == [
        "--service=VPS 4GB\tweb1.example.com, Active",
        "--service=VPS 8GB",
        ":36",
    ]
    assert ask(person, "--portal o") == ["other\thttps://other.example", ":36"]


def test_commands_are_described_in_the_language_spoken(person: Person) -> None:
    assert not ask(person, "repl", TICKET_LANG="ja")[0].isascii()


@pytest.mark.parametrize(
    "portal", ["other", "OTHER", "oth", "https://other.example", "https://other.example/"]
)
def test_a_portal_is_named_as_anywhere(person: Person, portal: str) -> None:
    assert ask(person, f"--portal {portal} show ") == ["900001\tFar away", ":36"]
    assert ask(person, f"show --portal={portal} ") == ["900001\tFar away", ":36"]
    assert ask(person, "show ", TICKET_PORTAL=portal) == ["900001\tFar away", ":36"]


def test_nothing_is_said_of_what_is_not_known(person: Person) -> None:
    assert ask(person, "--portal nonsense show ") == [":36"]
    assert ask(person, "nonsense x") == [":36"]
    assert ask(person, "show --nonsense=") == [":4"]


def test_a_portal_that_lives_from_the_environment_has_its_departments(person: Person) -> None:
    account = Account("third", "https://third.example", "taro@example.com")
    CompletionCache(person.folders.cache, account, private=False).save_departments([Department("1", "Third")])
    found = ask(person, "--portal https://third.example new -d ", TICKET_USERNAME="taro@example.com")
    assert found == ["Third", ":36"]


def test_aliases_and_templates_are_found_where_they_are_kept(person: Person) -> None:
    config = person.folders.config / "config.toml"
    config.write_text(config.read_text() + '\n[aliases]\nmine = "list --awaiting me"\n')
    (person.folders.config / "templates" / "BILLING").mkdir(parents=True)
    (person.folders.config / "templates" / "outage.txt").touch()
    (person.folders.config / "templates" / "BILLING" / "unpaid.txt").touch()
    assert ask(person, "mi") == ["mine\tlist --awaiting me", ":36"]
    assert ask(person, "template show ") == [
        "default\tthe guide's headings",
        "outage",
        "unpaid\tBILLING",
        ":36",
    ]


@pytest.mark.parametrize("damage", ["", "[[[", '[portals.hb]\nurl = "://"\n', "\x00"])
def test_damaged_settings_end_in_silence(person: Person, damage: str) -> None:
    (person.folders.config / "config.toml").write_text(damage)
    assert ask(person, "show ") == [":36"]
    assert ask(person, "--portal ") == ["sandbox\tthe practice portal", ":36"]


@pytest.mark.parametrize("name", ["portals", "aliases"])
def test_an_index_that_is_damaged_ends_in_silence(person: Person, name: str) -> None:
    path = person.folders.cache / "completion" / name
    times = path.stat().st_mtime_ns
    path.write_bytes(b"\xff\xfe\t\t\n")
    os.utime(path, ns=(times, times))
    assert ask(person, "show " if name == "portals" else "") == [":1"]


def test_a_cache_that_cannot_be_written_costs_only_time(person: Person) -> None:
    person.env["TICKET_CACHE_DIR"] = str(person.folder / "calls")
    (person.folder / "calls").touch()
    assert ask(person, "--portal ot") == ["other\thttps://other.example", ":36"]


def test_tickets_seen_again_come_first_and_the_oldest_go(person: Person) -> None:
    fill(person.folders, OTHER, (), [Ticket(str(number), "x") for number in range(100_000, 100_000 + MOST)])
    completion_cache = CompletionCache(person.folders.cache, OTHER, private=True)
    completion_cache.add_ticket(Ticket("7", "New", status="Open", state="open"))
    completion_cache.add_ticket(
        Ticket("100005", "Worked on", status="Answered", state="answered"), first=True
    )
    completion_cache.save_tickets()
    found = ask(person, "--portal other show ")
    assert found[:3] == ["100005\t[Answered] Worked on", "7\t[Open] New", "100000\tx"]
    assert len(found) == MOST + 1
    assert "900001\tFar away" not in found


def test_files_of_the_cache_are_their_owners_alone(person: Person) -> None:
    files = [path for path in (person.folders.cache / "completion").rglob("*") if path.is_file()]
    assert len(files) == 10
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.parent.stat().st_mode & 0o077 for path in files} == {0}


def test_nothing_private_is_kept_where_it_is_not_certain_whose_it_is(tmp_path: Path) -> None:
    for account, private in ((ACCOUNT, False), (Account("hb", ACCOUNT.url), True)):
        completion_cache = CompletionCache(tmp_path, account, private=private)
        completion_cache.add_ticket(Ticket("1", "Secret"))
        completion_cache.save_tickets()
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
    assert find_folder(kind, os.environ) == str(getattr(runtime.find_folders(os.environ), kind))


def test_signing_out_leaves_no_subject_behind(person: Person) -> None:
    from ticketcli.accounts.sign_in import remove_sign_in

    account = Account("other", OTHER.url, OTHER.username, storage="file")
    accounts = Accounts(person.folders, {})
    accounts.add(account)
    remove_sign_in(account, accounts, person.folders)
    saved = [path.read_text() for path in person.folders.cache.rglob("*") if path.is_file()]
    assert not any("Far away" in text for text in saved)
