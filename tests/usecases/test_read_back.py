"""What differs from what was asked for is told once it is read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.fake_portal import DEPARTMENTS, SERVICES
from tests.usecases.sender import TICKET, Sender, change_body, change_opening, change_sizes

from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import File, NewTicket
from ticketcli.portals.capabilities import Feature

DIFFERENCES: dict[str, tuple[Callable[[Ticket], Ticket], str]] = {
    "a text cut at its emoji": (lambda t: change_body(t, "It burns "), "cut at its first emoji, “🔥”"),
    "a text cut for its length": (lambda t: change_body(t, "It bu"), "cut: "),
    "another text": (lambda t: change_body(t, "Something else"), "was changed by the portal"),
    "no text": (lambda t: change_body(t, ""), "is empty on the portal"),
    "another subject": (lambda t: replace(t, subject="No pong"), "subject was changed by the portal"),
    "another department": (lambda t: replace(t, department="Billing"), "department is “Billing”"),
    "another priority": (lambda t: replace(t, priority="low"), "priority is “low”"),
    "another service": (lambda t: replace(t, service="VPS 8GB"), "related service is “VPS 8GB”"),
    "a missing CC": (lambda t: replace(t, cc=("a@example.com",)), "b@example.com is not among"),
    "no encryption": (lambda t: change_opening(t, encrypted=False), "not encrypted"),
    "a missing attachment": (lambda t: change_opening(t, attachments=()), "log.txt did not arrive"),
    "an attachment of another size": (lambda t: change_sizes(t, 3), "log.txt has 3 bytes on the portal"),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_is_not_as_asked_is_told(sender: Sender, tmp_path: Path, case: str) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Destination host unreachable")
    ticket = NewTicket(
        DEPARTMENTS[0],
        "No ping",
        "It burns 🔥 and burns",
        service=SERVICES[0],
        cc=("a@example.com", "b@example.com"),
        priority="high",
        encrypt="encryption" in case,
        files=(File("log.txt", path, path.stat().st_size),),
    )
    change, words = DIFFERENCES[case]
    sender.portal.store_as = change
    sent = sender.new(ticket)
    assert [words in difference for difference in sent.differences] == [True], sent.differences
    assert sender.states == []


def test_an_encrypted_text_that_the_portal_hides_is_not_called_different(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: change_body(ticket, "*** encrypted ***")
    sent = sender.new(replace(TICKET, encrypt=True))
    assert sent.differences == ()
    assert "stores the message encrypted" in sent.unverified[0]


def test_a_portal_seen_to_cut_texts_is_remembered(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: change_body(ticket, "It burns ")
    sender.new(NewTicket(DEPARTMENTS[0], "No ping", "It burns 🔥 and burns"))
    assert sender.portal.capabilities().cuts_emoji


def test_an_attachment_that_arrived_broken_is_told(sender: Sender, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Destination host unreachable")

    def broken(ticket: Ticket) -> Ticket:
        sender.portal.files = dict.fromkeys(sender.portal.files, b"Destination host unr")
        return change_sizes(ticket, 28)

    sender.portal.store_as = broken
    ticket = replace(TICKET, files=(File("log.txt", path, 28),))
    assert Feature.ATTACHMENTS in ticket.features
    assert sender.new(ticket).differences == ("log.txt is different on the portal (20 bytes there).",)


def test_a_file_that_changed_while_it_was_sent_is_named(sender: Sender, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("unreachable")

    def store_and_write(ticket: Ticket) -> Ticket:
        path.write_text("unreachable\nand so on")
        return ticket

    sender.portal.store_as = store_and_write
    sent = sender.new(replace(TICKET, files=(File("log.txt", path, 11),)))
    assert sent.differences[0] == "log.txt changed while it was sent: part of it may be old, and part new."
