"""Finding out what became of what was sent with an unknown outcome, and what counts as the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.fake_portal import URL
from tests.usecases.lost import DRAFT, SECOND, add_ticket, lose, lose_reply, mark_without_request
from tests.usecases.sender import OLD, REPLY, TICKET, Sender

from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message
from ticketcli.portals.base import MorePages, OutcomeUnknown
from ticketcli.usecases.outcome import DoneInPart
from ticketcli.usecases.settle import REPLY_LATEST, TICKET_LATEST

STORED = Path(__file__).parent / "stored"


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


def test_several_that_prove_it_are_named(sender: Sender) -> None:
    lose(sender)
    add_ticket(sender, "900")
    add_ticket(sender, "901")
    sender.time += TICKET_LATEST
    with pytest.raises(OutcomeUnknown, match=r"Several tickets .*: 901, 900") as raised:
        sender.settle()
    assert "ticket show 901" in raised.value.hint
