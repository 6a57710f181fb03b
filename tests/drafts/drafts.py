"""Drafts for the tests of the outbox."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from ticketcli.drafts.store import Outbox
from ticketcli.model.draft import Draft

PORTAL = "https://hb.bestnetllc.co.jp"
NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)

OLD = Draft(department="BESTNET-CLOUD", subject="サーバーが応答しません", message="since 09:10\n" * 400)
NEW = Draft(department="Billing", subject="An invoice", message="😀 twice\n" * 700, encrypt=True)


def outbox_in(folder: Path) -> Outbox:
    """An outbox in a folder that need not exist, with a clock that stands still."""
    return Outbox(folder / "state" / "outbox", now=lambda: NOW)


def change(outbox: Outbox, how: str) -> None:
    """Make one change, named as the Outbox's method, to the only draft there is."""
    if how == "keep":
        outbox.keep(NEW, PORTAL)
        return
    (entry,) = outbox.all()
    if how == "replace":
        outbox.replace(entry, NEW)
    elif how == "mark_sending":
        outbox.mark_sending(entry, ["482910"], "web")
    elif how == "mark_unsent":
        outbox.mark_unsent(entry)
    elif how == "forget":
        outbox.forget(entry)
    else:
        raise ValueError(how)
