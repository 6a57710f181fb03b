"""Which kind of portal stands at an address is found out by harmless reads, and other packages add kinds."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest
from tests.contract.portal import Portal as HostBillDouble
from tests.contract.profiles import PROFILES
from tests.contract.wire import Request, Response, Server
from tests.kinds.customer import Customer
from tests.kinds.fossbilling_portal import FossBilling

from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.portals import registry
from ticketcli.portals.http.client import Http


def detect(url: str) -> str:
    """The name of the kind found at an address."""
    http = Http(url, sleep=lambda _seconds: None, now=lambda: datetime.now(timezone.utc))
    try:
        return registry.detect_kind(http).name
    finally:
        http.close()


def is_harmless(requests: list[Request]) -> bool:
    """Whether these create nothing and hold no credentials."""
    return all(one.method in ("GET", "HEAD") and "authorization" not in one.headers for one in requests)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_every_hostbill_is_recognized_by_reads_alone(profile: str) -> None:
    with HostBillDouble(PROFILES[profile]) as portal:
        assert detect(portal.url) == "hostbill"
        assert is_harmless(portal.requests)


def test_fossbilling_is_recognized_by_reads_alone() -> None:
    with FossBilling() as portal:
        assert detect(portal.url) == "fossbilling"
        assert is_harmless(portal.requests)


def test_request_tracker_is_recognized_by_its_refusal() -> None:
    def answer(request: Request) -> Response:
        seen.append(request)
        if request.path == "/rt/REST/2.0/rt":
            json = [("Content-Type", "application/json; charset=utf-8")]
            return Response(401, b'{"message":"Unauthorized"}', json)
        return Response(200, b"<html><body>Login</body></html>", [("Content-Type", "text/html")])

    seen: list[Request] = []
    with Server(answer) as server:
        assert detect(f"http://127.0.0.1:{server.port}/rt") == "rt"
    assert is_harmless(seen)


def test_an_address_of_no_kind_is_told_with_all_kinds_and_gets_no_password(tmp_path: Path) -> None:
    def answer(request: Request) -> Response:
        seen.append(request)
        return Response(200, b"<html><body>My blog</body></html>", [("Content-Type", "text/html")])

    seen: list[Request] = []
    with Server(answer) as server:
        customer = Customer(tmp_path, f"http://127.0.0.1:{server.port}")
        said = customer.sign_in("hanako@example.com", "Geheim1", code=6)
    assert "HostBill, FOSSBilling, Request Tracker" in said.err
    assert "--kind hostbill|fossbilling|rt" in said.err
    assert is_harmless(seen)


def test_the_kind_can_be_said(tmp_path: Path) -> None:
    with FossBilling() as portal:
        customer = Customer(tmp_path, portal.url)
        customer.sign_in(portal.username, portal.password, "--kind", "fossbilling")
        assert portal.calls("system/company") == 0
        said = customer.sign_in(portal.username, portal.password, "--kind", "zendesk", code=2)
    assert "Unknown kind of portal “zendesk”" in said.err


def test_a_kind_with_one_route_takes_no_via(tmp_path: Path) -> None:
    with FossBilling() as portal:
        customer = Customer(tmp_path, portal.url)
        customer.sign_in(portal.username, portal.password)
        assert "Leave out --via." in customer.ticket("list", "--via", "web", code=2).err


MODULE = """
from ticketcli.portals.kind import Kind

KIND = Kind(name="example", title="Example Desk", make=lambda connection: None, recognize=lambda http: None)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that brings the kind "example", and one that cannot be loaded."""
    (tmp_path / "example_kind.py").write_text(MODULE)
    info = tmp_path / "example_kind-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: example-kind\nVersion: 1.0\n")
    points = "example = example_kind:KIND\nbroken = example_kind:MISSING\nwrong = example_kind:__name__\n"
    (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{points}")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])


@pytest.mark.usefixtures("package")
class TestKindsOfOtherPackages:
    def test_one_is_found_by_its_entry_point_behind_ours(self) -> None:
        names = registry.list_kind_names()
        assert names[:3] == ("hostbill", "fossbilling", "rt")
        assert "example" in names
        assert registry.get_kind("example").title == "Example Desk"

    @pytest.mark.parametrize("name", ["broken", "wrong"])
    def test_one_that_cannot_be_loaded_is_named(self, name: str) -> None:
        with pytest.raises(UsageError, match=f"The kind of portal “{name}” cannot be loaded"):
            registry.get_kind(name)

    def test_one_that_is_not_there_is_told_with_those_that_are(self) -> None:
        with pytest.raises(UnknownName) as unknown:
            registry.get_kind("other")
        assert "example" in unknown.value.existing

    def test_one_that_cannot_be_loaded_keeps_nobody_from_signing_in_elsewhere(self) -> None:
        with FossBilling() as portal:
            assert detect(portal.url) == "fossbilling"
