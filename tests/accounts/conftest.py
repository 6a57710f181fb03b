"""A home for programs that are run for real."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def home() -> Iterator[Path]:
    """A home with a short name: the path of a socket must not be long."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:
        yield Path(folder)
