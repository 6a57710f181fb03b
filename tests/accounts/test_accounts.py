"""Several portals side by side, in a file that a person may edit as well."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.portals.base import SignInNeeded
from ticketcli.system.user_folders import Folders

HB = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="keyring")
OTHER = Account(
    "other.example",
    "https://other.example",
    "taro@example.com",
    Path("/etc/ssl/other.pem"),
    "Asia/Tokyo",
    "file",
)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return SimpleNamespace(config=tmp_path / "config", state=tmp_path / "state", cache=tmp_path / "cache")


@pytest.fixture
def accounts(folders: Folders) -> Accounts:
    return Accounts(folders, {})


def write(accounts: Accounts, text: str) -> None:
    accounts.path.parent.mkdir(parents=True, exist_ok=True)
    accounts.path.write_text(text, encoding="utf-8")


def test_on_a_fresh_machine_nobody_is_signed_in(accounts: Accounts) -> None:
    assert accounts.all() == ()
    assert accounts.active() is None
    with pytest.raises(SignInNeeded) as caught:
        accounts.choose(None)
    assert caught.value.message == "Not signed in to any portal."
    assert caught.value.hint == "Run: ticket auth login URL"


def test_what_is_added_is_there_for_the_next_command(accounts: Accounts, folders: Folders) -> None:
    accounts.add(HB)
    accounts.add(OTHER)
    assert Accounts(folders, {}).all() == (HB, OTHER)


def test_an_account_is_replaced_by_one_of_its_name(accounts: Accounts) -> None:
    accounts.add(OTHER)
    renewed = Account(OTHER.name, OTHER.url, "jiro@example.com", storage="keyring")
    accounts.add(renewed)
    assert accounts.all() == (renewed,)


def test_the_active_portal_is_used_where_none_is_named(accounts: Accounts) -> None:
    accounts.add(HB, active=True)
    accounts.add(OTHER)
    assert accounts.choose(None) == HB
    accounts.switch("OTHER")
    assert accounts.active() == accounts.choose(None) == OTHER


@pytest.mark.parametrize(
    "wanted",
    [
        "other.example",
        "Other.Example",
        "oth",
        "https://other.example",
        "https://other.example/clientarea/",
        "other.example/?cmd=tickets",
    ],
)
def test_a_portal_is_chosen_by_name_by_prefix_or_by_address(accounts: Accounts, wanted: str) -> None:
    accounts.add(HB, active=True)
    accounts.add(OTHER)
    assert accounts.choose(wanted) == OTHER


def test_the_environment_chooses_where_nothing_else_does(folders: Folders, accounts: Accounts) -> None:
    accounts.add(HB, active=True)
    accounts.add(OTHER)
    assert Accounts(folders, {"TICKET_PORTAL": "other"}).choose(None) == OTHER
    assert Accounts(folders, {"TICKET_PORTAL": "other"}).choose("hb") == HB


def test_a_portal_never_seen_lives_from_the_environment(folders: Folders) -> None:
    accounts = Accounts(folders, {"TICKET_USERNAME": "ci@example.com"})
    account = accounts.choose("new.example")
    assert account == Account("new.example", "https://new.example", "ci@example.com")
    assert account.storage is None
    assert not accounts.path.exists()


def test_a_name_that_nothing_has_lists_what_there_is(accounts: Accounts) -> None:
    accounts.add(HB)
    accounts.add(OTHER)
    with pytest.raises(UnknownName) as caught:
        accounts.choose("elsewhere")
    assert caught.value.existing == ("hb", "other.example")


def test_a_prefix_of_two_is_not_guessed(accounts: Accounts) -> None:
    accounts.add(Account("hb-work", HB.url, "a@example.com"))
    accounts.add(Account("hb-home", HB.url, "b@example.com"))
    with pytest.raises(UnknownName) as caught:
        accounts.choose("hb")
    assert len(caught.value.existing) == 2


def test_two_sign_ins_at_one_address_are_told_apart_by_the_active_one(accounts: Accounts) -> None:
    work, home = Account("work", HB.url, "a@example.com"), Account("home", HB.url, "b@example.com")
    accounts.add(work)
    accounts.add(home)
    with pytest.raises(UnknownName) as caught:
        accounts.choose(HB.url)
    assert caught.value.existing == ("work", "home")
    accounts.switch("home")
    assert accounts.choose(HB.url) == home


def test_the_names_of_new_portals_are_unique(accounts: Accounts) -> None:
    assert accounts.free_name(HB.url) == "hb.bestnetllc.co.jp"
    accounts.add(Account("HB.bestnetllc.co.jp", HB.url))
    assert accounts.free_name(HB.url) == "hb.bestnetllc.co.jp-2"


@pytest.mark.parametrize("name", ["sandbox", "../x", "a/b", "", "a:b", "-x", ".x", "a b"])
def test_a_portal_cannot_be_called_anything(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError):
        accounts.add(Account(name, HB.url))
    assert not accounts.path.exists()


def test_removing_the_active_portal_leaves_none_active(accounts: Accounts) -> None:
    accounts.add(HB, active=True)
    accounts.add(OTHER)
    accounts.remove("hb")
    assert accounts.all() == (OTHER,)
    with pytest.raises(SignInNeeded, match=r"other\.example"):
        accounts.choose(None)


BY_HAND = """\
# my portals
[portals.hb]           # the cheap one
url = "https://hb.bestnetllc.co.jp"   # not the old one!
timezone = "Asia/Tokyo"
username = "hanako@example.com"
storage = "keyring"

