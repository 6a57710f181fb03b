"""Pictures pasted into a message are attachments like others."""

from __future__ import annotations

from base64 import b64encode

import pytest

from ticketcli.html.pasted import add_pasted, is_pasted, read_pasted
from ticketcli.html.to_text import extract_body
from ticketcli.model.ticket import Attachment, Message

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
CODED = b64encode(PNG).decode()


def message(html: str) -> Message:
    text, body_html = extract_body(html)
    return add_pasted(
        Message("1", None, None, None, text, body_html, attachments=(Attachment("7", "a.log"),))
    )


@pytest.mark.parametrize(
    ("html", "name", "content"),
    [
        (f'<img src="data:image/png;base64,{CODED}">', "pasted-1.png", PNG),
        (f"<IMG class=x SRC='data:image/jpeg;BASE64,{CODED}' />", "pasted-1.jpg", PNG),
        (f"<img src=data:image/gif;base64,{CODED.rstrip('=')}>", "pasted-1.gif", PNG),
        (f'<img src=" data:image/webp;name=x;base64,{CODED[:80]}\n{CODED[80:]}">', "pasted-1.webp", PNG),
        ('<img src="data:image/svg+xml;utf8,%3Csvg%3E1%3C/svg%3E">', "pasted-1.svg", b"<svg>1</svg>"),
        (f'<img src="/logo.png"><p>a</p><img src="data:image/png;base64,{CODED}">', "pasted-2.png", PNG),
    ],
)
def test_a_pasted_picture_is_found(html: str, name: str, content: bytes) -> None:
    own, pasted = message(html).attachments
    assert (own.name, is_pasted(own)) == ("a.log", False)
    assert (pasted.name, pasted.size, is_pasted(pasted)) == (name, len(content), True)
    assert read_pasted(pasted) == content
    assert f"[{name}]" in message(html).body


@pytest.mark.parametrize(
    "html",
    [
        "data:image/png;base64,AAAA",
        '<img src="data:image/png;base64,@@@@">',
        '<img src="data:text/html,x">',
        '<img src="data:image/png;base64,">',
        '<img alt="data:image/png;base64,AAAA">',
        '<a href="data:image/png;base64,AAAA">x</a>',
    ],
)
def test_anything_else_is_none(html: str) -> None:
    assert len(message(html).attachments) == 1
