"""Taking a file from a portal: piece by piece, on where it broke, and knowing that all of it came."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from ticketcli.i18n import _, ngettext
from ticketcli.model.sizes import format_size as told
from ticketcli.portals.base import PortalError, PortalUnreachable, Progress
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry_waits import ATTEMPTS, pause_before

UNTOLD = 1_000_000_000
"""Bytes that are taken where nobody says how many there are: far more than any portal lets one attach."""


def save(
    http: Http,
    address: str,
    into: BinaryIO,
    progress: Progress | None,
    *,
    headers: dict[str, str],
    is_file: Callable[[Answer], bool],
    name: str,
    size: int | None,
) -> None:
    """Write what an address serves to `into`; `size` is what the portal says elsewhere that it has.

    A connection that breaks is taken up where it broke, where the portal allows ranges (RFC 9110,
    14.2), else from the start. Raises PortalError for an answer that is no file, or not all of one.
    """
    whole: Answer | None = None
    for attempt in range(1, ATTEMPTS + 1):
        start = into.tell() if whole is not None else 0
        more = {"Range": f"bytes={start}-", **_if_same(whole)} if start and whole is not None else {}  # data
        with http.download(address, headers={**headers, **more}) as (answer, pieces):
            if start and _continues(answer, start, whole):
                expected = _length(whole, size)
            elif is_file(answer):
                into.seek(0)
                into.truncate()
                whole, start, expected = answer, 0, _length(answer, size)
            else:
                raise PortalError(
                    _("The portal does not hand out {name} (it answered {status}).").format(
                        name=name, status=answer.status
                    )
                )
            try:
                for piece in pieces:
                    into.write(piece)
                    start += len(piece)
                    if progress is not None:
                        progress(start, expected or 0)
                    if start > (size if size is not None else expected or UNTOLD):  # it may never end
                        break
            except http.broken:
                if attempt == ATTEMPTS:
                    raise PortalUnreachable(
                        _("The connection broke {count} times while {name} came.").format(
                            count=attempt, name=name
                        ),
                        _("Download it again."),
                    ) from None
                http.sleep(pause_before(attempt, None, 1.0))
                continue
        if size is None and expected is None and start > UNTOLD:
            raise PortalError(
                _("{name} came without a length, and went on beyond {size}. It was not saved.").format(
                    name=name, size=told(UNTOLD)
                ),
                _("See it in your browser: ticket show NUMBER --web"),
            )
        if size is not None and start > size:
            raise PortalError(
                ngettext(
                    "{name} came with more than its {size} byte.",
                    "{name} came with more than its {size} bytes.",
                    size,
                ).format(name=name, size=size),
                _("Download it again."),
            )
        for wanted in (expected, size):
            if wanted is not None and start != wanted:
                raise PortalError(
                    _("{name} came incomplete: {came} of {wanted} bytes.").format(
                        name=name, came=start, wanted=wanted
                    ),
                    _("Download it again."),
                )
        return


def _length(answer: Answer | None, size: int | None) -> int | None:
    if answer is None:
        return size
    announced = answer.headers.get("content-length", "")
    encoded = answer.headers.get("content-encoding", "identity") != "identity"
    return int(announced) if announced.isdecimal() and not encoded else size


def _if_same(whole: Answer | None) -> dict[str, str]:
    """The header that asks for a rest only if it is the rest of the same file."""
    tag = whole.headers.get("etag", "") if whole else ""
    mark = tag if tag and not tag.startswith("W/") else (whole.headers.get("last-modified") if whole else "")
    return {"If-Range": mark} if mark else {}


def _continues(answer: Answer, start: int, whole: Answer | None) -> bool:
    """Whether an answer goes on at a byte of the same file, as far as its length tells."""
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("content-range", ""))
    if answer.status != 206 or found is None or whole is None:
        return False
    return int(found[1]) == start and found[2] == whole.headers.get("content-length")