# at work
[portals."other.example"]
url = "https://other.example"
ca_file = "other.pem"
"""


def test_comments_and_order_stay_as_a_person_left_them(accounts: Accounts) -> None:
    write(accounts, BY_HAND)
    accounts.switch("hb")
    accounts.add(Account("new.example", "https://new.example", storage="keyring"))
    accounts.remove("new.example")
    text = accounts.path.read_text(encoding="utf-8")
    assert 'active = "hb"' in text
    saved = [line for line in text.splitlines() if line and not line.startswith("active")]
    assert saved == [line for line in BY_HAND.splitlines() if line]
    assert accounts.active() is not None


def test_a_certificate_file_is_looked_for_beside_the_settings(accounts: Accounts) -> None:
    write(accounts, BY_HAND)
    assert accounts.choose("other").ca_file == accounts.path.parent / "other.pem"


def test_a_link_to_the_settings_stays_a_link(accounts: Accounts, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles.toml"
    dotfiles.write_text(BY_HAND, encoding="utf-8")
    dotfiles.chmod(0o640)
    accounts.path.parent.mkdir()
    accounts.path.symlink_to(dotfiles)
    accounts.switch("hb")
    assert accounts.path.is_symlink()
    assert 'active = "hb"' in dotfiles.read_text(encoding="utf-8")
    assert dotfiles.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# ok\nactive = \n", 2, "invalid value"),
        ("[portals.hb\n", 1, ""),
        ("active = 1\n", 1, "must be the name"),
        ("active = 'hb'\nportals = 3\n", 2, "must be a table"),
        ("\n[portals]\nhb = 'https://x.example'\n", 3, "must be a table"),
        ("[portals.hb]\nusername = 'x'\n", 1, "no “url”"),
        ("[portals.hb]\n# here\nurl = 7\n", 3, "quotation marks"),
        ("[portals.hb]\nurl = 'http://hb.example'\n", 2, "not encrypted"),
        ("[portals.hb]\nurl = 'https://hb.example'\nca-file = 'x'\n", 3, "“ca-file” is not a portal setting"),
        ("[portals.hb]\nurl = 'https://hb.example'\nstorage = 'cloud'\n", 3, "“keyring” or “file”"),
        ("[portals.hb]\nurl = 'https://hb.example'\ntimezone = 'Tokio'\n", 3, "unknown time zone “Tokio”"),
        ("[portals.a]\nurl = 'https://a.example'\n[portals.b]\nurl = ''\n", 4, "quotation marks"),
    ],
)
def test_a_damaged_file_is_named_with_its_line_and_never_written_over(
    accounts: Accounts, text: str, line: int, words: str
) -> None:
    write(accounts, text)
    for change in (accounts.all, accounts.active, lambda: accounts.add(HB), lambda: accounts.switch("hb")):
        with pytest.raises(UsageError) as caught:
            change()
        assert caught.value.message.startswith(f"{accounts.path}, line {line}: ")
        assert words in caught.value.message
    assert accounts.path.read_text(encoding="utf-8") == text
    assert [path.name for path in accounts.path.parent.iterdir()] == ["config.toml"]


def test_a_file_of_other_bytes_is_named_with_its_line(accounts: Accounts) -> None:
    write(accounts, "")
    accounts.path.write_bytes(b"# ok\n# \xff\n")
    with pytest.raises(UsageError, match=r"config\.toml, line 2: not UTF-8"):
        accounts.all()


def test_settings_of_others_in_the_file_are_left_alone(accounts: Accounts) -> None:
    write(accounts, "[colours]\nstaff = 'blue'\n")
    accounts.add(HB, active=True)
    assert accounts.active() == HB
    assert "[colours]\nstaff = 'blue'\n" in accounts.path.read_text(encoding="utf-8")
