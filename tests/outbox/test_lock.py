"""A lock has one holder, and is free once that is gone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ticketcli.outbox.lock import locked


def test_a_lock_that_is_held_says_so_at_once(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "lock", wait=False),
        pytest.raises(BlockingIOError),
        locked(tmp_path / "lock", wait=False),
    ):
        pytest.fail("held twice")


def test_a_lock_is_free_again_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "lock", wait=False):
        raise ZeroDivisionError
    with locked(tmp_path / "lock", wait=False):
        pass


def test_who_waits_gets_the_lock_when_its_holder_ends(tmp_path: Path) -> None:
    order = []
    begun = threading.Event()

    def wait() -> None:
        begun.set()
        with locked(tmp_path / "lock", wait=True):
            order.append("second")

    second = threading.Thread(target=wait)
    with locked(tmp_path / "lock", wait=True):
        second.start()
        begun.wait(10)
        order.append("first")
    second.join(10)
    assert order == ["first", "second"]


def test_a_lock_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "missing" / "lock", wait=True):
        pytest.fail("held")
