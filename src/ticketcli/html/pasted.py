"""Pictures pasted into a message: they travel inside its HTML, as `<img src="data:...">`."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from ticketcli.model.ticket import Attachment, Message

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_IMAGE = re.compile(
    r"""<img\b(?:[^>]{0,4000}?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""", re.IGNORECASE
)
_DATA = re.compile(r"data:image/([\w.+-]+)((?:;[\w.=+-]*)*),", re.IGNORECASE)
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico", "vnd.microsoft.icon": "ico", "x-ms-bmp": "bmp"}
_MOST = 200  # pictures of one message


def add_pasted(message: Message) -> Message:
    """Return a message with the pictures in its HTML as attachments, after its own."""
    if message.body_html is None or "data:image/" not in message.body_html.lower():
        return message
    return replace(message, attachments=(*message.attachments, *_find(message.body_html)))


def name_pasted(place: int, address: str) -> str | None:
    """Return the file name of the picture in that place (from 1) of a message; None for other pictures."""
    found = _DATA.match(address.lstrip())
    if found is None:
        return None
    kind = found[1].lower()
    return f"pasted-{place}.{_ENDINGS.get(kind, kind)}"


def label_image(node: LexborNode, place: int) -> str:
    """Return the words that stand for the picture in that place of a message; empty if it has none."""
    attributes = node.attributes
    alt = " ".join((attributes.get("alt") or "").split())
    name = name_pasted(place, attributes.get("src") or "")
    return ": ".join(filter(None, (alt, name)))


def is_pasted(attachment: Attachment) -> bool:
    """Return whether an attachment is inside its message."""
    return (attachment.address or "").lower().startswith("data:")


def read_pasted(attachment: Attachment) -> bytes:
    """Return the bytes of a picture that is inside its message."""
    return _decode(attachment.address or "") or b""


def _find(html: str) -> list[Attachment]:
    found: list[Attachment] = []
    for place, match in enumerate(_IMAGE.finditer(html), 1):
        address = next(filter(None, match.groups()), "").strip()
        name, content = name_pasted(place, address), _decode(address)
        if name is not None and content and len(found) < _MOST:
            found.append(Attachment(None, name, len(content), address))
    return found


def _decode(address: str) -> bytes | None:
    found = _DATA.match(address)
    if found is None:
        return None
    content = unquote_to_bytes(address[found.end() :].replace("&amp;", "&"))
    if ";base64" not in found[2].lower():
        return content
    bare = re.sub(rb"\s+", b"", content)
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
