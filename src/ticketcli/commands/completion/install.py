"""`ticket completion install`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from ticketcli.cli.completion.scripts import FILES
from ticketcli.cli.options import argument
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Write the script where your shell looks for it, and say what else it needs, if anything.

    May be run again at any time.

    \b
    Examples:
      ticket completion install
      ticket completion install fish
    """

    shell: str | None = argument(
        "SHELL", words=tuple(FILES), required=False, help="The shell; else the one that SHELL names."
    )


def run(options: Options, context: Context, *, windows: bool = os.name == "nt") -> None:
    """Install the script. Raises UsageError where it is not known for which shell, and OSError."""
    from ticketcli.cli.completion.scripts import place, read_script
    from ticketcli.system import atomic_files

    shell = options.shell or _used(context, windows=windows)
    where = place(shell, context.env, windows=windows)
    text = read_script(shell)
    changed = not where.path.exists() or where.path.read_text(encoding="utf-8") != text
    if changed:
        atomic_files.write(where.path, text, mode=0o644)
    if context.options.json:
        context.screen.json(
            {"shell": shell, "path": str(where.path), "changed": changed, "lines": list(where.lines)}
        )
        return
    context.screen.print(
        _("Wrote {path}").format(path=where.path)
        if changed
        else _("Nothing changed in {path}").format(path=where.path)
    )
    if where.lines:
        context.screen.hint(
            _("If it is not there yet, add this to {file}, for new shells to find it:").format(file=where.rc)
        )
        for line in where.lines:
            context.screen.hint(f"  {line}")
    else:
        context.screen.hint(_("New shells will find it."))


def _used(context: Context, *, windows: bool) -> str:
    name = PurePath(context.env.get("SHELL", "")).name
    if name in FILES:
        return name
    if name == "pwsh" or (windows and not name):
        return "powershell"
    why = (
        _("SHELL is “{name}”, for which there is none.").format(name=name) if name else _("SHELL is not set.")
    )
    raise UsageError(
        _("For which shell? {why}").format(why=why),
        _("Run: ticket completion install SHELL, one of: {shells}").format(shells=", ".join(FILES)),
    )
