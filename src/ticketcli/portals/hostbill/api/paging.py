"""Lists of the User API, over all their pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from ticketcli.portals.base import MOST_PAGES, MorePages
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.api.answers import read_identity
from ticketcli.portals.hostbill.api.calls import ApiCalls


def read_first_page(calls: ApiCalls, path: str, name: str) -> list[dict[str, Any]]:
    """Return the rows of the list called `name`, as far as the first page goes. Raises NoApi."""
    return _list_rows(calls, calls.call("GET", path), name)


def _list_rows(calls: ApiCalls, answer: php_json.Map, name: str) -> list[dict[str, Any]]:
    """Return the rows of a list. An answer without that list comes from a portal only if it knows us."""
    rows = php_json.list_items(answer, name)
    if not rows and not php_json.has_list(answer, name):
        read_identity(calls.call("GET", "details"), calls.http.url)
    return rows


def read_pages(
    calls: ApiCalls, path: str, name: str, key: str, *, whole: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the list called `name`, page by page; `key` names what tells them apart.

    `whole`: all of them will be taken, so that several pages may be asked for at once. Raises MorePages.

    Installations count pages from 1 or from 0 and may say nothing about it, so page 1, which is asked
    for beside the first, may be that once more: then it is passed over.
    """
    seen: set[str] = set()
    first: int | None = None
    page = 0
    with ExitStack() as ahead:
        if not whole:
            calls.http.transports.open_another()
            calls.sign_in.ensure_signed_in()
            calls.http.early.begin_beside(calls.address.make(f"{path}?page=1"), calls.sign_in.make_headers())
            ahead.callback(calls.http.early.drop, calls.address.make(f"{path}?page=1"))
        for taken in range(MOST_PAGES + 1):
            answer = calls.call("GET", f"{path}?page={page}" if taken else path)
            fresh = False
            rows = php_json.list_items(answer, name) if seen else _list_rows(calls, answer, name)
            for row in rows:
                mark = (
                    php_json.decode_line(row.get(key))
                    or php_json.decode_line(row.get("number"))
                    or php_json.decode_line(row.get("id"))
                )
                if mark not in seen:
                    if taken == MOST_PAGES:
                        raise MorePages(calls.http.url)
                    seen.add(mark)
                    fresh = True
                    yield row
            meta = php_json.decode_page_position(answer)
            if meta is not None:
                first = meta[0] if first is None else first
                page = max(page, meta[0])
                if meta[0] - first + 1 >= meta[1]:
                    return
            # Page 1 may be the first page once more; any other page without news is the end.
            if not fresh and (page != 1 or not rows or meta is not None):
                return
            page += 1
            if taken == 0 and meta is None and not whole:
                # Page 1 may be the same again and the one behind it the end.
                calls.read_early(f"{path}?page=2")
                ahead.callback(calls.http.early.drop, calls.address.make(f"{path}?page=2"))
            if whole and taken == 1:  # by now it is known how pages are counted
                end = MOST_PAGES if meta is None else (first or 0) + meta[1]
                following = (calls.address.make(f"{path}?page={n}") for n in range(page, end))
                ahead.enter_context(calls.http.early.prefetch(following, calls.sign_in.make_headers()))
