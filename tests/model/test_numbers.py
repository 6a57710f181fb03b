"""A ticket's number, in whatever way a person has one at hand."""

from __future__ import annotations

import pytest

from ticketcli.model.errors import UsageError
from ticketcli.model.numbers import parse_ticket_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("482913", "482913"),
        (" #482913 ", "482913"),
        ("ABC-482913", "ABC-482913"),
        ("https://hb.bestnetllc.co.jp/tickets/view/482913/&hash=0f2a", "482913"),
        ("https://hb.bestnetllc.co.jp/tickets/view/482913", "482913"),
        ("https://hb.bestnetllc.co.jp/index.php?/tickets/view/482913/", "482913"),
        ("https://hb.bestnetllc.co.jp/?cmd=tickets&action=view&num=482913#r2", "482913"),
        ("/tickets/view/482913/", "482913"),
    ],
)
def test_is_read_from(text: str, number: str) -> None:
    assert parse_ticket_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "#", "abc", "-1", "../482913", "482913?x=1", "482 913", "４８２", "1" * 65),
        *("https://hb.bestnetllc.co.jp/", "https://x/?cmd=invoices&num=17", "https://x/tickets/view/../"),
    ],
)
def test_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a ticket number or URL"):
        parse_ticket_number(text)
