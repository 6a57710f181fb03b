"""The interview that fills the draft of a new ticket, in the order of the provider's guide."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.i18n import N_, _, join_list
from ticketcli.model.addresses import check_address
from ticketcli.model.draft import Draft
from ticketcli.portals.capabilities import Feature
from ticketcli.prompts.attachments import ask_attachments
from ticketcli.prompts.encryption import ask_encryption, find_suspicion
from ticketcli.prompts.interview import Interview, Question, ask_open_questions, name_department
from ticketcli.prompts.message import ask_message, ask_subject, ask_urgency, get_first_line
from ticketcli.prompts.recipients import (
    ask_cc,
    ask_department,
    ask_priority,
    ask_service,
    find_department,
    find_service,
)
from ticketcli.prompts.review import Verdict, list_content, list_headings, review


def list_file_names(draft: Draft) -> str:
    """Return the names of the attachments in one line."""
    return join_list(path.name for path in draft.attachments)


def needs_encryption(draft: Draft) -> bool:
    """Return whether something looks confidential and nobody has decided about encrypting it."""
    return not draft.encrypt and "encrypt" not in draft.declined and find_suspicion(draft) is not None


QUESTIONS = (
    Question(
        "department",
        N_("Department"),
        ask_department,
        lambda draft: not draft.department,
        lambda draft: draft.department or "",
        required=True,
    ),
    Question(
        "subject",
        N_("Subject"),
        ask_subject,
        lambda draft: not draft.subject.strip(),
        lambda draft: draft.subject,
        required=True,
    ),
    Question(
        "message",
        N_("Message"),
        ask_message,
        lambda draft: not draft.message.strip(),
        lambda draft: get_first_line(draft.message),
        required=True,
    ),
    Question(
        "attachments",
        N_("Attachments"),
        ask_attachments,
        lambda _draft: False,
        list_file_names,
        offered=lambda interview: interview.offers.supports(Feature.ATTACHMENTS),
    ),
    Question(
        "cc",
        N_("CC"),
        ask_cc,
        lambda draft: any(check_address(address) for address in draft.cc),
        lambda draft: join_list(draft.cc),
        offered=lambda interview: interview.offers.supports(Feature.CC),
    ),
    Question(
        "service",
        N_("Related service"),
        ask_service,
        lambda _draft: False,
        lambda draft: draft.service or "",
        offered=lambda interview: interview.offers.supports(Feature.SERVICE),
    ),
    Question(
        "urgent",
        N_("Urgent"),
        ask_urgency,
        lambda draft: draft.urgent and not (draft.impact.strip() and draft.contact.strip()),
        lambda draft: _("yes") if draft.urgent else "",
        parts=("impact", "contact"),
    ),
    Question(
        "encrypt",
        N_("Encryption"),
        ask_encryption,
        needs_encryption,
        lambda draft: _("yes") if draft.encrypt else "",
        offered=lambda interview: interview.offers.supports(Feature.ENCRYPTION),
    ),
    Question(
        "priority",
        N_("Priority"),
        ask_priority,
        lambda _draft: False,
        lambda draft: _(draft.priority) if draft.priority else "",
        offered=lambda interview: interview.offers.supports(Feature.PRIORITY),
    ),
)


def fill(draft: Draft, interview: Interview, *, brief: bool = False) -> Draft:
    """Ask every open question; `brief`: only those that nothing can be sent without."""
    if draft.department is not None:
        department = find_department(draft, interview)
        name = name_department(department, interview.offers.departments()) if department else None
        draft = replace(draft, department=name)
    questions = [question for question in QUESTIONS if question.required or not brief]
    return ask_open_questions(draft, questions, interview)


def review_new(draft: Draft, interview: Interview, *, send: str | None = None) -> tuple[Draft, Verdict]:
    """Show everything and ask what to do with it; `send` is what sending is called."""

    def shown(draft: Draft) -> str:
        department = find_department(draft, interview)
        service = find_service(draft, interview.offers.services()) if draft.service else None
        heading = list_headings(
            draft,
            department.name if department else draft.department or "",
            service.label if service else draft.service,
        )
        return "\n".join([*heading, *list_content(draft)])

    return review(draft, interview, QUESTIONS, shown, send=send or _("Send"))
