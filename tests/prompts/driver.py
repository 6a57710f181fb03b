"""`ticket` as it is, on the terminal it is started on, but for the portal, which is in memory."""

from __future__ import annotations

import sys

from tests.commands.fake_portal import FakePortal

from ticketcli import runtime
from ticketcli.app import run

if __name__ == "__main__":
    context = runtime.make_context()
    portal = FakePortal(now=context.now)
    context.make_portal = lambda _: portal
    sys.exit(run(sys.argv[1:], context))
