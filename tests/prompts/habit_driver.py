"""`ticket` on the terminal it is started on; the portal in memory notes what it was sent."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tests.commands.fake_portal import FakePortal

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.portals.base import NewTicket, Progress, Receipt


class NotingPortal(FakePortal):
    """Appends what it is sent to the file that TEST_SENT names, a line for each ticket."""

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        with Path(os.environ["TEST_SENT"]).open("a") as file:
            file.write(json.dumps([ticket.subject, ticket.body, ticket.cc]) + "\n")
        return super().create(ticket, progress)


if __name__ == "__main__":
    context = runtime.make_context()
    portal = NotingPortal(now=context.now)
    context.make_portal = lambda _: portal
    sys.exit(run(sys.argv[1:], context))
