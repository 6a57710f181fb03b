"""Zip files and folders: the same names and contents make the same bytes on any day."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model import attachments
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import clean_line
from ticketcli.system.renaming import rename_over
from ticketcli.usecases.attached_files import find_free_name

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say; every member has it
MODE = 0o644  # every member's


def zip_into(paths: Sequence[Path], folder: Path, warnings: list[str] | None = None) -> Path:
    """Zip files and whole folders into an archive in `folder`, named after the only one, if it is one.

    Streamed, in the order of the names, with relative names in UTF-8. A link in a folder that
    leads out of it, a folder behind a link, a pipe or a device is left out, with a sentence in
    `warnings`. Raises ContentRefused where nothing is left or something cannot be read.
    """
    left_out: list[str] = []
    target = find_free_name(folder, f"{_choose_name(paths[0])}.zip" if len(paths) == 1 else "attachments.zip")
    aside = target.with_name(f"{target.name}.part")
    try:
        aside.unlink(missing_ok=True)
        aside.touch(0o600)
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in _name_members(paths, folder.resolve(), left_out):
                try:
                    _write_member(archive, name, path)
                except OSError as error:
                    raise _describe_unreadable(path, error) from error
            empty = not archive.namelist()
        if empty:
            raise ContentRefused(
                [_("No files to zip in “{folder}”.").format(folder=clean_line(str(paths[0])))]
            )
        rename_over(aside, target)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()
    if warnings is not None:
        warnings += left_out
    return target


def zip_others(
    paths: Sequence[Path], extensions: attachments.Extensions, folder: Path, warnings: list[str] | None = None
) -> tuple[Path, ...]:
    """Zip each folder, and each file of a kind that the portal does not take; return all paths."""
    return tuple(
        zip_into([path], folder, warnings)
        if path.is_dir() or (path.is_file() and not attachments.accepts_extension(path.name, extensions))
        else path
        for path in paths
    )


def _write_member(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    about = zipfile.ZipInfo(name, FIRST_DAY)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.create_system = 3  # Unix, on every system: the permissions below are its
    about.external_attr = MODE << 16
    with path.open("rb") as source:
        about.file_size = os.fstat(source.fileno()).st_size  # so that a large one gets its large header
        with archive.open(about, "w") as target:
            shutil.copyfileobj(source, target, 256 * 1024)


def _name_members(paths: Sequence[Path], folder: Path, left_out: list[str]) -> Iterator[tuple[str, Path]]:
    """Give each file a name of its own in the archive, with its path."""
    tops: set[str] = set()
    taken: set[str] = set()
    for path in paths:
        top = _find_free_member(_choose_name(path), tops)
        if not path.is_dir():
            yield _find_free_member(top, taken), path
            continue
        for file in _list_files(path, folder, left_out):
            parts = (attachments.clean_file_name(part) for part in file.relative_to(path).parts)
            yield _find_free_member("/".join([top, *parts]), taken), file


def _find_free_member(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    taken.add(free)
    return free


def _list_files(folder: Path, made_in: Path, left_out: list[str]) -> Iterator[Path]:
    inside = folder.resolve()
    for top, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if Path(top, name).resolve() != made_in)
        left_out += [_say_left_out(Path(top, name)) for name in folders if Path(top, name).is_symlink()]
        for path in (Path(top, name) for name in sorted(names)):
            if path.is_file() and path.resolve().is_relative_to(inside):
                yield path
            else:
                left_out.append(_say_left_out(path))


def _say_left_out(path: Path) -> str:
    name = clean_line(str(path))
    if path.is_symlink():
        return _("“{name}” is left out of the zip: it is a link.").format(name=name)
    return _("“{name}” is left out of the zip: it is not a file.").format(name=name)


def _refuse(error: OSError) -> None:
    raise _describe_unreadable(Path(error.filename), error) from error


def _describe_unreadable(path: Path, error: OSError) -> ContentRefused:
    return ContentRefused(
        [
            _("“{name}” cannot be read: {reason}.").format(
                name=clean_line(str(path)), reason=describe_failure(error)
            )
        ]
    )


def _choose_name(path: Path) -> str:
    return (
        attachments.clean_file_name(path.name if path.name not in ("", "..") else path.resolve().name)
        or "files"
    )
