"""Identify what a draft asks of a portal, so that the same request is recognized.

The same is: the same text, department and other fields, the same file names and contents, at the
portal of the same origin, by the same person. Where the files lie, under which name of the account
the portal was chosen, and what an attachment's folder is called, make no difference.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Service

_PIECE = 256 * 1024  # bytes


@dataclass(frozen=True)
class Customer:
    """Identify a customer: the portal's origin, and the sign-in name where it is known.

    `names` are all by which a draft may have been saved for this portal.
    """

    portal: str
    person: str | None = None
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Request:
    """Identify a request; `content` is a digest of all its fields."""

    content: str
    portal: str
    person: str | None = None

    def is_same_as(self, other: Request) -> bool:
        """Say whether both are the same request; an unknown customer matches any."""
        persons = {each.casefold() for each in (self.person, other.person) if each}
        return (self.content, self.portal) == (other.content, other.portal) and len(persons) < 2


def make_request(
    draft: Draft, customer: Customer, department: Department | None = None, service: Service | None = None
) -> Request:
    """Build the request of a draft. Reads its files. Raises OSError where one cannot be."""
    draft = draft.drop_unsent()
    asked = {
        "kind": draft.kind,
        "number": draft.number,
        "department": department.id if department else draft.department,
        "service": service.id if service else draft.service,
        "subject": _normalize(draft.subject),
        "message": _normalize(draft.message),
        "impact": _normalize(draft.impact),
        "contact": _normalize(draft.contact),
        "cc": sorted(address.casefold() for address in draft.cc),
        "priority": (draft.priority or "").casefold(),
        "encrypt": draft.encrypt,
        "urgent": draft.urgent,
        "files": sorted(_describe_file(path) for path in draft.attachments),
    }
    # What was not given is left out, so that a field more in a later version changes no digest.
    text = json.dumps({name: value for name, value in asked.items() if value}, sort_keys=True)
    return Request(hashlib.sha256(text.encode()).hexdigest(), customer.portal, customer.person)


def is_department_named(typed: str | None, department: Department) -> bool:
    """Say whether a text can mean a department: its id, its name, or a prefix of it."""
    key = _fold(typed or "")
    return bool(key) and (key == department.id or _fold(department.name).startswith(key))


def is_service_named(typed: str | None, service: Service | None) -> bool:
    """Say whether a text, if any, can mean a service."""
    key = _fold(typed or "")
    if service is None or not key:
        return service is None and not key
    names: Sequence[str] = (service.label, service.name, service.domain or "")
    return key in (service.id, service.id.rpartition("_")[2]) or any(
        _fold(name).startswith(key) for name in names
    )


def digest_file(path: Path) -> str:
    """Compute the SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _describe_file(path: Path) -> tuple[str, str]:
    return _fold(path.name), digest_file(path)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _normalize(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
