"""`ticket new` as a conversation: what is asked, in which order, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft, Unfinished
from ticketcli.model.errors import Cancelled
from ticketcli.model.ticket import Department, Service
from ticketcli.model.urgency import compose_message
from ticketcli.portals.base import PortalError, PortalUnreachable
from ticketcli.portals.capabilities import Capabilities, Feature
from ticketcli.prompts.interview import name_service
from ticketcli.prompts.new_ticket import fill, review_new
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.recipients import find_most_general
from ticketcli.prompts.scripted_prompter import Answer
from ticketcli.usecases.prepare import check_locally

PLAIN: tuple[tuple[str, Answer], ...] = (
    ("Which department", "BESTNET-CLOUD"),
    ("Subject", "VPS is down"),
    ("Message", "No ping since 10:00."),
)
"""The questions of a minimal ticket; sending it is the fourth answer."""


def adding(label: str, *answers: tuple[str, Answer]) -> tuple[tuple[str, Answer], ...]:
    """The way from the review to one of the further questions, and the answers there."""
    return ("What next", "change"), ("What do you want to add or edit", label), *answers


SEND: tuple[str, Answer] = ("What next", "send")


def reviewed(talk: Talk, *script: tuple[str, Answer], draft: Draft | None = None) -> Draft:
    """A draft that is ready, after the review with these answers; it is sent."""
    done, verdict = review_new(draft or READY, talk.interview(*script, SEND))
    talk.prompter.finish()
    assert verdict == "send"
    return done


READY = Draft(department="BESTNET-CLOUD", subject="VPS is down", message="No ping.", service="17")


def filled(talk: Talk, *script: tuple[str, Answer], draft: Draft | None = None) -> Draft:
    done = fill(draft or Draft(), talk.interview(*script))
    talk.prompter.finish()
    return done


def test_asks_in_the_order_of_the_guide(talk: Talk) -> None:
    assert filled(talk, *PLAIN) == Draft(
        department="BESTNET-CLOUD", subject="VPS is down", message="No ping since 10:00."
    )


def test_asks_only_for_what_is_missing(talk: Talk) -> None:
    given = Draft(department="billing", subject="Invoice 17", cc=("boss@example.com",))
    done = filled(talk, ("Message", "Wrong sum."), draft=given)
    assert (done.department, done.message, done.cc) == ("Billing", "Wrong sum.", ("boss@example.com",))


def test_a_minimal_ticket_takes_four_answers(talk: Talk) -> None:
    draft = filled(talk, *PLAIN)
    assert reviewed(talk, draft=draft) == draft
    assert len(PLAIN) + 1 == 4


def test_the_review_says_what_can_be_added(talk: Talk) -> None:
    draft = Draft(department="1", subject="x", message="y", cc=("a@example.com",))
    with pytest.raises(AssertionError, match="edit — Attachments, Related service, Urgent, Encryption"):
        review_new(draft, talk.interview(("What next", "no such")))


def test_the_list_of_what_can_be_added_shows_what_is_there(talk: Talk) -> None:
    draft = Draft(department="1", subject="x", message="first\nsecond", cc=("a@example.com",))
    with pytest.raises(AssertionError, match="'Message — first', 'Attachments', 'CC — a@example"):
        review_new(draft, talk.interview(*adding("no such")))


def test_enter_alone_at_the_review_sends_nothing(talk: Talk) -> None:
    enter: tuple[tuple[str, Answer], ...] = (("What next", ""), ("What do you want to add or edit", ""))
    _, verdict = review_new(READY, talk.interview(*enter, *enter, ("What next", "keep")))
    talk.prompter.finish()
    assert verdict == "keep"


def test_back_asks_the_question_before(talk: Talk) -> None:
    back: tuple[str, Answer] = ("Message", "<")
    done = filled(talk, PLAIN[0], ("Subject", "VPS"), back, ("Subject", "VPS is down"), PLAIN[2])
    assert done.subject == "VPS is down"
    done = filled(talk, ("Subject", "<"), ("Which", "Billing"), *PLAIN[1:], draft=Draft(department="1"))
    assert done.department == "Billing"
    filled(talk, ("Which department", "<"), *PLAIN)


def test_back_at_the_review_leads_to_what_can_be_edited(talk: Talk) -> None:
    done = reviewed(talk, ("What next", "<"), ("What do you want", "Subject"), ("Subject", "<"))
    assert done == READY


def test_brief_asks_only_for_what_must_be_there(talk: Talk) -> None:
    done = fill(Draft(department="Billing"), talk.interview(*PLAIN[1:]), brief=True)
    talk.prompter.finish()
    assert done.subject == "VPS is down"
    assert done.message == "No ping since 10:00."


@pytest.mark.parametrize("stop", range(len(PLAIN)))
def test_ctrl_c_at_any_question_leaves_every_answer_before_it_kept(talk: Talk, stop: int) -> None:
    script = [*PLAIN[:stop], (PLAIN[stop][0], CutShort())]
    with pytest.raises(Cancelled):
        fill(Draft(), talk.interview(*script))
    saved = talk.saved[-1] if talk.saved else Draft()
    assert bool(saved.department) == (stop > 0)
    assert bool(saved.subject) == (stop > 1)
    assert not saved.message


def test_what_was_typed_before_ctrl_c_is_saved_and_asked_for_again(talk: Talk) -> None:
    with pytest.raises(Cancelled):
        fill(Draft(department="1"), talk.interview(("Subject", CutShort("VPS is do"))))
    draft = talk.saved[-1]
    assert (draft.subject, draft.unfinished) == ("", Unfinished("subject", "VPS is do"))
    done = filled(talk, ("Subject", ""), PLAIN[2], draft=draft)
    assert (done.subject, done.unfinished) == ("VPS is do", None)


def test_a_message_cut_short_at_the_review_leaves_the_old_one(talk: Talk) -> None:
    script = adding("Message", ("How do you want", "over"), ("Message", CutShort("The new")))
    with pytest.raises(Cancelled):
        review_new(READY, talk.interview(*script))
    draft = talk.saved[-1]
    assert (draft.message, draft.unfinished) == ("No ping.", Unfinished("message", "The new"))
    done = filled(talk, ("How do you want", ""), ("Message", ""), draft=draft)
    assert (done.message, done.unfinished) == ("The new", None)


def test_a_cc_cut_short_is_the_next_open_question(talk: Talk) -> None:
    with pytest.raises(Cancelled):
        review_new(READY, talk.interview(*adding("CC", ("CC", CutShort("boss@exam")))))
    assert filled(talk, ("CC", "boss@example.com"), draft=talk.saved[-1]).cc == ("boss@example.com",)


def test_a_contact_cut_short_does_not_ask_for_the_impact_again(talk: Talk) -> None:
    script = adding("Urgent", ("urgent", True), ("impact", "outage"), ("contact", CutShort("pho")))
    with pytest.raises(Cancelled):
        review_new(READY, talk.interview(*script))
    done = filled(talk, ("contact", ""), draft=talk.saved[-1])
    assert (done.urgent, done.impact, done.contact) == (True, "outage", "pho")


def test_a_portal_that_fails_in_the_middle_leaves_the_answers_saved(talk: Talk) -> None:
    interview = talk.interview(*PLAIN)

    def fails(_: Feature) -> bool:
        raise PortalUnreachable("No connection.")

    broken = replace(interview, offers=replace(interview.offers, supports=fails))
    with pytest.raises(PortalUnreachable):
        review_new(fill(Draft(), broken), broken)
    assert talk.saved[-1].message == "No ping since 10:00."


class TestDepartment:
    def test_shows_descriptions(self, talk: Talk) -> None:
        with pytest.raises(AssertionError, match="BESTNET-CLOUD — VPS and cloud servers"):
            fill(Draft(), talk.interview(("Which department", "no such")))

    def test_not_sure_is_an_answer_and_support_routes_the_ticket(self, talk: Talk) -> None:
        """Guide: “I don't know which department to select: ... The support team will route it.”"""
        talk.departments = (Department("1", "VPS"), Department("2", "General Support"))
        done = filled(talk, ("Which department", "I am not sure"), ("is closest", ""), *PLAIN[1:])
        assert done.department == "General Support"
        assert "Support forwards the ticket" in talk.said

    @pytest.mark.parametrize(
        ("names", "general"),
        [
            (("Sales", "Customer Care", "Other"), "Customer Care"),
            (("営業", "その他のお問い合わせ"), "その他のお問い合わせ"),
            (("帳務", "客服中心"), "客服中心"),
            (("VPS", "Domains"), "VPS"),
        ],
    )
    def test_knows_a_general_department_by_its_name(self, names: tuple[str, ...], general: str) -> None:
        departments = [Department(str(id), name) for id, name in enumerate(names)]
        assert find_most_general(departments).name == general

    def test_one_that_does_not_exist_is_asked_for_again(self, talk: Talk) -> None:
        done = filled(talk, *PLAIN, draft=Draft(department="Sales"))
        assert done.department == "BESTNET-CLOUD"
        assert "No department “Sales”." in talk.said

    def test_one_of_two_with_the_same_name_is_kept_by_its_id(self, talk: Talk) -> None:
        talk.departments = (Department("1", "Support"), Department("2", "support"))
        assert filled(talk, ("Which department", "2"), *PLAIN[1:]).department == "2"

    def test_a_portal_without_departments_is_an_error(self, talk: Talk) -> None:
        talk.departments = ()
        with pytest.raises(PortalError, match="no department"):
            fill(Draft(), talk.interview())


