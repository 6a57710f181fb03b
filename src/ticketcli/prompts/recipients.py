"""Where a ticket goes, what it is about, and who gets a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ticketcli.i18n import N_, _
from ticketcli.model.addresses import check_address, split_addresses
from ticketcli.model.draft import Draft
from ticketcli.model.errors import UnknownName
from ticketcli.model.names import find_by_name
from ticketcli.model.statuses import translate_status
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import PRIORITIES, Department, Service
from ticketcli.portals.base import PortalError
from ticketcli.prompts.interview import Interview, ask_text, name_department, name_service
from ticketcli.prompts.prompter import Choice

# The words of PRIORITIES, as they are shown.
N_("low")
N_("medium")
N_("high")
N_("critical")

_NOT_SURE = "?"
_NONE = ""
# Names under which providers keep the department for everything, most telling first.
_GENERAL = (
    *("general", "support", "customer", "helpdesk", "other"),
    *("総合", "一般", "サポート", "その他", "客服", "客戶", "综合", "綜合", "其他"),
)


def find_department(draft: Draft, interview: Interview) -> Department | None:
    """Return the department that the draft names, or None if it names none that exists."""
    if draft.department is None:
        return None
    try:
        return find_by_name(
            draft.department,
            interview.offers.departments(),
            kind=_("department"),
            names=lambda department: (department.name,),
            id_of=lambda department: department.id,
        )
    except UnknownName:
        wanted = clean_line(draft.department)
        interview.prompter.say(_("No department “{name}”.").format(name=wanted))
        return None


def ask_department(draft: Draft, interview: Interview) -> Draft:
    """Ask for the department; whoever is not sure is told that support passes the ticket on."""
    departments = interview.offers.departments()
    if not departments:
        raise PortalError(_("The portal lists no department that accepts tickets."))
    choices = [Choice(one.id, one.name, one.description) for one in departments]
    chosen = interview.prompter.choose(
        _("Which department is it for?"),
        [*choices, Choice(_NOT_SURE, _("I am not sure"))],
        default=next((one.id for one in departments if one.name == draft.department), None),
    )
    if chosen == _NOT_SURE:
        interview.prompter.say(
            _("Choose the closest one. Support forwards the ticket to the right department.")
        )
        chosen = interview.prompter.choose(
            _("Which department is closest?"), choices, default=find_most_general(departments).id
        )
    department = next(one for one in departments if one.id == chosen)
    return replace(draft, department=name_department(department, departments))


def find_most_general(departments: Sequence[Department]) -> Department:
    """Return the department whose name sounds as if it took everything, else the first."""
    for word in _GENERAL:
        for department in departments:
            if word in department.name.casefold():
                return department
    return departments[0]


def find_service(draft: Draft, services: Sequence[Service]) -> Service | None:
    """Return the service that the draft names, if it is among these."""
    for service in services:
        if draft.service in (service.id, service.name):
            return service
    return None


def ask_service(draft: Draft, interview: Interview) -> Draft:
    """Ask which service of the account it is about, if any."""
    services = interview.offers.services()
    if not services:
        interview.prompter.say(_("The portal lists no services for your account."))
        return replace(draft, service=None)
    now = find_service(draft, services)
    chosen = interview.prompter.choose(
        _("Related service (optional):"),
        [
            Choice(_NONE, _("none")),
            *(Choice(one.id, one.label, translate_status(one.status)) for one in services),
        ],
        default=now.id if now else _NONE,
    )
    if chosen == _NONE:
        return replace(draft, service=None)
    service = next(one for one in services if one.id == chosen)
    return replace(draft, service=name_service(service, services))


def ask_cc(draft: Draft, interview: Interview) -> Draft:
    """Ask who gets a copy; an invalid address is asked for again."""

    def fault(typed: str) -> str | None:
        return next((problem for one in split_addresses([typed]) if (problem := check_address(one))), None)

    typed = ask_text(
        "cc",
        _("CC (e-mail addresses, separated by commas; empty for none):"),
        draft,
        interview,
        default=", ".join(draft.cc),
        check=fault,
    )
    return replace(draft, cc=split_addresses([typed]))


def has_priority(draft: Draft, interview: Interview) -> bool:
    """Return whether the draft's department lets the customer choose a priority."""
    department = find_department(draft, interview)
    return department is not None and bool(department.priorities)


def ask_priority(draft: Draft, interview: Interview) -> Draft:
    """Ask for low, medium or high, where the department has that setting."""
    if not has_priority(draft, interview):
        interview.prompter.say(_("This department has no priority setting."))
        return replace(draft, priority=None)
    chosen = interview.prompter.choose(
        _("Which priority?"),
        [Choice(_NONE, _("Default")), *(Choice(word, _(word)) for word in PRIORITIES)],
        default=draft.priority or _NONE,
    )
    return replace(draft, priority=chosen or None)
