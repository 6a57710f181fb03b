"""Attachments on their way in: with the form, or before it through the upload URL."""

from __future__ import annotations

import secrets
from typing import Any

from ticketcli.sandbox import php
from ticketcli.sandbox.store import move_file
from ticketcli.sandbox.tickets import StoredFile
from ticketcli.sandbox.visit import Visit


def find_refusal(visit: Visit, file: php.UploadedFile) -> str | None:
    """Find why the portal does not take this file, or None."""
    if not file.filename.lower().endswith(visit.settings.extensions):
        return visit.words["bad_type"]
    return {php.TOO_LARGE: visit.words["too_large"], php.PARTIAL: visit.words["partial"]}.get(file.error)


def store_upload(visit: Visit, file: php.UploadedFile) -> StoredFile:
    return StoredFile(file.filename, move_file(visit.store, file.path), file.size)


def with_form(visit: Visit) -> list[php.UploadedFile]:
    """Return the files of ``attachments[]``; add what is wrong with any to the visit's errors."""
    files = visit.form.files_of("attachments")
    refused = [(file, find_refusal(visit, file)) for file in files]
    visit.errors += [f"{file.filename}: {why}" for file, why in refused if why]
    return files


def list_waiting(visit: Visit) -> list[dict[str, Any]]:
    """List what was uploaded before and is named in ``asyncattachment[]``; unknown hashes are ignored."""
    found = []
    for given in php.texts(visit.post, "asyncattachment"):
        row = visit.db.execute(
            "SELECT * FROM uploads WHERE hash = ? AND client_id = ?", (given, visit.caller["id"])
        ).fetchone()
        if row is not None:
            found.append(dict(row))
    return found


def take(visit: Visit, files: list[php.UploadedFile]) -> tuple[StoredFile, ...]:
    """Take everything that belongs to the message: uploaded before, then sent along."""
    before = list_waiting(visit)
    for upload in before:
        visit.db.execute("DELETE FROM uploads WHERE hash = ?", (upload["hash"],))
    stored = [StoredFile(upload["org_filename"], upload["filename"], upload["size"]) for upload in before]
    return (*stored, *(store_upload(visit, file) for file in files))


def handle_upload(visit: Visit) -> list[dict[str, Any]]:
    """Store the files of one POST to the upload URL; return its answer, in jQuery-File-Upload's words."""
    entries = []
    for file in visit.form.files_of("attachments"):
        entry: dict[str, Any] = {"name": file.filename, "size": file.size}
        problem = find_refusal(visit, file)
        if problem:
            entries.append({**entry, "error": problem})
            continue
        stored, hash_ = store_upload(visit, file), secrets.token_hex(16)
        visit.db.execute(
            "INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?)",
            (hash_, visit.caller["id"], stored.org_filename, stored.filename, stored.size, visit.store.now()),
        )
        address = f"{visit.base}/?cmd=tickets&action=handleupload&file={hash_}"
        entries.append({**entry, "hash": hash_, "delete_type": "DELETE", "delete_url": address})
    return entries


def forget(visit: Visit) -> bool:
    """Drop the upload named by ``?file=``: what the form's delete button asks for."""
    where = (visit.query_text("file"), visit.caller["id"])
    row = visit.db.execute("SELECT filename FROM uploads WHERE hash = ? AND client_id = ?", where).fetchone()
    if row is None:
        return False
    visit.db.execute("DELETE FROM uploads WHERE hash = ? AND client_id = ?", where)
    (visit.store.files / row["filename"]).unlink(missing_ok=True)
    return True
