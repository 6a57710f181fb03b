"""Taking a file out of RT, which hands it out in base64, inside JSON."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import BinaryIO

from ticketcli.i18n import _
from ticketcli.model.ticket import Attachment
from ticketcli.portals.base import PortalError, PortalUnreachable, Progress
from ticketcli.portals.http.packed import is_packed, read_stored_chunks
from ticketcli.portals.http.retry import TryAgain, repeat
from ticketcli.portals.rt.calls import Calls

# A quotation mark inside a text of JSON is escaped: this cannot stand in one.
_BEGIN = re.compile(rb'"Content"\s*:\s*"')
_LONGEST_HEAD = 2**20  # bytes before the content: headers, names


def save_attachment(calls: Calls, attachment: Attachment, into: BinaryIO, progress: Progress | None) -> None:
    """Write the bytes of an attachment to `into`, piece by piece, and see that all came.

    Raises PortalError for an answer that is no file or not all of one, PortalUnreachable.
    """
    if attachment.id is None:
        raise PortalError(_("The portal gives no link to {name}.").format(name=attachment.name))
    path, name = f"attachment/{attachment.id}", attachment.name

    def attempt(_last: bool) -> int:
        into.seek(0)
        into.truncate()
        came = 0
        with calls.http.download(calls.address(path), headers=calls.headers()) as (answer, chunks):
            calls.check(answer, path)
            content = read_stored_chunks(chunks, answer, name, None) if is_packed(answer) else chunks
            try:
                for piece in _decode(content, name):
                    into.write(piece)
                    came += len(piece)
                    if progress is not None:
                        progress(came, attachment.size or 0)
            except calls.http.broken as error:
                broken = _("The connection keeps breaking while downloading {name}.").format(name=name)
                raise TryAgain(PortalUnreachable(broken, _("Download it again."))) from error
        return came

    came = repeat(attempt, calls.http.pause)
    if attachment.size is not None and came != attachment.size:
        raise PortalError(
            _("{name} is incomplete: {came} of {wanted} bytes.").format(
                name=name, came=came, wanted=attachment.size
            ),
            _("Download it again."),
        )


def _decode(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield the bytes that a JSON text holds in base64 under `Content`.

    Raises PortalError for any other text.
    """
    held = b""
    begun = False
    for piece in pieces:
        held += piece
        if not begun:
            found = _BEGIN.search(held)
            if found is None:
                if len(held) > _LONGEST_HEAD:
                    break
                continue
            begun, held = True, held[found.end() :]
        content, mark, _rest = held.partition(b'"')
        # A piece may end in the midst of an escaped line end, or of four letters of base64.
        keep = 0 if mark else len(content) - content.rfind(b"\\") if content.endswith(b"\\") else 0
        letters = (
            content[: len(content) - keep].replace(b"\\n", b"").replace(b"\\r", b"").replace(b"\\/", b"/")
        )
        whole = len(letters) if mark else len(letters) // 4 * 4
        yield _decode_letters(letters[:whole], name)
        if mark:
            return
        held = letters[whole:] + content[len(content) - keep :]
    raise PortalError(_("{name} is incomplete.").format(name=name), _("Download it again."))


def _decode_letters(letters: bytes, name: str) -> bytes:
    try:
        return base64.b64decode(letters, validate=True)
    except binascii.Error as error:
        raise PortalError(_("The portal sends {name} damaged.").format(name=name)) from error
