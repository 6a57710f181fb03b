"""How `--help` is set: in the language spoken, and by the cells that its characters take."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from ticketcli.cli import page_cache
from ticketcli.i18n import N_, _
from ticketcli.i18n.catalogue import get_language
from ticketcli.i18n.help_text import translate_help

if TYPE_CHECKING:
    from ticketcli.context import Context as OurContext

_MARKS = re.compile(r"(?P<help>.*?)  \[(?P<marks>[^\]]+)\]", re.DOTALL)
_DEFAULT = "default: "
_NARROW = 60  # columns

# What the command line's library says on each help page, for the catalogues.
N_("Options")
N_("Arguments")
N_("Commands")
N_("Show this message and exit.")


class Page(HelpFormatter):
    """The library's own page, but for texts that hold characters of two cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that begins a page."""
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        self.write(" " * self.current_indent + _("{label}:").format(label=_(heading)) + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; those that begin with a line of `\\b` keep their lines."""
        if not _wide(text):
            super().write_text(text)
            return
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            kept = paragraph.startswith("\b")
            lines = paragraph.split("\n")[1:] if kept else [" ".join(paragraph.split("\n"))]
            self.write("\n" if number else "")
            for line in lines:
                for part in [line] if kept else _wrap(line, self.width - self.current_indent):
                    self.write(f"{indent}{part}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of names and what they are."""
        said = [(name, _about(about)) for name, about in rows]
        if self.width < _NARROW:
            col_max = self.width // 4  # longer names get a line of their own
        if not any(_wide(about) for _name, about in said):
            super().write_dl(said, col_max, col_spacing)
            return
        column = min(max(len(name) for name, _about_it in said), col_max) + col_spacing
        indent = " " * (self.current_indent + column)
        for name, about in said:
            start = f"{'':{self.current_indent}}{name}"
            if len(name) > column - col_spacing:
                self.write(f"{start}\n")
                start = ""
            for line in _wrap(about, max(self.width - len(indent), 10)):
                self.write(f"{start.ljust(len(indent))}{line}\n")
                start = ""


class PageContext(Context):
    """The library's context of a command, which shows its help on that page."""

    formatter_class = Page

    def make_formatter(self) -> HelpFormatter:
        """A page as wide as `page_cache` takes it to be."""
        return Page(width=page_cache.width(sys.stdout, os.environ))

    def get_help(self) -> str:
        """The page, in signs that standard output has: the library would write others all the same.

        It is kept for the next time as it is.
        """
        from ticketcli.output.encoding import encode_for

        page = super().get_help()
        context: OurContext | None = self.find_root().obj
        if context is not None:
            language, width = get_language(), page_cache.width(sys.stdout, os.environ)
            name = page_cache.name_help(self.command_path.split()[1:], language, width)
            page_cache.write(page, name, cache=context.folders.cache, language=language)
        return encode_for(sys.stdout, page)


def say_help(command: Any) -> None:
    """Have a command, which is a click one, say its help in the language spoken."""
    command.context_class = PageContext
    if command.help:
        command.help = translate_help(command.help, _)
        command.short_help = command.help.partition("\n\n")[0]
    for param in command.params:
        if getattr(param, "help", None):
            param.help = _(param.help)


def _about(about: str) -> str:
    """What an option is for, with the marks that the library adds, such as `[default: 30; required]`."""
    found = _MARKS.fullmatch(about)
    if found is None:
        return _(about)
    marks = (
        _("default: {value}").format(value=mark.removeprefix(_DEFAULT))
        if mark.startswith(_DEFAULT)
        else _("required")
        if mark == "required"
        else mark
        for mark in found["marks"].split("; ")
    )
    return f"{_(found['help'])}  [{'; '.join(marks)}]"


def _wide(text: str) -> bool:
    return any(character > "\u10ff" for character in text if character not in "“”‘’–—…")


def _wrap(text: str, width: int) -> Iterable[str]:
    from ticketcli.output.widths import wrap_text

    return wrap_text(text, width)
