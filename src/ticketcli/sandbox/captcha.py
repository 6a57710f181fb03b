"""Draw a captcha: five digits in a PNG."""

from __future__ import annotations

import secrets
import struct
import zlib

# Three by five dots, one row of bits per line.
GLYPHS = {
    "0": (7, 5, 5, 5, 7),
    "1": (2, 6, 2, 2, 7),
    "2": (7, 1, 7, 4, 7),
    "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1),
    "5": (7, 4, 7, 1, 7),
    "6": (7, 4, 7, 5, 7),
    "7": (7, 1, 1, 2, 2),
    "8": (7, 5, 7, 5, 7),
    "9": (7, 5, 7, 1, 7),
}
SCALE = 6


def make_code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(5))


def draw_png(code: str) -> bytes:
    """Draw the digits of ``code``, dark on light, in 8-bit grey."""
    rows = []
    for line in range(-1, 6):
        dots = [0]
        for digit in code:
            bits = GLYPHS[digit][line] if 0 <= line < 5 else 0
            dots += [bits >> 2 & 1, bits >> 1 & 1, bits & 1, 0]
        pixels = b"".join((b"\x20" if dot else b"\xf0") * SCALE for dot in dots)
        rows += [b"\x00" + pixels] * SCALE
    width, height = len(rows[0]) - 1, len(rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
