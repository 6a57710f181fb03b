"""Giving a file that is finished the name of the one before it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)  # seconds


def rename_over(
    source: Path,
    target: Path,
    *,
    platform: str = sys.platform,
    sleep: Callable[[float], None] = time.sleep,
    replace: Callable[[Path, Path], None] | None = None,
) -> None:
    """Rename a file over another, in one step. Raises OSError; both are then as they were.

    Windows refuses while anybody has the other one open, such as a virus scanner that looks at every
    file that was written: it is tried again for most of a second.
    """
    replace = replace or os.replace
    for pause in PAUSES if platform == "win32" else ():
        try:
            replace(source, target)
            return
        except PermissionError:
            sleep(pause)
    replace(source, target)
