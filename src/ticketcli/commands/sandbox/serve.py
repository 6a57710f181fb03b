"""`ticket sandbox serve`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import option
from ticketcli.i18n import _
from ticketcli.portals import sandbox as stand_in

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Keep the practice portal running, for a browser and for other programs.

    Prints its URL and sign-in, and runs until Ctrl-C.

    \b
    Examples:
      ticket sandbox serve
      ticket sandbox serve --port 9000 --staff-after 5
    """

    port: int | None = option(
        "--port", metavar="PORT", kind=int, least=1, most=65535, help="Port to serve on."
    )
    staff_after: float = option(
        "--staff-after",
        metavar="SECONDS",
        kind=float,
        least=0,
        default=20.0,
        help="How long support takes to reply.",
    )


def run(options: Options, context: Context) -> None:
    """Serve until interrupted. Raises UsageError where the port is taken or the extra is missing."""
    import threading

    from ticketcli.sandbox import CUSTOMER, PASSWORD, SECOND_FACTOR, TWO_FACTOR_CUSTOMER

    served = stand_in.start(
        context.folders.state / "sandbox", port=options.port, staff_after=options.staff_after
    )
    try:
        if context.options.json:
            from ticketcli.output import setup_shapes

            context.screen.json(setup_shapes.shape_served_sandbox(served.url, CUSTOMER, PASSWORD))
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
        context.screen.hint(_("This is a practice portal, not a real one. Press Ctrl-C to stop it."))
        threading.Event().wait()
    except KeyboardInterrupt:
        context.screen.note(_("Stopped. Its tickets are saved for next time."))
    finally:
        served.stop()
