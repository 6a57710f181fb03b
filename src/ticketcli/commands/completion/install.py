"""`ticket completion install`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from ticketcli.cli.completion.scripts import FILES
from ticketcli.cli.options import argument
from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Install the script where your shell looks for it, and print what else is needed.

    Safe to run again.

    \b
    Examples:
      ticket completion install
      ticket completion install fish
    """

    shell: str | None = argument(
        "SHELL", words=tuple(FILES), required=False, help="The shell. Default: $SHELL."
    )


def run(options: Options, context: Context, *, windows: bool = os.name == "nt") -> None:
    """Install the script. Raises UsageError where it is not known for which shell, and OSError."""
    from ticketcli.cli.completion.scripts import find_place, read_script
    from ticketcli.system import atomic_files

    shell = options.shell or _find_used_shell(context, windows=windows)
    where = find_place(shell, context.env, windows=windows)
    text = read_script(shell)
    changed = not where.path.exists() or where.path.read_text(encoding="utf-8") != text
    if changed:
        atomic_files.write(where.path, text, mode=0o644)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(
            setup_shapes.shape_installed_completion(shell, where.path, where.lines, changed=changed)
        )
        return
    context.screen.print(
        _("Installed {path}").format(path=where.path)
        if changed
        else _("Already up to date: {path}").format(path=where.path)
    )
    if where.lines:
        context.screen.hint(
            _("If completion does not work in a new shell, add to {file}:").format(file=where.rc)
        )
        for line in where.lines:
            context.screen.hint(f"  {line}")
    else:
        context.screen.hint(_("It works in new shells."))


def _find_used_shell(context: Context, *, windows: bool) -> str:
    name = PurePath(context.env.get("SHELL", "")).name
    if name in FILES:
        return name
    if name == "pwsh" or (windows and not name):
        return "powershell"
    why = _("There is no completion for “{name}”.").format(name=name) if name else _("SHELL is not set.")
    raise UsageError(
        _("Missing: SHELL. {why}").format(why=why),
        _("Run: ticket completion install SHELL (one of: {shells})").format(shells=join_list(FILES)),
    )
