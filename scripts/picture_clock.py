"""`ticket` as it is, but for the clock, which stands still, and the practice portal's port."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.portals import sandbox

if __name__ == "__main__":
    now = datetime.fromtimestamp(float(Path(sys.argv[1]).read_text()), timezone.utc)
    sandbox.PORT = 18642  # below those that systems give out, so that links look the same each time
    context = runtime.make_context()
    context.now = lambda: now
    sys.exit(run(sys.argv[2:], context))
