"""Files that come packed although nobody asked for that (Content-Encoding).

Servers put that header on a file that is a gzip file itself, and then the bytes are the file's own; others
pack what they send without being asked, and then they are not. Only the bytes tell one from the other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain

from ticketcli.i18n import _
from ticketcli.portals.base import PortalError
from ticketcli.portals.http.response import Answer

_GZIP = b"\x1f\x8b"
_GZIP_NAME = re.compile(r"(?i)\.(?:gz|tgz|svgz|taz|emz|wmz|vmcz|adz|z)\Z")
_GZIP_TYPES = frozenset({"application/gzip", "application/x-gzip", "application/x-compressed-tar"})


def is_packed(answer: Answer) -> bool:
    """Return whether an answer says that its content is packed."""
    return answer.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity", "none"}


def read_stored_chunks(
    chunks: Iterator[bytes], answer: Answer, name: str, size: int | None
) -> Iterator[bytes]:
    """Yield the file as it is stored at the portal. `size` in bytes is what the portal says that it has.

    Raises PortalError for a packing that cannot be undone, or bytes that are not packed as they should be.
    """
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if size is not None and answer.headers.get("content-length") == str(size):
        yield from chunks
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise PortalError(
            _("{name} came compressed ({coding}) without being asked for and was not saved.").format(
                name=name, coding=coding[:40]
            )
        )
    taken: list[bytes] = []
    beginning = b""
    for chunk in chunks:
        taken.append(chunk)
        beginning += chunk
        if len(beginning) >= 512:
            break
    everything = chain(taken, chunks)
    not_packed = coding != "deflate" and not beginning.startswith(_GZIP)
    if not_packed or (_is_gzip_file(answer, name) and not _unpack_some(beginning).startswith(_GZIP)):
        yield from everything
    else:
        yield from _unpack(everything, beginning, name)


def _is_gzip_file(answer: Answer, name: str) -> bool:
    return bool(_GZIP_NAME.search(name)) or answer.type in _GZIP_TYPES


def _unpack_some(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(packed, 16)
    except zlib.error:
        return b""


def _unpack(chunks: Iterator[bytes], beginning: bytes, name: str) -> Iterator[bytes]:
    bits = 47 if beginning[:1] in {b"\x1f", b"\x78"} else -15  # gzip or zlib by its own head, else bare
    unpacker = zlib.decompressobj(bits)
    try:
        for chunk in chunks:
            left = chunk
            while left:
                yield unpacker.decompress(left, 2**20)
                left = unpacker.unconsumed_tail
                if unpacker.eof and unpacker.unused_data:
                    left, unpacker = unpacker.unused_data, zlib.decompressobj(bits)
        yield unpacker.flush()
    except zlib.error:
        raise PortalError(_("{name} is damaged and was not saved.").format(name=name)) from None
    if not unpacker.eof:
        raise PortalError(_("{name} is incomplete and was not saved.").format(name=name))
