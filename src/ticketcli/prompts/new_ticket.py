"""The conversation that fills the draft of a new ticket, in the order of the provider's guide."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.i18n import N_, _
from ticketcli.model.draft import Draft
from ticketcli.portals.base import Feature
from ticketcli.prompts.attachments import ask_attachments
from ticketcli.prompts.encryption import ask_encryption
from ticketcli.prompts.interview import Asking, Question, name_of
from ticketcli.prompts.message import ask_message, ask_subject, ask_urgency
from ticketcli.prompts.recipients import (
    ask_cc,
    ask_department,
    ask_priority,
    ask_service,
    department_of,
    service_of,
)
from ticketcli.prompts.review import Verdict, content_of, heading_of, review

QUESTIONS = (
    Question("department", N_("Department"), ask_department, lambda d: bool(d.department), needed=True),
    Question("subject", N_("Subject"), ask_subject, lambda d: bool(d.subject.strip()), needed=True),
    Question("message", N_("Message"), ask_message, lambda d: bool(d.message.strip()), needed=True),
    Question("urgent", N_("Urgent or not"), ask_urgency, lambda d: d.urgent and bool(d.impact and d.contact)),
    Question(
        "service",
        N_("Related service"),
        ask_service,
        lambda d: d.service is not None,
        offered=lambda asking: asking.offers.carries(Feature.SERVICE),
    ),
    Question(
        "cc",
        N_("Who else hears of it (CC)"),
        ask_cc,
        lambda d: bool(d.cc),
        offered=lambda asking: asking.offers.carries(Feature.CC),
    ),
    Question(
        "attachments",
        N_("Attachments"),
        ask_attachments,
        lambda d: bool(d.attachments),
        offered=lambda asking: asking.offers.carries(Feature.ATTACHMENTS),
    ),
    Question(
        "encrypt",
        N_("Encryption"),
        ask_encryption,
        lambda d: d.encrypt,
        offered=lambda asking: asking.offers.carries(Feature.ENCRYPTION),
    ),
    Question(
        "priority",
        N_("Priority"),
        ask_priority,
        lambda d: True,  # only where the person wants to change it
        offered=lambda asking: asking.offers.carries(Feature.PRIORITY),
    ),
)


def fill(draft: Draft, asking: Asking, *, brief: bool = False) -> Draft:
    """Ask for what the draft does not hold yet; `brief`: only for what must be there.

    Every answer is handed to `asking.keep` before the next question.
    """
    if draft.department is not None:
        department = department_of(draft, asking)
        named = name_of(department, asking.offers.departments()) if department else None
        draft = replace(draft, department=named)
    for question in QUESTIONS:
        wanted = question.needed or not brief
        if wanted and not question.answered(draft) and question.offered(asking):
            draft = question.ask(draft, asking)
            asking.keep(draft)
    return draft


def review_new(draft: Draft, asking: Asking, *, send: str | None = None) -> tuple[Draft, Verdict]:
    """Show everything and ask what to do with it."""

    def shown(draft: Draft) -> str:
        department = department_of(draft, asking)
        service = service_of(draft, asking.offers.services()) if draft.service else None
        heading = heading_of(
            draft,
            department.name if department else draft.department or "",
            service.label if service else draft.service,
        )
        return "\n".join([*heading, *content_of(draft)])

    return review(draft, asking, QUESTIONS, shown, send=send or _("Send"))
