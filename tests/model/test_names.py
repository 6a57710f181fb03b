"""Departments and services are named as people name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.errors import UnknownName
from ticketcli.model.names import find_by_name
from ticketcli.model.ticket import Department

DEPARTMENTS = (
    Department("1", "BESTNET-CLOUD"),
    Department("2", "Billing"),
    Department("17", "Bills of Material"),
    Department("4", "ドメイン"),
    Department("5", "17"),
)


def named(wanted: str, things: tuple[Department, ...] = DEPARTMENTS) -> Department:
    return find_by_name(
        wanted, things, kind="department", names=lambda thing: (thing.name,), id_of=lambda thing: thing.id
    )


@pytest.mark.parametrize(
    ("wanted", "id"),
    [
        ("BESTNET-CLOUD", "1"),
        ("bestnet-cloud", "1"),
        ("  BestNet-Cloud ", "1"),
        ("best", "1"),
        ("BESTNET CLOUD", "1"),
        ("bestnet – cloud", "1"),
        ("ＢＥＳＴＮＥＴ", "1"),
        ("billi", "2"),
        ("bills of", "17"),
        ("bills   OF material", "17"),
        ("ドメ", "4"),
        ("ﾄﾞﾒｲﾝ", "4"),
        ("1", "1"),
        ("4", "4"),
        ("17", "5"),
    ],
)
def test_by_name_in_any_case_by_unique_prefix_or_by_id(wanted: str, id: str) -> None:
    assert named(wanted).id == id


def test_a_whole_name_goes_before_a_longer_one_that_begins_so() -> None:
    things = (Department("1", "Support Sales"), Department("2", "Support"))
    assert named("support", things).id == "2"


def test_a_miss_lists_what_exists() -> None:
    with pytest.raises(UnknownName, match="No department “Sales”") as raised:
        named("Sales")
    assert raised.value.existing == ("BESTNET-CLOUD", "Billing", "Bills of Material", "ドメイン", "17")


def test_a_prefix_of_several_lists_those() -> None:
    with pytest.raises(UnknownName, match="matches “") as raised:
        named("bill")
    assert raised.value.existing == ("Billing (id 2)", "Bills of Material (id 17)")


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    things = (Department("1", "VPS"), Department("2", "VPS"))
    with pytest.raises(UnknownName) as raised:
        named("vps", things)
    assert raised.value.existing == ("VPS (id 1)", "VPS (id 2)")
    assert named("2", things).id == "2"


@pytest.mark.parametrize("nothing", ["", "  ", "\u3000"])
def test_nothing_is_no_prefix_of_everything(nothing: str) -> None:
    with pytest.raises(UnknownName):
        named(nothing)


def test_where_nothing_exists_nothing_is_listed() -> None:
    with pytest.raises(UnknownName, match=r"No department “x”\.$") as raised:
        named("x", ())
    assert raised.value.existing == ()


@given(st.lists(st.text(min_size=1), min_size=1, unique=True), st.text())
def test_what_is_found_was_there_and_has_the_name_or_the_id(names: list[str], wanted: str) -> None:
    things = tuple(Department(f"id{number}", name) for number, name in enumerate(names))
    try:
        found = named(wanted, things)
    except UnknownName:
        return
    assert found in things


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1))
def test_a_thing_is_always_reached_by_its_id(names: list[str]) -> None:
    things = tuple(Department(str(number), name) for number, name in enumerate(names))
    assert all(named(thing.id, things) == thing for thing in things)


def test_of_very_many_names_the_nearest_are_listed_and_the_rest_counted() -> None:
    many = [f"Department {number}" for number in range(100_000)] + ["Billing abroad", "Billing"]
    with pytest.raises(UnknownName) as raised:
        find_by_name(
            "billing at home", many, kind="department", names=lambda name: (name,), id_of=lambda name: name
        )
    assert len(raised.value.existing) == 21
    assert raised.value.existing[:2] == ("Billing abroad", "Billing")
    assert raised.value.existing[-1] == "and 99982 more"


def test_signs_alone_name_nothing() -> None:
    with pytest.raises(UnknownName):
        named("—", (Department("1", "…"),))
