"""Enable escape sequences in Windows consoles."""

from __future__ import annotations

from typing import Any

_STREAMS = (-11, -12)  # STD_OUTPUT_HANDLE, STD_ERROR_HANDLE
_OBEYS = 0x0004  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def enable_escapes(kernel32: Any) -> bool:
    """Have the console obey escape sequences; False where there is one that cannot, as before Windows 10.

    `kernel32` is the system's library. What is no console, such as a pipe, needs nothing.
    https://learn.microsoft.com/windows/console/setconsolemode
    """
    from ctypes import byref, c_ulong

    able = True
    for stream in _STREAMS:
        handle = kernel32.GetStdHandle(stream)
        mode = c_ulong()
        if kernel32.GetConsoleMode(handle, byref(mode)) and not mode.value & _OBEYS:
            able = bool(kernel32.SetConsoleMode(handle, mode.value | _OBEYS)) and able
    return able
