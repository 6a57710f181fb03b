"""What was asked for beside what the portal shows: every difference is told, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.commands.fake_portal import FakePortal

from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.portals.base import File, PortalError, PortalUnreachable, Progress
from ticketcli.usecases import verify
from ticketcli.usecases.expectation import Expectation
from ticketcli.usecases.verify import Findings, compare

BODY = "The server burns 🔥 since 10:00, and nobody answers the telephone at all today."
ASKED = Expectation(BODY, subject="VPS is down")
MESSAGE = Message("1", "me", False, None, BODY)
TICKET = Ticket(
    "7", "VPS is down", department="Cloud", priority="high", service="VPS 4GB", cc=("A@example.com",)
)


def find(
    expected: Expectation = ASKED,
    ticket: Ticket = TICKET,
    message: Message = MESSAGE,
    portal: FakePortal | None = None,
) -> Findings:
    return compare(expected, ticket, message, portal or FakePortal())


def test_what_is_as_asked_is_not_spoken_of() -> None:
    assert find() == Findings()


# Texts


@pytest.mark.parametrize(
    "shown",
    [
        BODY.replace(" ", "\r\n "),
        f"**{BODY}**",
        BODY.replace(",", "，"),
        BODY + " -- sent from the portal",
    ],
    ids=["blanks", "marks", "signs", "more"],
)
def test_a_text_that_says_the_same_is_not_spoken_of(shown: str) -> None:
    assert find(message=replace(MESSAGE, body=shown)) == Findings()


@pytest.mark.parametrize("html", [BODY, BODY.replace("🔥", "&#128293;")])
def test_a_text_that_the_portal_hands_back_as_it_was_typed_is_not_spoken_of(html: str) -> None:
    assert find(message=replace(MESSAGE, body="something else", body_html=html)) == Findings()


def test_a_text_that_looks_like_nothing_but_marks_is_compared_as_it_is() -> None:
    assert find(Expectation("???"), message=replace(MESSAGE, body="???")) == Findings()


@pytest.mark.parametrize(
    ("shown", "outcome", "cut"),
    [
        (BODY[:16], "was cut at its first emoji, “🔥”: 61 characters are missing.", True),
        (
            "The server",
            "was cut: 68 of 78 characters are missing, starting at “burns 🔥 since 10:00,”.",
            False,
        ),
        ("", "is empty on the portal.", False),
        ("Short.", "was changed by the portal: “Short.”.", False),
        ("x" * 61, f"was changed by the portal: “{'x' * 59}…”.", False),
        ("x" * 60, f"was changed by the portal: “{'x' * 60}”.", False),
    ],
    ids=["emoji", "cut", "empty", "changed", "long", "not so long"],
)
def test_a_text_that_is_different_is_shown(shown: str, outcome: str, cut: bool) -> None:
    found = find(message=replace(MESSAGE, body=shown))
    assert (found.differences, found.cut) == ([f"The message {outcome}"], cut)


def test_a_text_that_ends_at_its_emoji_lacks_one_character() -> None:
    found = find(replace(ASKED, body="It burns 🔥"), message=replace(MESSAGE, body="It burns"))
    assert found.differences == ["The message was cut at its first emoji, “🔥”: 1 character is missing."]


def test_a_subject_that_is_different_is_shown_and_one_that_is_not_shown_is_said_to_be() -> None:
    assert find(ticket=replace(TICKET, subject="VPS is up")).differences == [
        "The subject was changed by the portal: “VPS is up”."
    ]
    assert find(ticket=replace(TICKET, subject="")).hidden == ["subject"]
    assert find(replace(ASKED, subject=None), replace(TICKET, subject="Another")) == Findings()


# Encryption


@pytest.mark.parametrize(
    ("shown", "hidden"), [("***", True), ("[hidden]", True), ("", True), (BODY, False), (BODY[:30], False)]
)
def test_a_text_that_the_portal_hides_is_not_called_different(shown: str, hidden: bool) -> None:
    found = find(replace(ASKED, encrypt=True), message=replace(MESSAGE, body=shown, encrypted=True))
    outcome = ["The portal stores the message encrypted and does not show its text."]
    assert found.unverified == (outcome if hidden else [])
    assert bool(found.differences) is (shown == BODY[:30])


@pytest.mark.parametrize("encrypted", [False, None])
def test_a_text_that_the_portal_shows_is_compared_though_it_was_to_be_encrypted(
    encrypted: bool | None,
) -> None:
    shown = replace(MESSAGE, body="Another text.", encrypted=encrypted)
    found = find(replace(ASKED, encrypt=True), message=shown)
    assert "The message was changed by the portal: “Another text.”." in found.differences
    assert not any("does not show its text" in line for line in found.unverified)


def test_a_text_that_was_not_to_be_encrypted_is_compared() -> None:
    found = find(message=replace(MESSAGE, body="***", encrypted=True))
    assert found.differences == ["The message was changed by the portal: “***”."]


@pytest.mark.parametrize(
    ("of_message", "of_ticket", "state"),
    [
        (True, None, "fine"),
        (None, True, "fine"),
        (False, True, "open"),
        (None, False, "open"),
        (None, None, "hidden"),
    ],
)
def test_a_message_that_is_not_encrypted_is_told(
    of_message: bool | None, of_ticket: bool | None, state: str
) -> None:
    found = find(
        replace(ASKED, encrypt=True),
        replace(TICKET, encrypted=of_ticket),
        replace(MESSAGE, encrypted=of_message),
    )
    assert (len(found.differences), found.hidden) == (state == "open", ["encryption"] * (state == "hidden"))
    assert find(ticket=replace(TICKET, encrypted=False)) == Findings()


# Fields


@pytest.mark.parametrize(
    ("requested", "ticket", "difference"),
    [
        ({"department": "cloud "}, TICKET, None),
        ({"department": "Billing"}, TICKET, "The department is “Cloud” and not “Billing”."),
        ({"priority": "High"}, TICKET, None),
        ({"priority": "low"}, TICKET, "The priority is “high” and not “low”."),
        ({"service": ("VPS 4GB (web1)", "vps 4gb")}, TICKET, None),
        ({"service": ("VPS 8GB", "x")}, TICKET, "The related service is “VPS 4GB” and not “VPS 8GB”."),
        ({"cc": ("a@EXAMPLE.com",)}, TICKET, None),
        ({"cc": ("b@example.com",)}, TICKET, "b@example.com is not among the CC addresses."),
    ],
    ids=str,
)
def test_a_field_that_is_different_is_named(
    requested: dict[str, object], ticket: Ticket, difference: str | None
) -> None:
    found = find(replace(ASKED, **requested), ticket)  # type: ignore[arg-type]
    assert (found.differences, found.hidden) == ([difference] if difference else [], [])


def test_fields_that_the_portal_does_not_show_are_named() -> None:
    requested = replace(ASKED, department="Cloud", priority="high", service=("VPS",), cc=("a@example.com",))
    found = find(requested, Ticket("7", "VPS is down"))
    assert (found.hidden, found.differences) == (["department", "priority", "related service", "CC"], [])


# Files


class SlowFiles(FakePortal):
    """A portal that says no file's name, and whose downloads come as `content`."""

    def __init__(self, content: bytes | Exception) -> None:
        super().__init__()
        self.content = content
        self.downloads = 0

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        self.downloads += 1
        if isinstance(self.content, Exception):
            raise self.content
        into.write(b"begun, and begun again")
        into.seek(0)
        into.truncate()
        into.write(self.content)


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "log.txt"
    path.write_bytes(b"unreachable")
    return File("log.txt", path, 11)


