"""The guide: "enter email addresses separated by commas (optional)"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.i18n import set_language
from ticketcli.model.addresses import check_address, split_addresses


@pytest.mark.parametrize("between", [",", ", ", ";", "\n", "\r\n", "，", "、", "；", ",,", " , ; "])
def test_addresses_are_separated_by_commas_and_what_else_people_type(between: str) -> None:
    assert split_addresses([f"a@example.com{between}b@example.com"]) == ("a@example.com", "b@example.com")


def test_addresses_given_one_by_one_or_together_come_out_in_order_and_once() -> None:
    assert split_addresses(["b@example.com, a@example.com", "B@Example.com", "", " c@example.com "]) == (
        "b@example.com",
        "a@example.com",
        "c@example.com",
    )


@given(st.lists(st.text()))
def test_taking_addresses_apart_twice_changes_nothing(typed: list[str]) -> None:
    once = split_addresses(typed)
    assert split_addresses(once) == once
    assert all(once)


@pytest.mark.parametrize(
    "address", ["a@example.com", "a.b+c@mail.example.co.jp", "担当@例え.jp", "o'neil@example.ie"]
)
def test_good_addresses(address: str) -> None:
    assert check_address(address) is None


@pytest.mark.parametrize(
    "address",
    ["", "ann", "ann@", "@example.com", "ann@example", "ann@localhost", "a b@example.com", "a@b@c.com"],
)
def test_a_bad_address_is_named_in_one_sentence(address: str) -> None:
    problem = check_address(address)
    assert problem is not None
    assert problem.startswith(f"“{address}” is not an e-mail address: ")
    assert "\n" not in problem


def test_a_full_width_at_sign_is_named_in_each_language() -> None:
    assert check_address("ann＠example.com") == "“ann＠example.com” has a full-width “＠”. Type “@” instead."
    before = set_language("zh_TW")
    try:
        assert (
            check_address("ann＠example.com") == "「ann＠example.com」中的「＠」是全形，請改用半形的「@」。"
        )
        assert check_address("ann") == "「ann」不是有效的電子郵件地址。"
    finally:
        set_language(before)


@given(st.text())
def test_no_text_breaks_the_check_or_the_terminal(text: str) -> None:
    problem = check_address(text) or ""
    assert not set(problem) & set("\n\r\x1b\x9b")
