"""Windows' consoles: those that obey escape sequences are told to, for the others there are none."""

from __future__ import annotations

import io
from ctypes import c_ulong
from typing import Any

import pytest

from ticketcli import runtime
from ticketcli.output.accessible import may_move
from ticketcli.output.colour import wants_colour
from ticketcli.output.console import enable_escapes

OUT, ERR = -11, -12
SOME_MODE, OBEYS = 0x0003, 0x0004


class Kernel32:
    """The calls of the system's library, for consoles by their handle. `able`: Windows 10 or newer."""

    def __init__(self, consoles: dict[int, int], *, able: bool = True) -> None:
        self.modes = dict(consoles)
        self.able = able

    def GetStdHandle(self, stream: int) -> int:
        return stream

    def GetConsoleMode(self, handle: int, mode: Any) -> int:
        if handle not in self.modes:
            return 0
        target: c_ulong = mode._obj
        target.value = self.modes[handle]
        return 1

    def SetConsoleMode(self, handle: int, mode: int) -> int:
        if not self.able:
            return 0
        self.modes[handle] = mode
        return 1


def test_a_console_is_told_to_obey() -> None:
    kernel = Kernel32({OUT: SOME_MODE, ERR: SOME_MODE | OBEYS})
    assert enable_escapes(kernel)
    assert kernel.modes == {OUT: SOME_MODE | OBEYS, ERR: SOME_MODE | OBEYS}


def test_a_pipe_needs_nothing() -> None:
    assert enable_escapes(Kernel32({}))


def test_an_old_console_gets_neither_colour_nor_movement(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel32({OUT: SOME_MODE}, able=False)
    assert not enable_escapes(kernel)
    windll = type("Windll", (), {"kernel32": kernel})
    monkeypatch.setattr("ctypes.windll", windll, raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    env = runtime._read_environment()
    assert not wants_colour(env, terminal=True)
    assert not may_move(env, terminal=True)
    kernel.able = True
    assert wants_colour(runtime._read_environment(), terminal=True)


@pytest.mark.parametrize("page", ["cp932", "cp950", "cp1252", "cp437", "cp65001"])
def test_a_pipe_in_any_code_page_takes_every_sentence(page: str) -> None:
    from ticketcli.output.encoding import prepare_stream, register_handler

    register_handler(lambda: None)
    stream = io.TextIOWrapper(io.BytesIO(), encoding=page)
    prepare_stream(stream, ascii_only=False)
    stream.write("Unknown command “nope”. サーバー 支援工單 … — 👍\n")
    stream.flush()
