"""Departments, services, lists and conversations, read at every kind of installation."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from tests.contract.portal import Message, Ticket
from tests.whole.conftest import Visit

from ticketcli.html.to_text import convert_html

WHEN = "2026-03-15 10:20:30"
STAFF = "<p>Dear customer,</p><p>please try <b>again</b>:</p><ul><li>one</li><li>two</li></ul>"
STAFF_READ = "Dear customer,\n\nplease try again:\n\n- one\n- two"
CLIENT = 'It says "<disk full>" & stops.\n\n  /dev/sda1  100%\n再起動しても変わりません'


def older(visit: Visit) -> Ticket:
    """A ticket with a conversation: an encrypted opening, an answer with a file, a reply."""
    answer = Message(STAFF, staff=True, date="2026-03-16 09:00:00")
    answer.attachments = [visit.portal.store.attachment("診断 結果.pdf", b"%PDF-1.4 ...")]
    return visit.portal.add_ticket(
        "Disk & <memory>",
        CLIENT,
        date=WHEN,
        encrypted=True,
        messages=[answer, Message("Thank you, it works.", date="2026-03-17 11:00:00")],
        attachments=[("screen shot.png", b"\x89PNG\r\n\x1a\n1234")],
        status="Client-Reply",
        priority="2",
        cc=["boss@example.com", "ops@example.com"],
    )


def test_departments_in_a_pipe_have_a_line_each(visit: Visit) -> None:
    lines = visit.person.ticket("departments").lines
    assert [line[:2] for line in lines] == [[one.id, unescape(one.name)] for one in visit.quirks.departments]
    if visit.api:
        wanted = [convert_html(one.description).replace("\n", " ") for one in visit.quirks.departments]
        assert [line[2] for line in lines] == wanted


def test_departments_as_json_have_their_four_facts(visit: Visit) -> None:
    reported = visit.person.ticket("departments", "--json").json
    assert [each["name"] for each in reported] == [one.name for one in visit.quirks.departments]
    for each in reported:
        assert list(each) == ["id", "name", "description", "priorities"]
        assert each["priorities"] in (True, False, None)


def test_services_are_all_there_on_however_many_pages(visit: Visit) -> None:
    if not visit.api and visit.quirks.service is None:
        outcome = visit.person.ticket("services", code=1)
        assert outcome.out == ""
        assert "does not list services" in outcome.err
        return
    reported = visit.person.ticket("services", "--json").json
    assert len(reported) == len(visit.quirks.services)
    for each, service in zip(reported, visit.quirks.services, strict=True):
        assert list(each) == ["id", "name", "domain", "status", "category"]
        assert service.id in each["id"]
        assert (each["name"], each["domain"]) == (service.name, service.domain)


def test_a_list_shows_what_is_not_closed(visit: Visit) -> None:
    router = visit.portal.add_ticket("Router is down", date=WHEN, unread=True)
    closed = visit.portal.add_ticket("An old story", status="Closed")
    answered = visit.portal.add_ticket("請求書 & invoice", status="Answered")

    lines = visit.person.ticket("list").lines
    assert {line[0]: line[1:3] for line in lines} == {
        router.number: ["Router is down", "Open"],
        answered.number: ["請求書 & invoice", "Answered"],
    }
    every = visit.person.ticket("list", "--state", "all").lines
    assert {line[0] for line in every} == {router.number, closed.number, answered.number}
    only = visit.person.ticket("list", "--state", "closed").lines
    assert [line[0] for line in only] == [closed.number]
    named = visit.person.ticket("list", "--state", "answered").lines
    assert [line[0] for line in named] == [answered.number]


def test_a_list_is_searched_and_limited(visit: Visit) -> None:
    numbers = [visit.portal.add_ticket(f"Disk {at}").number for at in range(5)]
    visit.portal.add_ticket("Mail")

    found = visit.person.ticket("list", "--search", "disk").lines
    assert sorted(line[0] for line in found) == sorted(numbers)
    assert len({line[0] for line in found}) == len(found)
    short = visit.person.ticket("list", "--limit", "2")
    assert len(short.lines) == 2
    assert "--limit NUMBER, or --all" in short.err
    assert len(visit.person.ticket("list", "--limit", "2", "--all").lines) == 6


def test_a_list_is_narrowed_to_a_department(visit: Visit) -> None:
    first, last = visit.quirks.departments[0], visit.quirks.departments[-1]
    one = visit.portal.add_ticket("To the first", dept_id=first.id)
    visit.portal.add_ticket("To the last", dept_id=last.id)

    found = visit.person.ticket("list", "--department", first.name.lower()).lines
    assert one.number in [line[0] for line in found]
    if first is not last:
        assert len(found) == 1


def test_tickets_in_a_json_list_have_the_shape_of_a_ticket(visit: Visit) -> None:
    ticket = older(visit)
    (reported,) = visit.person.ticket("list", "--json").json
    assert list(reported) == TICKET
    assert reported["number"] == ticket.number
    assert reported["subject"] == ticket.subject
    assert reported["status"] == "Client-Reply"
    assert reported["messages"] is None
    assert reported["department"] == visit.quirks.departments[0].name
    assert reported["created"].startswith("2026-03-15")


def test_an_empty_list_says_so(visit: Visit) -> None:
    outcome = visit.person.ticket("list")
    assert outcome.out == ""
    assert "No tickets yet." in outcome.err
    assert visit.person.ticket("list", "--json").json == []


TICKET = [
    *("number", "url", "subject", "status", "state", "department", "service", "cc", "priority", "encrypted"),
    *("created", "updated", "unread", "awaiting", "messages"),
]
MESSAGE = ["id", "author", "staff", "time", "body", "body_html", "encrypted", "attachments"]


def test_a_ticket_is_shown_with_its_whole_conversation(visit: Visit) -> None:
    ticket = older(visit)
    reported = visit.person.ticket("show", ticket.number, "--json").json

    assert list(reported) == TICKET
    assert reported["number"] == ticket.number
    assert reported["subject"] == "Disk & <memory>"
    assert reported["status"] == "Client-Reply"
    assert reported["department"] == visit.quirks.departments[0].name
    assert reported["url"].startswith(visit.portal.url)
    assert reported["created"].startswith("2026-03-15T10:20")
    assert reported["updated"].startswith("2026-03-17T11:00")

    messages = reported["messages"]
    assert [list(message) for message in messages] == [MESSAGE] * 3
    assert [message["staff"] for message in messages] == [False, True, False]
    assert [message["author"] for message in messages] == [
        visit.portal.client,
        visit.portal.staff,
        visit.portal.client,
    ]
    assert [message["body"] for message in messages] == [CLIENT, STAFF_READ, "Thank you, it works."]
    assert [message["time"][:16] for message in messages] == [
        "2026-03-15T10:20",
        "2026-03-16T09:00",
        "2026-03-17T11:00",
    ]
    assert "<li>two</li>" in messages[1]["body_html"]
    names = [[file["name"] for file in message["attachments"]] for message in messages]
    assert names == [["screen shot.png"], ["診断 結果.pdf"], []]
    assert all(list(file) == ["id", "name", "size"] for one in messages for file in one["attachments"])

    if visit.quirks.theme == "2019" or visit.api:
        assert reported["encrypted"] is True
        assert [message["encrypted"] for message in messages] == [True, False, False]
    if visit.api:
        assert reported["priority"] == "high"
        assert reported["cc"] == ["boss@example.com", "ops@example.com"]
    else:
        assert reported["priority"] is None
        assert reported["cc"] is None
    assert reported["service"] is None


@pytest.mark.parametrize("profile", ["plain-2019-english", "chinese-2019-async-only", "two-factor-inline"])
def test_a_ticket_is_named_by_number_or_by_its_link(at: Callable[[str], Visit], profile: str) -> None:
    visit = at(profile)
    ticket = older(visit)
    query = f"{visit.portal.url}/?cmd=tickets&action=view&num={ticket.number}"
    link = f"{visit.portal.view_url(ticket.number)}&hash={ticket.hash}"
    for named in (ticket.number, f"#{ticket.number}", f" {ticket.number} ", link, query):
        assert visit.person.ticket("show", named, "--json").json["number"] == ticket.number


def test_a_ticket_in_a_pipe_is_plain_text(visit: Visit) -> None:
    ticket = older(visit)
    outcome = visit.person.ticket("show", ticket.number)
    assert "\x1b" not in outcome.out
    for line in (*CLIENT.splitlines(), *STAFF_READ.splitlines(), "screen shot.png"):
        assert line.strip() in outcome.out
    assert visit.portal.writes == []


def test_a_ticket_on_a_terminal_says_who_is_staff(visit: Visit) -> None:
    ticket = older(visit)
    outcome = visit.person.ticket("show", ticket.number, terminal=True)
    assert visit.portal.staff in outcome.out
    assert "screen shot.png" in outcome.out
    if visit.quirks.theme == "2019" or visit.api:
        assert "encrypted" in outcome.out


def test_a_number_that_is_nobodys_is_said_to_be_none(visit: Visit) -> None:
    older(visit)
    outcome = visit.person.ticket("show", "999999", code=1)
    assert outcome.out == ""
    assert outcome.err.startswith("ticket: Ticket 999999 was not found")
    assert "ticket list" in outcome.err
    assert len(outcome.err.splitlines()) == 2
