"""What a portal takes as an attachment: extensions, content that fits them, names, sizes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from ticketcli.i18n import N_, _
from ticketcli.model import sizes
from ticketcli.model.text import clean, clean_line

EXTENSIONS = (".jpg", ".gif", ".zip", ".png", ".pdf")
"""What the provider's guide allows; a portal's own list goes before it."""

HEAD_BYTES = 1024
"""How much of a file's beginning `content_problem` wants."""

_NOT_IN_NAMES = str.maketrans("/\\\n\t", "____")
_KINDS: Mapping[str, str] = {
    ".jpg": N_("a JPEG picture"),
    ".gif": N_("a GIF picture"),
    ".png": N_("a PNG picture"),
    ".pdf": N_("a PDF document"),
    ".zip": N_("a zip archive"),
}


def extension_of(name: str) -> str:
    """The extension with its dot, in lower case; empty where there is none."""
    return PurePath(name).suffix.lower()


def accepts(name: str, extensions: Sequence[str] | None) -> bool:
    """Whether a portal with this list takes a file of this name, as `name_as_sent` sends it."""
    sent = name_as_sent(name, extensions).lower()
    return any(sent.endswith(ending) and sent != ending for ending in _list(extensions))


def safe_name(name: str) -> str:
    """A file's name as one part of a path on one line, fit to be sent."""
    return clean(name).translate(_NOT_IN_NAMES) or "_"


def name_as_sent(name: str, extensions: Sequence[str] | None) -> str:
    """The name that the portal will see: one part, one line, `.jpeg` as `.jpg`.

    PHP drops what stands before a backslash, so none is sent. A portal whose list has `.jpeg`
    gets it.
    """
    name = safe_name(name)
    if extension_of(name) == ".jpeg" and ".jpeg" not in _list(extensions):
        ending = ".JPG" if name.endswith(".JPEG") else ".jpg"
        return name[: -len(".jpeg")] + ending
    return name


def extension_problem(name: str, extensions: Sequence[str] | None) -> str | None:
    """What is wrong with a name's extension, in one sentence, or None."""
    if accepts(name, extensions):
        return None
    allowed = _list(extensions)
    listed = " ".join(allowed)
    if ".zip" in allowed:
        return _(
            "“{name}” is not of a kind the portal takes ({listed}); with --zip it is sent zipped."
        ).format(name=clean_line(name), listed=listed)
    return _("“{name}” is not of a kind the portal takes ({listed}).").format(
        name=clean_line(name), listed=listed
    )


def content_problem(name: str, head: bytes) -> str | None:
    """What is wrong with a file's content for its extension, in one sentence, or None.

    `head` is the first HEAD_BYTES of the file. Extensions other than the guide's are not judged.
    """
    extension = ".jpg" if extension_of(name) == ".jpeg" else extension_of(name)
    if extension not in _KINDS or _fits(extension, head):
        return None
    claimed = _(_KINDS[extension])
    found = next((other for other in _KINDS if _fits(other, head)), None)
    if found is None:
        return _("“{name}” is not {claimed}, though it is called so.").format(
            name=clean_line(name), claimed=claimed
        )
    better = clean_line(PurePath(name).stem + found)
    return _("“{name}” is not {claimed} but {found}: rename it to “{better}”.").format(
        name=clean_line(name), claimed=claimed, found=_(_KINDS[found]), better=better
    )


def duplicate_problems(names: Iterable[str]) -> list[str]:
    """One sentence for each name that more than one file would arrive by.

    Names that differ only by case or by Unicode normalisation count as one: what takes the
    attachments at the other end may not tell them apart.
    """
    seen: dict[str, list[str]] = {}
    for name in names:
        seen.setdefault(unicodedata.normalize("NFC", name).casefold(), []).append(name)
    return [
        _("{count} attachments would arrive as “{name}”: rename all but one.").format(
            count=len(same), name=same[0]
        )
        for same in seen.values()
        if len(same) > 1
    ]


def size_problem(name: str, size: int, max_bytes: int | None) -> str | None:
    """Says that one file is larger than the portal takes, or None. Sizes in bytes."""
    if max_bytes is None or size <= max_bytes:
        return None
    has, limit = _told_apart(size, max_bytes)
    return _("“{name}” has {size}, and the portal takes at most {limit}.").format(
        name=clean_line(name), size=has, limit=limit
    )


def total_problem(counts: Sequence[int], max_bytes: int | None) -> str | None:
    """Says that all files together are larger than the portal takes, or None. Sizes in bytes."""
    total = sum(counts)
    if max_bytes is None or total <= max_bytes:
        return None
    has, limit = _told_apart(total, max_bytes)
    return _("The attachments have {size} together, and the portal takes at most {limit} at once.").format(
        size=has, limit=limit
    )


def mime_type(name: str) -> str:
    """The media type that a name's extension stands for, the same on every machine."""
    from mimetypes import MimeTypes

    kind, packed = MimeTypes().guess_type(f"file{extension_of(name)}")  # Python's own table alone
    return kind if kind and not packed else "application/octet-stream"


def _told_apart(size: int, limit: int) -> tuple[str, str]:
    told = sizes.size(size), sizes.size(limit)
    return told if told[0] != told[1] else (sizes.in_bytes(size), sizes.in_bytes(limit))


def _list(extensions: Sequence[str] | None) -> Sequence[str]:
    return extensions or EXTENSIONS


def _fits(extension: str, head: bytes) -> bool:
    match extension:
        case ".jpg":  # ITU-T T.81, B.1.1.3: SOI, and then another marker
            return head.startswith(b"\xff\xd8\xff")
        case ".gif":  # GIF89a specification, section 17; GIF87a before it
            return head.startswith((b"GIF87a", b"GIF89a"))
        case ".png":  # PNG specification (W3C), 5.2
            return head.startswith(b"\x89PNG\r\n\x1a\n")
        case ".pdf":  # ISO 32000-1, 7.5.2; readers accept it anywhere in the first 1024 bytes
            return b"%PDF-" in head[:1024]
        case _:  # APPNOTE.TXT 4.3.7, 4.3.16 (an empty archive), 8.5.3 (one in parts)
            return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))
