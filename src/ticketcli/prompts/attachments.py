"""Which files go along. Each is checked as soon as it is named."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model import attachments
from ticketcli.model.command_line import split_command
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.portals.base import Capabilities
from ticketcli.prompts.interview import Asking
from ticketcli.prompts.prompter import Choice
from ticketcli.usecases import attached_files

_DONE, _FILE, _PICTURE, _OFF = "done", "file", "picture", "off:"


def ask_attachments(draft: Draft, asking: Asking) -> Draft:
    """Files and folders one after another, and pictures from the clipboard, until there are enough."""
    while True:
        chosen = asking.prompter.choose(_question(draft), _choices(draft, asking), default=_DONE)
        if chosen == _DONE:
            return draft
        if chosen.startswith(_OFF):
            gone = int(chosen.removeprefix(_OFF))
            kept = (path for index, path in enumerate(draft.attachments) if index != gone)
            draft = replace(draft, attachments=tuple(kept))
        else:
            added = _picture(asking) if chosen == _PICTURE else _files(draft, asking)
            draft = replace(draft, attachments=(*draft.attachments, *_that_fit(draft, added, asking)))
        asking.keep(draft)


def _question(draft: Draft) -> str:
    if not draft.attachments:
        return _("Attach something?")
    return _("Attached: {names}. More?").format(names=", ".join(path.name for path in draft.attachments))


def _choices(draft: Draft, asking: Asking) -> list[Choice]:
    choices = [
        Choice(_DONE, _("No more") if draft.attachments else _("Nothing")),
        Choice(_FILE, _("A file or a folder")),
    ]
    if asking.offers.clipboard is not None:
        choices.append(Choice(_PICTURE, _("The picture in the clipboard")))
    taken = enumerate(draft.attachments)
    return choices + [
        Choice(f"{_OFF}{index}", _("Take off {name}").format(name=path.name)) for index, path in taken
    ]


def _picture(asking: Asking) -> Sequence[Path]:
    assert asking.offers.clipboard is not None  # noqa: S101 - it is not offered otherwise
    try:
        return [asking.offers.clipboard()]
    except TicketError as error:
        asking.prompter.say(f"{error.message}\n{error.hint}".rstrip())
        return []


def _files(draft: Draft, asking: Asking) -> Sequence[Path]:
    known = asking.offers.capabilities()
    typed = asking.prompter.path(
        _("Path (empty to go back):"), check=lambda typed: _fault(typed, known, draft.attachments)
    )
    paths = _named(typed) if typed.strip() else []
    return [fitting for path in paths if (fitting := _zipped(path, known, asking)) is not None]


def _named(typed: str) -> list[Path]:
    """The files that a typed path names: with `~`, `*`, or as a file manager drops it, in quotes."""
    try:
        found = attached_files.expand([typed])
    except ContentRefused:
        with suppress(ValueError):
            return [path.absolute() for path in attached_files.expand(split_command(typed))]
        raise
    return [path.absolute() for path in found]


def _fault(typed: str, known: Capabilities, have: Sequence[Path]) -> str | None:
    if not typed.strip():
        return None
    try:
        paths = _named(typed)
    except ContentRefused as error:
        return error.message
    for path in paths:
        if path in have:
            return _("“{name}” is attached already.").format(name=path.name)
        if not (_can_be_zipped(path, known) or _is_taken(path, known)):
            return attached_files.check_file(path, known.extensions, known.max_bytes)
    return None


def _is_taken(path: Path, known: Capabilities) -> bool:
    return attached_files.check_file(path, known.extensions, known.max_bytes) is None


def _can_be_zipped(path: Path, known: Capabilities) -> bool:
    if not attachments.accepts_extension("archive.zip", known.extensions):
        return False
    if path.is_dir():
        return True
    return attached_files.unreadable(path) is None and not attachments.accepts_extension(
        path.name, known.extensions
    )


def _zipped(path: Path, known: Capabilities, asking: Asking) -> Path | None:
    """The file itself, or zipped where the portal does not take it as it is and the person agrees."""
    if _is_taken(path, known):
        return path
    if path.is_dir():
        why = _("“{name}” is a folder.").format(name=path.name)
    else:
        why = _("“{name}” is not of a kind the portal takes ({extensions}).").format(
            name=path.name, extensions=" ".join(known.extensions or attachments.EXTENSIONS)
        )
    if not asking.prompter.confirm(_("{why} Attach it zipped?").format(why=why), default=True):
        return None
    try:
        return asking.offers.zip([path])
    except ContentRefused as error:
        asking.prompter.say(error.message)
        return None


def _that_fit(draft: Draft, added: Sequence[Path], asking: Asking) -> Sequence[Path]:
    """What was added, unless it makes two of one name, or more than the portal takes."""
    if not added:
        return added
    known = asking.offers.capabilities()
    paths = [*draft.attachments, *added]
    problems = attachments.check_duplicates(
        attachments.normalize_file_name(path.name, known.extensions) for path in paths
    )
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if problem := attachments.check_total_size(sizes, known.max_bytes):
        problems.append(problem)
    for problem in problems:
        asking.prompter.say(problem)
    return [] if problems else added
