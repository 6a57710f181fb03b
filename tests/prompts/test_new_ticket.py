"""`ticket new` as a conversation: what is asked, in which order, and what becomes of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import Capabilities, Feature, PortalError, PortalUnreachable
from ticketcli.prompts.interview import Asking, name_of
from ticketcli.prompts.new_ticket import fill, review_new
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.recipients import most_general
from ticketcli.prompts.scripted_prompter import Answer

PLAIN: tuple[tuple[str, Answer], ...] = (
    ("Which department", "BESTNET-CLOUD"),
    ("Subject", "VPS is down"),
    ("How do you want to write", "here"),
    ("Message", "No ping since 10:00."),
    ("urgent", False),
    ("Which service", "None"),
    ("Who else", ""),
    ("Attach something", "Nothing"),
    ("encrypted", False),
)
"""Every question once, answered with as little as possible."""


def filled(talk: Talk, *script: tuple[str, Answer], draft: Draft | None = None) -> Draft:
    done = fill(draft or Draft(), talk.asking(*script))
    talk.prompter.finish()
    return done


def test_asks_in_the_order_of_the_guide(talk: Talk) -> None:
    assert filled(talk, *PLAIN) == Draft(
        department="BESTNET-CLOUD", subject="VPS is down", message="No ping since 10:00."
    )


def test_asks_only_for_what_is_missing(talk: Talk, picture: Path) -> None:
    given = Draft(
        department="billing",
        subject="Invoice 17",
        service="17",
        cc=("boss@example.com",),
        attachments=(picture,),
        encrypt=True,
        urgent=True,
        impact="cannot pay",
        contact="mail",
    )
    done = filled(talk, ("How do you want", "here"), ("Message", "Wrong sum."), draft=given)
    assert (done.department, done.message, done.cc) == ("Billing", "Wrong sum.", ("boss@example.com",))


def test_brief_asks_only_for_what_must_be_there(talk: Talk) -> None:
    done = fill(Draft(department="Billing"), talk.asking(*PLAIN[1:4]), brief=True)
    talk.prompter.finish()
    assert done.subject == "VPS is down"
    assert done.message == "No ping since 10:00."


@pytest.mark.parametrize("stop", range(len(PLAIN)))
def test_ctrl_c_at_any_question_leaves_every_answer_before_it_kept(talk: Talk, stop: int) -> None:
    script = [*PLAIN[:stop], (PLAIN[stop][0], CutShort())]
    with pytest.raises(Cancelled):
        fill(Draft(), talk.asking(*script))
    kept = talk.kept[-1] if talk.kept else Draft()
    assert bool(kept.department) == (stop > 0)
    assert bool(kept.subject) == (stop > 1)
    assert bool(kept.message) == (stop > 3)


def test_ctrl_c_in_the_middle_of_a_subject_or_a_message_keeps_what_was_typed(talk: Talk) -> None:
    with pytest.raises(Cancelled):
        fill(Draft(department="1"), talk.asking(("Subject", CutShort("VPS is do"))))
    assert talk.kept[-1].subject == "VPS is do"
    with pytest.raises(Cancelled):
        fill(
            Draft(department="1", subject="x"),
            talk.asking(("How do", "here"), ("Message", CutShort("No ping\nsince"))),
        )
    assert talk.kept[-1].message == "No ping\nsince"


def test_a_portal_that_fails_in_the_middle_leaves_the_answers_kept(talk: Talk) -> None:
    asking = talk.asking(*PLAIN[:5])

    def fails() -> tuple[Service, ...]:
        raise PortalUnreachable("No connection.")

    broken = Asking(
        asking.prompter,
        asking.editor,
        type(asking.offers)(**{**vars(asking.offers), "services": fails}),
        asking.keep,
    )
    with pytest.raises(PortalUnreachable):
        fill(Draft(), broken)
    assert talk.kept[-1].message == "No ping since 10:00."


class TestDepartment:
    def test_shows_descriptions(self, talk: Talk) -> None:
        with pytest.raises(AssertionError, match="BESTNET-CLOUD — VPS and cloud servers"):
            fill(Draft(), talk.asking(("Which department", "no such")))

    def test_not_sure_is_an_answer_and_support_routes_the_ticket(self, talk: Talk) -> None:
        """Guide: “I don't know which department to select: ... The support team will route it.”"""
        talk.departments = (Department("1", "VPS"), Department("2", "General Support"))
        done = filled(talk, ("Which department", "I am not sure"), ("comes closest", ""), *PLAIN[1:])
        assert done.department == "General Support"
        assert "Support passes the ticket on" in talk.said

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
        assert most_general(departments).name == general

    def test_one_that_does_not_exist_is_asked_for_again(self, talk: Talk) -> None:
        done = filled(talk, *PLAIN, draft=Draft(department="Sales"))
        assert done.department == "BESTNET-CLOUD"
        assert "There is no department “Sales”." in talk.said

    def test_one_of_two_with_the_same_name_is_kept_by_its_id(self, talk: Talk) -> None:
        talk.departments = (Department("1", "Support"), Department("2", "support"))
        assert filled(talk, ("Which department", "2"), *PLAIN[1:]).department == "2"

    def test_a_portal_without_departments_is_an_error(self, talk: Talk) -> None:
        talk.departments = ()
        with pytest.raises(PortalError, match="no department"):
            fill(Draft(), talk.asking())


