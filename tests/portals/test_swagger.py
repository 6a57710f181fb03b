"""What an installation's own document says of its ticket calls."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.contract.profiles import PROFILES
from tests.contract.swagger import document

from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.api import swagger

PLAIN = PROFILES["plain-2019-english"]


def parameters(*names: str) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "query", "type": "string"} for name in names]}


def test_the_plain_call_carries_nothing_more() -> None:
    calls = swagger.read(document(PLAIN, "portal.example"))
    assert (dict(calls.new), dict(calls.reply)) == ({}, {})


def test_every_extra_parameter_is_a_feature() -> None:
    extras = ("priority", "cc", "attachments", "encrypt", "service_id")
    calls = swagger.read(document(replace(PLAIN, swagger_extras=extras), "portal.example"))
    assert dict(calls.new) == {
        Feature.PRIORITY: "priority",
        Feature.CC: "cc",
        Feature.ATTACHMENTS: "attachments",
        Feature.ENCRYPTION: "encrypt",
        Feature.SERVICE: "service_id",
    }


@pytest.mark.parametrize("path", ["/tickets", "tickets", "/tickets/", "/api/tickets"])
def test_new_tickets_are_posted_to_the_list(path: str) -> None:
    calls = swagger.read({"paths": {path: {"post": parameters("dept_id", "subject", "body", "cc")}}})
    assert dict(calls.new) == {Feature.CC: "cc"}
    assert dict(calls.reply) == {}


@pytest.mark.parametrize(
    "path", ["/tickets/{number}", "/tickets/@number", "/tickets/:number", "/tickets/$id/"]
)
def test_replies_are_posted_to_the_ticket(path: str) -> None:
    calls = swagger.read({"paths": {path: {"post": parameters("body", "attachments[]")}}})
    assert dict(calls.reply) == {Feature.ATTACHMENTS: "attachments"}
    assert dict(calls.new) == {}


def test_other_calls_say_nothing_of_tickets() -> None:
    paths = {
        "/tickets": {"get": parameters("cc")},
        "/tickets/{number}/close": {"put": parameters("cc"), "post": parameters("cc")},
        "/order": {"post": parameters("cc", "attachments")},
    }
    assert swagger.read({"paths": paths}) == swagger.NOTHING


def test_a_body_is_described_by_its_schema() -> None:
    schema = {"type": "object", "properties": {"subject": {}, "attachments": {}}}
    in_place = {"/tickets": {"post": {"parameters": [{"in": "body", "name": "body", "schema": schema}]}}}
    named = {"/tickets": {"post": {"parameters": [{"in": "body", "schema": {"$ref": "#/definitions/New"}}]}}}
    newer = {"/tickets": {"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}}}}
    for paths in (in_place, named, newer):
        calls = swagger.read({"paths": paths, "definitions": {"New": schema}})
        assert dict(calls.new) == {Feature.ATTACHMENTS: "attachments"}


@pytest.mark.parametrize("paths", [None, [], "x", {}, {"/tickets": None}, {"/tickets": {"post": []}}])
def test_what_cannot_be_read_says_nothing(paths: Any) -> None:
    assert swagger.read({"paths": paths}) == swagger.NOTHING
    assert swagger.read({}) == swagger.NOTHING


@pytest.mark.parametrize("noted", [None, [], {}, {"new": {"cc": "cc"}}, {"new": {"wings": "w"}, "reply": {}}])
def test_names_that_were_noted_otherwise_are_not_known(noted: object) -> None:
    assert swagger.decode_parameters(noted) is None


def test_names_are_noted_as_json_and_read_again() -> None:
    calls = swagger.Calls({Feature.CC: "cc"}, {Feature.ENCRYPTION: "encrypted"})
    assert swagger.decode_parameters(json.loads(json.dumps(swagger.encode_parameters(calls)))) == calls
