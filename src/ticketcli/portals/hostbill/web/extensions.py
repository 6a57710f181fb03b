"""The line beside a file input that tells which extensions a portal takes, or refuses."""

from __future__ import annotations

import re

from ticketcli.model.attachments import Extensions, Forbidden, Unclear

_EXTENSION = re.compile(r"(?<![\w/@.-])\*?(\.[A-Za-z0-9]{1,10})(?![\w@/-])(?!\.\w)")
_FORBIDDEN = re.compile(
    r"(?i)not (?:be )?(?:allowed|permitted|accepted|supported)|(?:dis|un)allowed|forbid|prohibit|block|denied"
    r"|refus|許可されていない|許可しない|使用できない|禁止|不可|不允許|不允许|不支援|不支持"
    r"|nicht (?:erlaub|zul)|verbot|interdit|non autoris|no permitid|não permitid|zabronion|niedozwolon|запрещ"
)
_ALLOWED = re.compile(
    r"(?i)allow|permit|accept|support|許可|可能|使用できる|対応|允許|允许|支援|支持"
    r"|erlaub|zulässig|autoris|dozwolon|разреш"
)
_IN_FRONT = 160  # characters in front of the first extension that can say what is meant by them


def has_extensions(text: str) -> bool:
    """Return whether a text names an extension. The dots of a button, such as “Choose files...”, are none."""
    return _EXTENSION.search(text) is not None


def read_extensions(words: str, accept: str = "") -> Extensions:
    """Return what a portal takes, by the words around its file input and the input's own `accept`.

    None where no extension is named; `Forbidden` where they are refused; `Unclear` where the words do not
    tell which of the two is meant.
    """
    found = tuple(dict.fromkeys(match.lower() for match in _EXTENSION.findall(words)))
    if not found:
        return tuple(dict.fromkeys(match.lower() for match in _EXTENSION.findall(accept))) or None
    first = _EXTENSION.search(words)
    said = words[max(0, first.start() - _IN_FRONT) : first.start()] if first is not None else ""
    if _FORBIDDEN.search(said):
        return Forbidden(found)
    return found if _ALLOWED.search(said) else Unclear(found)
