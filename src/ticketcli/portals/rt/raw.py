"""Any call of REST 2, signed in, its answer as it came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import MOST_PAGES, MorePages
from ticketcli.portals.refusals import check_method
from ticketcli.portals.rt import decode
from ticketcli.portals.rt.calls import Calls

METHODS = ("GET", "POST", "PUT", "DELETE")


def call_raw(
    calls: Calls, method: str, path: str, values: Sequence[tuple[str, str]], *, all_pages: bool
) -> Iterator[str]:
    """Yield the text of the answer, or of each page's. `values` go into the address of a GET, else into JSON.

    Raises UsageError at once; the calls are made, a write but once, as the answers are taken.
    """
    below = _make_path(path)
    method = check_method(method, METHODS, all_pages=all_pages)
    return _read(calls, below, values, all_pages) if method == "GET" else _write(calls, method, below, values)


def _write(calls: Calls, method: str, path: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield calls.send_raw(method, path, dict(values))


def _read(calls: Calls, path: str, values: Sequence[tuple[str, str]], all_pages: bool) -> Iterator[str]:
    for page in range(1, MOST_PAGES + 1):
        answer = calls.http.get(
            calls.address(path, [*values, *([("page", str(page))] if page > 1 else [])]),
            headers=calls.headers(),
        )
        calls.check(answer, path)
        yield answer.text
        if not all_pages:
            return
        data = calls.parse(decode.read_json, answer.text)
        pages = decode.read_count(data.get("pages")) if isinstance(data, dict) else 1
        if pages is None:
            raise UsageError(_("This list does not say how many pages it has: ask for each with page=N."))
        if page >= pages:
            return
    raise MorePages(calls.http.url)


def _make_path(path: str) -> str:
    rest = path.strip().removeprefix("/").removeprefix("REST/2.0/")
    if not rest or any(sign.isspace() for sign in rest) or ".." in rest.split("/") or "//" in rest:
        raise UsageError(
            _("“{path}” is not a path below the portal's /REST/2.0.").format(path=path),
            _("Example: /ticket/42 or /queues/all."),
        )
    return quote(rest, safe="/?&=%:,;@+$!*'()~-._[]")
