"""Nothing that a portal sends is obeyed by a terminal, whichever command shows it and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.contract.portal import Message, Portal
from tests.contract.records import Department, Service, Widget
from tests.hostile.conftest import HOSTILE, harmless, obeyed
from tests.whole.person import Person

At = Callable[..., tuple[Portal, Person]]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
DOORS = ["api", "web"]

everything = pytest.mark.parametrize(
    "text", HOSTILE.values(), ids=[name.replace(" ", "-") for name in HOSTILE]
)
doors = pytest.mark.parametrize("route", DOORS)


def installed(at: At, text: str, **quirks: object) -> tuple[Portal, Person, str]:
    """A portal that says the text wherever it says anything, its customer, and a ticket's number."""
    portal, person = at(
        departments=(Department("3", f"Dept {text}", f"<p>{text}</p>", priority=True),),
        services=(Service("17", f"VPS {text}", f"{text}.example", text, text),),
        service=Widget("service", "widget[9][value]", f"Related Service {text}", "select"),
        other_widgets=(Widget("other", "widget[7][value]", text),),
        **quirks,
    )
    ticket = portal.add_ticket(
        f"Subject {text}",
        f"Body {text}",
        attachments=[(f"{text}.png", PNG)],
        messages=[Message(f"<p>Staff {text}</p>", staff=True, name=f"Staff {text}")],
        cc=[f"{text}@example.com"],
        status=text if text.isprintable() and " " not in text else "Open",
        unread=True,
    )
    ticket.opening.name = f"Customer {text}"
    portal.add_staff_reply(ticket.number, f"<div>{text}<br>{text}</div>", attachments=[(f"re {text}", b"x")])
    return portal, person, ticket.number


@everything
@doors
def test_on_a_terminal(at: At, text: str, route: str) -> None:
    _, person, number = installed(at, text)
    for command in (["list", "--state", "all"], ["show", number], ["departments"], ["services"]):
        outcome = person.ticket("--via", route, *command, terminal=True)
        assert outcome.out
        harmless(outcome, terminal=True)


@everything
@doors
def test_in_a_pipe_and_in_json(at: At, text: str, route: str) -> None:
    _, person, number = installed(at, text)
    for command in (["list", "--state", "all"], ["show", number], ["departments"], ["services"]):
        for json in ([], ["--json"]):
            outcome = harmless(person.ticket("--via", route, *json, *command))
            assert outcome.out
            if json:
                assert outcome.json


@everything
def test_on_a_terminal_that_follows_links(at: At, text: str) -> None:
    portal, person, number = installed(at, text)
    portal.add_staff_reply(number, f'<a href="https://portal.example/{text}">here</a> <a href="{text}">x</a>')
    person = person.but(**person.env, FORCE_HYPERLINK="1", TERM="xterm-256color")
    harmless(person.ticket("show", number, terminal=True), terminal=True)


@everything
@doors
def test_what_is_said_of_a_name_that_is_not_there(at: At, text: str, route: str) -> None:
    _, person, number = installed(at, text)
    arguments = ["--subject", "s", "--message", "m"]
    for command in (
        ["new", "--dept", "nothing", *arguments],
        ["new", "--dept", "3", "--service", "nothing", *arguments],
        ["list", "--department", "nothing"],
    ):
        outcome = harmless(
            person.ticket("--via", "web" if "--service" in command else route, *command, code=2)
        )
        assert "Choose from" in outcome.err
    outcome = harmless(person.ticket("--via", route, "download", number, "nothing", code=2))
    assert "has no attachment" in outcome.err


@everything
@doors
def test_a_download(at: At, text: str, route: str, tmp_path: Path) -> None:
    _, person, number = installed(at, text)
    folder = tmp_path / "folder"
    # The portal's own web pages cannot send a name with NUL in a header.
    whole = route == "api" or "\x00" not in text
    harmless(person.ticket("--via", route, "download", number, "--dir", str(folder), code=0 if whole else 6))
    names = [path.name for path in folder.iterdir()] if folder.exists() else []
    assert len(names) == (2 if whole else 0)
    if whole:
        harmless(person.ticket("--via", route, "download", number, "--dir", str(folder), code=1))
    assert not any(obeyed(name) or "\n" in name or "\t" in name for name in names)


