"""Whether the portal should store the message encrypted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.confidential import SAMPLE, decode_sample, find_secret, find_secret_file_name
from ticketcli.model.draft import Draft
from ticketcli.prompts.interview import Interview

_MEMBERS = 100  # of an archive are looked at


def ask_encryption(draft: Draft, interview: Interview) -> Draft:
    """Ask whether to encrypt; suggested where something looks confidential."""
    suspicion = find_suspicion(draft)
    if suspicion:
        interview.prompter.say(suspicion)
    interview.prompter.say(_("An encrypted message is removed from the ticket when the ticket is closed."))
    encrypt = interview.prompter.confirm(
        _("Store the message encrypted on the portal?"),
        default=draft.encrypt or (bool(suspicion) and "encrypt" not in draft.declined),
    )
    return replace(draft.decide("encrypt", accepted=encrypt), encrypt=encrypt)


def find_suspicion(draft: Draft) -> str | None:
    """One sentence on what looks confidential in the message or in a file, or None."""
    if found := find_secret(f"{draft.subject}\n{draft.message}"):
        return _("The message seems to contain {found}.").format(found=_(found))
    for path in draft.attachments:
        for name, start in _read_beginnings(path):
            if found := find_secret_file_name(name.rpartition("/")[2]) or find_secret(decode_sample(start)):
                return _("“{name}” seems to contain {found}.").format(name=path.name, found=_(found))
    return None


def _read_beginnings(path: Path) -> Iterator[tuple[str, bytes]]:
    """Names and first bytes of a file, and of what is in it if it is an archive."""
    try:
        with path.open("rb") as file:
            yield path.name, file.read(SAMPLE)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in islice(archive.namelist(), _MEMBERS):
                    with archive.open(name) as member:
                        yield name, member.read(SAMPLE)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return  # gone, damaged, or locked: nothing can be said of it
