"""Installations that mix what others have each alone: any switch with any other."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from tests.contract.portal import Quirks
from tests.contract.profiles import CC_JA, CC_ZH, LOOK_ALIKES, SERVICE_JA, SERVICE_ZH
from tests.contract.quirks_api import BYTE_ORDER_MARK, PHP_WARNING
from tests.whole.conftest import Visit

BODY = 'a  b\n\n "c" <d@example.com> & 1\n日本'
# What no program can give, what is tried elsewhere with a person at hand, and what changes texts.
LEFT_OUT = {
    *("login_captcha", "ticket_captcha", "two_factor", "two_factor_at", "guest_form", "four_byte_cut"),
}


def mixture(seed: int) -> Quirks:
    """Some installation; the same one for the same seed."""
    chance = random.Random(seed)
    values: dict[str, Any] = {}
    hints = get_type_hints(Quirks)
    for field in fields(Quirks):
        kind = hints[field.name]
        if field.name in LEFT_OUT or chance.random() < 0.5:
            continue
        if get_origin(kind) is Literal:
            values[field.name] = chance.choice(get_args(kind))
        elif kind is bool:
            values[field.name] = chance.choice([True, False])
    for name, choices in {
        "page_size": (0, 1, 2, 3),
        "list_page_size": (0, 1, 2, 3),
        "list_lag": (0, 1, 2),
        "token_calls": (None, 4, 7),
        "session_requests": (None, 9, 13),
        "json_prefix": ("", PHP_WARNING, BYTE_ORDER_MARK),
        "date_format": ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%Y年%m月%d日"),
        "cc": (CC_JA, CC_ZH, None),
        "service": (SERVICE_JA, SERVICE_ZH, None),
        "other_widgets": ((), LOOK_ALIKES),
        "folder": ("", "/billing"),
        "swagger_extras": ((), ("priority", "cc"), ("attachments", "encrypt", "service_id")),
    }.items():
        values[name] = chance.choice(choices)
    if values.get("login_at") == "index.php":  # such an address needs the web server's help
        values["urls"] = "index.php"
    if values.get("extensions_line") == "forbidden":
        values["extensions"] = (".exe", ".php")
    return Quirks(**values)


@pytest.mark.parametrize("seed", range(12))
def test_a_conversation_at_any_mixture(seed: int, at: Callable[[Quirks], Visit], tmp_path: Path) -> None:
    visit = at(mixture(seed))
    quirks, portal, person = visit.quirks, visit.portal, visit.person
    old = [
        portal.add_ticket(f"Old {at}", messages=["<p>hm</p>"], attachments=[("x.png", b"x")]) for at in "ab"
    ]
    log = tmp_path / "log.zip"
    with zipfile.ZipFile(log, "w") as archive:
        archive.writestr("log", "x")
    attached = ["--attach", str(log)] if quirks.attach != "none" else []
    more = [*attached, *(["--encrypt"] if quirks.encrypt_box else [])]
    more += ["--cc", "a@example.com,b@example.com"] if quirks.cc else []
    has_service = quirks.service is not None or quirks.service_plugin != "printed"
    more += ["--service", "web02.example.com"] if has_service else []

    assert {line[0] for line in person.ticket("list", "--all").lines} == {one.number for one in old}
    person.ticket("new", "-d", quirks.departments[0].id, "-s", "Neu & <x>", "-m", BODY, *more)
    (new,) = portal.tickets[2:]
    assert (new.subject, new.text, new.encrypted) == ("Neu & <x>", BODY, quirks.encrypt_box)
    assert new.cc == (["a@example.com", "b@example.com"] if quirks.cc else [])
    assert (new.service is not None) is has_service
    assert [one.content for one in new.attachments] == ([log.read_bytes()] if attached else [])

    person.ticket("reply", old[0].number, "-m", BODY, *attached)
    assert [reply.text for reply in portal.replies if not reply.staff] == [BODY]
    messages = person.ticket("show", old[0].number, "--json").json["messages"]
    assert all(
        message["staff"] in (staff, None)
        for message, staff in zip(messages, (False, True, False), strict=True)
    )
    assert messages[2]["body"] == BODY
    person.ticket("download", old[1].number, "--dir", str(tmp_path / "saved"))
    assert (tmp_path / "saved" / "x.png").read_bytes() == b"x"
    if quirks.close_button:
        person.ticket("close", old[1].number)
        person.ticket("reopen", old[1].number)
    assert person.drafts() == []
