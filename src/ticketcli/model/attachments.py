"""What a portal takes as an attachment: extensions, content that fits them, names, sizes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from ticketcli.i18n import N_, _
from ticketcli.model import sizes
from ticketcli.model.text import clean, clean_line

EXTENSIONS = (".jpg", ".gif", ".zip", ".png", ".pdf")
"""What the provider's guide allows: taken for a HostBill portal's own list until that was read."""


class Forbidden(tuple[str, ...]):
    """Extensions that a portal refuses: it takes all others."""


class Unclear(tuple[str, ...]):
    """Extensions that a portal names in words that do not tell whether it takes or refuses them."""


Extensions = Sequence[str] | None
"""What a portal takes: these, all but these (`Forbidden`), perhaps these (`Unclear`), or not known."""

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


def get_extension(name: str) -> str:
    """Return the extension with its dot, in lower case; empty where there is none."""
    return PurePath(name).suffix.lower()


def accepts_extension(name: str, extensions: Extensions) -> bool:
    """Return whether a portal with this list takes a file of this name, as `normalize_file_name` has it.

    Without a list nothing is known, and nothing is refused here.
    """
    if extensions is None or isinstance(extensions, Unclear):
        return True
    sent = normalize_file_name(name, extensions).lower()
    listed = any(sent.endswith(ending) and sent != ending for ending in extensions)
    return not listed if isinstance(extensions, Forbidden) else listed


def clean_file_name(name: str) -> str:
    """Return a file's name as one part of a path on one line, fit to be sent."""
    return clean(name).translate(_NOT_IN_NAMES) or "_"


def normalize_file_name(name: str, extensions: Extensions) -> str:
    """Return the name that the portal will see: one part, one line, `.jpeg` as `.jpg`.

    PHP drops what stands before a backslash, so none is sent. A portal whose list has `.jpeg`
    gets it.
    """
    name = clean_file_name(name)
    if extensions is None or isinstance(extensions, Forbidden | Unclear):
        return name
    if get_extension(name) == ".jpeg" and ".jpeg" not in extensions:
        ending = ".JPG" if name.endswith(".JPEG") else ".jpg"
        return name[: -len(".jpeg")] + ending
    return name


def check_extension(name: str, extensions: Extensions) -> str | None:
    """Return what is wrong with a name's extension, in one sentence, or None."""
    if extensions is None or accepts_extension(name, extensions):
        return None
    listed = " ".join(extensions)
    if isinstance(extensions, Forbidden):
        return _("“{name}”: file type refused by the portal ({listed}).").format(
            name=clean_line(name), listed=listed
        )
    if ".zip" in extensions:
        return _(
            "“{name}”: file type not accepted by the portal ({listed}). Add --zip to send it in a zip file."
        ).format(name=clean_line(name), listed=listed)
    return _("“{name}”: file type not accepted by the portal ({listed}).").format(
        name=clean_line(name), listed=listed
    )


def warn_of_extensions(names: Sequence[str], extensions: Extensions) -> str | None:
    """Return what to say before files go to a portal whose words about extensions are not known, or None."""
    if not names or not isinstance(extensions, Unclear):
        return None
    return _(
        "The portal lists the file types {listed}, but it is unclear whether they are accepted or refused."
    ).format(listed=" ".join(extensions))


def guess_extension(head: bytes) -> str:
    """Guess the extension of content that has no name: that of the kind it shows to be, else .txt."""
    return next((extension for extension in _KINDS if matches_signature(extension, head)), ".txt")


def check_content(name: str, head: bytes) -> str | None:
    """Return what is wrong with a file's content for its extension, in one sentence, or None.

    `head` is the first HEAD_BYTES of the file. Extensions other than the guide's are not judged.
    """
    extension = ".jpg" if get_extension(name) == ".jpeg" else get_extension(name)
    if extension not in _KINDS or matches_signature(extension, head):
        return None
    claimed = _(_KINDS[extension])
    found = next((other for other in _KINDS if matches_signature(other, head)), None)
    if found is None:
        return _("“{name}” is not {claimed}, despite its name.").format(
            name=clean_line(name), claimed=claimed
        )
    better = clean_line(PurePath(name).stem + found)
    return _("“{name}” is {found}, not {claimed}: rename it to “{better}”.").format(
        name=clean_line(name), claimed=claimed, found=_(_KINDS[found]), better=better
    )


def check_duplicates(names: Iterable[str]) -> list[str]:
    """Return one sentence for each name that more than one file would arrive by.

    Names that differ only by case or by Unicode normalisation count as one: what takes the
    attachments at the other end may not tell them apart.
    """
    seen: dict[str, list[str]] = {}
    for name in names:
        seen.setdefault(unicodedata.normalize("NFC", name).casefold(), []).append(name)
    return [
        _("{count} attachments would be named “{name}”: rename all but one.").format(
            count=len(same), name=same[0]
        )
        for same in seen.values()
        if len(same) > 1
    ]


def check_size(name: str, size: int, max_bytes: int | None) -> str | None:
    """Return that one file is larger than the portal takes, or None. Sizes are in bytes."""
    if max_bytes is None or size <= max_bytes:
        return None
    has, limit = format_sizes_apart(size, max_bytes)
    return _("“{name}” is {size}; the portal accepts at most {limit}.").format(
        name=clean_line(name), size=has, limit=limit
    )


def check_total_size(counts: Sequence[int], max_bytes: int | None) -> str | None:
    """Return that all files together are larger than the portal takes, or None. Sizes are in bytes."""
    total = sum(counts)
    if max_bytes is None or total <= max_bytes:
        return None
    has, limit = format_sizes_apart(total, max_bytes)
    return _("The attachments are {size} in all; the portal accepts at most {limit}.").format(
        size=has, limit=limit
    )


def guess_media_type(name: str) -> str:
    """Return the media type that a name's extension stands for, the same on every machine."""
    from mimetypes import MimeTypes

    kind, packed = MimeTypes().guess_type(f"file{get_extension(name)}")  # Python's own table alone
    return kind if kind and not packed else "application/octet-stream"


def format_sizes_apart(size: int, limit: int) -> tuple[str, str]:
    texts = sizes.format_size(size), sizes.format_size(limit)
    return texts if texts[0] != texts[1] else (sizes.format_bytes(size), sizes.format_bytes(limit))


def matches_signature(extension: str, head: bytes) -> bool:
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
