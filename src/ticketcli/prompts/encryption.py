"""Whether the portal should keep the message encrypted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.confidential import SAMPLE, decode_sample, find_secret, find_secret_file_name
from ticketcli.model.draft import Draft
from ticketcli.prompts.interview import Asking

_MEMBERS = 100  # of an archive are looked at


def ask_encryption(draft: Draft, asking: Asking) -> Draft:
    """Encrypt or not; suggested where something looks confidential."""
    suspicion = suspicion_in(draft)
    question = (
        _("{suspicion} Should the portal keep the message encrypted?").format(suspicion=suspicion)
        if suspicion
        else _("Should the portal keep the message encrypted?")
    )
    encrypt = asking.prompter.confirm(question, default=draft.encrypt or bool(suspicion))
    return replace(draft, encrypt=encrypt)


def suspicion_in(draft: Draft) -> str | None:
    """One sentence on what looks confidential in the message or in a file, or None."""
    if found := find_secret(f"{draft.subject}\n{draft.message}"):
        return _("The message looks as if it holds {found}.").format(found=_(found))
    for path in draft.attachments:
        for name, start in _beginnings(path):
            if found := find_secret_file_name(name.rpartition("/")[2]) or find_secret(decode_sample(start)):
                return _("“{name}” looks as if it holds {found}.").format(name=path.name, found=_(found))
    return None


def _beginnings(path: Path) -> Iterator[tuple[str, bytes]]:
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