def test_an_empty_subject_is_asked_for_again(talk: Talk) -> None:
    done = filled(talk, PLAIN[0], ("Subject", "  "), ("Subject", "VPS"), *PLAIN[2:])
    assert done.subject == "VPS"
    assert "A subject is needed." in talk.said


def test_an_urgent_ticket_states_impact_and_contact(talk: Talk) -> None:
    """Guide: “clearly stating the impact and preferred contact method in the message body”."""
    done = reviewed(
        talk,
        *adding(
            "Urgent",
            ("urgent", True),
            ("impact", ""),
            ("impact", "service outage"),
            ("contact method", "phone"),
        ),
    )
    assert (done.urgent, done.impact, done.contact) == (True, "service outage", "phone")
    assert "What is affected" in talk.said


def test_back_from_the_contact_asks_for_the_impact_again(talk: Talk) -> None:
    done = reviewed(
        talk,
        *adding("Urgent", ("urgent", True), ("impact", "outage"), ("contact", "<")),
        ("impact", ""),
        ("contact", "phone"),
    )
    assert (done.urgent, done.impact, done.contact) == (True, "outage", "phone")


def test_back_to_the_review_loses_no_impact(talk: Talk) -> None:
    answers = (("urgent", True), ("impact", "outage"), ("contact", "<"), ("impact", "<"), ("urgent", "<"))
    done = reviewed(talk, *adding("Urgent", *answers))
    assert (done.urgent, done.impact) == (False, "outage")


