"""The drafts in the tests of `drafts`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from tests.commands.conftest import NOW, FakeContext

from ticketcli.drafts.entry import Entry
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message, Ticket

DRAFT = Draft(department="BESTNET-CLOUD", subject="サーバーが応答しません", message="since 09:10\nno ping")


REPLY = Draft(kind="reply", number="482910", message="It works again.")


OPEN = Ticket(
    "482910",
    "No ping",
    status="Open",
    state="open",
    messages=(Message("9001", "山田 花子", False, datetime(2026, 6, 9, 9), "no ping"),),
)


LATER = NOW + timedelta(hours=1)


def save_draft(context: FakeContext, draft: Draft = DRAFT, portal: str = "") -> Entry:
    return context.drafts.save(draft, portal)


def keep_unconfirmed(context: FakeContext, draft: Draft = DRAFT, portal: str = "") -> Entry:
    return context.drafts.mark_sending(save_draft(context, draft, portal), [], "web")


def show_draft(context: FakeContext) -> Any:
    return json.loads(context.out)
