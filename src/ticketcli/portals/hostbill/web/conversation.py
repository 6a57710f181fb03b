"""The conversation on a ticket's page: its messages, the opening one first, then in the order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING

from ticketcli.html.pasted import add_pasted
from ticketcli.html.shape import looks_like_html
from ticketcli.html.to_text import convert_html
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Attachment, Message
from ticketcli.portals.hostbill.times import Order, parse_page_time
from ticketcli.portals.hostbill.web.elements import is_within, read_words
from ticketcli.portals.hostbill.web.message_blocks import BODY_ID, Found
from ticketcli.portals.hostbill.web.message_marks import has_unknown_mark, has_unknown_part
from ticketcli.portals.hostbill.web.message_parts import find_authors, infer_sides, is_by_staff
from ticketcli.portals.hostbill.web.page import DOWNLOAD, Page, parse_download_id

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def read_messages(
    page: Page, found: Sequence[Found], *, order: Order | None, zone: tzinfo | None
) -> tuple[Message, ...]:
    """Return the messages, the opening one first, then in the order of time."""
    repeated = Counter(one.id for one in found)
    marked = [_is_marked(one) for one in found]
    authors = find_authors([(one.around, one.body) for one in found])
    any_reply = any(mark and one.kind == "r" for one, mark in zip(found, marked, strict=True))
    messages = [
        Message(
            id=one.id,
            author=read_words(author) if author is not None else None,
            staff=is_by_staff(one.around, one.body),
            time=parse_page_time(one.date, order, zone) if one.date else None,
            body=read_body(one)[0],
            body_html=read_body(one)[1],
            encrypted=True if mark else _decide_unmarked(one, any_reply=any_reply),
            attachments=_find_attachments(page, one),
            time_text=clean_line(one.date) or None,
        )
        for one, mark, author in zip(found, marked, authors, strict=True)
    ]
    places = _sort_places(page, found, messages)
    sides = infer_sides([messages[place].staff for place in places], [authors[place] for place in places])
    ordered = [
        add_pasted(replace(messages[place], staff=side)) for place, side in zip(places, sides, strict=True)
    ]
    first = found[places[0]]
    if first.id is not None and repeated[first.id] > 1:  # the loop over the replies left its last id behind
        ordered[0] = replace(ordered[0], id=None)
    return tuple(ordered)


def _is_marked(one: Found) -> bool:
    """Return whether a message is marked as encrypted."""
    texts = [one.body, *_find_spilled(one.body)]
    return any(
        not any(is_within(node, text) for text in texts)
        for node in one.around.css("small.text-warning, small.red, .text-warning small, .red small")
    )


def _decide_unmarked(one: Found, *, any_reply: bool) -> bool | None:
    """Return what no mark means: not encrypted where a theme marks such messages, else nothing.

    Where something stands beside the message that is not known, it may be another theme's mark.
    """
    texts = [one.body, *_find_spilled(one.body)]
    if one.around.css_first(".comment-sender") is not None:
        return None if has_unknown_part(one.around, texts) else False
    return False if any_reply and one.kind == "r" and not has_unknown_mark(one.around, texts) else None


def _find_attachments(page: Page, one: Found) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for link in one.around.css("a[href]"):
        href = (link.attributes.get("href") or "").strip()
        if id_ := parse_download_id(href):
            found.setdefault(id_, Attachment(id_, read_words(link) or id_, None, page.absolute(href)))
    return tuple(found.values())


def read_body(one: Found) -> tuple[str, str | None]:
    """Return a message's text, and its HTML where it is more than text that the portal broke and linked."""
    html = (one.body.inner_html or "") + "".join(node.html or "" for node in _find_spilled(one.body))
    html = _drop_files(html)
    plain = not looks_like_html(re.sub(r"(?i)<(?:br|/?a)\b[^<>]*>", "", html))
    text = convert_html(html, keep_blanks=plain).strip("\n")
    return text, None if plain else clean(html)


def _drop_files(html: str) -> str:
    """Return the HTML of a text without the files behind it: elder themes have both in one element."""
    found = re.search(rf"<a\b[^<>]*(?:{DOWNLOAD.pattern})", html)
    if found is None:
        return html
    html = re.sub(r"(?:\s|<br\b[^<>]*>)+$", "", html[: found.start()])
    return re.sub(r"(?:<br\b[^<>]*>|\s)*<(strong|b)\b[^<>]*>[^<>]*</\1>$", "", html)


def _find_spilled(body: LexborNode) -> list[LexborNode]:
    """Return what the parser moved behind the body: a `<p>` cannot hold the blocks of an HTML message.

    The end tag that is left then makes an empty paragraph, up to which all belongs to the message.
    """
    if body.tag != "p":
        return []
    nodes: list[LexborNode] = []
    count = 0
    node = body.next
    while node is not None and not _is_body_end(node):
        if node.tag == "p" and not node.attributes and node.first_child is None:
            count = len(nodes)
        nodes.append(node)
        node = node.next
    return nodes[:count] if any((one.html or "").strip() for one in nodes[:count]) else []


def _is_body_end(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    if BODY_ID.fullmatch(node.attributes.get("id") or "") is not None:
        return True
    return DOWNLOAD.search(node.html or "") is not None or node.css_first("form, .comment-date") is not None


def _sort_places(page: Page, found: Sequence[Found], messages: Sequence[Message]) -> list[int]:
    """Return the places of the messages on the page, the opening one first, then by time."""
    newest_first = _is_newest_first(page, found, messages)
    places = list(range(len(found)))
    if newest_first:
        places.reverse()
    days = [message.time.isoformat()[:10] if message.time else None for message in messages]
    exact = all(message.time is not None and len(message.time.isoformat()) > 10 for message in messages)
    times = [
        message.time.isoformat() if message.time and exact else day
        for message, day in zip(messages, days, strict=True)
    ]
    if all(time is not None for time in times):
        places.sort(key=lambda place: times[place] or "")
    opening = [place for place in places if found[place].kind == "t"]
    if len(opening) == 1:
        places = opening + [place for place in places if place not in opening]
    return places


def _is_newest_first(page: Page, found: Sequence[Found], messages: Sequence[Message]) -> bool:
    """Return whether the newest message is on top: as times tell, or ids, or what is known of themes."""
    if len(found) < 2:
        return False
    kinds = [one.kind for one in found]
    if kinds.count("t") == 1 and kinds[-1] == "t":
        return True
    times = [message.time.isoformat()[:16] for message in messages if message.time]
    ids = [one.id.zfill(20) for one in found if one.id and one.kind == "r"]
    for values in (times, ids if len(ids) > 2 else []):
        falls = {earlier > later for earlier, later in pairwise(values) if earlier != later}
        if len(falls) == 1:
            return falls.pop()
    # Of those that were read only 2019, and the one without ids, have the oldest on top.
    return kinds[0] != "" and found[0].around.css_first(".comment-sender") is None
