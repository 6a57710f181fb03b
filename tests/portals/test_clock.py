"""The offset of the portal's clock is learned from what was sent, and believed when it was seen twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from tests.contract.portal import Portal, Quirks
from tests.portals.conftest import Client

from ticketcli.model.ticket import Message
from ticketcli.portals.base import Credentials, NewReply, NewTicket
from ticketcli.portals.capabilities import Capabilities
from ticketcli.portals.hostbill.clock import add_observation, make_zone, observe_offset

DATE = "Fri, 28 Mar 2025 00:10:20 GMT"


def message(time: Any, body: str = "Help me", *, staff: bool | None = False) -> Message:
    return Message("1", "Hana", staff, time, body)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        (datetime(2025, 3, 28, 9, 10, 19), 540),
        (datetime(2025, 3, 28, 9, 10), 540),  # pages leave the seconds out
        (datetime(2025, 3, 28, 5, 55, 20), 345),
        (datetime(2025, 3, 27, 20, 9, 59), -240),
        (datetime(2025, 3, 28, 9, 10, 19, tzinfo=timezone(timedelta(hours=1))), 540),  # believed wrongly
        (datetime(2025, 3, 28, 9, 6), None),
        (datetime(2025, 3, 29, 9, 10, 19), None),
        (datetime(2025, 3, 28).date(), None),
        (None, None),
    ],
)
def test_the_offset_is_a_number_of_quarters_of_an_hour(written: Any, minutes: int | None) -> None:
    assert observe_offset(DATE, "Help\r\nme", [message(written)]) == minutes


@pytest.mark.parametrize("date", ["", "soon", "Fri, 28 Mar 2025"])
def test_without_a_date_nothing_is_learned(date: str) -> None:
    assert observe_offset(date, "Help me", [message(datetime(2025, 3, 28, 9, 10))]) is None


def test_only_the_message_that_was_sent_counts() -> None:
    now = datetime(2025, 3, 28, 9, 10)
    assert observe_offset(DATE, "Help me", [message(now, "Something else")]) is None
    assert observe_offset(DATE, "Help me", [message(now, staff=True)]) is None
    assert observe_offset(DATE, "Help me", [message(now - timedelta(days=3)), message(now)]) == 540


def test_an_offset_is_believed_when_it_was_seen_twice() -> None:
    once = add_observation(Capabilities(), 540)
    assert (once.utc_offset, once.utc_offset_seen) == (None, 540)
    assert add_observation(once, 540).utc_offset == 540
    assert add_observation(once, 480).utc_offset is None
    believed = replace(once, utc_offset=540)
    assert add_observation(believed, 600).utc_offset is None  # the clocks were changed


def test_no_zone_is_made_of_what_was_not_learned() -> None:
    assert make_zone(None) is None
    assert make_zone(100_000) is None


@pytest.mark.parametrize("via", ["api", "web"])
@pytest.mark.parametrize("hours", [9, -4.5])
def test_the_zone_is_known_after_a_ticket_and_a_reply(
    client: Callable[..., Client], via: Any, hours: float
) -> None:
    with Portal(Quirks(utc_offset=hours, date_format="%Y-%m-%d")) as portal:
        made = client(portal.url, Credentials(portal.username, portal.password), via=via)
        department = made.portal.departments()[0]
        number = made.portal.create(NewTicket(department, "Disk full", "Help me")).number
        assert number is not None
        opened = made.portal.ticket(number)
        assert made.portal.capabilities().utc_offset is None
        made.portal.reply(number, NewReply("Anybody?"))
        made.portal.ticket(number)
        assert made.portal.capabilities().utc_offset == hours * 60
        later = client(
            portal.url,
            made.credential_source.given,
            via=via,
            credential_source=made.credential_source,
            capability_store=made.capability_store,
        )
        shown = later.portal.ticket(number).messages or ()
        assert isinstance(shown[0].time, datetime)
        assert shown[0].time.utcoffset() == timedelta(hours=hours)
        assert abs(shown[0].time - datetime.now(timezone.utc)) < timedelta(minutes=2)
        assert opened.messages is not None
