"""Which files go along. Each is checked as soon as it is named."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ticketcli.i18n import _, join_list
from ticketcli.model import attachments
from ticketcli.model.command_line import split_command
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean_line
from ticketcli.portals.capabilities import Capabilities
from ticketcli.prompts.interview import Interview, ask_text
from ticketcli.prompts.prompter import Choice, GoBack
from ticketcli.usecases import attached_files

_DONE, _FILE, _PICTURE, _OFF = "done", "file", "picture", "off:"


def ask_attachments(draft: Draft, interview: Interview) -> Draft:
    """Ask for files and folders, several at once or one after another, and pictures from the clipboard.

    BACK leaves what was attached.
    """
    before = draft.attachments
    if not draft.attachments and (interview.offers.clipboard is None or draft.is_unfinished("attachments")):
        draft = _with_files(draft, _ask_for_files(draft, interview), interview)
        if not draft.attachments:
            return draft
    while True:
        try:
            chosen = interview.prompter.choose(
                _make_question(draft), _list_choices(draft, interview), default=_DONE
            )
        except GoBack:
            if draft.attachments == before:
                raise
            return draft  # what was attached stays so
        if chosen == _DONE:
            return draft
        if chosen.startswith(_OFF):
            removed = int(chosen.removeprefix(_OFF))
            left = (path for index, path in enumerate(draft.attachments) if index != removed)
            draft = replace(draft, attachments=tuple(left))
            interview.save(draft)
        else:
            with suppress(GoBack):  # to what is attached
                added = _paste_picture(interview) if chosen == _PICTURE else _ask_for_files(draft, interview)
                draft = _with_files(draft, added, interview)


def _with_files(draft: Draft, added: Sequence[Path], interview: Interview) -> Draft:
    if draft.is_unfinished("attachments"):
        draft = replace(draft, unfinished=None)
    if not added:
        return draft
    draft = replace(draft, attachments=(*draft.attachments, *_drop_unfit(draft, added, interview)))
    interview.save(draft)
    return draft


def _make_question(draft: Draft) -> str:
    if not draft.attachments:
        return _("Attach something?")
    names = join_list(clean_line(path.name) for path in draft.attachments)
    return _("Attached: {names}. Add another?").format(names=names)


def _list_choices(draft: Draft, interview: Interview) -> list[Choice]:
    choices = [
        Choice(_DONE, _("No, continue") if draft.attachments else _("Nothing")),
        Choice(_FILE, _("Files or directories")),
    ]
    if interview.offers.clipboard is not None:
        choices.append(Choice(_PICTURE, _("The picture in the clipboard")))
    return choices + [
        Choice(f"{_OFF}{index}", _("Remove {name}").format(name=clean_line(path.name)))
        for index, path in enumerate(draft.attachments)
    ]


def _paste_picture(interview: Interview) -> Sequence[Path]:
    assert interview.offers.clipboard is not None  # noqa: S101 - it is not offered otherwise
    try:
        return [interview.offers.clipboard()]
    except TicketError as error:
        interview.prompter.say(f"{error.message}\n{error.hint}".rstrip())
        return []


def _ask_for_files(draft: Draft, interview: Interview) -> Sequence[Path]:
    known = interview.offers.capabilities()
    if interview.prompter.completes_paths:
        question = _(
            "Files or directories ({accepted}; separate several with spaces, Tab completes, empty to "
            "go back):"
        )
    else:
        question = _("Files or directories ({accepted}; separate several with spaces, empty to go back):")
    typed = ask_text(
        "attachments",
        question.format(accepted=_describe_accepted(known)),
        draft,
        interview,
        check=lambda typed: _find_fault(typed, known, draft.attachments),
        path=True,
    )
    paths = _find_named(typed) if typed.strip() else []
    return [fitting for path in paths if (fitting := _zip_if_needed(path, known, interview)) is not None]


def _describe_accepted(known: Capabilities) -> str:
    """Return which files the portal accepts, in a few words."""
    taken = known.extensions_taken
    extensions = _("all file types") if taken is None else " ".join(taken)
    if known.extension_rule == "forbidden":
        extensions = _("all but {listed}").format(listed=extensions)
    if known.max_bytes is None:
        return extensions
    limit = format_size(known.max_bytes)
    return _("{extensions}, together at most {size}").format(extensions=extensions, size=limit)


def _find_named(typed: str) -> list[Path]:
    """The files that a typed path names: with `~`, `*`, or as a file manager drops it, in quotes."""
    try:
        found = attached_files.find_files([typed])
    except ContentRefused:
        with suppress(ValueError):
            return [path.absolute() for path in attached_files.find_files(split_command(typed))]
        raise
    return [path.absolute() for path in found]


def _find_fault(typed: str, known: Capabilities, have: Sequence[Path]) -> str | None:
    if not typed.strip():
        return None
    try:
        paths = _find_named(typed)
    except ContentRefused as error:
        return error.message
    for path in paths:
        if path in have:
            return _("“{name}” is already attached.").format(name=path.name)
        if not (_can_be_zipped(path, known) or _is_taken(path, known)):
            return attached_files.check_file(path, known.extensions_taken, known.max_bytes)
    return None


def _is_taken(path: Path, known: Capabilities) -> bool:
    return attached_files.check_file(path, known.extensions_taken, known.max_bytes) is None


def _can_be_zipped(path: Path, known: Capabilities) -> bool:
    if not attachments.accepts_extension("archive.zip", known.extensions_taken):
        return False
    if path.is_dir():
        return True
    return attached_files.check_readable(path) is None and not attachments.accepts_extension(
        path.name, known.extensions_taken
    )


def _zip_if_needed(path: Path, known: Capabilities, interview: Interview) -> Path | None:
    """The file itself, or zipped where the portal does not take it as it is and the person agrees."""
    if _is_taken(path, known):
        return path
    if path.is_dir():
        why = _("“{name}” is a directory.").format(name=path.name)
    else:
        why = _("“{name}”: file type not accepted by the portal ({extensions}).").format(
            name=path.name, extensions=" ".join(known.extensions_taken or ())
        )
    if not interview.prompter.confirm(_("{why} Attach it as a zip file?").format(why=why), default=True):
        return None
    try:
        return interview.offers.zip([path])
    except ContentRefused as error:
        interview.prompter.say(error.message)
        return None


def _drop_unfit(draft: Draft, added: Sequence[Path], interview: Interview) -> Sequence[Path]:
    """What was added, unless it makes two of one name, or more than the portal takes."""
    if not added:
        return added
    known = interview.offers.capabilities()
    paths = [*draft.attachments, *added]
    problems = attachments.check_duplicates(
        attachments.normalize_file_name(path.name, known.extensions_taken) for path in paths
    )
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if problem := attachments.check_total_size(sizes, known.max_bytes):
        problems.append(problem)
    for problem in problems:
        interview.prompter.say(problem)
    return [] if problems else added
