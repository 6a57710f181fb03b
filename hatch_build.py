"""Make the manual pages while a package is built: they are not in the repository.

It imports the program from `src/`, which needs nothing but Python for that.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPages(BuildHookInterface[Any]):
    """Puts the pages below share/man of a wheel, and into man/ of an sdist."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages, and have them packed. A linked checkout (`pip install -e`) gets none."""
        if version == "editable":
            return
        root = Path(self.root)
        folder = root / "build" / "man"
        sys.path.insert(0, str(root / "src"))
        try:
            from ticketcli.cli.man_page import write_pages
        finally:
            sys.path.remove(str(root / "src"))
        write_pages(folder)
        if self.target_name == "wheel":
            build_data["shared_data"][str(folder)] = "share/man"
        else:
            build_data["force_include"][str(folder)] = "man"
