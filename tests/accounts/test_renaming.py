"""A finished file gets its name, also where Windows makes one wait for whoever has the old one open."""

from __future__ import annotations

from pathlib import Path

import pytest

from ticketcli.system.renaming import PAUSES, rename_over


class Scanner:
    """A virus scanner that holds the target open for so many attempts."""

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def replace(self, source: Path, target: Path) -> None:
        self.attempts -= 1
        if self.attempts >= 0:
            raise PermissionError(13, "Access is denied", str(source), 5, str(target))
        source.replace(target)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    return tmp_path / "new", tmp_path / "old"


def test_the_old_file_gives_way(files: tuple[Path, Path]) -> None:
    rename_over(*files)
    assert files[1].read_text() == "new"
    assert not files[0].exists()


def test_on_windows_it_waits_for_whoever_has_it_open(files: tuple[Path, Path]) -> None:
    slept: list[float] = []
    rename_over(*files, platform="win32", sleep=slept.append, replace=Scanner(3).replace)
    assert files[1].read_text() == "new"
    assert slept == list(PAUSES[:3])


def test_it_does_not_wait_for_ever(files: tuple[Path, Path]) -> None:
    slept: list[float] = []
    with pytest.raises(PermissionError):
        rename_over(*files, platform="win32", sleep=slept.append, replace=Scanner(99).replace)
    assert files[1].read_text() == "old"
    assert sum(slept) < 1


def test_elsewhere_a_refusal_is_one(files: tuple[Path, Path]) -> None:
    with pytest.raises(PermissionError):
        rename_over(
            *files, platform="linux", sleep=lambda _: pytest.fail("slept"), replace=Scanner(1).replace
        )
