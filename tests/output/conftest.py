"""A screen in memory, and tickets to show on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Protocol

import pytest
from tests.streams import Stream, WithStreams

from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.output.screen import Screen

NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
LINK = "https://hb.bestnetllc.co.jp/tickets/view/482910/"


class Shown(WithStreams):
    """A screen and what it has shown so far."""

    def __init__(self, width: int | None, env: Mapping[str, str]) -> None:
        self.stdout = Stream(terminal=width is not None)
        self.stderr = Stream(terminal=width is not None)
        self.screen = Screen(self.stdout, self.stderr, {"COLUMNS": str(width or 80), **env}, now=lambda: NOW)


class On(Protocol):
    """The fixtures `on` and `coloured`."""

    def __call__(self, width: int | None, env: Mapping[str, str] | None = None) -> Shown:
        """A screen of so many columns; None for a pipe."""


@pytest.fixture
def on() -> On:
    """Makes screens without colour."""
    return lambda width, env=None: Shown(width, {"NO_COLOR": "1", **(env or {})})


@pytest.fixture
def coloured() -> On:
    """Makes screens on which the environment decides about colour."""
    return lambda width, env=None: Shown(width, env or {})


def at(hour: int, minute: int = 0, *, zone: timezone | None = timezone.utc) -> datetime:
    """A time on the day of the tests."""
    return datetime(2026, 6, 9, hour, minute, tzinfo=zone)


ASKED = Message(
    id="1",
    author="山田 花子",
    staff=False,
    time=at(1),
    body="Hello,\n\nsince 10:00 JST our VPS web1.example.com does not answer to ping or SSH.\n\n"
    "    12 packets transmitted, 0 received, 100% packet loss\n\nBoth [red]consoles[/] are dark.",
    encrypted=True,
    attachments=(
        Attachment("1", "trace.zip", 12345),
        Attachment("2", "スクリーンショット 10.04.png", 2345678),
    ),
)
ANSWERED = Message(
    id="2",
    author="Sato",
    staff=True,
    time=at(10),
    body="お世話になっております。\n該当のホストサーバーにてネットワーク障害が発生していることを"
    "確認いたしました。現在、復旧作業を進めております。",
    encrypted=False,
)
THANKED = Message(
    id="3",
    author=None,
    staff=False,
    time=None,
    time_text="09/06/2026 20:15",
    body="Thanks.",
)
OUTAGE = Ticket(
    number="482910",
    subject="VPS unreachable since 10:00",
    url=LINK,
    status="Answered",
    state="answered",
    department="BESTNET-CLOUD",
    service="VPS 4GB",
    cc=("ops@example.com", "boss@example.com"),
    priority="high",
    encrypted=True,
    created=at(1),
    updated=at(10),
    messages=(ASKED, ANSWERED, THANKED),
)
TICKETS = (
    OUTAGE,
    Ticket(
        "482911",
        "サーバーに接続できません(至急ご確認をお願いいたします)",
        status="Open",
        state="open",
        department="ドメイン",
        updated=at(11, 59),
        unread=True,
    ),
    Ticket(
        "482912",
        "[URGENT] All servers of the Tokyo region are down and mail is bouncing",
        status="In-Progress",
        state="open",
        department="Billing",
        updated=at(11, zone=None),
    ),
    Ticket("48", "Invoice", status="Waiting for provider"),
)