def find_files(
    files: tuple[File, ...], *shown: Attachment, content: bytes | Exception = b"unreachable"
) -> tuple[list[str], list[str], int]:
    portal = SlowFiles(content)
    found = find(replace(ASKED, files=files), message=replace(MESSAGE, attachments=shown), portal=portal)
    return found.differences, found.unverified, portal.downloads


@pytest.mark.parametrize("name", ["log.txt", "LOG.txt"])
@pytest.mark.parametrize("size", [None, 11])
def test_a_file_that_arrived_whole_is_not_spoken_of(file: File, name: str, size: int | None) -> None:
    assert find_files((file,), Attachment("1", name, size)) == ([], [], 1)


def test_a_blank_of_macos_in_a_files_name_may_be_an_ordinary_one(file: File) -> None:
    name = "Screenshot 2026-11-20 at 3.14.15\u202fPM.png"
    shown = Attachment("1", name.replace("\u202f", " "))
    assert find_files((replace(file, name=name),), shown) == ([], [], 1)


def test_a_quote_in_a_files_name_may_be_as_forms_have_it(file: File) -> None:
    assert find_files((replace(file, name='a"b.txt'),), Attachment("1", "a%22b.txt")) == ([], [], 1)


def test_a_file_that_is_not_there_is_named(file: File) -> None:
    assert find_files((file,)) == (["log.txt did not arrive."], [], 0)
    assert find_files((file,), Attachment("1", "other.png")) == (["log.txt did not arrive."], [], 0)
    assert find_files((file,), Attachment("1", "...")) == (["log.txt did not arrive."], [], 0)


def test_each_file_counts_once(file: File) -> None:
    assert find_files((file, file), Attachment("1", "log.txt")) == (["log.txt did not arrive."], [], 1)


def test_a_file_of_another_name_is_said_to_be_renamed(file: File) -> None:
    renamed = Attachment("1", "log")
    assert find_files((file,), renamed) == (["log.txt was renamed to log."], [], 1)
    assert find_files((file,), renamed, Attachment("2", "txt"))[0] == ["log.txt did not arrive."]


def test_a_file_of_another_size_is_told_with_both(file: File) -> None:
    differences, _unverified, downloads = find_files(
        (replace(file, size=12345),), Attachment("1", "log.txt", 3)
    )
    assert (differences, downloads) == (["log.txt has 3 bytes on the portal and 12,345 here."], 0)


def test_a_file_with_another_content_is_told(file: File) -> None:
    found = find_files((file,), Attachment("1", "log.txt"), content=b"unr")
    assert found[0] == ["log.txt is different on the portal (3 bytes there)."]


def test_a_file_that_cannot_be_read_again_is_said_to_be(file: File) -> None:
    found = find_files((file,), Attachment("1", "log.txt"), content=PortalUnreachable("down"))
    assert found[:2] == ([], ["The content of log.txt could not be compared: down"])
    gone = replace(file, path=file.path / "gone")
    assert "could not be compared: " in find_files((gone,), Attachment("1", "log.txt"))[1][0]


@pytest.mark.parametrize(("largest", "downloads"), [(10, 0), (11, 1)])
def test_a_large_file_is_not_downloaded_to_be_compared(
    file: File, largest: int, downloads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "LARGEST_COMPARED", largest)
    found = find_files((file,), Attachment("1", "log.txt"))
    outcome = [] if downloads else ["The content of log.txt was not compared, for its size."]
    assert found == ([], outcome, downloads)


def test_a_file_that_does_not_end_is_given_up(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LARGEST_COMPARED", 11)
    found = find_files((file,), Attachment("1", "log.txt"), content=b"x" * 45)
    assert found[1] == [
        "The content of log.txt could not be compared: The portal returned far more data than was sent."
    ]
    found = find_files((file,), Attachment("1", "log.txt"), content=PortalError("odd"))
    assert found[1] == ["The content of log.txt could not be compared: odd"]
