"""What a certificate says: who issued it, for whom, and how long it holds (X.509 in DER, RFC 5280)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from ipaddress import ip_address

from ticketcli.model.text import clean_line

_COMMON_NAME = b"\x55\x04\x03"
_ORGANISATION = b"\x55\x04\x0a"
_ALTERNATIVE_NAMES = b"\x06\x03\x55\x1d\x11"
_LONGEST_NAME = 100  # characters


@dataclass(frozen=True)
class Details:
    """A certificate's words. `names` are the hosts that it is for."""

    issuer: str
    subject: str
    begins: datetime
    ends: datetime
    names: tuple[str, ...]


def read_certificate(der: bytes) -> Details | None:
    """Return what a certificate says, or None where it cannot be read."""
    try:
        certificate = next(_read_values(der))[1]
        fields = list(_read_values(next(_read_values(certificate))[1]))
        if fields[0][0] == 0xA0:  # the version
            del fields[0]
        issuer, validity, subject = fields[2][1], fields[3][1], fields[4][1]
        begins, ends = (_read_time(tag, value) for tag, value in _read_values(validity))
        names = _read_alternative_names(fields[-1][1]) if fields[-1][0] == 0xA3 else ()
        return Details(_read_name(issuer), _read_name(subject), begins, ends, names)
    except (ValueError, IndexError, StopIteration):
        return None


def _read_values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each tag with its content. Raises ValueError, IndexError."""
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length > 0x80:
            count = length - 0x80
            length = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + length > len(data):
            raise ValueError("cut off")
        yield tag, data[at : at + length]
        at += length


def _read_name(data: bytes) -> str:
    """Return the common name and the organisation of a distinguished name."""
    found: dict[bytes, str] = {}
    for _tag, relative in _read_values(data):
        for _tag, pair in _read_values(relative):
            (_tag, kind), (tag, value) = _read_values(pair)
            found[kind] = clean_line(value.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace"))
    words = dict.fromkeys(found[kind] for kind in (_COMMON_NAME, _ORGANISATION) if found.get(kind))
    return ", ".join(words)[:_LONGEST_NAME]


def _read_time(tag: int, value: bytes) -> datetime:
    form = "%y%m%d%H%M%SZ" if tag == 0x17 else "%Y%m%d%H%M%SZ"
    return datetime.strptime(value.decode("ascii"), form).replace(tzinfo=timezone.utc)


def _read_alternative_names(extensions: bytes) -> tuple[str, ...]:
    found: list[str] = []
    for _tag, extension in _read_values(next(_read_values(extensions))[1]):
        if extension.startswith(_ALTERNATIVE_NAMES):
            *_before, (_tag, wrapped) = _read_values(extension)
            for tag, value in _read_values(next(_read_values(wrapped))[1]):
                if tag == 0x82:
                    found.append(clean_line(value.decode("ascii", "replace"))[:_LONGEST_NAME])
                elif tag == 0x87:
                    found.append(str(ip_address(value)))
    return tuple(found)
