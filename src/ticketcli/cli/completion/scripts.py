"""Find the completion script of each shell, and the place where the shell looks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

FILES = {"bash": "ticket.bash", "zsh": "_ticket", "fish": "ticket.fish", "powershell": "ticket.ps1"}
"""The shells, and how their scripts are called in `completions/`."""

_BASH_COMPLETION = (
    "/usr/share/bash-completion/bash_completion",
    "/usr/local/share/bash-completion/bash_completion",
    "/opt/homebrew/share/bash-completion/bash_completion",
)
"""What loads scripts by the name of their command, where it is installed: not every system has it."""


@dataclass(frozen=True)
class Place:
    """Where a script goes. `lines` are what the shell's own file `rc` needs for it; none: it is found."""

    path: Path
    rc: str = ""
    lines: tuple[str, ...] = ()


def read_script(shell: str) -> str:
    """Return the script for a shell of `FILES`: of the package or, in a checkout, of `completions/`."""
    packed = files("ticketcli") / "completions" / FILES[shell]
    if packed.is_file():
        return packed.read_text("utf-8")
    return (Path(__file__).parents[4] / "completions" / FILES[shell]).read_text("utf-8")


def find_place(shell: str, env: Mapping[str, str], *, windows: bool) -> Place:
    """Find where a person's own completions for a shell belong."""
    home = Path(env.get("HOME") or env.get("USERPROFILE") or Path.home())
    data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    if shell == "fish":
        return Place(config / "fish" / "completions" / "ticket.fish")
    if shell == "zsh":
        folder = data / "zsh" / "site-functions"
        lines = (f"fpath=({_quote(folder)} $fpath)", "autoload -Uz compinit && compinit")
        return Place(folder / "_ticket", "~/.zshrc", lines)
    if shell == "bash":
        folder = Path(env.get("BASH_COMPLETION_USER_DIR") or data / "bash-completion") / "completions"
        path = folder / "ticket"
        if any(Path(file).exists() for file in _BASH_COMPLETION):
            return Place(path)
        return Place(path, "~/.bashrc", (f". {_quote(path)}",))
    folder = home / "Documents" / "PowerShell" if windows else config / "powershell"
    path = folder / "ticket.ps1"
    return Place(path, "$PROFILE", (f". '{str(path).replace(chr(39), chr(39) * 2)}'",))


def _quote(path: Path) -> str:
    from shlex import quote

    return quote(str(path))
