from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.interop.browser import Browser, chromium
from tests.once import once

from ticketcli.sandbox.server import Sandbox

HERE = Path(__file__).parent


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Callable[..., Sandbox]]:
    """Starts a portal with the settings given; nobody answers tickets unless told."""
    with ExitStack() as stack:

        def start(**settings: Any) -> Sandbox:
            return stack.enter_context(Sandbox(tmp_path / "portal", **{"staff_after": None, **settings}))

        yield start


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[bool], Browser]]:
    """Gives a browser that knows nothing of those before; its pages may run scripts or not."""
    with ExitStack() as stack:

        @cache
        def started(scripts: bool) -> Browser:
            return stack.enter_context(chromium(scripts=scripts))

        def give(scripts: bool) -> Browser:
            browser = started(scripts)
            browser.forget()
            return browser

        yield give


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of package-lock.json."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm: apt-get install nodejs npm")

    def install(folder: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        command = ["npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"npm ci failed:\n{done.stderr}"

    return once(tmp_path_factory, "npm", install) / "node_modules"
