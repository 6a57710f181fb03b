"""Two requests are the same only where nothing differs that a portal or its staff would see."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ticketcli.drafts.request import (
    Customer,
    digest_file,
    is_department_named,
    is_service_named,
    make_request,
)
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Service

PORTAL = "https://portal.example"
ASKED = Draft(
    department="Billing", subject="Invoice 17", message="Not ours.\nSee the file.", cc=("a@example.com",)
)
HANAKO = Customer(PORTAL, "hanako@example.com")


@pytest.mark.parametrize("other", [{"impact": "The shop is closed."}, {"contact": "Phone"}], ids=str)
def test_impact_and_contact_are_part_of_a_request_that_is_urgent(other: dict[str, Any]) -> None:
    for urgent in (True, False):
        requested = replace(ASKED, urgent=urgent)
        same = make_request(requested, HANAKO).is_same_as(make_request(replace(requested, **other), HANAKO))
        assert same is not urgent


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Not ours."},
        {"message": "Not ours.\nSee the file, please."},
        {"subject": "Invoice 18"},
        {"subject": ""},
        {"department": "BESTNET-CLOUD"},
        {"service": "vps1"},
        {"cc": ()},
        {"cc": ("a@example.com", "b@example.com")},
        {"priority": "high"},
        {"encrypt": True},
        {"urgent": True},
        {"kind": "reply"},
        {"number": "482910"},
    ],
    ids=str,
)
def test_what_differs_in_one_answer_is_another_request(other: dict[str, Any]) -> None:
    first, second = make_request(ASKED, HANAKO), make_request(replace(ASKED, **other), HANAKO)
    assert not first.is_same_as(second)
    assert not second.is_same_as(first)


def test_files_are_told_apart_by_name_and_content_and_not_by_their_folder(tmp_path: Path) -> None:
    for folder, content in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "log.txt").write_text(content)
    (tmp_path / "a" / "other.txt").write_text("1")

    def ask(*names: str) -> Any:
        return make_request(replace(ASKED, attachments=tuple(tmp_path / name for name in names)), HANAKO)

    assert ask("a/log.txt").is_same_as(ask("b/log.txt"))
    assert not ask("a/log.txt").is_same_as(ask("c/log.txt"))
    assert not ask("a/log.txt").is_same_as(ask("a/other.txt"))
    assert not ask("a/log.txt").is_same_as(ask())
    assert not ask("a/log.txt").is_same_as(ask("a/log.txt", "b/log.txt"))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (HANAKO, True),
        (Customer(PORTAL, "Hanako@Example.com"), True),
        (Customer(PORTAL, None), True),
        (Customer(PORTAL, "taro@example.com"), False),
        (Customer("https://other.example", "hanako@example.com"), False),
        (Customer("https://other.example", None), False),
    ],
    ids=str,
)
def test_another_person_or_portal_is_another_request(other: Customer, same: bool) -> None:
    assert make_request(ASKED, HANAKO).is_same_as(make_request(ASKED, other)) is same
    assert make_request(ASKED, other).is_same_as(make_request(ASKED, HANAKO)) is same


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Not ours.  \r\nSee the file.\n"},
        {"subject": "Invoice 17 "},
        {"cc": ("A@example.com",)},
    ],
    ids=str,
)
def test_blanks_line_ends_and_the_case_of_addresses_make_no_other_request(other: dict[str, Any]) -> None:
    assert make_request(ASKED, HANAKO).is_same_as(make_request(replace(ASKED, **other), HANAKO))


CLOUD, BILLING = Department("1", "BestNet Cloud"), Department("2", "Billing")
VPS, OTHER_VPS = Service("cloud_17", "VPS 4GB", "web1.example.com"), Service("cloud_18", "VPS 8GB")


def test_a_department_and_a_service_are_the_same_however_they_were_named() -> None:
    by_name = make_request(replace(ASKED, department="bestnet", service="web1"), HANAKO, CLOUD, VPS)
    by_id = make_request(replace(ASKED, department="1", service="17"), HANAKO, CLOUD, VPS)
    assert by_name.is_same_as(by_id)
    assert not by_name.is_same_as(make_request(ASKED, HANAKO, BILLING, VPS))
    assert not by_name.is_same_as(make_request(ASKED, HANAKO, CLOUD, OTHER_VPS))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("1", True),
        ("BestNet Cloud", True),
        ("bestnet  ＣＬＯＵＤ", True),
        ("best", True),
        ("cloud", False),
        ("2", False),
        ("", False),
        (None, False),
    ],
)
def test_a_department_is_named_by_its_id_or_the_beginning_of_its_name(typed: str | None, named: bool) -> None:
    assert is_department_named(typed, CLOUD) is named


@pytest.mark.parametrize(
    ("typed", "service", "named"),
    [
        ("cloud_17", VPS, True),
        ("17", VPS, True),
        ("vps 4", VPS, True),
        ("WEB1", VPS, True),
        ("VPS 4GB (web1", VPS, True),
        ("18", VPS, False),
        ("4GB", VPS, False),
        ("", VPS, False),
        (None, VPS, False),
        (None, None, True),
        ("", None, True),
        ("vps", None, False),
    ],
)
def test_a_service_is_named_by_its_id_or_the_beginning_of_a_name(
    typed: str | None, service: Service | None, named: bool
) -> None:
    assert is_service_named(typed, service) is named


def test_a_large_file_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 600_000)
    assert digest_file(path) == sha256(b"x" * 600_000).hexdigest()
