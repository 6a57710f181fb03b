"""How the other pages of a list are reached, in the themes that have one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ticketcli.portals.hostbill.web.elements import read_own_words
from ticketcli.portals.hostbill.web.page import Page

_MOST_LABELS = 500  # elements of a pager


@dataclass(frozen=True)
class Pager:
    """How the other pages of a list are reached.

    `pages`: how many there are, None where the page does not say. `address`: where the theme's script asks
    for another page, None where pages have links.
    """

    pages: int | None
    address: str | None


def read_pager(page: Page) -> Pager | None:
    """Return how the list goes on; None where the page shows nothing of the kind."""
    counted = [_count(page)] if _count(page) is not None else []
    by_script = page.document.css_first("#currentpage, #pageswitch, ul[rel], #totalpages") is not None
    current = page.document.css_first("#currentlist[href]")
    if by_script:
        href = current.attributes.get("href") if current is not None else None
        return Pager(counted[0] if counted else None, page.absolute(href or "") if href else page.url)
    links = (link.attributes.get("href") or "" for link in page.document.css("a[href]"))
    if any(re.search(r"[?&/]page=\d", link) for link in links):
        return Pager(None, None)
    if page.document.css_first("[data-page], .pagination, [rel=next]") is not None:
        return Pager(None, None)
    return None


def _count(page: Page) -> int | None:
    """Return how many pages the list has, from wherever a theme keeps it."""
    for node in page.document.css("ul[rel]"):
        if re.fullmatch(r"[0-9]{1,6}", node.attributes.get("rel") or ""):
            return int(node.attributes["rel"] or 0)
    total = page.document.css_first("input#totalpages")
    if total is not None and re.fullmatch(r"[0-9]{1,6}", total.attributes.get("value") or ""):
        return int(total.attributes["value"] or 0)
    for selector in ("#pageswitch button", "select#currentpage option"):  # data
        numbers = [
            text
            for node in page.document.css(selector)
            if re.fullmatch("[0-9]{1,6}", text := node.text().strip())
        ]
        if numbers:
            return max(int(text) for text in numbers)
    return None


def count_shown_pages(page: Page) -> int:
    """Return the largest number that stands in a pager of any kind; 0 where none does."""
    labels = page.document.css(".pagination *, .pager *, #pageswitch *, [class*=pagination] *")[:_MOST_LABELS]
    numbers = [text for node in labels if re.fullmatch("[0-9]{1,6}", text := read_own_words(node))]
    return max((int(text) for text in numbers), default=0)
