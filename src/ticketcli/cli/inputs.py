"""Read the inputs of `new` and `reply`: the message, the attachments, templates, departments."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, TicketError, UsageError

if TYPE_CHECKING:
    from ticketcli.cli.message_options import AttachmentOptions
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.context import Context

STDIN = "-"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_message(message: str | None, file: str | None, *, stdin: TextIO) -> str | None:
    """Return the message of `--message` or `--message-file`, or None; “-” is standard input.

    Raises UsageError where both are given, or a file cannot be read as text.
    """
    if message is not None and file is not None:
        raise UsageError(
            _("--message and --message-file cannot be used together. Give the message only once.")
        )
    if message == STDIN:
        file = STDIN
    if file is None:
        return check_encoding(message, "--message")
    return read_text(file, stdin, unreadable=N_("The message file “{file}” cannot be read: {reason}."))


def read_from_stdin(message: str | None, file: str | None) -> bool:
    """Return whether the message comes from standard input, and can be had only once."""
    return STDIN in (message, file)


def check_encoding(text: str | None, option: str) -> str | None:
    """Check the text of an option. Raises UsageError for one in another encoding than the locale's.

    Python passes bytes that are no text as lone surrogates (PEP 383); they would be lost on the way.
    """
    if text is not None and any("\udc80" <= sign <= "\udcff" for sign in text):
        raise UsageError(
            _("The value of {option} is not text in this terminal's encoding.").format(option=option),
            _("Use that encoding, or a file with --message-file."),
        )
    return text


def read_text(file: str, stdin: TextIO, *, unreadable: str) -> str:
    """Read the text in a file, or on standard input for "-".

    Raises UsageError; `unreadable` is the sentence for a {file} that cannot be read, for a {reason}.
    """
    if file == "-":
        # A stream in memory has no bytes below it.
        data = stdin.buffer.read() if hasattr(stdin, "buffer") else stdin.read().encode()
        return decode_text(data, _("Standard input"))
    try:
        return decode_text(Path(file).read_bytes(), f"“{file}”")
    except OSError as error:
        raise UsageError(_(unreadable).format(file=file, reason=describe_failure(error))) from error


def decode_text(data: bytes, named: str) -> str:
    """Decode the text in bytes that are UTF-8, or UTF-16 with its mark. Raises UsageError."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            _("{source} is not UTF-8 text (byte {byte}).").format(source=named, byte=error.start + 1),
            _("Save it as UTF-8; to send it as a file, use --attach."),
        ) from error
    if "\x00" in text:
        raise UsageError(
            _("{source} is not text.").format(source=named), _("To send it as a file, use --attach.")
        )
    return text.replace("\r\n", "\n")


def find_attachments(
    options: AttachmentOptions, stdin: TextIO, folder: Callable[[], Path], *, stdin_taken: bool
) -> tuple[list[Path], list[str]]:
    """Return the files that `--attach` names, as absolute paths, and what is wrong with the other names.

    What comes from standard input or a pipe is put into `folder`. Raises UsageError where standard input is
    taken already, or `--attach-name` has nothing to name.
    """
    from ticketcli.usecases.attached_files import find_files, is_pipe

    files: dict[Path, None] = {}
    faults: list[str] = []
    piped = [pattern for pattern in options.attach if pattern == "-" or is_pipe(Path(pattern))]
    if options.attach_name is not None and len(piped) != 1:
        raise UsageError(_("--attach-name goes with one --attach that is - or a pipe."))
    if "-" in piped and (stdin_taken or piped.count("-") > 1):
        raise UsageError(_("Standard input can be read only once, so it cannot be an attachment as well."))
    for pattern in options.attach:
        if pattern in piped:
            files[_save_piped(pattern, options.attach_name, stdin, folder())] = None
            continue
        try:
            files.update(dict.fromkeys(path.absolute() for path in find_files([pattern])))
        except ContentRefused as error:
            faults += error.problems
    return list(files), faults


