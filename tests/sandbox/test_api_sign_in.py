"""Programs sign in to the User API."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import httpx
import pytest
from tests.sandbox.conftest import Clock
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox import CUSTOMER, PASSWORD, TWO_FACTOR_CUSTOMER
from ticketcli.sandbox.server import Sandbox

Portal = Callable[..., Sandbox]
Api = Callable[[Sandbox], httpx.Client]


def sign_in(sandbox: Sandbox, username: str = CUSTOMER, password: str = PASSWORD) -> dict[str, object]:
    answer = httpx.post(sandbox.url + "/api/login", json={"username": username, "password": password})
    assert answer.status_code == 200
    payload = answer.json()
    assert isinstance(payload, dict)
    return payload


def details(sandbox: Sandbox, token: object) -> int:
    return httpx.get(sandbox.url + "/api/details", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_right_password_gets_a_jwt_and_a_refresh_token(portal: Portal) -> None:
    payload = sign_in(portal(token_seconds=60))
    claims = str(payload["token"]).split(".")[1]
    decoded = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert decoded["exp"] == decoded["iat"] + 60
    assert payload["refresh"]


def test_a_form_body_is_as_good_as_json(portal: Portal) -> None:
    answer = httpx.post(portal().url + "/api/login", data={"username": CUSTOMER, "password": PASSWORD})
    assert answer.json()["token"]


def test_credentials_in_the_address_are_not_read(portal: Portal) -> None:
    answer = httpx.post(portal().url + "/api/login", params={"username": CUSTOMER, "password": PASSWORD})
    assert answer.json() == {"error": ["Invalid username or password"]}


def test_a_wrong_password_is_an_error_in_a_200(portal: Portal) -> None:
    assert sign_in(portal(), password="no") == {"error": ["Invalid username or password"]}


def test_an_account_with_a_second_factor_is_refused(portal: Portal) -> None:
    assert "two-factor" in str(sign_in(portal(), TWO_FACTOR_CUSTOMER)["error"])


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer no"}, {"Authorization": "Basic //8="}])
def test_without_a_good_token_nothing_is_told(portal: Portal, header: dict[str, str]) -> None:
    answer = httpx.get(portal().url + "/api/tickets", headers=header)
    assert (answer.status_code, answer.json()) == (401, {"error": ["Unauthorized"]})


def test_a_token_ends_and_is_refreshed(portal: Portal, clock: Clock) -> None:
    sandbox = portal(token_seconds=60)
    payload = sign_in(sandbox)
    assert details(sandbox, payload["token"]) == 200
    clock.pass_(60)
    assert details(sandbox, payload["token"]) == 401
    fresh = httpx.post(sandbox.url + "/api/token", json={"refresh_token": payload["refresh"]}).json()
    assert set(fresh) == {"token"}
    assert details(sandbox, fresh["token"]) == 200


def test_where_refresh_tokens_rotate_the_old_one_is_used_up(portal: Portal) -> None:
    sandbox = portal(refresh_rotates=True)
    old = {"refresh_token": sign_in(sandbox)["refresh"]}
    fresh = httpx.post(sandbox.url + "/api/token", json=old).json()
    assert fresh["refresh"]
    assert "error" in httpx.post(sandbox.url + "/api/token", json=old).json()


def test_logout_drops_the_access_token_only(portal: Portal) -> None:
    sandbox = portal()
    payload = sign_in(sandbox)
    httpx.post(sandbox.url + "/api/logout", headers={"Authorization": f"Bearer {payload['token']}"})
    assert details(sandbox, payload["token"]) == 401
    assert (
        "token" in httpx.post(sandbox.url + "/api/token", json={"refresh_token": payload["refresh"]}).json()
    )


def test_revoke_drops_both_tokens(portal: Portal) -> None:
    sandbox = portal()
    payload = sign_in(sandbox)
    headers, old = {"Authorization": f"Bearer {payload['token']}"}, {"refresh_token": payload["refresh"]}
    assert httpx.post(sandbox.url + "/api/revoke", json=old, headers=headers).json() == {"status": True}
    assert details(sandbox, payload["token"]) == 401
    assert "error" in httpx.post(sandbox.url + "/api/token", json=old).json()


def test_basic_works_for_the_plain_account_only(portal: Portal) -> None:
    place = portal().url + "/api/details"
    assert httpx.get(place, auth=(CUSTOMER, PASSWORD)).json()["client"]["email"] == CUSTOMER
    assert httpx.get(place, auth=(TWO_FACTOR_CUSTOMER, PASSWORD)).status_code == 401


def test_basic_can_be_switched_off(portal: Portal) -> None:
    place = portal(basic=False).url + "/api/details"
    assert httpx.get(place, auth=(CUSTOMER, PASSWORD)).status_code == 401


def test_a_personal_token_is_made_listed_and_revoked(portal: Portal, api: Api) -> None:
    sandbox = portal()
    client = api(sandbox)
    made = client.post("/tokens", json={"name": "laptop"}).json()
    (listed,) = client.get("/tokens").json()["tokens"]
    assert (listed["id"], listed["name"], listed["expires_at"]) == (
        made["id"],
        "laptop",
        "0000-00-00 00:00:00",
    )
    assert details(sandbox, made["token"]) == 200
    assert client.delete(f"/tokens/{made['id']}").json() == {"status": True}
    assert details(sandbox, made["token"]) == 401


def test_a_personal_token_ends_on_its_day_in_the_portals_zone(portal: Portal, api: Api, clock: Clock) -> None:
    sandbox = portal()  # it is 10:00 on the 23rd in Japan
    token = api(sandbox).post("/tokens", json={"name": "x", "expires_at": "2026-11-24"}).json()["token"]
    clock.pass_(14 * 3600 - 1)
    assert details(sandbox, token) == 200
    clock.pass_(1)
    assert details(sandbox, token) == 401


@pytest.mark.parametrize("day", ["tomorrow", "2020-01-01", "0001-01-01", "9999-12-31"])
def test_a_personal_token_needs_a_day_to_come(portal: Portal, api: Api, day: str) -> None:
    answer = api(portal()).post("/tokens", json={"name": "x", "expires_at": day})
    assert answer.json() == {"error": ["Invalid expiration date"]}


def test_a_personal_token_makes_no_other_and_logout_revokes_it(portal: Portal, api: Api) -> None:
    sandbox = portal()
    token = api(sandbox).post("/tokens", json={"name": "x"}).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert "error" in httpx.post(sandbox.url + "/api/tokens", json={"name": "y"}, headers=headers).json()
    httpx.post(sandbox.url + "/api/logout", headers=headers)
    assert details(sandbox, token) == 401


def test_a_personal_token_from_the_page_lets_the_two_factor_account_in(
    portal: Portal, visit: Callable[[Sandbox], Visitor]
) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in(TWO_FACTOR_CUSTOMER)
    person.send(code="246810", make="submit")
    person.open("/?cmd=userapi&action=tokens")
    person.send("#tokenform", name="script")
    headers = {"Authorization": "Bearer " + person.text("#newtoken")}
    client = httpx.get(sandbox.url + "/api/details", headers=headers).json()["client"]
    assert client["email"] == TWO_FACTOR_CUSTOMER


def test_the_page_of_tokens_revokes_them_and_wants_a_name(
    portal: Portal, visit: Callable[[Sandbox], Visitor]
) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/?cmd=userapi&action=tokens")
    person.send("#tokenform", name=" ")
    assert len(person.errors) == 1
    person.send("#tokenform", name="script")
    token = person.text("#newtoken")
    person.send("table form")
    assert details(sandbox, token) == 401
    assert person.page.css_first("table form") is None


def test_tokens_survive_a_restart(portal: Portal) -> None:
    first = portal()
    token = sign_in(first)["token"]
    first.stop()
    assert details(portal(), token) == 200
