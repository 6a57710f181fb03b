"""Compare what was sent with what the portal shows."""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape

from ticketcli.drafts.request import digest_file
from ticketcli.i18n import _, ngettext
from ticketcli.model.errors import TicketError
from ticketcli.model.text import normalize_text
from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.portals.base import File, Portal, PortalError
from ticketcli.usecases.expectation import Expectation
from ticketcli.usecases.side_by_side import run_side_by_side

LARGEST_COMPARED = 16 * 2**20  # bytes; larger attachments are not downloaded just to be compared
Digest = tuple[int, str] | TicketError | OSError
"""The size in bytes and the SHA-256 of what the portal has, or why it could not be read."""


@dataclass
class Findings:
    """`differences`: what is not as expected. `unverified`: what could not be compared. Sentences.

    `hidden`: the fields that the portal does not show, each in a word or two.
    """

    differences: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    cut: bool = False  # the text ends at its first 4-byte character


def compare(expected: Expectation, ticket: Ticket, message: Message, portal: Portal) -> Findings:
    """List what differs, or cannot be seen, of one message that was sent."""
    found = Findings()
    if expected.subject is not None and not ticket.subject:
        _compare_shown(found, _("subject"), expected.subject, None)
    elif expected.subject is not None:
        _compare_text(found, _("subject"), expected.subject, ticket.subject, None)
    if expected.encrypt and message.encrypted and not _is_beginning(expected.body, message.body):
        found.unverified.append(_("The portal stores the message encrypted and does not show its text."))
    else:
        _compare_text(found, _("message"), expected.body, message.body, message.body_html)
    _compare_shown(found, _("department"), expected.department, ticket.department)
    _compare_shown(found, _("priority"), expected.priority, ticket.priority)
    if expected.service:
        shown = ticket.service or ""
        named = next((name for name in expected.service if _is_same_name(name, shown)), expected.service[0])
        _compare_shown(found, _("related service"), named, ticket.service)
    if expected.cc:
        _compare_cc(found, expected.cc, ticket.cc)
    if expected.encrypt:
        _compare_encryption(found, message.encrypted if message.encrypted is not None else ticket.encrypted)
    _compare_files(
        found,
        expected.files,
        message.attachments,
        lambda items: _digest_attachments(portal, ticket.number, items),
    )
    return found


def _is_beginning(expected: str, shown: str) -> bool:
    """Say whether what is shown is our text or the beginning of it, and not what stands for a hidden one."""
    letters = select_letters(normalize_text(shown))  # of “***” there are none
    is_begun = bool(letters) and select_letters(normalize_text(expected)).startswith(letters)
    return is_begun or normalize_text(shown) == normalize_text(expected)


def _compare_text(found: Findings, what: str, expected: str, shown: str, html: str | None) -> None:
    wanted = normalize_text(expected)
    readings = [normalize_text(shown)]
    if html is not None:
        # Our own text may look like HTML, and the portal may hand it back as it was typed.
        readings += [normalize_text(html), normalize_text(unescape(html))]
    if wanted in readings:
        return
    got = readings[0]
    rare = next((index for index, sign in enumerate(wanted) if ord(sign) > 0xFFFF), None)
    if rare is not None and got == wanted[:rare].rstrip():
        found.cut = True
        lost = len(wanted) - rare
        found.differences.append(
            ngettext(
                "The {what} was cut at its first emoji, “{emoji}”: {lost} character is missing.",
                "The {what} was cut at its first emoji, “{emoji}”: {lost} characters are missing.",
                lost,
            ).format(what=what, emoji=wanted[rare], lost=lost)
        )
    elif select_letters(wanted) in map(select_letters, readings):
        return
    elif got and wanted.startswith(got):
        found.differences.append(
            _("The {what} was cut: {lost} of {length} characters are missing, starting at “{rest}”.").format(
                what=what,
                lost=len(wanted) - len(got),
                length=len(wanted),
                rest=wanted[len(got) :].lstrip()[:20],
            )
        )
    elif not got:
        found.differences.append(_("The {what} is empty on the portal.").format(what=what))
    elif wanted not in got:  # a portal may add to a text
        found.differences.append(
            _("The {what} was changed by the portal: “{shown}”.").format(what=what, shown=_shorten(got))
        )


