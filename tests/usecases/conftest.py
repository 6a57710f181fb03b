"""What the tests of use cases share."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from tests.commands.fake_portal import FakePortal
from tests.usecases.sender import Sender

from ticketcli.drafts.store import DraftStore


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    """One with no drafts, at a portal without tickets, whose clock stands still."""
    time = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
    made = Sender(
        FakePortal(now=lambda: made.time), DraftStore(tmp_path / "outbox", now=lambda: made.time), time, []
    )
    return made
