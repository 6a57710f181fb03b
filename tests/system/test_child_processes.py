"""Programs that are started for a person get what they should, and nothing that signs in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ticketcli.model.errors import TicketError, UsageError
from ticketcli.system.child_processes import Command, make_environment, make_notifier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")

LONG = "x" * 400


def make_program(folder: Path, name: str, text: str) -> dict[str, str]:
    """Make a shell script that is found by its name, and return the environment in which it is."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin", "DISPLAY": ":9"}


def test_no_other_program_gets_what_signs_in() -> None:
    given = {"TICKET_PASSWORD": "a", "TICKET_TOKEN": "b", "TICKET_USERNAME": "c", "HOME": "/h"}
    assert make_environment(given) == {"TICKET_USERNAME": "c", "HOME": "/h"}


def test_a_command_gets_its_arguments_and_its_input_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "out"
    env = make_program(tmp_path, "keep", f'{{ printf "%s|" "$@"; cat; printf "|$TICKET_TOKEN"; }} >"{out}"')
    Command("keep 'a b' $HOME", {**env, "TICKET_TOKEN": "secret"}).run(b"data")
    assert out.read_text() == "a b|$HOME|data|"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep 'x", "--exec: the quotes in “keep 'x” do not match."),
        ("", "--exec: the command is empty."),
        ("   ", "--exec: the command is empty."),
        ("no-such-program x", "--exec: command not found: no-such-program"),
    ],
)
def test_a_command_that_cannot_be_is_refused_at_once(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Command(text, make_program(tmp_path, "keep", ""))
    assert raised.value.message == said


def test_a_command_that_fails_is_named_with_its_exit_code(tmp_path: Path) -> None:
    env = make_program(tmp_path, "fail", "exit 3")
    with pytest.raises(TicketError) as raised:
        Command("fail now", env).run(b"")
    assert raised.value.message == "The command “fail now” failed (exit code 3)."


def test_a_command_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    env = make_program(tmp_path, "broken", "")
    command = Command("broken", env)
    (tmp_path / "broken").write_text("#!/no/such/interpreter\n")
    with pytest.raises(TicketError, match="The command “broken” cannot be run: "):
        command.run(b"")


def shown(tmp_path: Path, platform: str, program: str, title: str, text: str) -> str:
    """Show a notice, and return the arguments and variables that the program was started with."""
    out = tmp_path / "shown"
    env = make_program(
        tmp_path,
        program,
        f'printf "%s|" "$@" "$TICKET_NOTICE_TITLE" "$TICKET_NOTICE_TEXT" "$TICKET_TOKEN" >"{out}"',
    )
    make_notifier({**env, "TICKET_TOKEN": "secret"}, platform)(title, text)
    return out.read_text()


def test_a_notice_on_a_linux_desktop_is_plain_text(tmp_path: Path) -> None:
    text = shown(tmp_path, "linux", "notify-send", "-i <b>\x1b[31m", "a & <b>")
    assert text == "--app-name=ticket|--|-i <b>|a &amp; &lt;b&gt;||||"


def test_a_notice_on_macos_comes_as_arguments(tmp_path: Path) -> None:
    text = shown(tmp_path, "darwin", "osascript", "A title", "a & <b>")
    assert text.startswith("-e|on run argv|-e|display notification")
    assert text.endswith("|--|A title|a & <b>||||")


def test_a_notice_on_windows_comes_in_variables(tmp_path: Path) -> None:
    text = shown(tmp_path, "win32", "powershell", "A title", "$(a) & <b>")
    assert text.startswith("-NoProfile|-NonInteractive|-Command|Add-Type")
    assert text.endswith("|A title|$(a) & <b>||")
    assert text.count("A title") == 1


def test_a_notice_is_short(tmp_path: Path) -> None:
    *_, title, text, _end, _variables, _none, _last = shown(
        tmp_path, "linux", "notify-send", LONG, LONG
    ).split("|")
    assert (len(title), len(text)) == (100, 300)


@pytest.mark.parametrize("name", ["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"])
def test_any_kind_of_desktop_shows_notices(tmp_path: Path, name: str) -> None:
    env = make_program(tmp_path, "notify-send", "")
    del env["DISPLAY"]
    make_notifier({**env, name: "x"}, "linux")("A title", "a text")
    with pytest.raises(TicketError, match="There is no desktop"):
        make_notifier({**env, name: ""}, "linux")


@pytest.mark.parametrize(
    ("platform", "name", "hint"),
    [("linux", "notify-send", "apt-get install libnotify-bin"), ("darwin", "osascript", "")],
)
def test_a_program_that_shows_notices_and_is_not_there_is_named(
    tmp_path: Path, platform: str, name: str, hint: str
) -> None:
    with pytest.raises(TicketError, match=f"need {name}, which is not installed") as raised:
        make_notifier({"PATH": str(tmp_path), "DISPLAY": ":9"}, platform)
    assert hint in raised.value.hint
    assert bool(hint) is bool(raised.value.hint)


@pytest.mark.parametrize(("says", "reason"), [("echo no daemon >&2;", "no daemon"), ("", "exit status 1")])
def test_a_notice_that_could_not_be_shown_says_why(tmp_path: Path, says: str, reason: str) -> None:
    env = make_program(tmp_path, "notify-send", f"{says} exit 1")
    with pytest.raises(TicketError, match=f"notification could not be shown: .*{reason}"):
        make_notifier(env, "linux")("A title", "a text")


def test_a_notice_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_arguments: object, timeout: float, **_more: object) -> None:
        raise subprocess.TimeoutExpired("notify-send", timeout)

    notify = make_notifier(make_program(tmp_path, "notify-send", ""), "linux")
    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(TicketError, match="timed out after 20 seconds"):
        notify("A title", "a text")
