"""What a portal answered, whole."""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ticketcli.model.text import clean_line

if TYPE_CHECKING:
    import httpx

# Of Python's codecs those that the web knows: others are slow, unpack, or take no broken bytes.
_CHARSET = re.compile(
    r"(?i)utf-?(?:8|16)(?:[bl]e)?|us-ascii|(?:iso-?8859|latin|windows|cp|ibm|koi8|euc|gb|iso-2022|big5)[-\w]*"
    r"|(?:x-)?(?:shift|s|ms|x-s)[-_]?jis|ms932|x-euc(?:-jp)?|ks_c_5601-1987"
)
# Names that mean more on the web than in the standard they are named after (https://encoding.spec.whatwg.org).
_MEANT = {
    "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms932": "cp932",
    "x-euc-jp": "euc_jp", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
}  # fmt: skip
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16le",
    codecs.BOM_UTF16_BE: "utf-16be",
}
_HEAD = 4096  # bytes in which a page says how it is written
_COMMENT = re.compile(rb"(?s)<!--.*?(?:-->|\Z)")
_NAMED = re.compile(
    rb"(?i)<meta[\s/](?:[^>]*?[\s/\"'])?"
    rb"(?:charset\s*=\s*[\"']?\s*|content\s*=\s*(?:\"[^\">]*|'[^'>]*|[^>\s]*)charset\s*=\s*)([\w.:-]+)"
    rb"|^\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)"
)


@dataclass(frozen=True)
class Answer:
    """A whole answer. `url` is where it came from, after as many redirects as `moved` says."""

    status: int
    url: str
    content: bytes
    type: str = ""
    charset: str | None = None
    moved: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The content as text; bytes that are none become U+FFFD."""
        for mark, name in _BYTE_ORDER_MARKS.items():
            if self.content.startswith(mark):
                return self.content[len(mark) :].decode(name, errors="replace")
        charset = (self.charset or self._charset_of_page or "").lower()
        charset = _MEANT.get(charset, charset)
        try:
            return self.content.decode(charset if _CHARSET.fullmatch(charset) else "utf-8", errors="replace")
        except (LookupError, ValueError):
            return self.content.decode("utf-8", errors="replace")

    @property
    def _charset_of_page(self) -> str | None:
        """The charset that a page names in itself."""
        if self.type not in {"", "text/html", "application/xhtml+xml"}:
            return None
        found = _NAMED.search(_COMMENT.sub(b"", self.content[:_HEAD]))
        if found is None:
            return None
        name = (found[1] or found[2]).decode("ascii", "replace").lower()
        # A page that could be searched for ASCII words is none of these, whatever it says.
        return "utf-8" if name.startswith("utf-16") else name

    @property
    def is_block(self) -> bool:
        """Whether it is a page that says no more than that the request is forbidden."""
        return self.status == 403 and self.type == "text/html" and bool(self.title)

    @property
    def title(self) -> str:
        """The title of a page, for messages about pages nobody expected; empty where it has none."""
        found = re.search(r"(?is)<title\b[^>]*>([^<]*)", self.text[:65536])
        return clean_line(html.unescape(found[1]))[:80] if found else ""


def answer_of(response: httpx.Response, content: bytes, moved: int = 0) -> Answer:
    """Return an answer with the content that was read of it."""
    headers = read_headers(response)
    kind, _semicolon, rest = headers.get("content-type", "").partition(";")
    named = re.search(r"(?i)\bcharset\s*=\s*[\"']?([\w.:-]+)", rest)
    return Answer(
        status=response.status_code,
        url=str(response.url),
        content=content,
        type=kind.strip().lower(),
        charset=named[1] if named else None,
        moved=moved,
        headers=headers,
    )


def read_headers(response: httpx.Response) -> dict[str, str]:
    """Return the headers by lower-case name, as UTF-8 where they are, else as ISO 8859-1."""
    found: dict[str, str] = {}
    for name, value in response.headers.raw:
        key = name.decode("ascii", "replace").lower()
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("iso-8859-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found
