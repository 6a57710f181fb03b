"""Files sent ahead to the form's upload URL, as jQuery-File-Upload does it in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ticketcli.portals.base import File, PortalError, Progress
from ticketcli.portals.hostbill import decode
from ticketcli.portals.hostbill.forms import Form
from ticketcli.portals.hostbill.page import Page
from ticketcli.portals.http import Http
from ticketcli.tickets.errors import ContentRefused


def upload(
    http: Http, page: Page, form: Form, field: str, files: Sequence[File], progress: Progress | None
) -> list[str]:
    """Send the files one by one; the hashes that the form then names them by.

    Raises ContentRefused with the portal's word about a file. What was sent and is never named in
    a form belongs to no ticket.
    """
    if form.upload is None:
        raise PortalError("The portal's form has no place to attach a file to.")
    # As any POST, this one wants the page's anti-forgery token; `make` would submit the form itself.
    fields = [
        (item.name, item.value)
        for item in form.fields
        if item.kind == "hidden" and item.name and item.name not in {"make", "asyncattachment[]"}
    ]
    total, done = sum(file.size for file in files), 0
    hashes = []
    for file in files:
        told = _step(progress, done, total) if progress is not None else None
        answer = http.post_form(
            page.absolute(form.upload),
            fields,
            [(field, file)],
            headers={"Referer": page.url, "Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
            progress=told,
        )
        hashes.append(_hash(answer.text, file, answer.status))
        done += file.size
    return hashes


def _step(progress: Progress, done: int, total: int) -> Progress:
    return lambda sent, _: progress(min(done + sent, total), total)


def _hash(text: str, file: File, status: int) -> str:
    try:
        answer = decode.read_json(text)
    except decode.NotJson:
        raise ContentRefused(
            [f"{file.name}: the portal did not take the file (status {status}); it may be too large for it."]
        ) from None
    rows: list[dict[str, Any]] = decode.rows(answer.get("files")) or decode.rows(dict(answer))
    row = rows[0] if rows else {}
    said = decode.words(row.get("error")) or decode.errors(answer)
    hash_ = decode.some(row.get("hash"))
    if said or hash_ is None:
        raise ContentRefused([f"{file.name}: " + (" ".join(said) or "the portal did not take the file.")])
    return hash_
