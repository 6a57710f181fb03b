"""Message templates: plain files that can be copied and edited by hand.

templates/outage.txt                 for every department
templates/BESTNET-CLOUD/outage.txt   for that one; takes precedence
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.model.filenames import make_safe_name
from ticketcli.model.scaffold import list_guide_headings
from ticketcli.system import atomic_files

DEFAULT = "default"
_ENDING = ".txt"
_NAME = re.compile(r"[^\W_][\w .-]{0,59}")
_LARGEST = 1_000_000  # bytes


@dataclass(frozen=True)
class Template:
    """One text. `department` None: for every one; `path` None: the guide's headings, in no file."""

    name: str
    department: str | None
    text: str
    path: Path | None


def make_guide() -> Template:
    """Build the guide's headings in the current language."""
    return Template(DEFAULT, None, "".join(f"{heading}\n\n\n" for heading in list_guide_headings()), None)


class Templates:
    """Read and change the templates below the folder of settings. Undecodable files raise UsageError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "templates"

    def all(self) -> tuple[Template, ...]:
        """List every template, the default first, then by name and department."""
        found = sorted(self._found(), key=lambda each: (each.name.casefold(), each.department or ""))
        own = any(each.name == DEFAULT and each.department is None for each in found)
        return tuple(found) if own else (make_guide(), *found)

    def offered(self, department: str | None) -> tuple[Template, ...]:
        """List the user's templates for a department; its own replace general ones of the same name."""
        own = _get_folder(department).casefold() if department else None
        chosen: dict[str, Template] = {}
        for template in sorted(self._found(), key=lambda each: each.department is not None):
            if template.department is None or template.department.casefold() == own:
                chosen[template.name] = template
        return tuple(sorted(chosen.values(), key=lambda each: each.name.casefold()))

    def get(self, name: str, department: str | None = None) -> Template:
        """Find a template by name for a department, else the general one. Raises UnknownName."""
        for template in self.offered(department):
            if template.name.casefold() == name.casefold():
                return template
        if name.casefold() == DEFAULT:
            return make_guide()
        names = dict.fromkeys(
            each.name
            if each.department is None
            else _("{name} (--department {department})").format(name=each.name, department=each.department)
            for each in self.all()
        )
        raise UnknownName(
            _("Template “{name}” does not exist. Templates:").format(name=name),
            list(names),
            _("See: ticket template list"),
        )

    def exact(self, name: str, department: str | None) -> Template | None:
        """Find a template of exactly that department, or the general one."""
        own = _get_folder(department) if department else None
        for template in self._found():
            if (template.name.casefold(), (template.department or "").casefold()) == (
                name.casefold(),
                (own or "").casefold(),
            ):
                return template
        return None

    def write(self, name: str, department: str | None, text: str) -> Template:
        """Save a template. Raises UsageError for an invalid name, and OSError."""
        if not _NAME.fullmatch(name) or make_safe_name(name) != name:
            raise UsageError(
                _("“{name}” cannot be used as a template name.").format(name=name),
                _("Use letters (of any script), digits, spaces, dots, hyphens and underscores."),
            )
        folder = self._folder / _get_folder(department) if department else self._folder
        path = folder / f"{name}{_ENDING}"
        atomic_files.write(path, text.rstrip("\n") + "\n")
        return Template(name, department and _get_folder(department), text, path)

    def _found(self) -> Iterator[Template]:
        try:
            paths = sorted(self._folder.glob(f"*{_ENDING}")) + sorted(self._folder.glob(f"*/*{_ENDING}"))
        except OSError:
            return
        for path in paths:
            if path.is_file():
                department = None if path.parent == self._folder else path.parent.name
                yield Template(path.stem, department, _read_text(path), path)


def _get_folder(department: str) -> str:
    return make_safe_name(re.sub(r"[/\\]", "_", department))


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(_("Template {path} is too large.").format(path=path))
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            _("Template {path} is not UTF-8 text (byte {start}).").format(path=path, start=error.start + 1)
        ) from error
