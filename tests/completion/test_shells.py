"""What a person gets who presses TAB, in each real shell."""

from __future__ import annotations

import shutil
import time
from datetime import datetime, timezone

import pytest
from tests.completion.conftest import SHELLS, Person
from tests.prompts.terminal import PATIENCE

from ticketcli.accounts.accounts import Accounts
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft

pytestmark = pytest.mark.parametrize("shell", SHELLS)

LIST = {"bash": "\t\t\t", "zsh": "\t\t", "fish": "\t\t"}
"""What lists all that fits: bash first writes what they have in common, and then asks to be asked."""

COMPLETED = {
    # commands, options and fixed words
    "ticket depart\t": ["departments"],
    "ticket drafts del\t": ["drafts", "delete"],
    "ticket new --attach-cl\t": ["new", "--attach-clipboard"],
    "ticket --via w\tlist": ["--via", "web", "list"],
    "ticket new --priority m\t": ["new", "--priority", "medium"],
    "ticket help exit\t": ["help", "exit-codes"],
    # names from the cache, quoted as they must be
    "ticket new -d BEST\t": ["new", "-d", "BESTNET-CLOUD"],
    "ticket new --dept best\t": ["new", "--dept", "BESTNET-CLOUD"],
    "ticket new --dept=BEST\t": ["new", "--dept=BESTNET-CLOUD"],
    "ticket new --dept Sal\t": ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept 'Sal\t": ["new", "--dept", "Sales: EU & $HOME"],
    'ticket new --dept "Sal\t': ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept Sales:\t": ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept=Sales:\t": ["new", "--dept=Sales: EU & $HOME"],
    "ticket new --dept It\t": ["new", "--dept", 'It\'s "quoted" `here`'],
    'ticket new --dept "It\t': ["new", "--dept", 'It\'s "quoted" `here`'],
    "ticket new --dept back\t": ["new", "--dept", "back\\slash"],
    "ticket new --dept 請\t": ["new", "--dept", "請求 書"],
    "ticket new --dept '帳\t": ["new", "--dept", "帳單(付款)"],
    "ticket new --service 'VPS 8\t": ["new", "--service", "VPS 8GB"],
    "ticket new --service VPS\\ 8\t": ["new", "--service", "VPS 8GB"],
    "ticket show 17\t": ["show", "171001"],
    "ticket close 482910 17\t": ["close", "482910", "171001"],
    # of the portal that is named
    "ticket --portal other show 9\t": ["--portal", "other", "show", "900001"],
    "ticket show --portal=other 9\t": ["show", "--portal=other", "900001"],
    "ticket show --portal ot\t": ["show", "--portal", "other"],
    "ticket auth switch ot\t": ["auth", "switch", "other"],
    # lists with commas
    "ticket show 482913 --fields number,subj\t": ["show", "482913", "--fields", "number,subject"],
}


def test_words_are_completed_and_quoted_as_they_must_be(person: Person, shell: str) -> None:
    runs = dict(zip(COMPLETED, person.runs(shell, *COMPLETED), strict=True))
    # A list with commas may go on: some shells put a comma there for it.
    assert {keys: [word.rstrip(",") for word in words] for keys, words in runs.items()} == COMPLETED


def test_an_alias_is_completed_like_a_command(person: Person, shell: str) -> None:
    config = person.folders.config / "config.toml"
    config.write_text(config.read_text() + '\n[aliases]\nwaiting = "list --awaiting me"\n')
    assert person.runs(shell, "ticket waitin\t") == [["waiting"]]


def test_numbers_are_listed_with_subject_and_state(person: Person, shell: str) -> None:
    terminal = person.at(shell)
    terminal.type("ticket show 4829" + LIST[shell])
    for words in ("482913", "[Open] VPS is down", "482910", "[Closed] 請求書について"):
        terminal.wait_for(words)
    assert "171001" not in terminal.shown


def test_what_a_portal_wrote_is_text_and_nothing_else(person: Person, shell: str) -> None:
    terminal = person.at(shell)
    terminal.type("ticket show " + LIST[shell])
    terminal.wait_for("[Answered] Cannot log in at all [URGENT]")
    assert b"\x1b[31mlog" not in terminal.raw


def test_commands_are_listed_with_what_they_do(person: Person, shell: str) -> None:
    terminal = person.at(shell)
    terminal.type("ticket re" + LIST[shell])
    for words in ("reply", "Reply to a ticket.", "reopen", "Reopen closed tickets."):
        terminal.wait_for(words)


def test_only_what_may_be_attached_is_offered(person: Person, shell: str) -> None:
    _files(person)
    terminal = person.at(shell)
    terminal.type("ticket new --attach " + LIST[shell])
    for name in ("Photo", "trace.zip", "logs"):
        terminal.wait_for(name)
    assert "notes.txt" not in terminal.shown
    assert "report.pdf" not in terminal.shown  # this portal takes .png and .zip


def test_a_file_with_blanks_is_attached_whole(person: Person, shell: str) -> None:
    _files(person)
    assert person.runs(shell, "ticket new --attach Pho\t") == [["new", "--attach", "Photo 1.PNG"]]


def test_with_zip_any_file_may_be_attached(person: Person, shell: str) -> None:
    _files(person)
    assert person.runs(shell, "ticket new --zip -a no\t") == [["new", "--zip", "-a", "notes.txt"]]


def test_a_message_may_come_from_any_file(person: Person, shell: str) -> None:
    _files(person)
    assert person.runs(shell, "ticket new --message-file no\t") == [["new", "--message-file", "notes.txt"]]


def test_a_draft_is_named_with_its_subject(person: Person, shell: str) -> None:
    store = DraftStore(person.folders.state / "outbox", now=lambda: datetime.now(timezone.utc))
    entry = store.save(Draft(subject="VPS is down", message="No ping."), "hb")
    hidden = store.save(Draft(subject="The password", message="hunter2", encrypt=True), "hb")
    terminal = person.at(shell)
    terminal.type("ticket drafts show " + LIST[shell])
    for words in (entry.id, "[unsent] VPS is down", hidden.id):
        terminal.wait_for(words)
    assert "password" not in terminal.shown


def test_a_change_of_the_settings_is_seen_at_once(person: Person, shell: str) -> None:
    accounts = Accounts(person.folders, {})
    accounts.switch("other")
    assert person.runs(shell, "ticket new -d Else\t") == [["new", "-d", "Elsewhere"]]


def test_without_any_cache_nothing_is_offered_and_nothing_said(person: Person, shell: str) -> None:
    for folder in (person.folders.cache, person.folders.config):
        shutil.rmtree(folder)
    terminal = person.at(shell)
    terminal.type("ticket show \t", "48\r")
    until = time.monotonic() + PATIENCE
    while ["show", "48"] not in person.calls:
        assert time.monotonic() < until, terminal.shown
        terminal.read_on(0.05)
    assert "Traceback" not in terminal.shown


def _files(person: Person) -> None:
    for name in ("Photo 1.PNG", "trace.zip", "notes.txt", "report.pdf"):
        (person.folder / "work" / name).touch()
    (person.folder / "work" / "logs").mkdir()