def test_what_an_urgent_ticket_lacks_is_asked_for_at_once(talk: Talk) -> None:
    done = filled(talk, *PLAIN, ("contact method", "phone"), draft=Draft(urgent=True, impact="outage"))
    assert done.contact == "phone"


class TestService:
    def test_is_chosen_from_the_accounts_services(self, talk: Talk) -> None:
        choice = adding("Related service", ("Related service", "VPS 4GB (web1.example.com)"))
        assert reviewed(talk, *choice).service == "VPS 4GB"

    def test_of_two_with_one_name_is_kept_by_its_id(self) -> None:
        twins = [Service("17", "VPS", "a.example.com"), Service("18", "VPS", "b.example.com")]
        assert name_service(twins[1], twins) == "18"

    def test_is_not_asked_for_where_the_account_has_none(self, talk: Talk) -> None:
        talk.services = ()
        draft = Draft(department="1", subject="x", message="y")
        assert reviewed(talk, *adding("Related service"), draft=draft).service is None
        assert "no services" in talk.said


def test_what_the_portal_does_not_support_is_not_offered(talk: Talk) -> None:
    talk.features = frozenset({Feature.ATTACHMENTS})
    with pytest.raises(AssertionError, match="edit — Attachments, Urgent'"):
        review_new(READY, talk.interview(("What next", "no such")))


