"""`ticket auth`: sign in and out, and see what a portal offers."""

from __future__ import annotations

import typer

from ticketcli.cli.auth import login, logout, status, switch

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def auth() -> None:
    """Sign in and out, and see what a portal offers.

    \b
    Examples:
      ticket auth login https://hb.bestnetllc.co.jp
      ticket auth status
      ticket auth logout
    """


for name, module in (("login", login), ("status", status), ("logout", logout), ("switch", switch)):
    app.command(name)(module.command)
