"""Extract what the program says, and keep the catalogues. `scripts/translations` calls it.

For each language `ticket.po` is written by people and `ticket.mo` is compiled from it. A sentence that
is not translated yet is shown in English, and is counted; a translation with other placeholders fails.
"""

from __future__ import annotations

import ast
import hashlib
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from importlib.resources import files
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from ticketcli.cli.command_tree import Command, read_commands
from ticketcli.i18n import ENGLISH, LANGUAGES
from ticketcli.i18n.catalogue import CATALOGUES, DOMAIN
from ticketcli.i18n.help_text import split_sentences

SOURCE = Path(str(files("ticketcli")))
TOPICS = SOURCE / "cli" / "topic_texts"
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}  # how many of the arguments are sentences
_WIDE = ("、", "，", "（")  # marks as wide as a mark and its blank
_FINAL = {".": "。．.…", "!": "！!。", "?": "？?", ":": "：:"}  # what a final mark may become
_OWN = r"[\u3040-\u30ff\u4e00-\u9fff]"
_BLANK = re.compile(r"[、。，；：！？」』）] +\S|[^\s#] +[「『（]")
_BRACKETS = re.compile(rf"{_OWN}[()\[\]]|[()\[\]]{_OWN}")
_ONE_MEANING = frozenset(
    # Words that several folders say and that were read in each of them: a new place, a new look.
    (
        *("department", "subject", "message", "related service", "encryption", "priority", "CC"),
        *("attachments", "system keyring", "Encrypted: yes"),
        *("Department", "Subject", "Priority", "Service", "Encrypted", "Urgent", "Message", "Attachments"),
        *("Ticket", "Status", "Link", "Send", "Sending", "Cancelled.", "Unknown sender", "Standard input"),
        *("NAME", "DESCRIPTION", "DEPARTMENT", "PRIORITY", "STATUS", "SUBJECT", "ID"),
        *("yes", "no", "none", "Reply to", "Close afterwards"),
    )
)
_ALWAYS = datetime(2026, 1, 1, tzinfo=timezone.utc)  # the same sentences give the same file


def extract_sentences() -> Catalog:
    """Return every sentence of the program, with the files where it stands."""
    catalog = _make_catalog()
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("sandbox/"):  # the practice portal brings its own words
            for sentence, context in find_marked(path.read_text("utf-8")):
                catalog.add(sentence, locations=[(name, 0)], context=context)
    for where, sentence in _helps(read_commands()):
        catalog.add(sentence, locations=[(where, 0)])
    return catalog


