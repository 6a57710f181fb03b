"""What the tests of drafts share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.drafts.drafts import store_in

from ticketcli.drafts.store import DraftStore


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    """Return a store in a folder of its own."""
    return store_in(tmp_path)
