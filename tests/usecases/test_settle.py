"""Finding out what became of what was sent with an unknown outcome, and what counts as the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.fake_portal import DEPARTMENTS, SERVICES, URL
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError
from ticketcli.model.ticket import Message
from ticketcli.portals.base import MorePages, NewReply, NewTicket, OutcomeUnknown
from ticketcli.usecases.outcome import DoneInPart
from ticketcli.usecases.settle import REPLY_LATEST, TICKET_LATEST

STORED = Path(__file__).parent / "stored"
SECOND = timedelta(seconds=1)
DRAFT = Draft(department="BESTNET-CLOUD", subject=TICKET.subject, message=TICKET.body)


def lose(sender: Sender, ticket: NewTicket = TICKET) -> Entry:
    """Send a ticket that gets lost, and return its draft."""
    known = set(sender.drafts.all())
    sender.portal.fail("create", LOST)
    with pytest.raises(OutcomeUnknown):
        sender.new(ticket)
    (entry,) = set(sender.drafts.all()) - known
    return entry


def lose_reply(sender: Sender, reply: NewReply = REPLY) -> None:
    """Send a reply to ticket 100 that gets lost."""
    sender.portal.stored.setdefault("100", OLD)
    sender.portal.fail("reply", LOST)
    with pytest.raises(OutcomeUnknown):
        sender.reply("100", reply)


def mark_without_request(sender: Sender, draft: Draft) -> Entry:
    """Save a draft as an earlier version did that had begun to send it."""
    entry = sender.drafts.create(draft, URL)
    return sender.drafts.mark_sending(entry, [], "api")


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


# Confirmed meanwhile, or told of before


def test_what_was_confirmed_and_not_told_is_told_again(sender: Sender) -> None:
    entry = lose(sender)
    sender.portal.stored["7"] = replace(OLD, number="7")
    sender.drafts.note_confirmed(entry, "7")
    sender.portal.calls.clear()
    sent = sender.settle()
    assert sent is not None
    assert (sent.number, sent.found) == ("7", True)
    assert [name for name, _argument in sender.portal.calls] == ["ticket"]


def test_a_draft_that_was_not_sent_is_not_looked_for(sender: Sender) -> None:
    sender.drafts.create(DRAFT, URL)
    assert sender.settle() is None
    assert sender.portal.calls == []


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


# When it is certain that it did not arrive


@pytest.mark.parametrize("early", [timedelta(0), SECOND])
def test_a_ticket_may_appear_for_an_hour(sender: Sender, early: timedelta) -> None:
    lose(sender)
    sender.time += TICKET_LATEST - early
    if early:
        with pytest.raises(OutcomeUnknown, match="still may"):
            sender.settle()
    else:
        assert sender.settle() is None
    assert sender.states == ["unconfirmed" if early else "unsent"]


@pytest.mark.parametrize("early", [timedelta(0), SECOND])
def test_a_reply_may_appear_for_ten_minutes(sender: Sender, early: timedelta) -> None:
    lose_reply(sender)
    sender.time += REPLY_LATEST - early
    if early:
        with pytest.raises(OutcomeUnknown, match="still may") as raised:
            sender.settle()
        assert "Check again in 10 minutes" in raised.value.hint
    else:
        assert sender.settle() is None


def test_a_list_that_was_not_read_to_its_end_proves_nothing(sender: Sender) -> None:
    lose(sender)
    sender.time += TICKET_LATEST
    sender.portal.fail("tickets", MorePages(URL))
    with pytest.raises(OutcomeUnknown, match="could not be read completely"):
        sender.settle()
    assert sender.states == ["unconfirmed"]


def test_what_the_portal_accepted_is_not_called_lost(sender: Sender) -> None:
    entry = lose(sender)
    sender.drafts.note_receipt(entry, "900")
    sender.time += TICKET_LATEST
    with pytest.raises(OutcomeUnknown, match=r"accepted draft .* as 900, but does not show it"):
        sender.settle()
    assert sender.states == ["unconfirmed"]


def test_the_ticket_that_the_answer_named_is_it_though_its_text_was_changed(sender: Sender) -> None:
    entry = lose(sender)
    sender.drafts.note_receipt(entry, "900")
    changed = Message("1", "山田 花子", False, None, "***")
    sender.portal.stored["900"] = replace(OLD, number="900", messages=(changed,))
    sent = sender.settle()
    assert sent is not None
    assert (sent.number, sent.found) == ("900", False)


def test_one_like_it_is_named_and_not_believed(sender: Sender) -> None:
    lose(sender)
    message = Message("1", "A colleague", False, None, TICKET.body)
    sender.portal.stored["900"] = replace(OLD, number="900", messages=(message,))
    sender.time += TICKET_LATEST
    with pytest.raises(OutcomeUnknown, match="which is not quite the same: 900"):
        sender.settle()
    assert sender.states == ["unconfirmed"]


@pytest.mark.parametrize(
    "body",
    [
        "Impact: 全面停止\nPreferred contact method: 電話\n\n応答無",
        "影響：全面停止\n偏好的聯絡方式：電話\n\n応答無",
        "影響: 全面停止\n希望の連絡方法: 電話\n\n応答無",
    ],
)
def test_an_urgent_ticket_is_known_again_whichever_labels_its_version_sent(sender: Sender, body: str) -> None:
    shutil.copytree(STORED / "d-6666", sender.drafts.folder / "d-6666")
    message = Message("1", "山田 花子", False, None, body)
    sender.portal.stored["900"] = replace(OLD, number="900", subject="[URGENT] 接続不可", messages=(message,))
    sent = sender.settle()
    assert sent is not None
    assert (sent.number, sent.differences, sender.states) == ("900", (), [])


def test_a_ticket_that_was_stored_without_its_message_gets_it_as_a_reply(sender: Sender) -> None:
    lose(sender)
    sender.portal.stored["900"] = replace(OLD, number="900", messages=(), lacks_message=True)
    with pytest.raises(DoneInPart, match="900 was created, but without its message"):
        sender.settle()
    (entry,) = sender.drafts.all()
    assert (entry.state, entry.draft.kind, entry.draft.number) == ("unsent", "reply", "900")
    assert entry.draft.message == TICKET.body


# What is known to be another draft's


def add_ticket(sender: Sender, number: str) -> None:
    message = Message("1", "山田 花子", False, None, TICKET.body)
    sender.portal.stored[number] = replace(OLD, number=number, messages=(message,))


def test_a_ticket_that_an_earlier_draft_became_is_not_taken_for_one_of_the_same_words(sender: Sender) -> None:
    lose(sender)
    add_ticket(sender, "900")
    assert sender.settle() is not None
    mark_without_request(sender, DRAFT)
    sender.time += TICKET_LATEST
    assert sender.settle() is None


def test_a_ticket_that_another_draft_became_is_not_taken_for_one_of_the_same_words(sender: Sender) -> None:
    add_ticket(sender, "900")
    first = sender.drafts.note_confirmed(mark_without_request(sender, DRAFT), "900")
    second = mark_without_request(sender, DRAFT)
    sender.time += TICKET_LATEST
    assert sender.settle(second) is None
    assert sender.drafts.read(first) == first


REPLY_DRAFT = Draft(kind="reply", number="100", message=REPLY.body)


def add_reply(sender: Sender) -> None:
    message = Message("9", "山田 花子", False, None, REPLY.body)
    sender.portal.stored["100"] = replace(OLD, messages=(*(OLD.messages or ()), message))


def test_a_reply_that_an_earlier_draft_became_is_not_taken_for_one_of_the_same_words(sender: Sender) -> None:
    lose_reply(sender)
    add_reply(sender)
    assert sender.settle() is not None
    mark_without_request(sender, REPLY_DRAFT)
    sender.time += REPLY_LATEST
    assert sender.settle() is None


def test_a_reply_that_another_draft_became_is_not_taken_for_one_of_the_same_words(sender: Sender) -> None:
    add_reply(sender)
    sender.drafts.note_confirmed(mark_without_request(sender, REPLY_DRAFT), "100", "9")
    second = mark_without_request(sender, REPLY_DRAFT)
    sender.time += REPLY_LATEST
    assert sender.settle(second) is None


def test_a_message_of_another_ticket_with_the_same_key_may_be_the_reply(sender: Sender) -> None:
    add_reply(sender)
    elsewhere = mark_without_request(sender, replace(REPLY_DRAFT, number="200"))
    sender.drafts.note_confirmed(elsewhere, "200", "9")
    assert sender.settle(mark_without_request(sender, REPLY_DRAFT)) is not None


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
    with other.hold(entry), pytest.raises(OutcomeUnknown, match="is being sent or edited by another"):
        sender.new()
    assert (sender.portal.sent, sender.drafts.all()) == ([], (entry,))


def test_a_copy_that_another_command_has_stays(sender: Sender) -> None:
    entry = sender.drafts.create(DRAFT, URL)
    other = DraftStore(sender.drafts.folder, now=lambda: sender.time)
    with other.hold(entry):
        sender.new()
    assert sender.drafts.all() == (entry,)


def test_several_that_prove_it_are_named(sender: Sender) -> None:
    lose(sender)
    add_ticket(sender, "900")
    add_ticket(sender, "901")
    sender.time += TICKET_LATEST
    with pytest.raises(OutcomeUnknown, match=r"Several tickets .*: 901, 900") as raised:
        sender.settle()
    assert "ticket show 901" in raised.value.hint


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
