"""What is imported: starting takes time, and a pipe needs none of what draws on a terminal."""

from __future__ import annotations

import subprocess
import sys

_SHOW_IN_A_PIPE = """
import io, sys
from datetime import datetime, timezone
from ticketcli.output.screen import Screen
from ticketcli.model.ticket import Message, Ticket

out = io.StringIO()
screen = Screen(out, io.StringIO(), {}, now=lambda: datetime.now(timezone.utc))
ticket = Ticket("7", "Hello", messages=(Message("1", "Sato", True, None, "Hi"),))
with screen.busy("Reading"), screen.progress("trace.zip") as progress:
    progress(1, 2)
screen.tickets([ticket], more=True)
screen.ticket(ticket)
assert "Hello" in out.getvalue()
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("rich", "httpx", "typer")))
"""


def test_a_pipe_does_not_wait_for_rich() -> None:
    done = subprocess.run([sys.executable, "-c", _SHOW_IN_A_PIPE], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
