"""Drafts for the tests of the store."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft

PORTAL = "https://hb.bestnetllc.co.jp"
NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)

OLD = Draft(department="BESTNET-CLOUD", subject="サーバーが応答しません", message="since 09:10\n" * 400)
NEW = Draft(department="Billing", subject="An invoice", message="😀 twice\n" * 700, encrypt=True)


def store_in(folder: Path) -> DraftStore:
    """An store in a folder that need not exist, with a clock that stands still."""
    return DraftStore(folder / "state" / "outbox", now=lambda: NOW)


def change(store: DraftStore, how: str) -> None:
    """Make one change, named as the DraftStore's method, to the only draft there is."""
    if how == "save":
        store.save(NEW, PORTAL)
        return
    (entry,) = store.all()
    if how == "replace":
        store.replace(entry, NEW)
    elif how == "mark_sending":
        store.mark_sending(entry, ["482910"], "web")
    elif how == "mark_unsent":
        store.mark_unsent(entry)
    elif how == "delete":
        store.delete(entry)
    else:
        raise ValueError(how)