def _save_piped(pattern: str, name: str | None, stdin: TextIO, folder: Path) -> Path:
    """Save what comes from standard input or a pipe, under its name or one by its content."""
    from ticketcli.model.attachments import clean_file_name, guess_extension
    from ticketcli.usecases.attached_files import find_free_name

    if pattern == "-":
        # A stream in memory has no bytes below it.
        data = stdin.buffer.read() if hasattr(stdin, "buffer") else stdin.read().encode()
    else:
        data = Path(pattern).read_bytes()
    path = find_free_name(folder, clean_file_name(name) if name else f"attachment{guess_extension(data)}")
    path.touch(0o600)
    path.write_bytes(data)
    return path


def check_draft(draft: Draft, faults: Sequence[str], context: Context, *, zip_others: bool) -> None:
    """Raise ContentRefused with `faults` and all else that is wrong with a draft, before anything is sent.

    Where something is, the kinds of the files are checked too, as far as the portal's list is known.
    """
    from ticketcli.usecases.prepare import check_locally

    problems = [*faults, *check_locally(draft, zip_others=zip_others)]
    if problems:
        raise ContentRefused([*problems, *_check_kinds(draft, context, zip_others=zip_others)])


def _check_kinds(draft: Draft, context: Context, *, zip_others: bool) -> list[str]:
    from ticketcli.model.attachments import check_extension

    if zip_others or not draft.attachments:
        return []
    try:
        extensions = context.portal.capabilities().extensions
    except TicketError:  # not what is wrong with the draft
        return []
    checks = (check_extension(path.name, extensions) for path in draft.attachments if path.is_file())
    return [problem for problem in checks if problem]


def attach_clipboard(draft: Draft, working: WorkingDraft, context: Context) -> Draft:
    """Attach the clipboard's picture to the draft. Raises TicketError where there is none."""
    from ticketcli.usecases.clipboard import paste_picture

    picture = paste_picture(working.folder_for_files(draft), context.env)
    draft = replace(draft, attachments=(*draft.attachments, picture))
    working.save(draft)
    return draft


def choose_template(name: str | None, draft: Draft, context: Context) -> str | None:
    """Choose the text that the message starts from: the template of that name, else the user's default one.

    None means the guide's headings. Raises UnknownName, and UsageError where a message is there already.
    """
    from ticketcli.accounts.templates import DEFAULT, Templates

    templates = Templates(context.folders.config)
    department = draft.department
    if department is not None and any(each.department for each in templates.all()):
        department = _find_department_name(department, context)
    if name is None:
        own = templates.get(DEFAULT, department)
        return None if own.path is None else own.text
    if draft.message.strip():
        raise UsageError(_("--message-template cannot be used: there is already a message."))
    return templates.get(name, department).text


def _find_department_name(wanted: str, context: Context) -> str:
    """Return the name of the department of a prefix or an id; the text itself where there is none."""
    from ticketcli.model.names import find_by_name

    try:
        return find_by_name(
            wanted,
            context.portal.capabilities().departments or context.portal.departments(),
            kind=_("department"),
            names=lambda department: (department.name,),
            id_of=lambda department: department.id,
        ).name
    except TicketError:  # said where the ticket is prepared
        return wanted


def edit_draft(
    draft: Draft,
    context: Context,
    working: WorkingDraft,
    template: str | None = None,
    quoted: Sequence[str] = (),
) -> Draft:
    """Have the message edited, and return the draft with it; `template` is what it starts from.

    `quoted` are lines that the editor shows as a comment.

    An empty text is asked about where a person is there, else a UsageError. Raises EditorFailed.
    """
    from ticketcli.cli.interview import make_editor, make_interview
    from ticketcli.model.scaffold import find_headings, strip_scaffold
    from ticketcli.prompts.message import start_of, write_in_editor

    if context.interactive:
        return write_in_editor(draft, make_interview(context, working, draft, template, quoted))
    headings = None if template is None else find_headings(template)
    editor = make_editor(context, lambda: working.hold_text(draft))
    with editor.editing(start_of(draft, template, quoted)) as saved:
        draft = replace(draft, message=strip_scaffold(saved, headings))
        if not draft.message:
            raise UsageError(_("The message is empty, or the file was not saved in the editor."))
        working.save(draft)
    return draft
