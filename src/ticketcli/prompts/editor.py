"""Writing a longer text in the person's own editor."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TextIO

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.command_line import split_command
from ticketcli.model.errors import TicketError
from ticketcli.system import atomic_files
from ticketcli.system.child_processes import make_environment

_USUAL = ("nano", "vi")
_USUAL_ON_WINDOWS = ("notepad",)

HoldFile = Callable[[], AbstractContextManager[Path]]
"""Gives the path of a file that nobody else uses meanwhile."""

Run = Callable[[Sequence[str]], int]
"""Runs a program on the terminal and gives its exit code. Raises OSError if it cannot start."""


class EditorFailed(TicketError):
    """The text did not come out of the editor. `path` is the file with what was written, if any was."""

    path: Path | None = None


class Editor:
    """The editor that the environment names. `hold_file` tells where its file is to be, and holds it."""

    def __init__(self, env: Mapping[str, str], hold_file: HoldFile, run: Run) -> None:
        self._hold_file = hold_file
        self._run = run
        self._command = find_command(env)

    @property
    def name(self) -> str | None:
        """What the editor is called, or None if there is none."""
        return Path(self._command[0]).stem if self._command else None

    @contextmanager
    def editing(self, text: str) -> Iterator[str]:
        """Open the editor on a text; gives the text as it was saved.

        The file (0600) goes when the block has ended well, by when the text must be in a safe
        place. Otherwise it stays, and its place is told. Raises EditorFailed.
        """
        if not self._command:
            raise EditorFailed(
                _("No editor found."),
                _("Set TICKET_EDITOR, VISUAL or EDITOR, or give the text with --message."),
            )
        with self._hold_file() as path:
            atomic_files.write(path, text)
            try:
                yield self._edit(path, text)
            except BaseException as error:
                if _is_unchanged(path, text):
                    path.unlink(missing_ok=True)
                elif isinstance(error, TicketError):
                    kept = _("What you wrote is in {path}").format(path=path)
                    error.hint = f"{kept}\n{error.hint}".rstrip()
                    if isinstance(error, EditorFailed):
                        error.path = path
                raise
            path.unlink(missing_ok=True)

    def _edit(self, path: Path, text: str) -> str:
        named = shlex.join(self._command)
        try:
            with _leave_ctrl_c_to_editor():
                code = self._run([*self._command, str(path)])
        except OSError as reason:
            sentence = _("The editor “{editor}” could not be started: {reason}.")
            if isinstance(reason, FileNotFoundError):
                sentence = _("The editor “{editor}” was not found.")
            raise EditorFailed(
                sentence.format(editor=named, reason=describe_failure(reason)),
                _("Set another in TICKET_EDITOR, or give the text with --message."),
            ) from reason
        if code != 0:
            raise EditorFailed(
                _("The editor “{editor}” failed ({code}); nothing was sent.").format(editor=named, code=code)
            )
        hint = _describe_missing_wait(self._command)
        if hint and _is_unchanged(path, text):
            raise EditorFailed(
                _("The editor “{editor}” returned at once, before you could write.").format(editor=named),
                hint,
            )
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as reason:
            raise EditorFailed(_("The text was not saved as UTF-8.")) from reason
        except FileNotFoundError as reason:
            raise EditorFailed(_("The editor did not leave a file.")) from reason


_WAITS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "zed"), "--wait"),
    **dict.fromkeys(("subl", "sublime_text", "atom", "mate", "gedit", "pulsar", "bbedit"), "--wait"),
    **dict.fromkeys(("gvim", "mvim", "nvim-qt", "neovide"), "--nofork"),
    "kate": "--block",
    "xed": "--wait",
    "open": "-W",
}
_WAITING = frozenset({"--wait", "-w", "-W", "--nofork", "-f", "--block", "-b", "--standalone", "-s"})


def _describe_missing_wait(command: Sequence[str]) -> str:
    """Return what to do about an editor that does not wait for its window; empty if it waits."""
    option = _WAITS.get(Path(command[0]).stem.lower())
    if option is None or _WAITING & set(command[1:]):
        return ""
    return _(
        "It needs an option to wait until its window is closed: TICKET_EDITOR='{editor} {option}'"
    ).format(editor=shlex.join(command), option=option)


def make_hold_file(folder: Path) -> HoldFile:
    """Give a new file in a folder to each editor that is opened."""

    @contextmanager
    def hold_file() -> Iterator[Path]:
        atomic_files.make_folder(folder)
        handle, name = tempfile.mkstemp(prefix="message-", suffix=".txt", dir=folder)
        os.close(handle)
        yield Path(name)

    return hold_file


def find_command(env: Mapping[str, str], *, windows: bool = os.name == "nt") -> tuple[str, ...]:
    """The editor's command line: TICKET_EDITOR, VISUAL, EDITOR, else what is usual here."""
    for name in ("TICKET_EDITOR", "VISUAL", "EDITOR"):
        wanted = env.get(name, "").strip()
        if not wanted:
            continue
        try:
            return tuple(_expand(word, env) for word in split_command(wanted, windows=windows))
        except ValueError as reason:
            raise EditorFailed(
                _("{variable} is invalid: {value} ({reason}).").format(
                    variable=name, value=wanted, reason=reason
                )
            ) from reason
    for name in _USUAL_ON_WINDOWS if windows else _USUAL:
        if shutil.which(name, path=env.get("PATH")):
            return (name,)
    return ()


def _expand(word: str, env: Mapping[str, str]) -> str:
    """Return a word with a leading `~` and with variables expanded, as a shell does it."""
    if word == "~" or word.startswith(("~/", "~\\")):
        word = (env.get("HOME") or str(Path.home())) + word[1:]
    return re.sub(r"\$(?:(\w+)|\{(\w+)\})", lambda name: env.get(name[1] or name[2], name[0]), word)


def make_runner(env: Mapping[str, str], stdout: TextIO, stderr: TextIO) -> Run:
    """Runs programs on this terminal; where stdout is no terminal, on stderr's. Keeps secrets back."""
    inherited = make_environment(env)

    def run(command: Sequence[str]) -> int:
        screen = None if stdout.isatty() or not stderr.isatty() else stderr
        # Found here, for Windows looks only for .exe, and editors there are scripts such as code.cmd.
        program = shutil.which(command[0], path=inherited.get("PATH")) or command[0]
        return subprocess.run([program, *command[1:]], env=inherited, stdout=screen, check=False).returncode

    return run


def _is_unchanged(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace") == text
    except OSError:
        return True


@contextmanager
def _leave_ctrl_c_to_editor() -> Iterator[None]:
    # Ctrl-C reaches every program on the terminal. While the editor has it, it means nothing to
    # us; a handler and not SIG_IGN, which the editor would inherit.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