@everything
@doors
def test_a_new_ticket_and_a_reply(at: At, text: str, route: str) -> None:
    portal, person, number = installed(at, text, info=True)
    sent = ["--subject", "s", "--message", "m", "--dept", "3"]
    for terminal in (False, True):
        harmless(person.ticket("--via", route, "new", *sent, code=None, terminal=terminal), terminal=terminal)
        reply = person.ticket("--via", route, "reply", number, "--message", "m", code=None, terminal=terminal)
        harmless(reply, terminal=terminal)
    harmless(person.ticket("--via", route, "--json", "new", *sent, code=None))
    assert len(portal.tickets) == 4


@pytest.mark.parametrize("name", ["csi", "c1", "entities", "bidi", "lines", "html"])
@pytest.mark.parametrize("quirks", [{"error_shape": shape} for shape in ("list", "string", "map")])
def test_what_a_portal_refuses_with(at: At, name: str, quirks: dict[str, Any], monkeypatch: Any) -> None:
    portal, person = at(**quirks)
    from tests.contract.api_shapes import Refusal

    def refuse(*_: object) -> None:
        raise Refusal(f"No: {HOSTILE[name]}", 422)

    monkeypatch.setattr(portal.api, "create", refuse)
    monkeypatch.setattr(portal.api, "show", refuse)
    outcome = person.ticket("--via", "api", "new", "-d", "3", "-s", "s", "-m", "m", code=5)
    assert "The portal says: No:" in harmless(outcome).err
    harmless(person.ticket("--via", "api", "show", "123456", code=1))


@pytest.mark.parametrize("name", ["csi", "c1", "bidi", "html"])
@pytest.mark.parametrize("place", ["alert", "ul.errors", "#infos"])
def test_what_a_form_comes_back_with(at: At, name: str, place: str, monkeypatch: Any) -> None:
    portal, person = at(failure=place)
    monkeypatch.setitem(portal.web.layout.words, "blocked", f"No: {HOSTILE[name]}")
    outcome = person.ticket("--via", "web", "new", "-d", "3", "-s", "casino", "-m", "m", code=5)
    assert "No:" in harmless(outcome).err


@pytest.mark.parametrize(
    "html",
    [
        *("<plaintext>", "<!-- ", "<script>", "<textarea>", "<select><option>", "<a href='"),
        *("<svg><style><b>", "</html>", "</div></div></td></table></form>"),
    ],
)
def test_a_message_that_swallows_the_rest_of_its_page(at: At, html: str) -> None:
    portal, person = at()
    number = portal.add_ticket("s", "b").number
    portal.add_staff_reply(number, f"before {html} \x1b[2J &#x9b;2J after")
    portal.add_staff_reply(number, "<p>the end</p>")
    for json in ([], ["--json"]):
        harmless(person.ticket("--via", "web", *json, "show", number))
    assert "the end" in harmless(person.ticket("--via", "api", "show", number)).out


def test_a_word_that_looks_like_markup_is_shown_as_it_is(at: At) -> None:
    portal, person = at()
    number = portal.add_ticket("[bold]x[/x] [/]", "[red]{0} %s").number
    for route in DOORS:
        outcome = person.ticket("--via", route, "show", number, terminal=True)
        assert "[bold]x[/x] [/]" in outcome.out
        assert "[red]{0} %s" in outcome.out


def test_a_field_of_one_line_stays_on_one_line(at: At) -> None:
    portal, person = at()
    portal.add_ticket(HOSTILE["lines"], "b")
    portal.add_ticket(HOSTILE["null and friends"], "b")
    for route in DOORS:
        assert len(person.ticket("--via", route, "list").lines) == 2


def test_one_line_of_ten_megabytes(at: At) -> None:
    portal, person = at()
    number = portal.add_ticket("x" * 300, "\x1b[31m" + "障" * 3_500_000).number
    outcome = harmless(person.ticket("--via", "api", "show", number))
    assert "障" * 3_500_000 in outcome.out
