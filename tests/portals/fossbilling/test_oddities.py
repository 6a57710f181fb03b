"""What FOSSBilling does otherwise than one would think, and that nobody loses or doubles anything by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.proxy import Fault, Proxy
from tests.kinds.customer import Customer
from tests.kinds.fossbilling_portal import FossBilling

NEW = ("new", "-d", "BESTNET-CLOUD", "-s", "Disk full", "-m", "Since 10:00.")


class TestTicketStoredWithoutItsMessage:
    """The row of a ticket is written before its message."""

    def test_it_is_said_to_be_created_in_part_and_its_text_goes_there_as_a_reply(
        self, portal: FossBilling, customer: Customer
    ) -> None:
        portal.store.fails = True
        said = customer.ticket(*NEW, code=8)
        (ticket,) = portal.tickets
        assert f"Ticket {ticket.number} was created, but without its message." in said.err
        assert "MySQL server has gone away" in said.err
        (draft,) = customer.drafts()
        assert f"ticket drafts send {draft['id']}" in said.err
        assert (draft["kind"], draft["state"]) == ("reply", "unsent")

        portal.store.fails = False
        customer.ticket("drafts", "send", draft["id"])
        assert [one.number for one in portal.tickets] == [ticket.number]
        assert [message.content for message in ticket.messages] == ["Since 10:00."]
        assert customer.drafts() == []

    def test_another_ticket_without_a_message_is_not_taken_for_it(
        self, portal: FossBilling, customer: Customer
    ) -> None:
        portal.store.fails = True
        customer.ticket("new", "-d", "General", "-s", "Another", "-m", "x", code=8)
        portal.store.fails = False
        told = customer.ticket(*NEW, "--json").json
        assert told["number"] != portal.tickets[0].number
        assert told["differences"] == []


@pytest.mark.parametrize(
    ("subject", "message", "word"),
    [
        ("Help 😀", "x", "emoji"),
        ("Help", "x 😀", "emoji"),
        ("s" * 256, "x", "at most 255"),
        ("Help", "あ" * 30_000, "at most 65,535"),
    ],
)
def test_what_would_be_stored_by_half_is_not_sent(
    portal: FossBilling, customer: Customer, subject: str, message: str, word: str
) -> None:
    said = customer.ticket("new", "-d", "General", "-s", subject, "-m", message, code=5)
    assert word in said.err
    assert portal.tickets == []


def test_a_reply_with_an_emoji_is_not_sent(portal: FossBilling, customer: Customer) -> None:
    ticket = portal.add_ticket("Disk", "Full.")
    customer.ticket("reply", ticket.number, "-m", "Thanks 😀", code=5)
    assert portal.calls("support/ticket_reply") == 0


class TestSigningIn:
    """Ten sign-ins an hour are the most, so each command goes with the API key."""

    def test_the_password_is_used_once_and_only_the_key_is_kept(
        self, portal: FossBilling, customer: Customer
    ) -> None:
        for _ in range(12):
            customer.ticket("list")
        assert len(portal.sign_ins) == 1
        assert portal.calls("profile/api_key_reset") == 0
        kept = "".join(path.read_text() for path in customer.home.rglob("*.json"))
        assert str(portal.key) in kept
        assert portal.password not in kept

    def test_a_key_is_made_where_there_is_none(self, tmp_path: Path) -> None:
        with FossBilling(key=None) as portal:
            customer = Customer(tmp_path, portal.url)
            customer.sign_in(portal.username, portal.password)
            customer.ticket("list")
            assert portal.calls("profile/api_key_reset") == 1

    def test_a_key_that_was_replaced_asks_for_a_new_sign_in(
        self, portal: FossBilling, customer: Customer
    ) -> None:
        portal.key = "another"
        said = customer.ticket("list", code=4)
        assert "ticket auth login" in said.err

    def test_a_key_of_ones_own_needs_no_sign_in(self, portal: FossBilling, tmp_path: Path) -> None:
        customer = Customer(tmp_path, portal.url)
        line = ("auth", "login", portal.url, "--token-stdin", "--insecure-storage")
        customer.run(*line, stdin=f"{portal.key}\n")
        customer.ticket("list")
        assert portal.sign_ins == []

    def test_one_sign_in_too_many_says_when_to_try_again(self, portal: FossBilling, tmp_path: Path) -> None:
        customer = Customer(tmp_path, portal.url)
        for _ in range(10):
            customer.sign_in(portal.username, "wrong", code=4)
        said = customer.sign_in(portal.username, portal.password, code=6)
        assert "56m" in said.err
        assert len(portal.sign_ins) == 10


def test_no_call_is_made_by_get_and_no_write_is_repeated(portal: FossBilling, customer: Customer) -> None:
    customer.ticket(*NEW)
    client_calls = [one for one in portal.requests if one.path.startswith("/api/client/")]
    assert {one.method for one in client_calls} == {"POST"}
    assert not any(one.raw_query for one in client_calls)
    assert portal.calls("support/ticket_create") == 1


def test_a_closed_ticket_at_a_desk_that_reopens_none_says_so(tmp_path: Path) -> None:
    with FossBilling(can_reopen=False) as portal:
        customer = Customer(tmp_path, portal.url)
        customer.sign_in(portal.username, portal.password)
        ticket = portal.add_ticket("Disk", "Full.")
        customer.ticket("close", ticket.number)
        assert "ticket new" in customer.ticket("reopen", ticket.number, code=5).err
        customer.ticket("reply", ticket.number, "-m", "Once more.", code=5)
        assert len(ticket.messages) == 1


def test_a_number_with_letters_is_no_ticket_though_the_portal_would_take_it(
    portal: FossBilling, customer: Customer
) -> None:
    ticket = portal.add_ticket("Disk", "Full.")
    customer.ticket("show", f"{ticket.number}abc", code=1)
    assert portal.calls("support/ticket_get") == 0


def test_the_related_service_goes_with_the_ticket(portal: FossBilling, customer: Customer) -> None:
    told = customer.ticket(*NEW, "--service", "VPS 2 GB", "--json", code=None).json
    assert portal.tickets[0].order == 7
    assert told["unverified"] == ["The portal does not show the related service."]


def test_waiting_asks_once_a_minute_at_most(portal: FossBilling, customer: Customer) -> None:
    ticket = portal.add_ticket("Disk", "Full.")
    customer.ticket("wait", ticket.number, "--for", "answered", "--timeout", "10m", code=9)
    assert portal.calls("support/ticket_get") <= 11


def test_any_call_can_be_made_and_is_repeated_by_its_name_alone(
    portal: FossBilling, customer: Customer
) -> None:
    ticket = portal.add_ticket("Disk", "Full.")
    told = customer.ticket("api", "GET", "support/ticket_get", "-f", f"id={ticket.number}").json
    assert told["result"]["subject"] == "Disk"
    customer.ticket("api", "GET", "support/ticket_close", "-f", f"id={ticket.number}")
    assert ticket.status == "closed"


def test_a_ticket_without_its_message_is_found_when_it_is_looked_for_later(tmp_path: Path) -> None:
    with FossBilling() as portal, Proxy(portal.server.port) as proxy:
        customer = Customer(tmp_path, proxy.url)
        customer.sign_in(portal.username, portal.password)
        portal.store.fails = True
        proxy.arm(Fault("POST", "/api/client/support/ticket_create", "commit", "reset", onwards=True))
        customer.ticket(*NEW, code=7)
        proxy.heal()
        (draft,) = customer.drafts()
        assert (draft["kind"], draft["state"]) == ("new", "unconfirmed")
        said = customer.ticket("drafts", "send", draft["id"], code=8)
        assert "was created, but without its message" in said.err
        portal.store.fails = False
        customer.ticket("drafts", "send", draft["id"])
        (ticket,) = portal.tickets
        assert [message.content for message in ticket.messages] == ["Since 10:00."]
        assert customer.drafts() == []
