"""What a portal answered, whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

# Of Python's codecs those that the web knows: others are slow, unpack, or take no broken bytes.
_CHARSET = re.compile(
    r"(?i)utf-?(?:8|16)(?:[bl]e)?|us-ascii|(?:iso-?8859|latin|windows|cp|ibm|koi8|euc|gb|iso-2022|big5)[-\w]*"
    r"|(?:shift|s|ms|x-s)[-_]?jis|ms932"
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
        charset = self.charset or ""
        try:
            return self.content.decode(charset if _CHARSET.fullmatch(charset) else "utf-8", errors="replace")
        except (LookupError, ValueError):
            return self.content.decode("utf-8", errors="replace")


def answer_of(response: httpx.Response, content: bytes, moved: int = 0) -> Answer:
    return Answer(
        status=response.status_code,
        url=str(response.url),
        content=content,
        type=response.headers.get("Content-Type", "").split(";")[0].strip().lower(),
        charset=response.charset_encoding,
        moved=moved,
        headers=headers_of(response),
    )


def headers_of(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
