"""`ticket auth login`: credentials are proven first and kept then."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.auth.conftest import HANAKO, HB, OTHER, PASSWORD, TOKEN, Ticket, written
from tests.commands.auth.installation import Installation

from ticketcli.model.errors import Cancelled
from ticketcli.portals.base import Credentials
from ticketcli.prompts.scripted_prompter import Answer

NO_ZONE = ("Time zone of the portal", "")
BY_PASSWORD = ["auth", "login", HB, "--username", HANAKO, "--password-stdin"]


def test_a_person_is_asked_for_everything(ticket: Ticket, hb: Installation) -> None:
    context = ticket(
        "auth",
        "login",
        answers=[
            ("Portal address", f"{HB}/?cmd=tickets"),
            ("Sign in with", "password"),
            ("E-mail address", HANAKO),
            (f"Password of {HANAKO}", PASSWORD),
            ("Time zone of the portal", ""),
        ],
    )
    assert hb.seen == [Credentials(HANAKO, PASSWORD)]
    assert context.out == (
        f"Signed in as 山田 花子 <{HANAKO}>, Example KK to hb.bestnetllc.co.jp ({HB}).\n"
        "API: works (tickets without attachments, CC or service)\n"
        "web pages: works (CC, attachments, encryption, priority, related service)\n"
    )


def test_what_was_given_is_not_asked(ticket: Ticket) -> None:
    ticket("auth", "login", HB, "--username", HANAKO, answers=[("Password", PASSWORD), NO_ZONE])


def test_a_careless_address_is_asked_again(ticket: Ticket) -> None:
    context = ticket(
        "auth",
        "login",
        "--username",
        HANAKO,
        answers=[("Portal", "http://hb.bestnetllc.co.jp"), ("Portal", HB), ("Password", PASSWORD), NO_ZONE],
    )
    assert context.out.startswith("Signed in as ")


def test_a_token_signs_in_as_whoever_the_portal_says(ticket: Ticket, hb: Installation) -> None:
    ticket(
        "auth",
        "login",
        HB,
        answers=[("Sign in with", "Personal access token"), ("Personal access token", f" {TOKEN} "), NO_ZONE],
    )
    assert hb.seen == [Credentials(token=TOKEN)]
    (status,) = json.loads(ticket("auth", "status", "--json").out)
    assert status["username"] == HANAKO
    assert set(status["secrets"]) == {"token", "session"}


@pytest.mark.parametrize("text", [PASSWORD, f"{PASSWORD}\n", f"{PASSWORD}\r\n"])
def test_a_script_hands_the_password_to_standard_input(ticket: Ticket, hb: Installation, text: str) -> None:
    context = ticket(*BY_PASSWORD, stdin=text)
    assert hb.seen == [Credentials(HANAKO, PASSWORD)]
    assert context.err == ""


def test_a_script_hands_a_token_to_standard_input(ticket: Ticket, hb: Installation) -> None:
    ticket("auth", "login", HB, "--token-stdin", stdin=f"{TOKEN}\n")
    assert hb.seen == [Credentials(token=TOKEN)]


def test_in_json_it_answers_with_the_status(ticket: Ticket) -> None:
    answer = json.loads(ticket(*BY_PASSWORD, "--json", stdin=PASSWORD).out)
    assert answer == json.loads(ticket("auth", "status", "--json").out)[0]
    assert answer["works"] is True
    assert answer["identity"] == {"email": HANAKO, "name": "山田 花子", "company": "Example KK"}
    assert answer["secrets"]["password"] == "system keyring (rings)"


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ([], ["URL", "--username", "--password-stdin or --token-stdin"]),
        ([HB], ["--username", "--password-stdin or --token-stdin"]),
        ([HB, "--username", HANAKO], ["--password-stdin or --token-stdin"]),
        ([HB, "--password-stdin"], ["--username"]),
        (["--token-stdin"], ["URL"]),
    ],
)
def test_without_a_person_all_that_is_missing_is_named_at_once(
    ticket: Ticket, arguments: list[str], missing: list[str]
) -> None:
    context = ticket("auth", "login", *arguments, code=2, stdin=PASSWORD)
    listed = [line for line in context.err.splitlines() if line.startswith("  ")]
    assert len(listed) == len(missing)
    for line, flag in zip(listed, missing, strict=True):
        assert flag in line
    assert context.stdin.tell() == 0, "standard input was read"


def test_with_no_input_a_terminal_is_not_asked(ticket: Ticket) -> None:
    context = ticket("auth", "login", HB, "--no-input", code=2, answers=[])
    assert "--username" in context.err


@pytest.mark.parametrize("text", ["", "\n", "one\ntwo\n"])
def test_standard_input_without_one_line_is_refused(ticket: Ticket, hb: Installation, text: str) -> None:
    context = ticket(*BY_PASSWORD, stdin=text, code=2)
    assert "on one line" in context.err
    assert "two" not in context.err
    assert hb.seen == []


def test_a_password_is_not_typed_where_it_would_be_seen(ticket: Ticket) -> None:
    context = ticket(*BY_PASSWORD, code=2, answers=[])
    assert "standard input is a terminal" in context.err


def test_two_secrets_at_once_are_refused(ticket: Ticket) -> None:
    ticket(*BY_PASSWORD, "--token-stdin", stdin=PASSWORD, code=2)


def test_what_the_portal_refuses_is_not_kept(
    ticket: Ticket, keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    context = ticket(*BY_PASSWORD, stdin="wrong-Geheim", code=4)
    assert context.err == "ticket: The portal does not accept this sign-in.\n"
    assert keyring == {}
    assert written(tmp_path) == ""
    ticket("auth", "status", code=4)


def test_what_cannot_be_proven_is_not_kept(ticket: Ticket, hb: Installation, tmp_path: Path) -> None:
    hb.down = True
    ticket(*BY_PASSWORD, stdin=PASSWORD, code=6)
    assert written(tmp_path) == ""


def test_a_mistyped_password_is_asked_again(ticket: Ticket, hb: Installation) -> None:
    ticket(
        "auth",
        "login",
        HB,
        "--username",
        HANAKO,
        answers=[("Password", "typo"), ("Password", PASSWORD), NO_ZONE],
    )
    assert [one.password for one in hb.seen] == ["typo", PASSWORD]


def test_after_three_mistyped_passwords_it_ends(ticket: Ticket) -> None:
    ticket("auth", "login", HB, "--username", HANAKO, answers=[("Password", "typo")] * 3, code=4)


@pytest.mark.parametrize("answered", range(5))
def test_cancelled_at_any_question_nothing_is_kept(ticket: Ticket, tmp_path: Path, answered: int) -> None:
    answers: list[tuple[str, Answer]] = [
        ("Portal", HB),
        ("Sign in with", "password"),
        ("E-mail", HANAKO),
        ("Password", PASSWORD),
        NO_ZONE,
    ]
    script = [*answers[:answered], (answers[answered][0], Cancelled())]
    context = ticket("auth", "login", answers=script, code=130)
    assert context.err == "ticket: Cancelled.\n"
    assert written(tmp_path) == ""


def test_the_second_factor_is_asked_and_the_session_kept(ticket: Ticket, hb: Installation) -> None:
    hb.code = "123456"
    ticket(
        "auth",
        "login",
        HB,
        "--username",
        HANAKO,
        answers=[("Password", PASSWORD), ("Two-factor code", "123456"), NO_ZONE],
    )
    # Nobody is here to be asked again, and nobody has to.
    assert "signed in\t山田 花子" in ticket("auth", "status").out


def test_a_script_is_told_of_the_second_factor(ticket: Ticket, hb: Installation) -> None:
    hb.code = "123456"
    context = ticket(*BY_PASSWORD, stdin=PASSWORD, code=4)
    assert "two-factor code" in context.err
    assert "personal access token" in context.err


def test_without_a_keyring_a_script_is_told_the_way_out_with_the_address_it_gave(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    context = ticket(*BY_PASSWORD, stdin=PASSWORD, code=4)
    assert f"ticket auth login {HB} --insecure-storage" in context.err
    assert written(tmp_path) == ""


def test_without_a_keyring_one_question_offers_a_private_file(
    ticket: Ticket, hb: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    refused = ticket("auth", "login", HB, answers=[("in a file that only you can read", False)], code=4)
    assert f"ticket auth login {HB} --insecure-storage" in refused.err
    assert written(tmp_path) == ""
    ticket(
        *("auth", "login", HB),
        answers=[
            ("in a file that only you can read", True),
            ("Sign in with", ""),
            ("E-mail", HANAKO),
            ("Password", PASSWORD),
            NO_ZONE,
        ],
    )
    assert "-credentials.json" in written(tmp_path)


def test_a_mistyped_address_can_be_corrected_after_a_wrong_password(ticket: Ticket, hb: Installation) -> None:
    ticket(
        *("auth", "login", HB),
        answers=[
            ("Sign in with", ""),
            ("E-mail", "hanko@example.com"),
            ("Password", PASSWORD),
            ("E-mail", HANAKO),
            ("Password", PASSWORD),
            NO_ZONE,
        ],
    )


def test_insecure_storage_keeps_it_in_private_files_with_a_warning(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    context = ticket(*BY_PASSWORD, "--insecure-storage", stdin=PASSWORD)
    folder = tmp_path / "state" / "secrets"
    assert (
        f"Warning: The secrets are saved unencrypted, in files that only you can read: {folder}"
        in " ".join(context.err.split())
    )
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (status,) = json.loads(ticket("auth", "status", "--json").out)
    assert status["works"] is True
    assert status["secrets"]["password"].startswith(f"file {folder}")


def test_with_a_keyring_no_secret_is_on_disk(ticket: Ticket, tmp_path: Path) -> None:
    ticket(*BY_PASSWORD, stdin=PASSWORD)
    saved = written(tmp_path)
    assert HANAKO in saved
    assert "Geheim" not in saved


def test_no_secret_is_ever_shown(ticket: Ticket, hb: Installation) -> None:
    shown = []
    for stdin, code in ((PASSWORD, 0), ("wrong-Geheim", 4)):
        context = ticket(*BY_PASSWORD, "--debug", "--json", stdin=stdin, code=code)
        shown.append(context.out + context.err)
    hb.down = True
    context = ticket(*BY_PASSWORD, "--debug", stdin=PASSWORD, code=6)
    shown += [context.out + context.err, repr(context)]
    assert "Traceback" in shown[1]
    assert not [text for text in shown if "Geheim" in text]


def test_from_the_keyring_back_to_it_no_copy_stays_behind(
    ticket: Ticket, keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    ticket(*BY_PASSWORD, "--insecure-storage", stdin=PASSWORD)
    assert keyring == {}
    ticket(*BY_PASSWORD, stdin=PASSWORD)
    assert len(keyring) == 2
    assert "Geheim" not in written(tmp_path)
    ticket(*BY_PASSWORD, "--insecure-storage", stdin=PASSWORD)
    assert keyring == {}


def test_signing_in_again_renews_the_same_account(ticket: Ticket) -> None:
    for _ in range(2):
        ticket(*BY_PASSWORD, stdin=PASSWORD)
    ticket("auth", "login", HB, "--token-stdin", stdin=TOKEN)
    ticket("auth", "login", "HB.bestnetllc.co.jp", "--token-stdin", stdin=TOKEN)
    assert len(json.loads(ticket("auth", "status", "--json").out)) == 1


def test_another_person_at_the_same_portal_gets_an_account_beside(ticket: Ticket, hb: Installation) -> None:
    hb.passwords["taro@example.com"] = "Geheim4"
    ticket(*BY_PASSWORD, stdin=PASSWORD)
    ticket("auth", "login", HB, "--username", "taro@example.com", "--password-stdin", stdin="Geheim4")
    found = json.loads(ticket("auth", "status", "--json").out)
    assert [(one["name"], one["username"], one["active"], one["works"]) for one in found] == [
        ("hb.bestnetllc.co.jp", HANAKO, False, True),
        ("hb.bestnetllc.co.jp-2", "taro@example.com", True, True),
    ]


def test_a_portal_can_be_given_a_name(ticket: Ticket) -> None:
    ticket(*BY_PASSWORD, "--name", "work", stdin=PASSWORD)
    assert ticket("auth", "status", "--portal", "WORK").out.startswith("work\t")


def test_the_name_of_a_portal_that_is_known_is_changed(ticket: Ticket) -> None:
    ticket(*BY_PASSWORD, "--name", "work", stdin=PASSWORD)
    ticket(*BY_PASSWORD, "--name", "office", stdin=PASSWORD)
    found = json.loads(ticket("auth", "status", "--json").out)
    assert [(one["name"], one["works"]) for one in found] == [("office", True)]


def test_the_name_of_another_portal_is_refused(ticket: Ticket, other: Installation) -> None:
    ticket(*BY_PASSWORD, "--name", "work", stdin=PASSWORD)
    arguments = ["auth", "login", OTHER, "--name", "Work", "--username", HANAKO, "--password-stdin"]
    context = ticket(*arguments, stdin="Geheim3", code=2)
    assert f"is already used for {HB}" in context.err
    assert other.seen == []


def test_a_certificate_file_is_remembered(ticket: Ticket, tmp_path: Path) -> None:
    pem = tmp_path / "ca.pem"
    pem.write_text("-----BEGIN CERTIFICATE-----", encoding="utf-8")
    ticket(*BY_PASSWORD, "--ca-file", str(pem), stdin=PASSWORD)
    assert f'ca_file = "{pem}"' in written(tmp_path / "config")


def test_a_certificate_file_that_is_not_there_is_refused(ticket: Ticket, hb: Installation) -> None:
    context = ticket(*BY_PASSWORD, "--ca-file", "/nowhere.pem", stdin=PASSWORD, code=2)
    assert "/nowhere.pem" in context.err
    assert hb.seen == []


def test_what_the_environment_holds_is_neither_used_nor_kept(
    ticket: Ticket, hb: Installation, keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    env = {"TICKET_USERNAME": "ci@example.com", "TICKET_PASSWORD": "given", "TICKET_TOKEN": "given-too"}
    context = ticket(*BY_PASSWORD, stdin=PASSWORD, env=env)
    assert hb.seen == [Credentials(HANAKO, PASSWORD)]
    assert "given" not in written(tmp_path) + str(keyring)
    assert "TICKET_PASSWORD is set in the environment and overrides the saved sign-in." in context.err


def test_damaged_settings_are_named_before_a_password_is_sent(
    ticket: Ticket, hb: Installation, tmp_path: Path
) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text("active =\n", encoding="utf-8")
    context = ticket(*BY_PASSWORD, stdin=PASSWORD, code=2)
    assert f"{config}, line 1" in context.err
    assert hb.seen == []
    assert config.read_text(encoding="utf-8") == "active =\n"


def test_settings_that_cannot_be_written_leave_no_secret_behind(
    ticket: Ticket, hb: Installation, keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    (tmp_path / "config").symlink_to("/proc/nowhere")  # where even root makes no folder
    context = ticket(*BY_PASSWORD, stdin=PASSWORD, code=1)
    assert "/proc/nowhere" in context.err
    assert len(hb.seen) == 1
    assert keyring == {}


@pytest.mark.parametrize("address", ["http://hb.bestnetllc.co.jp", "ftp://x", "https://a b", "sandbox"])
def test_an_address_that_cannot_be_is_refused_before_anything_is_read(ticket: Ticket, address: str) -> None:
    arguments = ["auth", "login", address, "--username", HANAKO, "--password-stdin"]
    assert ticket(*arguments, stdin=PASSWORD, code=2).stdin.tell() == 0


def test_the_portals_time_zone_is_saved_and_shown(ticket: Ticket) -> None:
    arguments = ("auth", "login", HB, "--username", HANAKO, "--password-stdin")
    context = ticket(*arguments, "--timezone", "Asia/Tokio", stdin=PASSWORD, code=2)
    assert "Asia/Tokio" in context.err
    ticket(*arguments, "--timezone", "Asia/Tokyo", stdin=PASSWORD)
    (status,) = json.loads(ticket("auth", "status", "--json").out)
    assert status["timezone"] == "Asia/Tokyo"
    assert "\ttime zone\tAsia/Tokyo, set by you\n" in ticket("auth", "status").out
    ticket(*arguments, stdin=PASSWORD)  # what was set before stays
    assert "\ttime zone\tAsia/Tokyo, set by you\n" in ticket("auth", "status").out


def read_zone(ticket: Ticket) -> tuple[str | None, str]:
    (status,) = json.loads(ticket("auth", "status", "--json").out)
    return status["timezone"], status["timezone_source"]


@pytest.mark.parametrize(
    ("env", "answers", "zone"),
    [
        ({}, [("Time zone of the portal", "I do not know")], (None, "unknown")),
        ({"TZ": "Asia/Tokyo"}, [("Time zone of the portal", "Asia/Tokyo")], ("Asia/Tokyo", "given")),
        (
            {},
            [
                ("Time zone of the portal", "Another one"),
                ("Asia/Tokyo", "Tokio"),
                ("Asia/Tokyo", "Asia/Taipei"),
            ],
            ("Asia/Taipei", "given"),
        ),
    ],
)
def test_the_portals_time_zone_is_asked_for_once(
    ticket: Ticket, env: dict[str, str], answers: list[tuple[str, Answer]], zone: tuple[str | None, str]
) -> None:
    arguments = ("auth", "login", HB, "--username", HANAKO)
    ticket(*arguments, answers=[("Password", PASSWORD), *answers], env=env)
    assert read_zone(ticket) == zone
    ticket(*arguments, answers=[("Password", PASSWORD)])
    assert read_zone(ticket) == zone
    ticket(*arguments, "--name", "again", answers=[("Password", PASSWORD)])
    assert read_zone(ticket) == zone


def test_nobody_is_asked_for_a_time_zone_that_is_given_or_learned(ticket: Ticket, hb: Installation) -> None:
    arguments = ("auth", "login", HB, "--username", HANAKO)
    ticket(*arguments, "--timezone", "Asia/Tokyo", answers=[("Password", PASSWORD)])
    ticket("auth", "logout")
    hb.offers = replace(hb.offers, utc_offset=540, utc_offset_seen=540)
    ticket(*arguments, answers=[("Password", PASSWORD)])
    assert read_zone(ticket) == ("+09:00", "learned")
    assert "\ttime zone\t+09:00, learned\n" in ticket("auth", "status").out


def test_an_offset_that_was_seen_once_is_called_a_guess(ticket: Ticket, hb: Installation) -> None:
    hb.offers = replace(hb.offers, utc_offset_seen=540)
    ticket(*BY_PASSWORD, stdin=PASSWORD)
    assert read_zone(ticket) == (None, "guessed")
    assert "\ttime zone\t+09:00, guessed: seen once, not used yet\n" in ticket("auth", "status").out


def test_an_invalid_address_is_told_before_what_else_is_missing(ticket: Ticket) -> None:
    context = ticket("auth", "login", "ftp://portal.example", code=2)
    assert "ftp://portal.example" in context.err
    assert "Cannot prompt" not in context.err
