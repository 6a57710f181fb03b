"""`ticket drafts`: what was typed and is not confirmed."""

from __future__ import annotations

import typer

from ticketcli.cli.drafts import delete, edit, list, send, show

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def drafts() -> None:
    """What was typed and is not confirmed: list, show, edit, send, delete.

    Everything you write is kept until the portal was seen to have it. A draft is “unsent”, or
    “unconfirmed” where it was sent and no answer came: it may have arrived.

    \b
    Examples:
      ticket drafts list
      ticket drafts send d-7f3k
      ticket drafts delete d-7f3k
    """


for name, module in (("list", list), ("show", show), ("edit", edit), ("send", send), ("delete", delete)):
    app.command(name)(module.command)
