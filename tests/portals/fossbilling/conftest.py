"""A customer at FOSSBilling's contract portal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kinds.customer import Customer
from tests.kinds.fossbilling_portal import FossBilling


@pytest.fixture
def portal() -> Iterator[FossBilling]:
    """A running portal, where the customer has an API key."""
    with FossBilling() as running:
        yield running


@pytest.fixture
def customer(portal: FossBilling, tmp_path: Path) -> Customer:
    """Somebody who is signed in there."""
    somebody = Customer(tmp_path / "home", portal.url)
    somebody.sign_in(portal.username, portal.password)
    return somebody