def select_letters(text: str) -> str:
    """Strip a text of what Markdown and filters of portals touch: marks, quotes and blanks."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _compare_shown(found: Findings, what: str, expected: str | None, shown: str | None) -> None:
    if expected is None:
        return
    if shown is None:
        found.hidden.append(what)
    elif not _is_same_name(expected, shown):
        found.differences.append(
            _("The {what} is “{shown}” and not “{asked}”.").format(what=what, shown=shown, asked=expected)
        )


def _is_same_name(one: str, other: str) -> bool:
    return normalize_text(one).casefold() == normalize_text(other).casefold()


def _compare_cc(found: Findings, expected: tuple[str, ...], shown: tuple[str, ...] | None) -> None:
    if shown is None:
        found.hidden.append(_("CC"))
        return
    have = {address.casefold() for address in shown}
    for address in expected:
        if address.casefold() not in have:
            found.differences.append(_("{address} is not among the CC addresses.").format(address=address))


def _compare_encryption(found: Findings, shown: bool | None) -> None:
    if shown is None:
        found.hidden.append(_("encryption"))
    elif not shown:
        found.differences.append(
            _("The message is not encrypted on the portal. If it contains a secret, change that secret.")
        )


def _compare_files(
    found: Findings,
    expected: tuple[File, ...],
    shown: tuple[Attachment, ...],
    digest: Callable[[Sequence[Attachment]], Iterable[Digest]],
) -> None:
    left = list(shown)
    compared: list[tuple[File, Attachment]] = []
    for file in expected:
        same = next((item for item in left if _normalize_name(item.name) == _normalize_name(file.name)), None)
        if same is None:
            similar = [
                item
                for item in left
                if select_letters(item.name) and select_letters(item.name) in select_letters(file.name)
            ]
            if len(similar) != 1:
                found.differences.append(_("{name} did not arrive.").format(name=file.name))
                continue
            same = similar[0]
            found.differences.append(
                _("{name} was renamed to {shown}.").format(name=file.name, shown=same.name)
            )
        left.remove(same)
        if same.size is not None and same.size != file.size:
            found.differences.append(
                _("{name} has {there:,} bytes on the portal and {here:,} here.").format(
                    name=file.name, there=same.size, here=file.size
                )
            )
        elif file.size <= LARGEST_COMPARED:
            compared.append((file, same))
        else:
            found.unverified.append(
                _("The content of {name} was not compared, for its size.").format(name=file.name)
            )
    digests = digest([item for _file, item in compared])
    for (file, _item), there in zip(compared, digests, strict=True):
        _compare_content(found, file, there)


def _compare_content(found: Findings, file: File, there: Digest) -> None:
    try:
        if isinstance(there, Exception):
            raise there
        size, digest = there
        same = digest == digest_file(file.path)
    except (TicketError, OSError) as error:
        found.unverified.append(
            _("The content of {name} could not be compared: {error}").format(name=file.name, error=error)
        )
        return
    if not same:
        found.differences.append(
            _("{name} is different on the portal ({size:,} bytes there).").format(name=file.name, size=size)
        )


def _normalize_name(name: str) -> str:
    # A form has %22 for a quote in a file's name (HTML, multipart/form-data), and PHP leaves it so.
    # Blanks are as the sender folds them: macOS has U+202F in the names of its screenshots.
    return normalize_text(name).replace('"', "%22").casefold()


class _Hashing:
    """Takes bytes as a file would, and keeps only their digest. `begun` is set when the first come."""

    def __init__(self, begun: threading.Event) -> None:
        self._begun = begun
        self.truncate()

    def write(self, data: bytes) -> int:
        self._begun.set()
        self.size += len(data)
        if self.size > 4 * LARGEST_COMPARED:
            raise PortalError(_("The portal returned far more data than was sent."))
        self.digest.update(data)
        return len(data)

    def seek(self, position: int) -> int:
        return position

    def truncate(self) -> int:
        self.size = 0
        self.digest = hashlib.sha256()
        return 0


def _digest_attachments(portal: Portal, number: str, items: Sequence[Attachment]) -> Iterator[Digest]:
    """Yield what each attachment holds at the portal, or why it could not be read.

    The others begin when the first one comes: until then it may be the sign-in that has to be renewed.
    """
    begun = threading.Event()

    def digest(item: Attachment) -> Digest:
        taken = _Hashing(begun)
        try:
            portal.download(number, item, taken)  # type: ignore[arg-type]
        except (TicketError, OSError) as error:
            return error
        finally:
            begun.set()
        return taken.size, taken.digest.hexdigest()

    return run_side_by_side([partial(digest, item) for item in items], begun)