def test_an_empty_subject_is_asked_for_again(talk: Talk) -> None:
    done = filled(talk, PLAIN[0], ("Subject", "  "), ("Subject", "VPS"), *PLAIN[2:])
    assert done.subject == "VPS"
    assert "A subject is needed." in talk.said


def test_an_urgent_ticket_states_impact_and_contact(talk: Talk) -> None:
    """Guide: “clearly stating the impact and preferred contact method in the message body”."""
    done = filled(
        talk,
        *PLAIN[:4],
        ("urgent", True),
        ("impact", ""),
        ("impact", "service outage"),
        ("contact method", "phone"),
        *PLAIN[5:],
    )
    assert (done.urgent, done.impact, done.contact) == (True, "service outage", "phone")
    assert "what is affected" in talk.said


class TestService:
    def test_is_chosen_from_the_accounts_services(self, talk: Talk) -> None:
        done = filled(talk, *PLAIN[:5], ("Which service", "VPS 4GB (web1.example.com)"), *PLAIN[6:])
        assert done.service == "VPS 4GB"

    def test_of_two_with_one_name_is_kept_by_its_id(self) -> None:
        twins = [Service("17", "VPS", "a.example.com"), Service("18", "VPS", "b.example.com")]
        assert name_of(twins[1], twins) == "18"

    def test_is_not_asked_for_where_the_account_has_none(self, talk: Talk) -> None:
        talk.services = ()
        assert filled(talk, *PLAIN[:5], *PLAIN[6:]).service is None


def test_what_the_portal_does_not_carry_is_not_asked_for(talk: Talk) -> None:
    talk.features = frozenset({Feature.ATTACHMENTS})
    filled(talk, *PLAIN[:5], PLAIN[7])


def test_a_malformed_cc_is_told_at_once(talk: Talk) -> None:
    done = filled(
        talk,
        *PLAIN[:6],
        ("Who else", "boss@example.com, not an address"),
        ("Who else", "boss@example.com, ops@example.com"),
        *PLAIN[7:],
    )
    assert done.cc == ("boss@example.com", "ops@example.com")
    assert "“not an address” is not an email address" in talk.said


class TestEncryption:
    def test_is_suggested_where_the_message_looks_confidential(self, talk: Talk) -> None:
        """Guide: “If your inquiry contains confidential information, use encryption”."""
        done = filled(
            talk,
            *PLAIN[:3],
            ("Message", "The root password: hunter2"),
            *PLAIN[4:8],
            ("looks as if it holds a password. Should", ""),
        )
        assert done.encrypt

    def test_is_not_the_usual_answer_otherwise(self, talk: Talk) -> None:
        assert not filled(talk, *PLAIN[:8], ("Should the portal keep", "")).encrypt

    def test_is_suggested_for_a_key_inside_a_zip(self, talk: Talk, tmp_path: Path) -> None:
        folder = tmp_path / "keys"
        folder.mkdir()
        (folder / "id_rsa").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
        done = filled(
            talk,
            *PLAIN[:7],
            ("Attach", "file"),
            ("Path", str(folder)),
            ("“keys” is a folder. Attach it zipped?", True),
            ("More?", "done"),
            ("“keys.zip” looks as if it holds", True),
        )
        assert done.encrypt


