"""`ticket sandbox`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.portals import sandbox as stand_in

if TYPE_CHECKING:
    from ticketcli.context import Context

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def sandbox() -> None:
    """The embedded practice portal: a stand-in for a real one, for a first try and for tests.

    Nobody reads what is written there, and nothing leaves this machine. Any command uses it
    with `--portal sandbox`, without an account.

    \b
    Examples:
      ticket --portal sandbox new
      ticket sandbox serve
      ticket sandbox reset
    """


@dataclass(frozen=True)
class ServeOptions:
    """How to serve. `port` None: the usual one, else any free one. `staff_after` in seconds."""

    port: int | None = None
    staff_after: float = 20.0


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, metavar="PORT", help="Port to serve on.")
    ] = None,
    staff_after: Annotated[
        float,
        typer.Option(
            "--staff-after", min=0, metavar="SECONDS", help="How long the staff takes to answer a ticket."
        ),
    ] = 20.0,
) -> None:
    """Keep the practice portal running, for a browser and for other programs.

    Prints its address and sign-in, and serves until Ctrl-C.

    \b
    Examples:
      ticket sandbox serve
      ticket sandbox serve --port 9000 --staff-after 5
    """
    run_serve(ServeOptions(port, staff_after), ctx.obj)


@app.command()
def reset(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forget all tickets of the practice portal.

    \b
    Examples:
      ticket sandbox reset
      ticket sandbox reset --yes
    """
    run_reset(ctx.obj, yes=yes)


def run_serve(options: ServeOptions, context: Context) -> None:
    """Serve until interrupted. Raises UsageError where the port is taken or the extra is missing."""
    import threading

    from ticketcli.sandbox import CUSTOMER, PASSWORD, SECOND_FACTOR, TWO_FACTOR_CUSTOMER

    served = stand_in.start(
        context.folders.state / "sandbox", port=options.port, staff_after=options.staff_after
    )
    try:
        if context.options.json:
            context.screen.json({"url": served.url, "username": CUSTOMER, "password": PASSWORD})
        elif context.screen.terminal:
            context.screen.print(
                _(
                    "The practice portal runs at {url}\n\n  Sign in as   {username}\n  Password     "
                    "{password}\n\n  With a two-factor code: {with_code}, the same password, code "
                    "{code}\n\n  ticket auth login {url} --name practice"
                ).format(
                    url=served.url,
                    username=CUSTOMER,
                    password=PASSWORD,
                    with_code=TWO_FACTOR_CUSTOMER,
                    code=SECOND_FACTOR,
                )
            )
        else:
            context.screen.print(f"{served.url}\t{CUSTOMER}\t{PASSWORD}")
        context.stdout.flush()
        context.screen.hint(_("It is a stand-in and no real portal. Ctrl-C ends it."))
        threading.Event().wait()
    except KeyboardInterrupt:
        context.screen.note(_("Ended. Its tickets stay for the next time."))
    finally:
        served.stop()


def run_reset(context: Context, *, yes: bool) -> None:
    """Remove the stand-in's data, after asking. Raises UsageError where nobody can be asked."""
    if not yes:
        if not context.interactive:
            raise UsageError(
                _("This forgets all tickets of the practice portal."), _("If that is meant, add --yes.")
            )
        if not context.prompter.confirm(_("Forget all tickets of the practice portal?")):
            context.screen.note(_("Nothing was changed."))
            return
    from ticketcli.sandbox.server import reset as forget

    forget(context.folders.state / "sandbox")
    if context.options.json:
        context.screen.json({"reset": True})
    else:
        context.screen.note(_("The practice portal is as new."))