def test_a_malformed_cc_is_told_at_once(talk: Talk) -> None:
    done = reviewed(
        talk,
        *adding(
            "CC",
            ("CC", "boss@example.com, not an address"),
            ("CC", "boss@example.com, ops@example.com"),
        ),
    )
    assert done.cc == ("boss@example.com", "ops@example.com")
    assert "“not an address” is not an e-mail address" in talk.said


class TestEncryption:
    def test_is_suggested_where_the_message_looks_confidential(self, talk: Talk) -> None:
        """Guide: “If your inquiry contains confidential information, use encryption”."""
        done = filled(talk, *PLAIN[:2], ("Message", "The root password: hunter2"), ("encrypted", ""))
        assert done.encrypt
        assert "seems to contain a password." in talk.said

    def test_is_not_the_usual_answer_otherwise(self, talk: Talk) -> None:
        assert not reviewed(talk, *adding("Encryption", ("encrypted", ""))).encrypt

    def test_its_end_is_said_before_it_is_chosen(self, talk: Talk) -> None:
        reviewed(talk, *adding("Encryption", ("encrypted", "")))
        assert "removed from the ticket when the ticket is closed" in talk.said

    def test_is_suggested_for_a_key_inside_a_zip(self, talk: Talk, tmp_path: Path) -> None:
        folder = tmp_path / "keys"
        folder.mkdir()
        (folder / "id_rsa").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
        path: tuple[tuple[str, Answer], ...] = (
            ("Files or directories", str(folder)),
            ("“keys” is a directory. Attach it as a zip file?", True),
            ("Add another?", "done"),
        )
        reviewed(talk, *adding("Attachments", *path), *adding("Encryption", ("encrypted", True)))
        assert "“keys.zip” seems to contain" in talk.said


class TestReview:
    def test_shows_everything_as_it_will_be_sent(self, talk: Talk, picture: Path) -> None:
        draft = Draft(
            department="1",
            subject="VPS is down",
            message="No ping.\x1b]0;evil\x07",
            service="17",
            cc=("boss@example.com",),
            priority="high",
            encrypt=True,
            urgent=True,
            impact="service outage",
            contact="phone",
            attachments=(picture, Path("/nowhere/gone.png")),
        )
        _, verdict = review_new(draft, talk.interview(("What next", "send")))
        assert verdict == "send"
        assert talk.said.strip().split("\n") == [
            "Department: BESTNET-CLOUD",
            "Subject: [URGENT] VPS is down",
            "Service: VPS 4GB (web1.example.com)",
            "Priority: high",
            "CC: boss@example.com",
            "Attachments:",
            "  screen.png (40 bytes)",
            "  gone.png (missing)",
            "Encrypted: yes",
            "",
            "Impact: service outage",
            "Preferred contact method: phone",
            "",
            "No ping.",
        ]

    def test_lets_every_answer_be_added_and_changed(self, talk: Talk) -> None:
        done = reviewed(
            talk,
            *adding("Department", ("Which department", "Billing")),
            *adding("Subject", ("Subject", "Invoice")),
            *adding("Message", ("How do", "over"), ("Message", "Wrong sum")),
            *adding("Urgent", ("urgent", True), ("impact", "none"), ("contact", "mail")),
            *adding("Related service", ("Related service", "VPS 8GB (db1.example.com)")),
            *adding("CC", ("CC", "a@example.com")),
            *adding("Attachments", ("Files", "")),
            *adding("Encryption", ("encrypted", True)),
            *adding("Back"),
        )
        assert done == Draft(
            department="Billing",
            subject="Invoice",
            message="Wrong sum",
            service="VPS 8GB",
            cc=("a@example.com",),
            encrypt=True,
            urgent=True,
            impact="none",
            contact="mail",
        )
        assert talk.saved[-1] == done

    def test_offers_a_priority_where_the_department_takes_one(self, talk: Talk) -> None:
        assert reviewed(talk, *adding("Priority", ("Which priority", "high"))).priority == "high"

    def test_says_where_the_department_takes_no_priority(self, talk: Talk) -> None:
        billing = Draft(department="Billing", subject="x", message="y", priority="high")
        assert reviewed(talk, *adding("Priority"), draft=billing).priority is None
        assert "no priority setting" in talk.said

    def test_urgency_can_be_taken_back_and_what_was_stated_is_offered_again(self, talk: Talk) -> None:
        urgent = Draft(department="1", subject="x", message="y", urgent=True, impact="all", contact="phone")
        done = reviewed(talk, *adding("Urgent", ("urgent", False)), draft=urgent)
        assert (done.urgent, done.impact, done.contact) == (False, "all", "phone")
        assert compose_message(done) == "y"
        assert check_locally(done) == []
        again = adding("Urgent", ("urgent", True), ("impact", ""), ("contact", ""))
        assert reviewed(talk, *again, draft=done) == urgent

    def test_a_no_to_encryption_is_not_asked_about_again(self, talk: Talk) -> None:
        secret = Draft(department="1", subject="x", message="password: hunter2")
        done = filled(talk, ("encrypted", False), draft=secret)
        assert not done.encrypt
        assert filled(talk, draft=talk.saved[-1]) == done

    def test_keeps_it_as_a_draft(self, talk: Talk) -> None:
        assert review_new(READY, talk.interview(("What next", "keep"))) == (READY, "keep")

    def test_discard_asks_before_anything_is_gone(self, talk: Talk) -> None:
        interview = talk.interview(("What next", "cancel"), ("Discard this draft?", True))
        assert review_new(READY, interview)[1] == "discard"
        interview = talk.interview(("What next", "cancel"), ("Discard", ""), ("What next", "keep"))
        assert review_new(READY, interview)[1] == "keep"

    def test_says_what_looks_confidential_and_is_not_encrypted(self, talk: Talk) -> None:
        draft = Draft(department="1", subject="x", message="password: hunter2")
        review_new(draft, talk.interview(("What next", "send")))
        assert "seems to contain a password. It will not be encrypted." in talk.said

    def test_says_nothing_of_encryption_where_the_portal_has_none(self, talk: Talk) -> None:
        talk.features = frozenset()
        draft = Draft(department="1", subject="x", message="password: hunter2")
        review_new(draft, talk.interview(("What next", "send")))
        assert "encrypted" not in talk.said


