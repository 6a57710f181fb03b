"""Who gets it: what Enter alone takes, and what a portal without choices means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import PortalError
from ticketcli.portals.capabilities import Feature
from ticketcli.prompts.new_ticket import QUESTIONS, review_new
from ticketcli.prompts.recipients import (
    ask_cc,
    ask_department,
    ask_priority,
    ask_service,
    find_department,
    find_most_general,
    find_service,
    has_priority,
)

DRAFT = Draft(department="Billing", subject="VPS is down", message="No ping.")


def test_enter_takes_the_department_that_was_chosen_before(talk: Talk) -> None:
    assert ask_department(DRAFT, talk.interview(("Which department", ""))).department == "Billing"


def test_who_is_not_sure_is_offered_the_most_general_one(talk: Talk) -> None:
    talk.departments = (Department("1", "Billing"), Department("2", "General Support"))
    script = (("Which department", "I am not sure"), ("closest", ""))
    assert ask_department(Draft(), talk.interview(*script)).department == "General Support"
    assert any("Support forwards the ticket" in said for said in talk.prompter.said)


def test_without_a_general_department_it_is_the_first() -> None:
    assert find_most_general([Department("1", "Billing"), Department("2", "Abuse")]).id == "1"
    assert find_most_general([Department("1", "Billing"), Department("2", "その他")]).id == "2"


def test_a_portal_without_departments_is_told(talk: Talk) -> None:
    talk.departments = ()
    with pytest.raises(PortalError, match="no department that accepts tickets"):
        ask_department(Draft(), talk.interview())


def test_a_draft_without_a_department_names_none_and_nothing_is_said(talk: Talk) -> None:
    assert find_department(Draft(), talk.interview()) is None
    assert talk.prompter.said == []


def test_a_department_that_does_not_exist_is_named(talk: Talk) -> None:
    assert find_department(replace(DRAFT, department="Sales"), talk.interview()) is None
    assert talk.prompter.said == ["No department “Sales”."]


def test_enter_takes_the_service_that_was_chosen_before(talk: Talk) -> None:
    for service in ("18", "VPS 8GB"):
        draft = replace(DRAFT, service=service)
        assert ask_service(draft, talk.interview(("Related service", ""))).service == "VPS 8GB"
    assert ask_service(DRAFT, talk.interview(("Related service", ""))).service is None
    assert ask_service(replace(DRAFT, service="18"), talk.interview(("Related", "none"))).service is None


def test_a_service_is_found_by_its_id_or_its_name() -> None:
    services = [Service("17", "VPS 4GB"), Service("18", "VPS 8GB")]
    assert find_service(replace(DRAFT, service="18"), services) == services[1]
    assert find_service(replace(DRAFT, service="VPS 8GB"), services) == services[1]
    assert find_service(replace(DRAFT, service="VPS"), services) is None


def test_enter_takes_the_addresses_that_were_given_before(talk: Talk) -> None:
    draft = replace(DRAFT, cc=("a@example.com", "b@example.com"))
    assert ask_cc(draft, talk.interview(("CC", ""))).cc == draft.cc


def test_enter_takes_the_priority_that_was_chosen_before(talk: Talk) -> None:
    draft = replace(DRAFT, department="BESTNET-CLOUD", priority="high")
    assert ask_priority(draft, talk.interview(("Which priority", ""))).priority == "high"
    assert ask_priority(draft, talk.interview(("Which priority", "Default"))).priority is None
    assert ask_priority(replace(draft, priority=None), talk.interview(("Which", ""))).priority is None


@pytest.mark.parametrize("department", [None, "Billing", "Sales", "ドメイン"])
def test_a_department_without_priorities_is_said_to_have_none(talk: Talk, department: str | None) -> None:
    draft = replace(DRAFT, department=department, priority="high")
    assert has_priority(draft, talk.interview()) is False
    assert ask_priority(draft, talk.interview()).priority is None
    assert talk.prompter.said[-1] == "This department has no priority setting."


# The review of it all


def look(talk: Talk, draft: Draft, send: str | None = None) -> str:
    """Return what the review shows of a draft; it is sent by what sending is called."""
    done, verdict = review_new(draft, talk.interview(("What next", send or "Send")), send=send)
    assert (done, verdict) == (draft, "send")
    return talk.prompter.said[0]


def test_the_review_shows_where_it_goes_and_what_it_says(talk: Talk) -> None:
    draft = replace(DRAFT, service="17", cc=("a@example.com",), priority="low", encrypt=True)
    assert look(talk, draft).strip().split("\n") == [
        "Department: Billing",
        "Subject: VPS is down",
        "Service: VPS 4GB (web1.example.com)",
        "Priority: low",
        "CC: a@example.com",
        "Encrypted: yes",
        "",
        "No ping.",
    ]


def test_what_the_portal_does_not_know_is_shown_as_it_was_typed(talk: Talk) -> None:
    draft = replace(DRAFT, department="Sales", service="VPN")
    said = [line for shown in [look(talk, draft), *talk.prompter.said] for line in shown.split("\n")]
    assert {"Department: Sales", "Service: VPN"} <= set(said)


def test_without_a_department_none_is_shown(talk: Talk) -> None:
    assert look(talk, replace(DRAFT, department=None)).startswith("\nSubject: VPS is down\n")


def test_sending_is_called_as_is_wanted(talk: Talk) -> None:
    look(talk, DRAFT, send="Send it to the practice portal")


def test_what_can_be_edited_shows_what_there_is(talk: Talk) -> None:
    draft = replace(
        DRAFT, department="BESTNET-CLOUD", urgent=True, encrypt=True, priority="high", service="17"
    )
    script = (("What next", "change"), ("What do you want", "no such"))
    with pytest.raises(AssertionError) as raised:
        review_new(draft, talk.interview(*script))
    for line in ("Urgent — yes", "Encryption — yes", "Priority — high", "Related service — 17"):
        assert f"'{line}'" in str(raised.value)
    assert "Department — BESTNET-CLOUD" in str(raised.value)


def test_without_a_service_none_is_looked_for(talk: Talk) -> None:
    def fail() -> tuple[Service, ...]:
        raise AssertionError("nobody asked for a service")

    interview = talk.interview(("What next", "Send"))
    interview = replace(interview, offers=replace(interview.offers, services=fail))
    review_new(DRAFT, interview)


@pytest.mark.parametrize("given", [{"impact": "outage"}, {"contact": "phone"}, {}])
def test_what_an_urgent_ticket_lacks_is_open(given: dict[str, str]) -> None:
    (urgent,) = [question for question in QUESTIONS if question.name == "urgent"]
    draft = replace(DRAFT, urgent=True, **given)  # type: ignore[arg-type]
    assert urgent.is_open(draft)
    assert not urgent.is_open(replace(draft, impact="outage", contact="phone"))
    assert not urgent.is_open(replace(draft, urgent=False))


def test_answers_that_are_not_given_are_shown_as_nothing() -> None:
    assert {question.name: question.answer(Draft()) for question in QUESTIONS} == {
        question.name: "" for question in QUESTIONS
    }


@pytest.mark.parametrize(
    ("encrypt", "supported", "warned"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_a_secret_that_will_not_be_encrypted_is_warned_of(
    talk: Talk, encrypt: bool, supported: bool, warned: bool
) -> None:
    talk.features = frozenset({Feature.ENCRYPTION}) if supported else frozenset()
    draft = replace(DRAFT, message="password: hunter2", encrypt=encrypt)
    look(talk, draft)
    assert any("It will not be encrypted." in said for said in talk.prompter.said) is warned
