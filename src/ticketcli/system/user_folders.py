"""The folders of one user, handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Folders(Protocol):
    """Where this user's files live: settings, what must not be lost, what may be."""

    @property
    def config(self) -> Path:
        """Settings."""

    @property
    def state(self) -> Path:
        """What must not be lost."""

    @property
    def cache(self) -> Path:
        """What may be lost."""
