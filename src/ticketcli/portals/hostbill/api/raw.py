"""Any call of the User API, signed in, its answer as it came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import MOST_PAGES, MorePages, TurnedAway
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.api.calls import ApiCalls
from ticketcli.portals.refusals import check_method

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")

_PATH = re.compile(r"[^\s\x00-\x1f\x7f#\\]+")


def call_raw(
    calls: ApiCalls, method: str, path: str, values: Sequence[tuple[str, str]], *, all_pages: bool
) -> Iterator[str]:
    """Yield the text of the answer, or of each page's. `values` go into the address of a GET, else the body.

    Raises UsageError at once; the calls are made, a write but once, as the answers are taken, and
    raise what `ApiCalls.call` does.
    """
    path = make_path(path)
    method = check_method(method, METHODS, all_pages=all_pages)
    return (
        _read_pages(calls, path, values, all_pages)
        if method == "GET"
        else _write(calls, method, path, values)
    )


def _write(calls: ApiCalls, method: str, path: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
    try:
        yield calls.exchange(method, path, dict(values))[0].text
    except TurnedAway as error:  # the portal says that it took nothing, and why
        raise error.last from error


def _read_pages(
    calls: ApiCalls, path: str, values: Sequence[tuple[str, str]], all_pages: bool
) -> Iterator[str]:
    seen: set[str] = set()
    for page in range(MOST_PAGES + 1 if all_pages else 1):
        more = [("page", str(page))] if page else []
        answer, data = calls.exchange("GET", _add_query(path, [*values, *more]))
        rows = {repr(row) for row in _find_rows(data)}
        fresh = rows - seen
        if page == MOST_PAGES and fresh:
            raise MorePages(calls.http.url)
        # Installations count pages from 0 or from 1, so page 1 may be the first once more.
        if page == 0 or fresh:
            yield answer.text
        seen |= rows
        meta = php_json.decode_page_position(data)
        if (meta is not None and meta[0] >= meta[1]) or (not fresh and page != 1):
            return


def make_path(path: str) -> str:
    """Return a path below /api, quoted where it has to be. Raises UsageError for one that leads out of it."""
    rest = path.strip().removeprefix("/").removeprefix("api/")
    if not _PATH.fullmatch(rest) or rest.startswith("/") or "//" in rest or ".." in re.split(r"[/?]", rest):
        raise UsageError(
            _("“{path}” is not a path below the portal's /api.").format(path=path),
            _("Example: /tickets or /tickets/482913."),
        )
    return quote(rest, safe="/?&=%:,;@+$!*'()~-._[]")


def _add_query(path: str, values: Sequence[tuple[str, str]]) -> str:
    if not values:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(values)}"


def _find_rows(data: php_json.Map) -> list[Any]:
    """Return the rows of whatever list an answer holds: what pages are told apart by."""
    inside = php_json.get_payload(data)
    return [row for value in inside.values() for row in php_json.list_rows(value)] or php_json.list_rows(
        dict(inside)
    )
