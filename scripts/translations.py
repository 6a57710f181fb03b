"""Extracts what the program says, and keeps the catalogues. `scripts/translations` calls it.

For each language `ticket.po` is written by people and `ticket.mo` is compiled from it.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from importlib.resources import files
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ticketcli.app import tree
from ticketcli.cli.completion.commands import Command
from ticketcli.i18n import ENGLISH, LANGUAGES
from ticketcli.i18n.catalogue import CATALOGUES, DOMAIN
from ticketcli.i18n.help_text import split_sentences

SOURCE = Path(str(files("ticketcli")))
TOPICS = SOURCE / "cli" / "topic_texts"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_ALWAYS = datetime(2026, 1, 1, tzinfo=timezone.utc)  # the same sentences give the same file


def said() -> Catalog:
    """Every sentence of the program, with where it stands."""
    catalog = _catalog()
    method = [("sandbox/**", "ignore"), ("**.py", "python")]
    for name, _line, sentence, comments, context in sorted(
        extract_from_dir(SOURCE, method, keywords=KEYWORDS), key=lambda found: found[0]
    ):
        catalog.add(sentence, locations=[(name, 0)], auto_comments=comments, context=context)
    for where, sentence in _helps(tree()):
        catalog.add(sentence, locations=[(where, 0)])
    return catalog


def _helps(root: Command) -> Iterator[tuple[str, str]]:
    """The sentences of the help, each with the command that says it."""
    for command in root.all():
        where = command.name.replace(" ", "-") + ".help"
        for sentence in split_sentences(command.text):
            yield where, sentence
        for about in (*(each.help for each in command.arguments), *(each.help for each in command.options)):
            if about:
                yield where, about


def written(language: str) -> Catalog:
    """What people have translated."""
    path = _folder(language) / f"{DOMAIN}.po"
    if not path.exists():
        return _catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(language: str) -> Catalog:
    """The catalogue of a language with the sentences of today, and no others."""
    catalog = _catalog(language)
    old = written(language)
    for message in said():
        if message.id:
            known = old.get(message.id, message.context)
            counts = isinstance(message.id, (tuple, list))
            string = (
                known.string if known is not None and isinstance(known.string, str) is not counts else None
            )
            catalog.add(
                message.id,
                string or message.string,
                locations=[(name, 0) for name, _line in message.locations],
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known is not None else (),
                context=message.context,
            )
    return catalog


def problems(language: str) -> Iterator[str]:
    """What is wrong with a language's catalogue and topics, one sentence each."""
    told = written(language)
    yield from faults(said(), told)
    yield from _topic_problems(language)
    if _compiled(told) != (_folder(language) / f"{DOMAIN}.mo").read_bytes():
        yield "ticket.mo is not made from ticket.po"


def faults(wanted: Catalog, told: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much, or says otherwise than it must."""
    known = {message.id for message in wanted if message.id}
    for message in told:
        if message.id and message.id not in known:
            yield f"stale: {_first(message)!r} is no longer said"
        elif message.fuzzy and message.id:
            yield f"fuzzy: {_first(message)!r}"
    for sentence in known:
        found = told.get(sentence if isinstance(sentence, str) else sentence[0])
        if found is None or not all(_strings(found)):
            yield f"missing: {sentence!r}"
        else:
            yield from _differing(found)


def _differing(message: Message) -> Iterator[str]:
    """A placeholder, an end of line or an outer blank that the translation has otherwise."""
    first = _first(message)
    wanted = [_placeholders(sentence) for sentence in _ids(message)]
    for string in _strings(message):
        if _placeholders(string) not in wanted and _placeholders(string) != set.union(*wanted):
            yield f"other placeholders: {first!r}: {string!r}"
        for outer in (str.lstrip, str.rstrip):
            if (first != outer(first)) != (string != outer(string)):
                yield f"other blanks at an end: {first!r}: {string!r}"


def _placeholders(sentence: str) -> set[str]:
    try:
        fields = [(name, form, how) for _text, name, form, how in Formatter().parse(sentence)]
    except ValueError:
        return {"not a format"}
    return {f"{name}!{how}:{form}" for name, form, how in fields if name is not None}


def _topic_problems(language: str) -> Iterator[str]:
    for topic in sorted(TOPICS.glob("*.txt")):
        own = TOPICS / language / topic.name
        mark = f"%% {hashlib.sha256(topic.read_bytes()).hexdigest()[:12]}"
        if not own.exists():
            yield f"missing: {own.relative_to(SOURCE)}"
        elif own.read_text("utf-8").partition("\n")[0] != mark:
            yield f"stale: {own.relative_to(SOURCE)}; when it says what the English says, begin it: {mark}"


def _catalog(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="ticket",
        version="1",
        header_comment="# What the program says. Kept by scripts/translations; the terms: docs/glossary.md",
        copyright_holder="The ticket authors",
        msgid_bugs_address="",
        last_translator="The ticket authors",
        language_team=LANGUAGES.get(language or "", ""),
        creation_date=_ALWAYS,
        revision_date=_ALWAYS,
        fuzzy=False,
    )


def _compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else [str(each) for each in message.id]


def _strings(message: Message) -> list[str]:
    string = message.string or ""
    return [string] if isinstance(string, str) else [str(each or "") for each in string]


def _first(message: Message) -> str:
    return _ids(message)[0]


def _folder(language: str) -> Path:
    return Path(CATALOGUES) / language / "LC_MESSAGES"


def _write(language: str) -> None:
    folder = _folder(language)
    folder.mkdir(parents=True, exist_ok=True)
    catalog = updated(language)
    with (folder / f"{DOMAIN}.po").open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
    (folder / f"{DOMAIN}.mo").write_bytes(_compiled(written(language)))


def main(arguments: list[str]) -> int:
    """Write the catalogues, or check them; the number of what is wrong, at most 1."""
    others = [language for language in LANGUAGES if language != ENGLISH]
    wrong = 0
    for language in others:
        if "--check" not in arguments:
            _write(language)
        for problem in problems(language):
            sys.stderr.write(f"{language}: {problem}\n")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
