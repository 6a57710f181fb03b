"""Show long text through the user's pager."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping

from ticketcli.model.command_line import split_command
from ticketcli.output.accessible import may_move
from ticketcli.system.child_processes import make_environment


def choose_pager(env: Mapping[str, str]) -> list[str] | None:
    """Choose the pager's command line: TICKET_PAGER, PAGER, or less where it is; None for no pager.

    An empty value and "cat" mean: no pager. Pagers draw the screen again and again, so where nothing
    may move there is none but the one that is asked for by our own variable or setting.
    """
    still = not may_move(env, terminal=True)
    for name in ("TICKET_PAGER",) if still else ("TICKET_PAGER", "PAGER"):
        if name in env:
            try:
                command = split_command(env[name])
            except ValueError:  # an open quote: nothing that could be started
                return None
            return None if command in ([], ["cat"]) else command
    return ["less"] if not still and shutil.which("less", path=env.get("PATH")) else None


def run_pager(text: bytes, command: list[str], env: Mapping[str, str], stdout: int) -> bool:
    """Show the text in a pager that writes to the descriptor `stdout`; False if it did not start.

    The text is in the terminal's encoding. The pager gets the environment without anything of ours,
    which may hold secrets.
    """
    inherited = make_environment(env)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=stdout,
            env={"LV": "-c", **inherited, "LESS": _with_colours(inherited.get("LESS"))},
        )
    except OSError:
        return False
    try:
        process.communicate(text)
    except BrokenPipeError:  # the person has read enough
        pass
    except KeyboardInterrupt:  # Ctrl-C belongs to the pager; the person leaves it as usual
        pass
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue
        return True


def _with_colours(options: str | None) -> str:
    """Return the options of less in LESS, with colours passed on: without R it writes them out as ESC[1m."""
    if options is None:
        return "FRX"
    words = options.split()
    short = [word.lstrip("-") for word in words if not word.startswith(("--", "+"))]
    if any("R" in word or "r" in word for word in short) or "--RAW-CONTROL-CHARS" in words:
        return options
    return f"-R {options}" if options.startswith("-") else f"-R -{options}" if options else "-R"