def find_marked(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Yield the literals that a module marks with `_`, `N_` or `ngettext`, in order, with their context.

    The same on every Python: tokens of f-strings are others since 3.12, and no library is asked.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        wanted = KEYWORDS.get(call.func.id, 0) if isinstance(call.func, ast.Name) else 0
        literals = [each.value for each in call.args[:wanted] if isinstance(each, ast.Constant)]
        texts = [each for each in literals if isinstance(each, str)]
        if wanted and len(texts) == wanted:
            contexts = [each.value for each in call.keywords if each.arg == "context"]
            context = next((each.value for each in contexts if isinstance(each, ast.Constant)), None)
            yield texts[0] if wanted == 1 else (texts[0], texts[1]), str(context) if context else None


def _helps(root: Command) -> Iterator[tuple[str, str]]:
    """The sentences of the help, each with the command that says it."""
    for command in root.all():
        where = command.name.replace(" ", "-") + ".help"
        for sentence in split_sentences(command.text):
            yield where, sentence
        for about in (*(each.help for each in command.arguments), *(each.help for each in command.options)):
            if about:
                yield where, about


def read_catalog(language: str) -> Catalog:
    """Return what people have translated."""
    path = _folder(language) / f"{DOMAIN}.po"
    if not path.exists():
        return _make_catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def make_updated(language: str) -> Catalog:
    """Return the catalogue of a language with the sentences of today, and no others."""
    catalog = _make_catalog(language)
    old = read_catalog(language)
    for message in extract_sentences():
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


def find_faults(language: str) -> Iterator[str]:
    """Yield what is wrong with the translations of a language, one sentence each."""
    catalog = read_catalog(language)
    for message in catalog:
        if message.id and not message.fuzzy and all(_strings(message)):
            yield from find_differences(message)
    if _texts(_compiled(catalog)) != _texts((_folder(language) / f"{DOMAIN}.mo").read_bytes()):
        yield "ticket.mo is not made from ticket.po; run scripts/translations"


def find_gaps(language: str) -> Iterator[str]:
    """Yield what is not translated, or was translated from other words: it is shown in English."""
    yield from compare(extract_sentences(), read_catalog(language))
    for topic in sorted(TOPICS.glob("*.txt")):
        own = TOPICS / language / topic.name
        mark = f"%% {hashlib.sha256(topic.read_bytes()).hexdigest()[:12]}"
        if not own.exists():
            yield f"missing: {own.relative_to(SOURCE)}"
        elif own.read_text("utf-8").partition("\n")[0] != mark:
            yield f"outdated: {own.relative_to(SOURCE)}; when it says what the English says, begin it: {mark}"


def find_doubts(language: str) -> Iterator[str]:
    """Yield what looks wrong to a reader of a language: marks, blanks, brackets. They are warnings."""
    for message in read_catalog(language):
        if message.id and not message.fuzzy:
            for string in filter(None, _strings(message)):
                for doubt in doubt_translation(_first(message), string):
                    yield f"{doubt}: {string!r}"
    for topic in sorted((TOPICS / language).glob("*.txt")):
        for line in topic.read_text("utf-8").splitlines()[1:]:
            for doubt in doubt_translation("", re.sub(r"^ +\S+ +", "", line)):
                yield f"{doubt}: {topic.name}: {line!r}"


def doubt_translation(sentence: str, string: str) -> Iterator[str]:
    """Yield what is doubtful in a translation: a final mark that was lost, a blank, a half-width bracket."""
    mark = sentence.rstrip()[-1:]
    if mark in _FINAL and string.rstrip()[-1:] not in _FINAL[mark]:
        yield f"lost “{mark}”"
    if _BLANK.search(string):
        yield "blank beside a full-width mark"
    if _BRACKETS.search(string) and "[OPTIONS]" not in sentence and "[ARGS]" not in sentence:
        yield "half-width bracket"


def find_meanings(catalog: Catalog) -> Iterator[str]:
    """Yield the words without a context that several folders say: they may mean two things."""
    for message in catalog:
        folders = {Path(name).parts[0] for name, _line in message.locations if name.endswith(".py")}
        words = _first(message) if message.id else ""
        short = 0 < len(words.split()) <= 2 and "{" not in words and not words.endswith((".", ":", "?", ","))
        if short and len(folders) > 1 and not message.context and words not in _ONE_MEANING:
            yield f"two meanings? {words!r} is said in {', '.join(sorted(folders))}; see _ONE_MEANING"


def compare(wanted: Catalog, translated: Catalog) -> Iterator[str]:
    """Yield the sentences that a catalogue lacks, those that wait for a look, and those no longer said."""
    known = {(message.id, message.context) for message in wanted if message.id}
    for message in translated:
        if message.id and (message.id, message.context) not in known:
            yield f"no longer said: {_first(message)!r}"
        elif message.fuzzy and message.id:
            yield f"outdated: {_first(message)!r}"
    for sentence, context in sorted(known, key=str):
        found = translated.get(sentence if isinstance(sentence, str) else sentence[0], context)
        if found is None or not all(_strings(found)):
            yield f"missing: {sentence!r}{f' ({context})' if context else ''}"


def find_differences(message: Message) -> Iterator[str]:
    """Yield a placeholder, an end of line or an outer blank that the translation has otherwise."""
    first = _first(message)
    wanted = [_placeholders(sentence) for sentence in _ids(message)]
    for string in _strings(message):
        if _placeholders(string) not in wanted and _placeholders(string) != set.union(*wanted):
            yield f"other placeholders: {first!r}: {string!r}"
        for outer, mark in ((str.lstrip, string[:1]), (str.rstrip, string[-1:])):
            if (first != outer(first)) != (string != outer(string)) and mark not in _WIDE:
                yield f"other blanks at an end: {first!r}: {string!r}"


def _placeholders(sentence: str) -> set[str]:
    try:
        fields = [(name, form, how) for _text, name, form, how in Formatter().parse(sentence)]
    except ValueError:
        return {"not a format"}
    return {f"{name}!{how}:{form}" for name, form, how in fields if name is not None}


def _make_catalog(language: str | None = None) -> Catalog:
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


def _texts(compiled: bytes) -> dict[str, list[str]]:
    """Return the sentences in a `.mo` and what they are translated to; its bytes differ by the writer."""
    catalog = read_mo(io.BytesIO(compiled))
    return {f"{message.context}\4{_first(message)}": _strings(message) for message in catalog if message.id}


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
    catalog = make_updated(language)
    with (folder / f"{DOMAIN}.po").open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
    (folder / f"{DOMAIN}.mo").write_bytes(_compiled(read_catalog(language)))


def main(arguments: list[str]) -> int:
    """Write the catalogues, or check them. Returns 1 where a translation is wrong, 0 for gaps alone."""
    wrong = 0
    doubts = list(find_meanings(extract_sentences()))
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        if "--check" not in arguments:
            _write(language)
        for fault in find_faults(language):
            sys.stderr.write(f"{language}: {fault}\n")
            wrong = 1
        gaps = list(find_gaps(language))
        doubts.extend(f"{language}: {doubt}" for doubt in find_doubts(language))
        if "--gaps" in arguments:
            sys.stderr.writelines(f"{language}: {gap}\n" for gap in gaps)
        counts = Counter(gap.partition(":")[0] for gap in gaps)
        if gaps:
            counted = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
            sys.stderr.write(f"{language}: warning: {counted} (shown in English; --gaps lists them)\n")
    sys.stderr.writelines(f"warning: {doubt}\n" for doubt in doubts)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
