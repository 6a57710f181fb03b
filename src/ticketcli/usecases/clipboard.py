"""Read the picture of the system's clipboard into a file."""

from __future__ import annotations

import base64
import binascii
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import TicketError
from ticketcli.system.child_processes import make_environment
from ticketcli.usecases.attached_files import find_free_name

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

SECONDS = 10
"""How long the program that holds the clipboard may take to hand the picture over."""

_PNG = b"\x89PNG\r\n\x1a\n"
_WINDOWS = """
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$picture = [System.Windows.Forms.Clipboard]::GetImage()
if ($picture) {
  $bytes = New-Object System.IO.MemoryStream
  $picture.Save($bytes, [System.Drawing.Imaging.ImageFormat]::Png)
  [Convert]::ToBase64String($bytes.ToArray())
}
"""  # data
_POWERSHELL = ("-NoProfile", "-STA", "-Command", _WINDOWS)

Reader = tuple[list[str], Callable[[bytes], bytes]]


def paste_picture(
    folder: Path, env: Mapping[str, str], run: Run = subprocess.run, *, platform: str = sys.platform
) -> Path:
    """Write the clipboard's picture to a PNG file in `folder`.

    Raises TicketError where there is no clipboard, no program that reads it, or no picture.
    """
    for command, decode in _list_readers(env, platform):
        picture = decode(_paste(command, env, run))
        if picture.startswith(_PNG):
            break
    else:
        raise TicketError(
            _("There is no picture in the clipboard."),
            _("Copy a screenshot first, or attach a file: --attach FILE"),
        )
    path = find_free_name(folder, "clipboard.png")
    path.touch(0o600)
    path.write_bytes(picture)
    return path


def _paste(command: Sequence[str], env: Mapping[str, str], run: Run) -> bytes:
    """Run a program that writes the clipboard to its standard output. Raises TicketError."""
    try:
        return run(
            command, env=make_environment(env), capture_output=True, timeout=SECONDS, check=False
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise TicketError(
            _("The clipboard did not answer within {seconds} seconds.").format(seconds=SECONDS),
            _("Save the picture to a file and attach it: --attach FILE"),
        ) from error
    except OSError as error:
        raise TicketError(
            _("{program} could not be run: {reason}.").format(
                program=command[0], reason=describe_failure(error)
            )
        ) from error


def _list_readers(env: Mapping[str, str], platform: str) -> list[Reader]:
    """List the commands that read the clipboard here, each with what makes a PNG of what it writes."""

    def has(program: str) -> bool:
        return shutil.which(program, path=env.get("PATH")) is not None

    if platform == "win32":
        return [(["powershell", *_POWERSHELL], _decode_base64)]
    if platform == "darwin":
        if has("pngpaste"):
            return [(["pngpaste", "-"], bytes)]
        return [(["osascript", "-e", "get the clipboard as «class PNGf»"], _decode_applescript)]  # data
    readers: list[Reader] = []
    if env.get("WAYLAND_DISPLAY") and has("wl-paste"):
        readers += [(["wl-paste", "--type", f"image/{kind}"], decode) for kind, decode in _KINDS]
    elif env.get("DISPLAY") and has("xclip"):
        xclip = ["xclip", "-selection", "clipboard", "-t"]
        readers += [([*xclip, f"image/{kind}", "-o"], decode) for kind, decode in _KINDS]
    if any(env.get(name) for name in ("WSL_DISTRO_NAME", "WSL_INTEROP")) and has("powershell.exe"):
        readers.append((["powershell.exe", *_POWERSHELL], _decode_base64))
    if readers:
        return readers
    if env.get("WAYLAND_DISPLAY"):
        raise TicketError(_("The clipboard cannot be read: wl-paste is missing."), _("Install wl-clipboard."))
    if env.get("DISPLAY"):
        raise TicketError(_("The clipboard cannot be read: xclip is missing."), _("Install xclip."))
    raise TicketError(
        _("There is no clipboard: no graphical session is running."), _("Attach a file: --attach FILE")
    )


def _decode_base64(answer: bytes) -> bytes:
    try:
        return base64.b64decode(answer.strip(), validate=False)
    except binascii.Error:
        return b""


def _decode_applescript(answer: bytes) -> bytes:
    # AppleScript shows data as «data PNGf89504E47...», digits in hexadecimal.
    digits = answer.partition(b"PNGf")[2].partition(b"\xc2\xbb")[0]
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""


def _convert_bmp(answer: bytes) -> bytes:
    """Make a PNG of an uncompressed BMP of 24 or 32 bits, all that Windows hands to WSL; else b""."""
    if answer[:2] != b"BM" or len(answer) < 54:
        return b""
    start, width, height = (int.from_bytes(answer[at : at + 4], "little", signed=True) for at in (10, 18, 22))
    depth, compression = answer[28] // 8, answer[30]
    if depth not in (3, 4) or compression not in (0, 3) or width <= 0:
        return b""
    stride = (width * depth + 3) // 4 * 4
    rows = range(abs(height)) if height < 0 else range(height - 1, -1, -1)  # most have the lowest row first
    pixels = bytearray()
    for row in rows:
        line = answer[start + row * stride :][: width * depth]
        if len(line) < width * depth:
            return b""
        pixels.append(0)  # no filter
        colours = bytearray(width * 3)
        for colour in range(3):  # blue, green and red become red, green and blue
            colours[colour::3] = line[2 - colour :: depth]
        pixels += colours
    header = struct.pack(">IIBBBBB", width, abs(height), 8, 2, 0, 0, 0)
    return _PNG + b"".join(
        _make_chunk(kind, data)
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(pixels))), (b"IEND", b""))
    )


def _make_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_KINDS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (("png", bytes), ("bmp", _convert_bmp))
