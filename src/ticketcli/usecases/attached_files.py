"""Find and check files on disk that become attachments. See `zip_files` for those that are zipped."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model import attachments
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import clean_line
from ticketcli.portals.base import File


def find_files(patterns: Sequence[str]) -> tuple[Path, ...]:
    """Find the files and folders that patterns name, each once, a pattern's matches in order.

    A pattern that is itself a file's name means that file, whatever `*` or `[` it holds; `~` is
    the home folder. Raises ContentRefused, which names each pattern that matches nothing.
    """
    found: dict[Path, None] = {}
    problems = []
    for pattern in patterns:
        typed = os.path.expanduser(pattern)  # noqa: PTH111 - Path would raise for an unknown ~user
        if os.path.lexists(typed):
            found[Path(typed)] = None
        elif matches := sorted(glob.glob(typed, recursive=True)):  # noqa: PTH207 - absolute patterns too
            found.update(dict.fromkeys(map(Path, matches)))
        elif glob.has_magic(typed):
            problems.append(_("No files match “{pattern}”.").format(pattern=clean_line(pattern)))
        else:
            problems.append(_("File not found: “{pattern}”.").format(pattern=clean_line(pattern)))
    if problems:
        raise ContentRefused(problems)
    return tuple(found)


def is_pipe(path: Path) -> bool:
    """Say whether a path is a pipe, as a shell makes one for `<(command)`."""
    try:
        return stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def check_file(
    path: Path, extensions: attachments.Extensions = None, max_bytes: int | None = None
) -> str | None:
    """Say why a file cannot be attached, in one sentence, or return None.

    `extensions` is the portal's own list, None where it is not known; `max_bytes` its limit, if known.
    """
    return (
        check_readable(path)
        or attachments.check_extension(path.name, extensions)
        or check_signature(path)
        or attachments.check_size(path.name, path.stat().st_size, max_bytes)
    )


def check_readable(path: Path) -> str | None:
    """Say why a path is not a readable file with content, in one sentence, or return None."""
    name = clean_line(str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return _("“{name}” is a directory. Add --zip to send it in a zip file.").format(name=name)
        if not stat.S_ISREG(found.st_mode):
            return _(_describe_no_file(found.st_mode)).format(name=name)
        if not found.st_size:
            return _("“{name}” is empty.").format(name=name)
        with path.open("rb"):
            return None
    except FileNotFoundError:
        return _("File not found: “{name}”.").format(name=name)
    except OSError as error:
        return _("“{name}” cannot be read: {reason}.").format(name=name, reason=describe_failure(error))
    except ValueError:  # a NUL in the path
        return _("“{name}” is not a valid file name.").format(name=name)


def check_signature(path: Path) -> str | None:
    """Say why a file's content does not fit its extension, in one sentence, or return None."""
    with path.open("rb") as file:
        return attachments.check_content(path.name, file.read(attachments.HEAD_BYTES))


def prepare_files(
    paths: Sequence[Path], extensions: attachments.Extensions, max_bytes: int | None
) -> tuple[File, ...]:
    """Prepare the files as they will be sent. Raises ContentRefused with every problem of every file."""
    problems = [problem for path in paths if (problem := check_file(path, extensions, max_bytes))]
    names = [attachments.normalize_file_name(path.name, extensions) for path in paths]
    problems += attachments.check_duplicates(names)
    if problems:
        raise ContentRefused(problems)
    files = tuple(
        File(name, path, path.stat().st_size, attachments.guess_media_type(name))
        for name, path in zip(names, paths, strict=True)
    )
    if problem := attachments.check_total_size([file.size for file in files], max_bytes):
        raise ContentRefused([problem])
    return files


def find_free_name(folder: Path, name: str) -> Path:
    """Find a path in `folder` that nothing has yet: the name, or the name with a number."""
    wanted = folder / name
    number = 2
    while wanted.exists():
        wanted = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return wanted


def _describe_no_file(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return N_("“{name}” is a pipe, not a file.")
    if stat.S_ISSOCK(mode):
        return N_("“{name}” is a socket, not a file.")
    return N_("“{name}” is a device, not a file.")
