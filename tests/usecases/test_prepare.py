"""Everything is checked before anything is sent, on the spot first, and all problems come at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.fake_portal import CAPABILITIES, DEPARTMENTS, SERVICES, FakePortal
from tests.usecases.test_attach import PNG, put

from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, UnknownName, UsageError
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import CannotCarry
from ticketcli.portals.capabilities import Capabilities, Feature, Route
from ticketcli.usecases.prepare import check_locally, prepare_new, prepare_reply

DRAFT = Draft(department="bestnet", subject="VPS is down", message="since 09:10\nno ping")
REPLY = Draft(kind="reply", number="482910", message="It works again.")


@pytest.fixture
def zip_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def test_a_good_draft_has_no_problem(tmp_path: Path) -> None:
    shot = put(tmp_path / "shot.png")
    assert check_locally(DRAFT) == []
    assert check_locally(REPLY) == []
    full = replace(
        DRAFT,
        attachments=(shot,),
        cc=("a@example.com",),
        priority="High",
        urgent=True,
        impact="outage",
        contact="phone",
    )
    assert check_locally(full) == []


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"subject": " \n"}, "The subject is empty."),
        ({"message": "\n \n"}, "The message is empty."),
        ({"department": None}, "No department given."),
        ({"cc": ("a@example.com; ann",)}, "“ann” is not an e-mail address"),
        ({"priority": "urgent"}, "Unknown priority “urgent”. Choose from: low, medium, high."),
        ({"impact": "outage"}, "add --urgent"),
        ({"contact": "phone"}, "add --urgent"),
        ({"attachments": (Path("missing.png"),)}, "File not found: “missing.png”."),
        ({"kind": "reply", "number": None}, "No ticket to reply to."),
    ],
)
def test_each_thing_wrong_is_said(change: dict[str, object], outcome: str) -> None:
    (problem,) = check_locally(replace(DRAFT, **change))  # type: ignore[arg-type]
    assert outcome in problem


def test_all_things_wrong_are_said_and_no_portal_is_asked(tmp_path: Path, zip_folder: Path) -> None:
    draft = Draft(
        subject="",
        message="",
        cc=("ann, bob",),
        attachments=(tmp_path, put(tmp_path / "shot.jpg"), put(tmp_path / "b" / "SHOT.JPG", b"\xff\xd8\xff")),
        priority="no",
    )
    portal = FakePortal()
    with pytest.raises(ContentRefused) as raised:
        prepare_new(draft, portal, folder=zip_folder)
    assert len(raised.value.problems) == 9
    assert portal.calls == []
    with pytest.raises(ContentRefused):
        prepare_reply(replace(draft, kind="reply"), portal, folder=zip_folder)
    assert portal.calls == []


def test_the_ticket_has_everything_resolved(tmp_path: Path, zip_folder: Path) -> None:
    draft = replace(
        DRAFT,
        service="web1.example.com",
        cc=("a@example.com, b@example.com", "A@example.com"),
        priority="HIGH",
        encrypt=True,
        urgent=True,
        impact="outage",
        contact="phone",
        attachments=(put(tmp_path / "写真.jpeg", b"\xff\xd8\xff"),),
    )
    warnings: list[str] = []
    ticket = prepare_new(draft, FakePortal(), folder=zip_folder, warn=warnings.append)
    assert ticket.department == DEPARTMENTS[0]
    assert ticket.subject == "[URGENT] VPS is down"
    assert ticket.body == "Impact: outage\nPreferred contact method: phone\n\nsince 09:10\nno ping"
    assert ticket.service == SERVICES[0]
    assert ticket.cc == ("a@example.com", "b@example.com")
    assert ticket.priority == "high"
    assert ticket.encrypt
    assert [(file.name, file.size) for file in ticket.files] == [("写真.jpg", 3)]
    assert warnings == []


def test_what_was_learned_before_is_enough(tmp_path: Path, zip_folder: Path) -> None:
    portal = FakePortal()
    prepare_new(
        replace(DRAFT, service="17", attachments=(put(tmp_path / "a.png"),)), portal, folder=zip_folder
    )
    assert [name for name, _ in portal.calls] == ["capabilities", "check"]


def test_the_portal_is_asked_for_what_was_not_learned(zip_folder: Path) -> None:
    portal = FakePortal(capabilities=replace(CAPABILITIES, departments=(), services=None))
    prepare_new(replace(DRAFT, service="vps 4"), portal, folder=zip_folder)
    assert [name for name, _ in portal.calls] == ["capabilities", "departments", "services", "check"]


def test_a_department_that_is_new_since_is_found(zip_folder: Path) -> None:
    portal = FakePortal(departments=[*DEPARTMENTS, Department("9", "Abuse")])
    assert prepare_new(replace(DRAFT, department="abuse"), portal, folder=zip_folder).department.id == "9"


@pytest.mark.parametrize(
    ("change", "listed"),
    [
        ({"department": "Sales"}, [department.name for department in DEPARTMENTS]),
        ({"service": "dedicated"}, [service.label for service in SERVICES]),
    ],
)
def test_a_name_that_is_none_lists_what_exists(
    zip_folder: Path, change: dict[str, str], listed: list[str]
) -> None:
    with pytest.raises(UnknownName) as raised:
        prepare_new(replace(DRAFT, **change), FakePortal(), folder=zip_folder)  # type: ignore[arg-type]
    assert list(raised.value.existing) == listed


def test_all_that_the_portal_would_not_take_is_told_at_once(tmp_path: Path, zip_folder: Path) -> None:
    carries = frozenset(Feature) - {Feature.ENCRYPTION}
    portal = FakePortal(capabilities=CAPABILITIES.with_route(Route("web", open=True, carries=carries)))
    draft = replace(
        DRAFT,
        department="Sales",
        service="dedicated",
        encrypt=True,
        attachments=(put(tmp_path / "notes.txt", b"hello"),),
    )
    with pytest.raises(UsageError) as raised:
        prepare_new(draft, portal, folder=zip_folder)
    for outcome in (
        "department “Sales”",
        "  Billing",
        "service “dedicated”",
        "“notes.txt”: file type not accepted",
        "encryption",
    ):
        assert outcome in raised.value.message
    assert "ticket departments" in raised.value.hint


def test_what_cannot_travel_is_told_as_the_portal_tells_it(tmp_path: Path, zip_folder: Path) -> None:
    portal = FakePortal(capabilities=CAPABILITIES.with_route(Route("web", open=False)))
    with pytest.raises(CannotCarry, match="encryption"):
        prepare_new(replace(DRAFT, encrypt=True), portal, folder=zip_folder)
    with pytest.raises(CannotCarry, match="attachments"):
        prepare_reply(replace(REPLY, attachments=(put(tmp_path / "a.png"),)), portal, folder=zip_folder)


def test_attachments_that_are_refused_are_still_asked_for(tmp_path: Path, zip_folder: Path) -> None:
    portal = FakePortal(capabilities=CAPABILITIES.with_route(Route("web", open=False)))
    notes = put(tmp_path / "notes.txt", b"hello")
    with pytest.raises(ContentRefused) as raised:
        prepare_reply(replace(REPLY, attachments=(notes,)), portal, folder=zip_folder)
    assert len(raised.value.problems) == 2


def test_a_department_without_priorities(zip_folder: Path) -> None:
    with pytest.raises(ContentRefused, match="“Billing” has no priority setting"):
        prepare_new(replace(DRAFT, department="Billing", priority="low"), FakePortal(), folder=zip_folder)
    draft = replace(DRAFT, department="ドメイン", priority="low")
    assert prepare_new(draft, FakePortal(), folder=zip_folder).priority == "low"


def test_an_extension_is_refused_only_after_a_fresh_look(tmp_path: Path, zip_folder: Path) -> None:
    draft = replace(DRAFT, attachments=(put(tmp_path / "notes.txt", b"hello"),))
    portal = FakePortal()
    with pytest.raises(ContentRefused, match=r"\.jpg \.gif \.zip \.png \.pdf"):
        prepare_new(draft, portal, folder=zip_folder)
    assert ("capabilities", True) in portal.calls


def test_an_extension_that_the_portal_takes_since_is_sent(tmp_path: Path, zip_folder: Path) -> None:
    class Changed(FakePortal):
        def capabilities(self, *, fresh: bool = False) -> Capabilities:
            known = super().capabilities(fresh=fresh)
            return replace(known, extensions=(".txt",)) if fresh else known

    draft = replace(DRAFT, attachments=(put(tmp_path / "notes.txt", b"hello"),))
    assert [file.name for file in prepare_new(draft, Changed(), folder=zip_folder).files] == ["notes.txt"]


def test_any_file_goes_where_no_extensions_are_known(tmp_path: Path, zip_folder: Path) -> None:
    portal = FakePortal(capabilities=replace(CAPABILITIES, extensions=None))
    prepare_new(replace(DRAFT, attachments=(put(tmp_path / "a.xyz"),)), portal, folder=zip_folder)
    assert ("capabilities", True) not in portal.calls


def test_what_a_portal_does_not_take_of_a_text_is_said_before_it_is_sent(zip_folder: Path) -> None:
    limits = replace(CAPABILITIES, refuses_emoji=True, longest_subject=10, longest_message=12)
    portal = FakePortal(capabilities=limits)
    draft = replace(DRAFT, subject="Down since 10 😀", message="ああああ😀")
    with pytest.raises(ContentRefused) as refused:
        prepare_new(draft, portal, folder=zip_folder)
    assert refused.value.problems == (
        "The subject contains “😀”, but the portal does not accept emoji. Leave it out.",
        "The subject is 15 characters; the portal accepts at most 10.",
        "The message contains “😀”, but the portal does not accept emoji. Leave it out.",
        "The message is 16 bytes; the portal accepts at most 12.",
    )
    with pytest.raises(ContentRefused, match="16 bytes"):
        prepare_reply(replace(draft, kind="reply", number="7"), portal, folder=zip_folder)
    assert not portal.sent


def test_the_portals_limit_counts_all_files_together(tmp_path: Path, zip_folder: Path) -> None:
    portal = FakePortal(capabilities=replace(CAPABILITIES, max_bytes=1500))
    paths = tuple(put(tmp_path / f"{name}.png", PNG + bytes(1000)) for name in "ab")
    with pytest.raises(ContentRefused, match=r"2\.0 kB in all; the portal accepts at most 1\.5 kB"):
        prepare_new(replace(DRAFT, attachments=paths), portal, folder=zip_folder)


def test_what_the_portal_does_not_take_is_zipped_where_asked(tmp_path: Path, zip_folder: Path) -> None:
    put(tmp_path / "logs" / "a.log", b"line")
    (tmp_path / "logs" / "out").symlink_to("/etc/hostname")
    draft = replace(
        DRAFT,
        attachments=(tmp_path / "logs", put(tmp_path / "notes.txt", b"hello"), put(tmp_path / "a.png")),
    )
    warnings: list[str] = []
    ticket = prepare_new(draft, FakePortal(), folder=zip_folder, zip_others=True, warn=warnings.append)
    assert [file.path for file in ticket.files] == [
        zip_folder / "logs.zip",
        zip_folder / "notes.txt.zip",
        tmp_path / "a.png",
    ]
    assert len(warnings) == 1
    assert "left out of the zip" in warnings[0]

    # The draft that holds the zips is ready as it is.
    saved = replace(draft, attachments=tuple(file.path for file in ticket.files))
    assert prepare_new(saved, FakePortal(), folder=zip_folder) == ticket


def test_a_folder_is_not_zipped_unasked(tmp_path: Path, zip_folder: Path) -> None:
    with pytest.raises(ContentRefused, match=r"is a directory\. Add --zip to send it in a zip file"):
        prepare_new(replace(DRAFT, attachments=(tmp_path,)), FakePortal(), folder=zip_folder)


@pytest.mark.parametrize("field", ["subject", "message", "impact"])
def test_a_portal_known_to_cut_at_an_emoji_is_warned_of(zip_folder: Path, field: str) -> None:
    cuts = FakePortal(capabilities=replace(CAPABILITIES, cuts_emoji=True))
    draft = replace(DRAFT, urgent=True, **{field: "down 😱 since nine"})  # type: ignore[arg-type]
    warnings: list[str] = []
    assert (
        "😱"
        in (ticket := prepare_new(draft, cuts, folder=zip_folder, warn=warnings.append)).subject + ticket.body
    )
    assert warnings == ["This portal cuts texts at the first emoji: what follows “😱” may not arrive."]
    warnings.clear()
    prepare_new(draft, FakePortal(), folder=zip_folder, warn=warnings.append)
    prepare_new(replace(DRAFT, subject="表が壊れた ☎"), cuts, folder=zip_folder, warn=warnings.append)
    assert warnings == []


def test_a_reply_is_prepared_alike(tmp_path: Path, zip_folder: Path) -> None:
    cuts = FakePortal(capabilities=replace(CAPABILITIES, cuts_emoji=True))
    warnings: list[str] = []
    draft = replace(REPLY, message="thanks 🙏", encrypt=True, attachments=(put(tmp_path / "a.png"),))
    reply = prepare_reply(draft, cuts, folder=zip_folder, warn=warnings.append)
    assert (reply.body, reply.encrypt, [file.name for file in reply.files]) == ("thanks 🙏", True, ["a.png"])
    assert len(warnings) == 1
    assert [name for name, _ in cuts.calls] == ["capabilities", "check"]


def test_line_ends_stay_as_they_are_typed(zip_folder: Path) -> None:
    assert prepare_new(DRAFT, FakePortal(), folder=zip_folder).body == "since 09:10\nno ping"


@pytest.mark.parametrize("ids", [("17", "18"), ("a17", "a18"), ("service_17", "service_18")])
@pytest.mark.parametrize("wanted", ["17", "a17", "VPS 4GB - web1.example.com", "VPS 4GB (web1.example.com)"])
def test_a_service_is_named_alike_whichever_way_it_was_read(
    ids: tuple[str, str], wanted: str, tmp_path: Path
) -> None:
    services = [Service(ids[0], "VPS 4GB", "web1.example.com"), Service(ids[1], "VPS 8GB", "db1.example.com")]
    portal = FakePortal(services=services, capabilities=replace(CAPABILITIES, services=None))
    draft = Draft(department="1", subject="x", message="y", service=wanted)
    found = prepare_new(draft, portal, folder=tmp_path).service
    assert found == services[0]
