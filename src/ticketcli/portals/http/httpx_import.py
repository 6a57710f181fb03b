"""httpx without its own command line.

`import httpx` also imports `httpx._main`, and with that click, pygments and most of rich where they are
installed, as they are here: 60 of 130 ms. None in `sys.modules` says that there is no such module, which
httpx takes for “not installed”.
"""

from __future__ import annotations

import sys
from typing import cast

_MAIN = "httpx._main"

_modules = cast("dict[str, object]", sys.modules)
_ours = _modules.setdefault(_MAIN, None) is None

import httpx  # noqa: E402

if _ours:
    del _modules[_MAIN]

__all__ = ["httpx"]
