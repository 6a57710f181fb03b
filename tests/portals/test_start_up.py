"""A ticket read by the API costs no import that only pages, uploads or other programs need."""

from __future__ import annotations

import subprocess
import sys

from tests.contract.portal import Portal as Installation

READ = """
import sys
from datetime import datetime, timezone
from ticketcli.accounts.capabilities_cache import CapabilitiesInMemory
from ticketcli.portals.base import Credentials, Session
from ticketcli.portals.hostbill.portal import HostBill
from ticketcli.portals.http.client import Http
from ticketcli.portals.kind import Connection

class NoCredentials:
    def read_credentials(self): return Credentials(token=sys.argv[2])
    def read_session(self): return Session()

now = lambda: datetime.now(timezone.utc)
http = Http(sys.argv[1], sleep=print, now=now)
portal = HostBill(Connection(http, NoCredentials(), CapabilitiesInMemory(), now))
print(portal.ticket(sys.argv[3]).subject, portal.address(sys.argv[3]))
http.close()
print(*sorted(sys.modules))
"""
NOT_NEEDED = {
    *("rich", "pygments", "click", "typer", "httpx._main", "truststore", "selectolax", "keyring"),
    *(
        "ticketcli.portals.hostbill.web.client_area",
        "ticketcli.portals.hostbill.web.forms",
        "ticketcli.portals.http.prefetch",
    ),
}


def test_reading_a_ticket_imports_little() -> None:
    with Installation() as installation:
        stored = installation.add_ticket("Server does not answer")
        line = [sys.executable, "-c", READ, installation.url, installation.pat, stored.number]
        done = subprocess.run(line, capture_output=True, text=True, check=True)
    told, imported = done.stdout.splitlines()
    assert told == (f"Server does not answer {installation.url}/?cmd=tickets&action=view&num={stored.number}")
    assert "httpx" in imported.split()
    assert NOT_NEEDED & set(imported.split()) == set()
