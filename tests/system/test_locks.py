"""A lock has one holder, and is free once that is gone."""

from __future__ import annotations

import importlib.util
import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from ticketcli.system import locks
from ticketcli.system.locks import hold_lock


def test_a_lock_that_is_held_says_so_at_once(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path / "lock"),
        pytest.raises(BlockingIOError),
        hold_lock(tmp_path / "lock"),
    ):
        pytest.fail("held twice")


def test_a_lock_is_free_again_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold_lock(tmp_path / "lock"):
        raise ZeroDivisionError
    with hold_lock(tmp_path / "lock"):
        pass


def test_who_waits_gets_the_lock_when_its_holder_ends(tmp_path: Path) -> None:
    order = []
    begun = threading.Event()

    def wait() -> None:
        begun.set()
        with hold_lock(tmp_path / "lock", wait=10):
            order.append("second")

    second = threading.Thread(target=wait)
    with hold_lock(tmp_path / "lock", wait=10):
        second.start()
        begun.wait(10)
        order.append("first")
    second.join(10)
    assert order == ["first", "second"]


def test_a_lock_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), hold_lock(tmp_path / "missing" / "lock", wait=10):
        pytest.fail("held")


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for Windows by what is not there")
def test_windows_lock_is_held_and_freed_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = on_windows(monkeypatch)
    with (
        lock.hold_lock(tmp_path / "lock"),
        pytest.raises(BlockingIOError),
        lock.hold_lock(tmp_path / "lock"),
    ):
        pytest.fail("held twice")
    with lock.hold_lock(tmp_path / "lock", wait=10):
        pass


def on_windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as Windows imports it, with an `msvcrt` that says of a held lock what that one says."""
    import fcntl

    def locking(file: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(13, "Permission denied") from error

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("lock_on_windows", locks.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_lock_that_stays_held_is_given_up_and_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "QUIET", 0.05)
    told: list[str] = []
    with (
        hold_lock(tmp_path / "lock"),
        pytest.raises(BlockingIOError),
        hold_lock(tmp_path / "lock", wait=0.3, waiting=lambda: told.append("waiting")),
    ):
        pytest.fail("held twice")
    assert told == ["waiting"]


def test_a_temporary_lock_leaves_no_file_and_has_one_holder_all_the_same(tmp_path: Path) -> None:
    inside: list[int] = []
    most = []

    def hold() -> None:
        for _ in range(30):
            with hold_lock(tmp_path / "lock", wait=10, temporary=True):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert set(most) == {1}
    assert len(most) == 120
    assert list(tmp_path.iterdir()) == []
