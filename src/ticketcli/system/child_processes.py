"""Programs started for a person: their own, and the one that shows a notice on the desktop."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.command_line import split_command
from ticketcli.model.errors import TicketError, UsageError
from ticketcli.model.text import clean_line

SECRETS = ("TICKET_PASSWORD", "TICKET_TOKEN")
"""Variables that no other program gets."""

Notify = Callable[[str, str], None]
"""Shows a notice of a title and a text. Raises TicketError."""


def make_environment(env: Mapping[str, str]) -> dict[str, str]:
    """Give the environment that every other program gets: all but what signs in here."""
    return {name: value for name, value in env.items() if name not in SECRETS}


class Command:
    """A person's own command, split as a shell would split it, but run without one."""

    def __init__(self, text: str, env: Mapping[str, str]) -> None:
        """Split a command. Raises UsageError where it is none, or names a program that is not there."""
        try:
            self.arguments = split_command(text)
        except ValueError as error:
            raise UsageError(_("--exec: the quotes in “{text}” do not match.").format(text=text)) from error
        if not self.arguments:
            raise UsageError(_("--exec: the command is empty."))
        program = shutil.which(self.arguments[0], path=env.get("PATH"))
        if program is None:
            raise UsageError(
                _("--exec: command not found: {program}").format(program=self.arguments[0]),
                _("The command runs without a shell. To use one: --exec 'sh -c \"...\"'"),
            )
        self._program = program
        self._text = text
        self._env = make_environment(env)

    def run(self, data: bytes) -> None:
        """Run it to its end with `data` on its standard input. Raises TicketError where it fails."""
        try:
            ended = subprocess.run(
                [self._program, *self.arguments[1:]], input=data, env=self._env, check=False
            )
        except OSError as error:
            raise TicketError(
                _("The command “{command}” cannot be run: {reason}.").format(
                    command=self._text, reason=describe_failure(error)
                )
            ) from error
        if ended.returncode:
            raise TicketError(
                _("The command “{command}” failed (exit code {exit_code}).").format(
                    command=self._text, exit_code=ended.returncode
                )
            )


def make_notifier(env: Mapping[str, str], platform: str = sys.platform) -> Notify:
    """Return what shows notices on this desktop. Raises TicketError where there is none."""
    if platform == "darwin":
        return _make_program_notifier("osascript", env, _OSASCRIPT, None)
    if platform == "win32":
        return _make_program_notifier(
            "powershell", env, ("-NoProfile", "-NonInteractive", "-Command", _BALLOON), _make_variables
        )
    if not any(env.get(name) for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")):
        raise TicketError(_("There is no desktop to show notifications on."))
    return _make_program_notifier("notify-send", env, ("--app-name=ticket", "--"), None)


def _make_program_notifier(
    name: str,
    env: Mapping[str, str],
    before: Sequence[str],
    variables: Callable[[str, str], dict[str, str]] | None,
) -> Notify:
    program = shutil.which(name, path=env.get("PATH"))
    if program is None:
        raise TicketError(
            _("Desktop notifications need {program}, which is not installed.").format(program=name),
            _(_INSTALL[name]) if name in _INSTALL else "",
        )

    def notify(title: str, text: str) -> None:
        from html import escape

        title, text = clean_line(title)[:100], clean_line(text)[:300]
        # The text may hold a kind of HTML where notify-send is: it is to be shown as it stands.
        texts = [] if variables else [title, escape(text) if name == "notify-send" else text]
        given = make_environment(env) | (variables(title, text) if variables else {})
        try:
            subprocess.run(
                [program, *before, *texts],
                env=given,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=20,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            said = clean_line((getattr(error, "stderr", b"") or b"").decode(errors="replace"))
            raise TicketError(
                _("The desktop notification could not be shown: {reason}").format(reason=said or error)
            ) from error

    return notify


def _make_variables(title: str, text: str) -> dict[str, str]:
    return {"TICKET_NOTICE_TITLE": title, "TICKET_NOTICE_TEXT": text}


_INSTALL = {"notify-send": N_("On Debian and Ubuntu: apt-get install libnotify-bin")}
# Texts travel as arguments and variables, never inside a script.
_OSASCRIPT = (
    "-e",
    "on run argv",  # data
    "-e",
    "display notification (item 2 of argv) with title (item 1 of argv)",  # data
    "-e",
    "end run",  # data
    "--",
)
_BALLOON = (
    "Add-Type -AssemblyName System.Windows.Forms; Add-Type -AssemblyName System.Drawing;"  # data
    " $notice = New-Object System.Windows.Forms.NotifyIcon;"
    " $notice.Icon = [System.Drawing.SystemIcons]::Information; $notice.Visible = $true;"
    " $notice.ShowBalloonTip(10000, $env:TICKET_NOTICE_TITLE, $env:TICKET_NOTICE_TEXT,"
    " [System.Windows.Forms.ToolTipIcon]::Info); Start-Sleep -Seconds 6; $notice.Dispose()"
)
