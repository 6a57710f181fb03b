"""Prepare a draft for sending: check it locally first, then against the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from ticketcli.i18n import _, join_list
from ticketcli.model import attachments
from ticketcli.model.addresses import check_address, split_addresses
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, TicketError, UnknownName, UsageError
from ticketcli.model.names import find_by_name
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import PRIORITIES, Department, Service
from ticketcli.model.urgency import compose_message, compose_subject
from ticketcli.portals.base import File, NewReply, NewTicket, Portal
from ticketcli.portals.capabilities import Capabilities, Feature
from ticketcli.usecases import attached_files, zip_files
from ticketcli.usecases.text_limits import check_text

Result = TypeVar("Result")
Warn = Callable[[str], object]


def _ignore(_sentence: str) -> None:
    pass


def check_locally(draft: Draft, *, zip_others: bool = False) -> list[str]:
    """List what is wrong with a draft that shows without asking a portal, in a sentence each.

    Extensions are the portal's affair and not judged here. `zip_others` says that folders will
    be zipped.
    """
    problems = [
        problem
        for path in draft.attachments
        if not (zip_others and path.is_dir())
        and (problem := attached_files.check_readable(path) or attached_files.check_signature(path))
    ]
    problems += [problem for address in split_addresses(draft.cc) if (problem := check_address(address))]
    if not zip_others:
        problems += attachments.check_duplicates(path.name for path in draft.attachments)
    if not draft.message.strip():
        problems.insert(0, _("The message is empty."))
    if draft.kind == "new" and not draft.subject.strip():
        problems.insert(0, _("The subject is empty."))
    if draft.kind == "new" and not (draft.department or "").strip():
        problems.insert(0, _("No department given."))
    if draft.kind == "reply" and not (draft.number or "").strip():
        problems.insert(0, _("No ticket to reply to."))
    if draft.unfinished is not None:
        problems.append(
            _("The answer “{text}” was not completed.").format(text=clean_line(draft.unfinished.text[:60]))
        )
    if draft.priority is not None and draft.priority.strip().casefold() not in PRIORITIES:
        listed = join_list(PRIORITIES)
        problems.append(
            _("Unknown priority “{priority}”. Choose from: {listed}.").format(
                priority=draft.priority, listed=listed
            )
        )
    is_stated = draft.impact.strip() or draft.contact.strip()
    if is_stated and not draft.urgent and "urgent" not in draft.declined:
        problems.append(
            _("Impact and contact method are for urgent tickets: add --urgent, or leave them out.")
        )
    return problems


def prepare_new(
    draft: Draft,
    portal: Portal,
    *,
    folder: Path,
    zip_others: bool = False,
    warn: Warn = _ignore,
) -> NewTicket:
    """Prepare the ticket that a draft asks for. No request is made before all local checks passed.

    With `zip_others`, folders and files of a kind that the portal does not take are zipped into
    `folder`; the files of the result are then what the draft should hold. `warn` is called with each
    sentence for a person to read before the ticket goes, where it can go.
    Raises ContentRefused, CannotCarry, UsageError or UnknownName, with every problem at once.
    """
    _refuse(check_locally(draft, zip_others=zip_others))
    known = portal.capabilities()
    problems: list[TicketError] = []
    warnings: list[str] = []
    department = _try_step(problems, lambda: _find_department(draft.department or "", known, portal))
    service = _try_step(problems, lambda: _find_service(draft.service, known, portal))
    files = (
        _try_step(problems, lambda: _prepare_files(draft, known, portal, folder, zip_others, warnings)) or ()
    )
    priority = draft.priority.strip().casefold() if draft.priority else None
    if priority and department and department.priorities is False:
        problems.append(ContentRefused([_("“{name}” has no priority setting.").format(name=department.name)]))
    ticket = NewTicket(
        department=department or Department("", ""),
        subject=compose_subject(draft),
        body=compose_message(draft),
        service=service,
        cc=split_addresses(draft.cc),
        priority=priority,
        encrypt=draft.encrypt,
        files=files,
    )
    asked = ticket.features | list_features(draft)
    _try_step(problems, lambda: portal.check(asked))
    if too_much := check_text(known, ticket.subject, ticket.body):
        problems.append(ContentRefused(too_much))
    _raise_all(problems)
    for sentence in (*warnings, *_warn_of_cut(known, f"{ticket.subject}\n{ticket.body}")):
        warn(sentence)
    return ticket


def prepare_reply(
    draft: Draft,
    portal: Portal,
    *,
    folder: Path,
    zip_others: bool = False,
    warn: Warn = _ignore,
) -> NewReply:
    """Prepare the reply that a draft asks for; as `prepare_new` in all else."""
    _refuse(check_locally(draft, zip_others=zip_others))
    known = portal.capabilities()
    problems: list[TicketError] = []
    warnings: list[str] = []
    files = (
        _try_step(problems, lambda: _prepare_files(draft, known, portal, folder, zip_others, warnings)) or ()
    )
    reply = NewReply(body=compose_message(draft), encrypt=draft.encrypt, files=files)
    asked = reply.features | list_features(draft)
    _try_step(problems, lambda: portal.check(asked, reply=True))
    if too_much := check_text(known, None, reply.body):
        problems.append(ContentRefused(too_much))
    _raise_all(problems)
    for sentence in (*warnings, *_warn_of_cut(known, reply.body)):
        warn(sentence)
    return reply


def _find_department(wanted: str, known: Capabilities, portal: Portal) -> Department:
    def find_among(departments: Sequence[Department]) -> Department:
        return find_by_name(
            wanted,
            departments,
            kind=_("department"),
            names=lambda department: (department.name,),
            id_of=lambda department: department.id,
            hint=_("With their descriptions: ticket departments"),
        )

    if known.departments:
        with suppress(UnknownName):  # learned a while ago: what is missing there is looked for afresh
            return find_among(known.departments)
    return find_among(portal.departments())


def _find_service(wanted: str | None, known: Capabilities, portal: Portal) -> Service | None:
    def find_among(services: Sequence[Service]) -> Service:
        ids = {service.id for service in services}

        def id_of(service: Service) -> str:
            # A form's own values put a letter or a word before the number that people know.
            same = wanted not in ids and _get_trailing_number(service.id) == _get_trailing_number(
                wanted or ""
            )
            return wanted if wanted and same else service.id

        return find_by_name(
            wanted or "",
            services,
            kind=_("service"),
            names=lambda service: (service.label, service.name, *filter(None, [service.domain])),
            id_of=id_of,
            hint=_("With their ids: ticket services"),
        )

    if not wanted:
        return None
    if known.services:
        with suppress(UnknownName):
            return find_among(known.services)
    return find_among(portal.services())


def _get_trailing_number(id: str) -> str:
    """Return the number that an id ends in, without what stands before it; else all of the id."""
    number = id[len(id.rstrip("0123456789")) :]
    return number or id


def _prepare_files(
    draft: Draft,
    known: Capabilities,
    portal: Portal,
    folder: Path,
    zip_others: bool,
    warnings: list[str],
) -> tuple[File, ...]:
    paths = draft.attachments
    if not all(
        path.is_dir() or attachments.accepts_extension(path.name, known.extensions_taken) for path in paths
    ):
        known = portal.capabilities(fresh=True)  # the list may have grown since it was read
    warning = attachments.warn_of_extensions([path.name for path in paths], known.extensions_taken)
    if warning is not None:
        warnings.append(warning)
    if zip_others:
        paths = zip_files.zip_others(paths, known.extensions_taken, folder, warnings)
    return attached_files.prepare_files(paths, known.extensions_taken, known.max_bytes)


def list_features(draft: Draft) -> frozenset[Feature]:
    """Return what the draft asks for, even where it cannot be resolved. A reply has no more than it can."""
    asked = {Feature.ATTACHMENTS: draft.attachments, Feature.ENCRYPTION: draft.encrypt}
    if draft.kind == "new":
        asked |= {
            Feature.SERVICE: draft.service,
            Feature.CC: split_addresses(draft.cc),
            Feature.PRIORITY: draft.priority,
        }
    return frozenset(feature for feature, value in asked.items() if value)


def _warn_of_cut(known: Capabilities, text: str) -> Iterator[str]:
    # Four bytes in UTF-8: what MySQL's old "utf8" (utf8mb3) cannot hold.
    rare = next((sign for sign in text if ord(sign) > 0xFFFF), None)
    if known.cuts_emoji and rare:
        yield _("This portal cuts texts at the first emoji: what follows “{rare}” may not arrive.").format(
            rare=rare
        )


def _try_step(problems: list[TicketError], step: Callable[[], Result]) -> Result | None:
    try:
        return step()
    except (ContentRefused, UsageError) as error:
        problems.append(error)
        return None


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise ContentRefused(problems)


def _raise_all(problems: Sequence[TicketError]) -> None:
    if len(problems) == 1:
        raise problems[0]
    if not problems:
        return
    texts = [line for error in problems for line in _list_lines(error)]
    hint = "\n".join(dict.fromkeys(error.hint for error in problems if error.hint))
    if any(isinstance(error, UsageError) for error in problems):
        raise UsageError("\n".join(texts), hint)
    raise ContentRefused(texts, hint)


def _list_lines(error: TicketError) -> list[str]:
    existing = error.existing if isinstance(error, UnknownName) else ()
    return [error.message, *(f"  {name}" for name in existing)]
