"""The picture that the system's clipboard holds, as a file."""

from __future__ import annotations

import base64
import binascii
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import TicketError
from ticketcli.system.child_processes import environment
from ticketcli.usecases.attached_files import free_name

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


def from_clipboard(
    room: Path, env: Mapping[str, str], run: Run = subprocess.run, *, platform: str = sys.platform
) -> Path:
    """Write the clipboard's picture to a PNG file in `room`.

    Raises TicketError where there is no clipboard, no program that reads it, or no picture.
    """
    command, decode = _reader(env, platform)
    try:
        done = run(command, env=environment(env), capture_output=True, timeout=SECONDS, check=False)
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
    picture = decode(done.stdout)
    if not picture.startswith(_PNG):
        raise TicketError(
            _("There is no picture in the clipboard."),
            _("Copy a screenshot first, or attach a file: --attach FILE"),
        )
    path = free_name(room, "clipboard.png")
    path.touch(0o600)
    path.write_bytes(picture)
    return path


def _reader(env: Mapping[str, str], platform: str) -> tuple[list[str], Callable[[bytes], bytes]]:
    def has(program: str) -> bool:
        return shutil.which(program, path=env.get("PATH")) is not None

    if platform == "win32":
        return ["powershell", "-NoProfile", "-STA", "-Command", _WINDOWS], _from_base64
    if platform == "darwin":
        if has("pngpaste"):
            return ["pngpaste", "-"], bytes
        return ["osascript", "-e", "get the clipboard as «class PNGf»"], _from_applescript  # data
    if env.get("WAYLAND_DISPLAY") and has("wl-paste"):
        return ["wl-paste", "--type", "image/png"], bytes
    if env.get("DISPLAY") and has("xclip"):
        return ["xclip", "-selection", "clipboard", "-t", "image/png", "-o"], bytes
    if env.get("WAYLAND_DISPLAY"):
        raise TicketError(_("The clipboard cannot be read: wl-paste is missing."), _("Install wl-clipboard."))
    if env.get("DISPLAY"):
        raise TicketError(_("The clipboard cannot be read: xclip is missing."), _("Install xclip."))
    raise TicketError(
        _("There is no clipboard here: no graphical session is running."), _("Attach a file: --attach FILE")
    )


def _from_base64(answer: bytes) -> bytes:
    try:
        return base64.b64decode(answer.strip(), validate=False)
    except binascii.Error:
        return b""


def _from_applescript(answer: bytes) -> bytes:
    # AppleScript shows data as «data PNGf89504E47...», digits in hexadecimal.
    digits = answer.partition(b"PNGf")[2].partition(b"\xc2\xbb")[0]
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return b""
