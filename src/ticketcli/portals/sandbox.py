"""The portal named “sandbox”: the practice portal, started inside the command that uses it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.i18n import _, get_language
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import Credentials, Session, SignInNeeded

if TYPE_CHECKING:
    from ticketcli.sandbox.server import Sandbox

NAME = "sandbox"
ANYWHERE = "http://127.0.0.1"  # its address, whatever its port
PORT = 8642  # the same at every start where it is free, so that links keep working


def start(
    folder: Path,
    *,
    port: int | None = None,
    staff_after: float = 20.0,
    clock: Callable[[], float] = time.time,
) -> Sandbox:
    """Serve the practice portal from a folder, on a loopback port. Raises UsageError without its extra.

    `clock` gives seconds since 1970. Without a `port` it is the usual one where that is free, else any.
    """
    try:
        from ticketcli.sandbox.server import Sandbox
    except ImportError as error:
        raise UsageError(
            _("The practice portal is not installed."),
            _("In the clone: pip install '.[sandbox]'. With the wheel: pip install 'FILE.whl[sandbox]'"),
        ) from error
    for wanted in (PORT, 0) if port is None else (port,):
        sandbox = Sandbox(
            folder,
            staff_after=staff_after,
            port=wanted,
            clock=clock,
            language=get_language().replace("_", "-"),
        )
        try:
            sandbox.start()
        except OSError as error:
            if wanted in {0, port}:
                raise UsageError(
                    _("Port {port} cannot be used: {reason}.").format(
                        port=wanted, reason=describe_failure(error)
                    )
                ) from error
            continue
        return sandbox
    raise AssertionError("unreachable")


class SandboxCredentials:
    """The practice portal's own, published sign-in; implements `portals.base.CredentialSource`."""

    def read_credentials(self) -> Credentials:
        """Return the first account of the practice portal."""
        from ticketcli.sandbox import CUSTOMER, PASSWORD

        return Credentials(CUSTOMER, PASSWORD)

    def read_session(self) -> Session:
        """Return an empty session: signing in costs nothing here."""
        return Session()

    def save_session(self, session: Session) -> None:
        """Do nothing: no session is saved."""

    def ask_code(self, note: str = "") -> str:
        """Raise SignInNeeded: this account has no second factor."""
        raise SignInNeeded(_("The practice portal asked for an unexpected code."))