class TestReview:
    ready = Draft(department="BESTNET-CLOUD", subject="VPS is down", message="No ping.", service="17")

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
        _, verdict = review_new(draft, talk.asking(("What now", "send")))
        assert verdict == "send"
        assert talk.said.strip().split("\n") == [
            "Department: BESTNET-CLOUD",
            "Subject: [URGENT] VPS is down",
            "Service: VPS 4GB (web1.example.com)",
            "Priority: high",
            "CC: boss@example.com",
            "Attachments:",
            "  screen.png (40 bytes)",
            "  gone.png (no longer there)",
            "Encrypted: yes",
            "",
            "Impact: service outage",
            "Preferred contact method: phone",
            "",
            "No ping.",
        ]

    def test_lets_every_answer_be_changed(self, talk: Talk) -> None:
        changes: list[tuple[str, list[tuple[str, Answer]]]] = [
            ("Department", [("Which department", "Billing")]),
            ("Subject", [("Subject", "Invoice")]),
            ("Message", [("How do", "Right here, anew"), ("Message", "Wrong sum")]),
            ("Urgent or not", [("urgent", True), ("impact", "none"), ("contact", "mail")]),
            ("Related service", [("Which service", "VPS 8GB (db1.example.com)")]),
            ("Who else hears of it (CC)", [("Who else", "a@example.com")]),
            ("Attachments", [("Attach something", "done")]),
            ("Encryption", [("encrypted", True)]),
            ("None, go back", []),
        ]
        script: list[tuple[str, Answer]] = []
        for label, answers in changes:
            script += [("What now", "change"), ("Which answer", label), *answers]
        draft, verdict = review_new(self.ready, talk.asking(*script, ("What now", "send")))
        talk.prompter.finish()
        assert verdict == "send"
        assert draft == Draft(
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
        assert talk.kept[-1] == draft

    def test_offers_a_priority_where_the_department_takes_one(self, talk: Talk) -> None:
        change: list[tuple[str, Answer]] = [("What now", "change"), ("Which answer", "Priority")]
        draft, _ = review_new(
            self.ready, talk.asking(*change, ("Which priority", "high"), ("What now", "send"))
        )
        assert draft.priority == "high"

    def test_says_where_the_department_takes_no_priority(self, talk: Talk) -> None:
        billing = Draft(department="Billing", subject="x", message="y", priority="high")
        change: list[tuple[str, Answer]] = [("What now", "change"), ("Which answer", "Priority")]
        draft, _ = review_new(billing, talk.asking(*change, ("What now", "send")))
        assert draft.priority is None
        assert "does not take a priority" in talk.said

    def test_urgency_can_be_taken_back(self, talk: Talk) -> None:
        urgent = Draft(department="1", subject="x", message="y", urgent=True, impact="all", contact="phone")
        script: list[tuple[str, Answer]] = [("What now", "change"), ("Which", "urgent"), ("urgent", False)]
        draft, _ = review_new(urgent, talk.asking(*script, ("What now", "send")))
        assert (draft.urgent, draft.impact, draft.contact) == (False, "", "")

    def test_keeps_it_as_a_draft(self, talk: Talk) -> None:
        assert review_new(self.ready, talk.asking(("What now", "keep"))) == (self.ready, "keep")

    def test_cancel_asks_before_anything_is_thrown_away(self, talk: Talk) -> None:
        asked = talk.asking(("What now", "cancel"), ("Throw away", True))
        assert review_new(self.ready, asked)[1] == "discard"
        asked = talk.asking(("What now", "cancel"), ("Throw away", ""))
        assert review_new(self.ready, asked)[1] == "keep"

    def test_says_what_looks_confidential_and_is_not_encrypted(self, talk: Talk) -> None:
        draft = Draft(department="1", subject="x", message="password: hunter2")
        review_new(draft, talk.asking(("What now", "send")))
        assert "looks as if it holds a password. It is not encrypted." in talk.said

    def test_says_nothing_of_encryption_where_the_portal_has_none(self, talk: Talk) -> None:
        talk.features = frozenset()
        draft = Draft(department="1", subject="x", message="password: hunter2")
        review_new(draft, talk.asking(("What now", "send")))
        assert "encrypted" not in talk.said


def test_japanese_and_chinese_pass_unharmed(talk: Talk) -> None:
    done = filled(
        talk,
        ("Which department", "ドメイン"),
        ("Subject", "サーバーに接続できません"),
        ("How do", "here"),
        ("Message", "無法連線到伺服器。\n発生日時: 10時"),
        *PLAIN[4:],
    )
    assert (done.department, done.subject) == ("ドメイン", "サーバーに接続できません")
    assert done.message == "無法連線到伺服器。\n発生日時: 10時"


def test_limits_are_learned_once_a_file_is_named(talk: Talk, picture: Path) -> None:
    talk.capabilities = Capabilities(max_bytes=10)
    done = filled(
        talk,
        *PLAIN[:7],
        ("Attach", "file"),
        ("Path", str(picture)),
        ("Path", ""),
        ("Attach something", "done"),
        PLAIN[8],
    )
    assert done.attachments == ()
    assert "the portal takes at most 10 bytes" in talk.said
