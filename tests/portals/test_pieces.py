"""Files go out in pieces that fit the line."""

from __future__ import annotations

from pathlib import Path

from ticketcli.portals.base import File
from ticketcli.portals.http.chunks import LARGEST, QUICK, GrowingChunks
from ticketcli.portals.http.upload_files import SteadyFile

KIB = 1024


class Line:
    """A line that takes some seconds for each piece."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.now = 0.0

    def clock(self) -> float:
        self.now += self.seconds
        return self.now


def sizes(path: Path, line: Line, *, slower_after: int = 1000) -> list[int]:
    with path.open("rb") as opened:
        pieces = GrowingChunks(SteadyFile(opened, File(path.name, path, path.stat().st_size)), line.clock)
        found = []
        sent = b""
        while piece := pieces.read(64 * KIB):
            sent += piece
            found.append(len(piece) // KIB)
            if len(found) == slower_after:
                line.seconds = 2 * QUICK
    assert sent == path.read_bytes()
    return found


def test_over_a_fast_line_pieces_grow(tmp_path: Path) -> None:
    path = tmp_path / "trace"
    path.write_bytes(bytes(range(256)) * 4 * 5000)
    assert sizes(path, Line(QUICK / 2)) == [64, 128, 256, 512, 1024, 1024, 1024, 968]
    assert LARGEST == 1024 * KIB


def test_over_a_slow_line_pieces_stay_small_so_that_progress_shows(tmp_path: Path) -> None:
    path = tmp_path / "trace"
    path.write_bytes(bytes(range(256)) * 4 * 300)
    assert sizes(path, Line(2 * QUICK)) == [64, 64, 64, 64, 44]


def test_a_line_that_becomes_slow_gets_small_pieces_again(tmp_path: Path) -> None:
    path = tmp_path / "trace"
    path.write_bytes(bytes(range(256)) * 4 * 600)
    assert sizes(path, Line(QUICK / 2), slower_after=2) == [64, 128, 64, 64, 64, 64, 64, 64, 24]
