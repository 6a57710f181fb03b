"""The files of drafts: one folder for each, named by its id.

    outbox/
    ├── .lock             held, for a moment, by whoever changes something
    ├── .sending-3f9a..   held by whoever sends that request, see `request`
    ├── .file-71c0..      held by whoever creates the tickets of that file
    ├── confirmed.jsonl   what was confirmed, see `confirmed`
    ├── d-7f3k/
    │   ├── draft.json    the draft; its arrival and removal are what makes and ends an entry
    │   ├── message.txt   the message while an editor has it
    │   ├── lock          held by whoever sends or edits the draft
    │   └── files/        files made for it, such as zips; they go with the entry
    └── created/          what was created from files, see `submissions`

Nothing in it is secret but the text of the drafts; all of it is open to its owner only.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from ticketcli.drafts.entry import Entry, NotADraft, decode, encode
from ticketcli.system import atomic_files, plain_files
from ticketcli.system.ownership import is_foreign

_ID = re.compile(r"d-[0-9a-z]{4}")
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without what is misread: 0 o, 1 l i


class DraftFiles:
    """Reads and writes the files of drafts in a folder. Every call may raise OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """List the ids that have a folder."""
        try:
            return sorted(path.name for path in self.folder.iterdir() if _ID.fullmatch(path.name))
        except FileNotFoundError:
            return []

    def path(self, id: str, name: str = "draft.json") -> Path:
        """Return the path of a file of a draft."""
        return self.folder / id / name

    def make_folder(self) -> str:
        """Make a folder for a new draft, and return its id."""
        import secrets

        while True:
            id = "d-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
            try:
                atomic_files.make_new_folder(self.folder / id)
            except FileExistsError:
                continue
            return id

    def read(self, id: str) -> Entry | None:
        """Read a draft. Returns None where it is missing or damaged."""
        try:
            if is_foreign(self.folder / id) or is_foreign(self.path(id)):
                return None
            return decode(id, plain_files.read_bytes(self.path(id)))
        except (OSError, NotADraft, plain_files.DamagedFile):
            return None

    def write(self, entry: Entry) -> Entry:
        """Write a draft to disk, and return it as it will be read."""
        data = encode(entry)
        atomic_files.write(self.path(entry.id), data)
        return decode(entry.id, data)

    def remove(self, id: str) -> None:
        """Remove a draft with its files, if it exists."""
        import shutil

        with suppress(FileNotFoundError):
            atomic_files.remove(self.path(id))
        shutil.rmtree(self.folder / id, ignore_errors=True)

    def remove_unattached(self, entry: Entry) -> None:
        """Remove files that were made for a draft by a command that was killed before it attached them.

        Otherwise files that are made again would get other names.
        """
        for path in self.path(entry.id, "files").glob("*"):
            if path.absolute() not in entry.draft.attachments:
                path.unlink(missing_ok=True)

    def is_damaged(self, id: str) -> bool:
        """Say whether there is a file that cannot be read as a draft."""
        return not self.is_missing(id) and self.read(id) is None

    def is_missing(self, id: str) -> bool:
        """Say whether the folder of an id has no draft."""
        try:
            self.path(id).lstat()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def sweep(self) -> None:
        """Remove what a command left that was killed before an entry began, or after it ended.

        Only under the lock, where no entry is between its folder and its file.
        """
        for id in self.ids():
            if self.is_missing(id):
                self.remove(id)

    def read_text(self, id: str) -> str | None:
        """Read the message that an editor left behind, or None."""
        try:
            return plain_files.read_bytes(self.path(id, "message.txt")).decode("utf-8-sig", "replace")
        except (OSError, plain_files.DamagedFile):
            return None
