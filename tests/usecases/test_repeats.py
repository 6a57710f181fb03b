"""What counts as the same request, sent before or by another command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.fake_portal import DEPARTMENTS, SERVICES, URL
from tests.usecases.lost import DRAFT, SECOND, add_ticket, lose, mark_without_request
from tests.usecases.sender import TICKET, Sender

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import OutcomeUnknown
from ticketcli.usecases.settle import TICKET_LATEST

# What is the same

OTHERS = {
    "subject": replace(TICKET, subject="No pong"),
    "message": replace(TICKET, body="Since 11:00."),
    "department": replace(TICKET, department=DEPARTMENTS[1]),
    "service": replace(TICKET, service=SERVICES[0]),
}


@pytest.mark.parametrize("what", OTHERS)
def test_another_ticket_is_sent_while_one_is_unconfirmed(sender: Sender, what: str) -> None:
    entry = lose(sender)
    assert not sender.new(OTHERS[what]).found
    assert sender.drafts.all() == (entry,)


@pytest.mark.parametrize("what", OTHERS)
def test_another_ticket_is_sent_beside_a_draft_of_an_earlier_version(sender: Sender, what: str) -> None:
    entry = mark_without_request(sender, DRAFT)
    assert not sender.new(OTHERS[what]).found
    assert sender.drafts.all() == (entry,)


def test_the_same_ticket_is_not_sent_beside_a_draft_of_an_earlier_version(sender: Sender) -> None:
    entry = mark_without_request(sender, DRAFT)
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert (sender.portal.sent, sender.drafts.all()) == ([], (entry,))


def test_the_same_ticket_is_sent_beside_a_draft_of_an_earlier_version_for_another_portal(
    sender: Sender,
) -> None:
    entry = sender.drafts.create(DRAFT, "https://elsewhere.example")
    sender.drafts.mark_sending(entry, [], "api")
    sender.new()
    assert len(sender.portal.sent) == 1


@pytest.mark.parametrize("what", ["subject", "message", "department"])
def test_another_draft_that_was_never_sent_stays(sender: Sender, what: str) -> None:
    ticket = OTHERS[what]
    other = Draft(department=ticket.department.name, subject=ticket.subject, message=ticket.body)
    entry = sender.drafts.create(other, URL)
    sender.new()
    assert sender.drafts.all() == (entry,)


def test_a_reply_of_the_same_words_stays_where_a_ticket_is_sent(sender: Sender) -> None:
    entry = sender.drafts.create(Draft(kind="reply", number="100", message=TICKET.body), URL)
    sender.new()
    assert sender.drafts.all() == (entry,)


def test_a_copy_that_was_never_sent_goes_with_what_is_sent(sender: Sender) -> None:
    sender.drafts.create(DRAFT, URL)
    sender.drafts.create(DRAFT, URL)
    sender.new()
    assert (len(sender.portal.sent), sender.drafts.all()) == (1, ())


def test_a_copy_whose_file_is_gone_stays(sender: Sender, tmp_path: Path) -> None:
    entry = sender.drafts.create(replace(DRAFT, attachments=(tmp_path / "gone.txt",)), URL)
    sender.new()
    assert sender.drafts.all() == (entry,)


def test_a_draft_that_another_command_deleted_is_not_sent(sender: Sender) -> None:
    save = sender.drafts.save

    def save_and_delete(*arguments: object, **more: object) -> Entry:
        entry = save(*arguments, **more)  # type: ignore[arg-type]
        sender.drafts.delete(entry)
        return entry

    sender.drafts.save = save_and_delete  # type: ignore[method-assign]
    with pytest.raises(TicketError, match="changed, sent or deleted by another"):
        sender.new()
    assert sender.portal.sent == []


def test_a_draft_that_another_command_sent_is_told_of(sender: Sender) -> None:
    save = sender.drafts.save
    sent_before: list[str] = []

    def save_and_send(*arguments: object, **more: object) -> Entry:
        entry = save(*arguments, **more)  # type: ignore[arg-type]
        sender.drafts.save = save  # type: ignore[method-assign]
        sender.time += SECOND
        sent_before.append(sender.new().number)
        return entry

    sender.drafts.save = save_and_send  # type: ignore[method-assign]
    sent = sender.new()
    assert ([sent.number], sent.found, len(sender.portal.sent)) == (sent_before, True, 1)


# A draft that cannot be read


def damage(sender: Sender, text: str) -> Path:
    """Damage the file of a draft of its own, and return it."""
    entry = sender.drafts.create(Draft(message="something"), URL)
    path = sender.drafts.folder / entry.id / "draft.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("", True),
        ('{"state": "unconfirmed", "message": "Since 10:00.\\n再起動しました。", "na', True),
        ('{"state": "unconfirmed", "message": "Since 11:00.", "na', False),
        ('{"state": "unsent", "na', False),
    ],
    ids=["empty", "the same", "another", "unsent"],
)
def test_a_damaged_draft_that_may_be_the_same_keeps_it_from_being_sent(
    sender: Sender, text: str, may_be: bool
) -> None:
    path = damage(sender, text)
    if may_be:
        with pytest.raises(OutcomeUnknown, match="it may be the same, sent before"):
            sender.new()
    else:
        sender.new()
    assert (sender.portal.sent == []) is may_be
    assert path.read_text("utf-8") == text


# Run twice at once, or wanted twice


def start(sender: Sender) -> None:
    """Have the command begin now."""
    sender.drafts.started = sender.time


def test_what_another_command_had_confirmed_since_this_one_began_is_not_sent_again(sender: Sender) -> None:
    start(sender)
    sender.time += SECOND
    first = sender.new()
    second = sender.new()
    assert (second.number, second.found, len(sender.portal.stored)) == (first.number, True, 1)
    assert sender.drafts.all() == ()


def test_what_is_wanted_once_more_is_sent_once_more(sender: Sender) -> None:
    start(sender)
    sender.time += SECOND
    sender.new()
    assert not sender.new(again=True).found
    assert len(sender.portal.stored) == 2


def test_what_was_confirmed_before_this_command_began_is_sent_again(sender: Sender) -> None:
    sender.new()
    start(sender)
    sender.time += SECOND
    assert not sender.new().found
    assert len(sender.portal.stored) == 2


def test_another_that_was_confirmed_since_this_command_began_does_not_count(sender: Sender) -> None:
    start(sender)
    sender.time += SECOND
    sender.new()
    assert not sender.new(OTHERS["message"]).found
    assert len(sender.portal.stored) == 2


def test_what_may_have_arrived_is_looked_for_though_it_is_wanted_once_more(sender: Sender) -> None:
    lose(sender)
    with pytest.raises(OutcomeUnknown):
        sender.new(again=True)
    assert sender.portal.sent == []


def test_where_an_earlier_try_is_unknown_no_copy_stays(sender: Sender) -> None:
    entry = lose(sender)
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.drafts.all() == (entry,)


def test_where_an_earlier_try_had_arrived_no_copy_stays(sender: Sender) -> None:
    lose(sender)
    add_ticket(sender, "900")
    assert sender.new().number == "900"
    assert sender.drafts.all() == ()


def test_where_an_earlier_try_did_not_arrive_its_draft_goes(sender: Sender) -> None:
    lose(sender)
    sender.time += TICKET_LATEST
    sender.new()
    assert (len(sender.portal.sent), sender.drafts.all()) == (1, ())


def test_an_earlier_try_that_another_command_has_is_waited_for(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ticketcli.usecases.settle.FINISHING", 0.0)
    entry = lose(sender)
    other = DraftStore(sender.drafts.folder, now=lambda: sender.time)
    with other.locks.hold(entry), pytest.raises(OutcomeUnknown, match="is being sent or edited by another"):
        sender.new()
    assert (sender.portal.sent, sender.drafts.all()) == ([], (entry,))


def test_a_copy_that_another_command_has_stays(sender: Sender) -> None:
    entry = sender.drafts.create(DRAFT, URL)
    other = DraftStore(sender.drafts.folder, now=lambda: sender.time)
    with other.locks.hold(entry):
        sender.new()
    assert sender.drafts.all() == (entry,)


def test_a_damaged_draft_that_cannot_be_read_at_all_may_be_the_same(sender: Sender) -> None:
    path = damage(sender, "x")
    path.unlink()
    path.mkdir()
    with pytest.raises(OutcomeUnknown, match="it may be the same, sent before"):
        sender.new()


def test_a_damaged_draft_that_lost_its_message_may_be_the_same(sender: Sender) -> None:
    damage(sender, '{"state": "unconfirmed", "portal": "x", "draf')
    with pytest.raises(OutcomeUnknown, match="it may be the same, sent before"):
        sender.new()
