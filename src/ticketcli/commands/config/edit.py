"""`ticket config edit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Edit config.toml. An invalid file is not saved.

    \b
    Examples:
      ticket config edit
    """


def run(options: Options, context: Context) -> None:
    """Have the file changed. Raises UsageError where the change cannot be read: the file is as it was."""
    from ticketcli.accounts.accounts import Accounts
    from ticketcli.accounts.aliases import Aliases
    from ticketcli.accounts.config import ConfigFile
    from ticketcli.accounts.settings import Settings
    from ticketcli.cli.interview import make_editor

    path = context.config_file.path
    before = path.read_text("utf-8", "replace") if path.exists() else _(_EMPTY)
    try:
        context.settings.all()
    except UsageError:  # the file to be mended is the one that could name an editor
        context.env = context.given
    with make_editor(context).editing(before) as after:
        proposed = ConfigFile(path, after)
        Settings(proposed).all()
        Aliases(proposed, COMMANDS).all()
        Accounts(context.folders, context.env, proposed).all()
        if after != before:
            context.config_file.replace(after)
    changed = after != before
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_edited_config(path, changed=changed))
    else:
        context.screen.note(_("Saved {path}.").format(path=path) if changed else _("Nothing was changed."))


_EMPTY = N_("""\
# Settings of “ticket”: see “ticket config list”.

[settings]
""")
