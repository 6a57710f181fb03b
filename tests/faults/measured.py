"""`ticket`, whose last line on stderr is the most memory that it held, in KiB. It waits for no better times.

Usage: python -m tests.faults.measured ARGUMENT...
"""

from __future__ import annotations

import resource
import sys

from ticketcli.app import run
from ticketcli.runtime import make_context

mine = make_context()
mine.sleep = lambda seconds: None
code = run(sys.argv[1:], mine)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024 if sys.platform == "darwin" else peak, file=sys.stderr)
sys.exit(code)
