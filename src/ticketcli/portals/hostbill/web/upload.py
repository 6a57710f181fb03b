"""Files sent ahead to the form's upload URL, as jQuery-File-Upload does it in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ticketcli.i18n import N_, _
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import File, NotSent, OutcomeUnknown, PortalError, Progress, TurnedAway
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

_REASONS = {
    "acceptFileTypes": N_("file type not accepted by the portal"),
    "maxFileSize": N_("too large for the portal"),
    "minFileSize": N_("too small for the portal"),
    "maxNumberOfFiles": N_("too many files for the portal"),
}
"""What the words mean that jQuery-File-Upload has for a refused file."""


class SessionEnded(Exception):
    """The portal showed its sign-in page in place of an upload's answer."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page


def upload(
    http: Http, page: Page, form: Form, field: str, files: Sequence[File], progress: Progress | None
) -> list[str]:
    """Send the files one by one; the hashes that the form then names them by.

    Raises ContentRefused with the portal's word about a file, NotSent, SessionEnded. What was sent
    and is never named in a form belongs to no ticket, so that nothing is unknown of one.
    """
    if form.upload is None:
        raise PortalError(_("The portal's form does not accept attachments."))
    # As any POST, this one wants the page's anti-forgery token; `make` would submit the form itself.
    fields = [
        (item.name, item.value)
        for item in form.fields
        if item.kind == "hidden" and item.name and item.name not in {"make", "asyncattachment[]"}
    ]
    total, done = sum(file.size for file in files), 0
    hashes = []
    for file in files:
        report = _shift_progress(progress, done, total) if progress is not None else None
        try:
            answer = http.post_form(
                page.absolute(form.upload),
                fields,
                [(field, file)],
                headers={**page.script_headers, "Accept": "application/json"},  # data
                progress=report,
                harmless=True,
            )
        except OutcomeUnknown as error:
            if isinstance(error, TurnedAway) and isinstance(error.last, ContentRefused):
                raise error.last from error
            raise NotSent(
                _("{name} could not be sent. {why}").format(name=file.name, why=error.message),
                _("Try again later."),
            ) from error
        hashes.append(_get_hash(answer, file))
        done += file.size
    return hashes


def _shift_progress(progress: Progress, done: int, total: int) -> Progress:
    return lambda sent, _: progress(min(done + sent, total), total)


def _get_hash(answer: Answer, file: File) -> str:
    try:
        data = php_json.read_json(answer.text)
    except php_json.NotJson:
        raise _make_refusal(Page(answer), file) from None
    rows: list[dict[str, Any]] = php_json.list_rows(data.get("files")) or php_json.list_rows(dict(data))
    row = rows[0] if rows else {}
    said = php_json.collect_sentences(row.get("error")) or php_json.list_errors(data)
    hash_ = php_json.decode_optional_line(row.get("hash"))
    if said or hash_ is None:
        if said:
            words = " ".join(_(_REASONS[word]) if word in _REASONS else word for word in said)
            raise ContentRefused([f"{file.name}: {words}"])
        # PHP empties a form that is too large, and there is nothing to give a hash for.
        raise ContentRefused(
            [
                _("{name}: the portal rejected the file without a reason; it may be too large.").format(
                    name=file.name
                )
            ]
        )
    return hash_


def _make_refusal(page: Page, file: File) -> Exception:
    """Return what a page in place of an upload's answer means."""
    if page.turned_away:
        return SessionEnded(page)
    status = page.answer.status
    # A page of the portal's own: PHP empties a form that is too large, and the token is gone with it.
    if page.leads_out:
        return ContentRefused(
            [
                _("{name}: the portal rejected the file (HTTP {status}); it may be too large.").format(
                    name=file.name, status=status
                )
            ]
        )
    return NotSent(
        _("{name} could not be uploaded: unexpected answer (HTTP {status}).").format(
            name=file.name, status=status
        ),
        _("Try again later."),
    )
