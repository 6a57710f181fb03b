"""How long this process has been running."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def read_process_age() -> float:
    """Read the seconds since the system started this process; 0.0 where it does not tell."""
    if sys.platform != "linux":
        return 0.0
    try:
        # proc(5): the fields after the name in parentheses; the 22nd of all is the start in clock ticks.
        ticks = int(Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()[19])
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError):
        return 0.0
