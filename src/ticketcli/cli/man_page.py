"""The manual pages, made from the commands: one for the program and one for each command.

A group's commands are on its own page. See man(7) for the macros; nothing in a page depends on the day it is
made. `ticket help --man` prints them, and `hatch_build.py` packs them into the wheel and the sdist. Those in
English are in ASCII; in other languages in UTF-8, for programs that look for a page's name read no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ticketcli.cli.command_tree import Argument, Command, Option, read_commands
from ticketcli.cli.topics import MEANINGS, read_topic
from ticketcli.i18n import ENGLISH, LANGUAGES, N_, _, get_language, set_language
from ticketcli.version import __version__

NAMES = {"\\": "\\e", "-": "\\-", "^": "\\(ha", "~": "\\(ti", "“": "\\(lq", "”": "\\(rq"}
"""What roff has names for (groff_char(7))."""

FILES = (
    (
        "~/.config/ticket/config.toml",
        N_("Portals, settings, aliases. TICKET_CONFIG_DIR changes the directory."),
    ),
    ("~/.config/ticket/templates/", N_("Message templates.")),
    ("~/.local/state/ticket/outbox/", N_("Drafts. TICKET_STATE_DIR changes the directory.")),
    (
        "~/.cache/ticket/",
        N_(
            "Cache: capabilities of portals, ticket numbers for completion. TICKET_CACHE_DIR changes "
            "the directory."
        ),
    ),
)
"""Where things are on Linux; other systems have folders of their own for them."""


def write_page(command: Command, root: Command) -> str:
    """Write the page of the program, which is `root`, or of one of its commands."""
    page = "\n".join(_write_whole_page(command, root)) + "\n"
    if get_language() == ENGLISH:
        return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in page)
    return f'.\\" -*- coding: UTF-8 -*-\n{page}'  # data, for preconv(1)


def write_pages(folder: Path) -> None:
    """Write all pages in all languages, as they stand below share/man: in man1/, ja/man1/ and so on."""
    before = get_language()
    for language in LANGUAGES:
        set_language(language)
        own = folder / ("" if language == ENGLISH else language) / "man1"
        own.mkdir(parents=True, exist_ok=True)
        root = read_commands()
        for command in (root, *root.commands):
            (own / f"{get_page_name(command)}.1").write_text(
                write_page(command, root), encoding="utf-8", newline="\n"
            )
    set_language(before)


def get_page_name(command: Command) -> str:
    """Return the name of a page."""
    return "-".join(("ticket", *command.path))


def _write_whole_page(command: Command, root: Command) -> Iterator[str]:
    called, is_root = get_page_name(command), not command.path
    manual = _("ticket manual")
    yield f'.TH {_escape_roff(called.upper())} 1 "" "ticket {__version__}" "{manual}"'
    if get_language() != ENGLISH:
        # Words without spaces between them cannot be spread over a line.
        yield ".ad l"  # data
    yield _format_title(_("NAME"))
    first = re.split(r"。|\. ", command.summary)[0]  # of the sentences; whatis shows one line
    yield f"{_escape_roff(called)} \\- {_escape_roff(_lower_first(first))}"
    yield _format_title(_("SYNOPSIS"))
    for each in [command] if is_root else command.all():
        if is_root or not each.commands:
            yield from _write_synopsis(each)
    paragraphs, examples = _split(command)
    yield _format_title(_("DESCRIPTION"))
    yield from _write_paragraphs([command.summary, *paragraphs])
    if command.commands:
        yield _format_title(_("COMMANDS"))
        for child in command.commands:
            if is_root:
                yield from (
                    ".TP",
                    f"\\fB{_escape_roff(get_page_name(child))}\\fR(1)",
                    _escape_line(child.summary),
                )
            else:
                yield from _write_section(child, root)
    own = list(command.options) if is_root else _list_own_options(command, root)
    if command.arguments and not command.commands:
        yield _format_title(_("ARGUMENTS"))
        yield from _write_arguments(command)
    if own:
        yield _format_title(_("OPTIONS"))
        yield from _write_options(own)
    if not is_root:
        about = _escape_line(_("Options of all commands: see {page}.")).format(page="\\fBticket\\fR(1)")
        yield from (".PP", about)
    for title, lines in examples:
        yield _format_title(title.upper())
        yield from _write_verbatim(lines)
    if is_root:
        yield from _write_surroundings()
    others = [each for each in (root, *root.commands) if each.path != command.path]
    yield _format_title(_("SEE ALSO"))
    yield ",\n".join(
        f"\\fB{_escape_roff(get_page_name(each))}\\fR(1)" for each in (others if is_root else [root])
    )


def _write_section(command: Command, root: Command) -> Iterator[str]:
    yield f".SS {_escape_roff(' '.join(command.path))}"
    paragraphs, examples = _split(command)
    yield from _write_paragraphs([command.summary, *paragraphs])
    yield from _write_arguments(command)
    yield from _write_options(_list_own_options(command, root))
    for _title_there, lines in examples:
        yield from _write_verbatim(lines)


def _list_own_options(command: Command, root: Command) -> list[Option]:
    """List a command's options without those of every command, which are the root's."""
    common = [option.names for option in root.options]
    return [option for option in command.options if option.names not in common]


def _write_surroundings() -> Iterator[str]:
    yield _format_title(_("EXIT STATUS"))
    for code, meaning in MEANINGS.items():
        yield from (".TP", f"\\fB{int(code)}\\fR", _escape_line(_(meaning)))
    yield _format_title(_("ENVIRONMENT"))
    yield from _write_entries(read_topic("environment"))
    yield _format_title(_("FILES"))
    for path, about in FILES:
        yield from (".TP", f"\\fI{_escape_roff(path)}\\fR", _escape_line(_(about)))


def _write_entries(topic: str) -> Iterator[str]:
    """Write a topic whose lines are a name, blanks and a text, the text going on in deeper lines."""
    about: list[str] = []
    for line in topic.splitlines()[1:]:
        entry = re.fullmatch(r"  (?! )(.+?)(?:   *(?=\S)(.*))?", line)
        is_entry = entry and (entry[2] or re.fullmatch(r"[A-Z_, ]+", entry[1]))
        if line.startswith(" ") and not is_entry:
            about.append(line.strip())
            continue
        yield from _write_flowing(about)
        about = []
        if entry and is_entry:
            yield from (".TP", f"\\fB{_escape_roff(entry[1])}\\fR")
            about = [entry[2]] if entry[2] else []
        elif line.strip():
            yield f".SS {_escape_roff(line)}"
    yield from _write_flowing(about)


def _write_flowing(lines: list[str]) -> Iterator[str]:
    """Join lines into one; Japanese and Chinese ones go on without a blank."""
    if lines:
        text = re.sub(r"(?<=[\u3000-\uffef]) (?=[\u3000-\uffef])", "", " ".join(lines))
        yield _escape_line(re.sub(r"(?<=[、。，；：」）]) | (?=[「（])", "", text))


def _write_synopsis(command: Command) -> Iterator[str]:
    options, further = _("options"), _("command")
    words = [f"\\fB{_escape_roff(command.name)}\\fR", f"[\\fI{options}\\fR]"]
    if command.commands:
        words += [f"\\fI{further}\\fR", "..."]
    words += [_format_argument(argument) for argument in command.arguments]
    yield " ".join(words)
    yield ".br"


def _format_argument(argument: Argument) -> str:
    shown = f"\\fI{_escape_roff(argument.value.metavar)}\\fR{'...' if argument.many else ''}"
    return shown if argument.required else f"[{shown}]"


def _write_arguments(command: Command) -> Iterator[str]:
    for argument in command.arguments:
        if argument.help:
            yield from (".TP", _format_argument(argument), _escape_line(argument.help))


def _write_options(options: list[Option]) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"\\fB{_escape_roff(name)}\\fR" for name in option.names)
        value = f" \\fI{_escape_roff(option.value.metavar)}\\fR" if option.value else ""
        yield from (".TP", names + value, _escape_line(option.help))


def _split(command: Command) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Split the paragraphs of a command's help behind its first line, and its blocks, each with its title."""
    paragraphs: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    for part in re.split(r"\n\s*\n|\n(?=\x08)", command.text)[1:]:
        if part.startswith("\b"):
            title, *lines = part.removeprefix("\b").strip("\n").split("\n")
            blocks.append((title.rstrip(":："), lines))
        else:
            paragraphs.append(part)
    return paragraphs, blocks


def _write_paragraphs(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield ".PP"
        yield _escape_line(" ".join(paragraph.split()))


def _write_verbatim(lines: list[str]) -> Iterator[str]:
    yield from (".PP", ".EX", *(_escape_line(f"  {line.strip()}") for line in lines), ".EE")


def _format_title(words: str) -> str:
    return f".SH {_escape_roff(words)}"


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".。")


def _escape_line(text: str) -> str:
    """Escape a line of text, so that it is no request even where it begins like one."""
    text = f"\\&{_escape_roff(text)}" if text[:1] in ".'" else _escape_roff(text)
    # Between a Japanese or Chinese mark and a Latin word, roff breaks no line unless it is told that it may.
    return re.sub(r"(?<=[、。，；：])(?=[!-~])", r"\\:", text)


def _escape_roff(text: str) -> str:
    """Escape roff's own characters in a text."""
    return "".join(NAMES.get(each, each) for each in text)
