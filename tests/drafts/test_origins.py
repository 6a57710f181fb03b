"""Drafts of entries of files, and what they became."""

from __future__ import annotations

import pytest
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL

from ticketcli.drafts.store import DraftStore


def test_an_entry_of_a_file_is_saved_as_it_is_given_now(store: DraftStore) -> None:
    first = store.save(OLD, PORTAL, origin="f1")
    changed = store.save(NEW, PORTAL, origin="f1")
    assert (changed.id, changed.draft, store.all()) == (first.id, NEW, (changed,))
    assert store.save(NEW, PORTAL, origin="f1") == changed
    assert store.of_origin("f1") == changed
    assert store.of_origin("f2") is None


def test_an_entry_of_a_file_is_not_another_draft_of_the_same_words(store: DraftStore) -> None:
    draft = store.save(OLD, PORTAL)
    assert store.save(OLD, PORTAL, origin="f1").id != draft.id
    assert store.save(OLD, PORTAL, origin="f2").id not in (draft.id, None)
    assert len(store.all()) == 3


def test_what_becomes_of_an_entry_of_a_file_is_noted_when_it_is_finished(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL, origin="f1"), [], "api")
    store.finish(store.note_confirmed(entry, "900"))
    created = store.history.created("f1")
    assert created is not None
    assert (created.number, created.at) == ("900", NOW)
    (confirmed,) = store.history.confirmed()
    assert (confirmed.number, confirmed.message, confirmed.portal) == ("900", None, PORTAL)
    assert store.all() == ()


def test_a_draft_that_was_not_confirmed_leaves_no_note(store: DraftStore) -> None:
    store.finish(store.save(OLD, PORTAL, origin="f1"))
    store.finish(store.mark_sending(store.save(NEW, PORTAL), [], "api"))
    assert (store.history.created("f1"), store.history.confirmed(), store.all()) == (None, (), ())


def test_a_draft_of_no_file_is_noted_as_confirmed_alone(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    store.finish(store.note_confirmed(entry, "900", "7"))
    (confirmed,) = store.history.confirmed()
    assert (confirmed.number, confirmed.message) == ("900", "7")
    assert not (store.folder / "created").exists()


def test_a_number_can_be_noted_of_what_was_sent_alone(store: DraftStore) -> None:
    with pytest.raises(ValueError, match="was not sent"):
        store.note_receipt(store.save(OLD, PORTAL), "900")
    sent = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    noted = store.note_receipt(sent, "900")
    assert noted.sending is not None
    assert (noted.sending.receipt, store.read(sent)) == ("900", noted)
