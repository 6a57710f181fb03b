"""Reading the program's own files, whatever stands in their place by now."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

LARGEST = 64 * 2**20  # bytes; no file that the program writes comes near


class DamagedFile(ValueError):
    """What is at `path` cannot be one of the program's files: `reason` says why, in English."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def read_bytes(path: Path, *, limit: int = LARGEST) -> bytes:
    """Read a plain file of at most `limit` bytes. A pipe or a device is never waited for.

    Raises DamagedFile for anything else, and OSError, FileNotFoundError among them.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode):
            raise DamagedFile(path, "not a plain file")  # data
        parts: list[bytes] = []
        size = 0
        while part := os.read(file, min(2**20, limit + 1 - size)):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise DamagedFile(path, f"larger than {limit} bytes")  # data
        return b"".join(parts)
    finally:
        os.close(file)


def read_text(path: Path, *, limit: int = LARGEST) -> str:
    """Read a plain file of UTF-8, with or without a byte order mark. Raises as `read_bytes` does."""
    try:
        return read_bytes(path, limit=limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DamagedFile(path, "not UTF-8") from error  # data


def read_json(path: Path, *, limit: int = LARGEST) -> Any:
    """Read a plain file of JSON. Lone surrogates pass: file names that are no text (PEP 383).

    Raises as `read_bytes` does; JSON that is nested too deeply is damaged as well.
    """
    try:
        return json.loads(read_bytes(path, limit=limit).decode("utf-8", "surrogatepass"))
    except DamagedFile:
        raise
    except (ValueError, RecursionError) as error:
        raise DamagedFile(path, f"not JSON: {error}") from error  # data