def test_japanese_and_chinese_pass_unharmed(talk: Talk) -> None:
    done = filled(
        talk,
        ("Which department", "ドメイン"),
        ("Subject", "サーバーに接続できません"),
        ("Message", "無法連線到伺服器。\n発生日時: 10時"),
    )
    assert (done.department, done.subject) == ("ドメイン", "サーバーに接続できません")
    assert done.message == "無法連線到伺服器。\n発生日時: 10時"


def test_limits_are_said_where_files_are_named(talk: Talk, picture: Path) -> None:
    talk.capabilities = Capabilities(max_bytes=10)
    done = reviewed(
        talk,
        *adding("Attachments", ("together at most 10 bytes", str(picture)), ("Files or directories", "")),
    )
    assert done.attachments == ()
    assert "the portal accepts at most 10 bytes" in talk.said


def test_an_impact_is_saved_before_the_contact_is_asked_for(talk: Talk) -> None:
    with pytest.raises(CutShort):
        filled(
            talk,
            *PLAIN,
            ("impact", "outage"),
            ("contact method", CutShort("")),
            draft=Draft(urgent=True),
        )
    assert talk.saved[-1].impact == "outage"


def test_that_it_is_urgent_is_saved_before_the_impact_is_asked_for(talk: Talk) -> None:
    with pytest.raises(CutShort):
        reviewed(talk, *adding("Urgent", ("urgent", True), ("impact", CutShort(""))))
    assert talk.saved[-1].urgent


def test_enter_leaves_it_as_urgent_as_it_is(talk: Talk) -> None:
    draft = replace(READY, urgent=True, impact="outage", contact="phone")
    answers = (("urgent", ""), ("impact", ""), ("contact method", ""))
    assert reviewed(talk, *adding("Urgent", *answers), draft=draft) == draft
    assert reviewed(talk, *adding("Urgent", ("urgent", ""))) == replace(READY, declined=("urgent",))


def test_an_impact_that_was_cut_short_is_asked_for_with_what_was_typed(talk: Talk) -> None:
    draft = replace(READY, urgent=True, impact="old", contact="phone", unfinished=Unfinished("impact", "new"))
    done = filled(talk, ("impact", ""), ("contact method", ""), draft=draft)
    assert (done.impact, done.contact) == ("new", "phone")
