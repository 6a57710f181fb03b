"""Tickets and replies, sent from the command line to every kind of installation."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.portal import Message, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.records import Department
from tests.whole.conftest import Visit
from tests.whole.test_reading import MESSAGE, TICKET

BODY = """Since 10:00 the server <web01@example.com> does not answer.

  ping: 100% loss & "timeouts"
#| no comment
再起動しても変わりません、重新開機也沒用"""
SUBJECT = "サーバー is down & <slow>"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A picture and an archive, named as people name them."""
    picture, log = tmp_path / "画面 (1).PNG", tmp_path / "log & more.zip"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with zipfile.ZipFile(log, "w") as archive:
        archive.writestr("syslog", "Destination host unreachable\r\n" * 20)
    return [picture, log]


def closed_to_programs(visit: Visit) -> bool:
    """Whether the form demands what no program can give."""
    return visit.quirks.ticket_captcha or any(widget.required for widget in visit.quirks.other_widgets)


def department_of(visit: Visit) -> Department:
    """One that lets a priority be chosen, if any does."""
    departments = visit.quirks.departments
    return next((one for one in departments if one.priority), departments[0])


def asked_of(visit: Visit, files: list[Path]) -> dict[str, list[str]]:
    """The options that this customer's ticket can carry, by what they ask for."""
    quirks, department = visit.quirks, department_of(visit)
    extras = set(quirks.swagger_extras) if visit.api and quirks.swagger == "full" else set()
    web = not visit.token_only
    can = {
        "cc": (web and quirks.cc is not None) or "cc" in extras,
        "service": (web and quirks.service is not None) or "service_id" in extras,
        "encrypt": (web and quirks.encrypt_box) or "encrypt" in extras,
        "attachments": (web and quirks.attach != "none") or "attachments" in extras,
        "priority": (web and quirks.priority_field != "none" and department.priority) or "priority" in extras,
    }
    arguments = {
        "cc": ["--cc", "boss@example.com, ops@example.com", "--cc", "cto@example.com"],
        "service": ["--service", f"{quirks.services[1].name} ({quirks.services[1].domain})"],
        "encrypt": ["--encrypt"],
        "attachments": [part for file in files for part in ("--attach", str(file))],
        "priority": ["--priority", "high"],
    }
    return {name: arguments[name] for name, yes in can.items() if yes}


def test_a_ticket_with_everything_the_portal_carries_arrives_once(visit: Visit, files: list[Path]) -> None:
    requested = asked_of(visit, files)
    options = [part for parts in requested.values() for part in parts]
    new = ("new", "-d", department_of(visit).id, "-s", SUBJECT, "-m", BODY, *options)
    if closed_to_programs(visit):
        visit.person.ticket(*new, code=5)
        assert visit.portal.tickets == []
        return
    outcome = visit.person.ticket(*new)

    (stored,) = visit.portal.tickets
    # A third column says “found” where no answer came and the list was searched.
    link = f"{visit.portal.url}/?cmd=tickets&action=view&num={stored.number}"
    assert [line[:2] for line in outcome.lines] == [[stored.number, link]]
    assert stored.subject == SUBJECT
    assert stored.text == BODY
    assert stored.body == BODY.replace("\n", "\r\n")
    assert stored.dept_id == department_of(visit).id
    assert not any(value for values in stored.extra.values() for value in values)
    assert not stored.guest
    assert stored.author == visit.portal.client
    wanted = {
        "cc": ["boss@example.com", "ops@example.com", "cto@example.com"],
        "service": visit.quirks.services[1].id,
        "encrypt": True,
        "priority": "2",
        "attachments": [(file.name, file.read_bytes()) for file in files],
    }
    found = {
        "cc": stored.cc,
        "service": (stored.service or "").removeprefix("hosting_") or None,
        "encrypt": stored.encrypted,
        "priority": stored.priority,
        "attachments": [(one.name, one.content) for one in stored.attachments],
    }
    assert {name: found[name] for name in requested} == {name: wanted[name] for name in requested}
    assert visit.person.drafts() == []


def test_a_plain_ticket_is_confirmed_in_json(visit: Visit) -> None:
    if closed_to_programs(visit):
        return
    department = visit.quirks.departments[-1]
    reported = visit.person.ticket(
        "new", "--json", "-d", department.name, "-s", "A question", "-m", "How do I?"
    ).json

    (stored,) = visit.portal.tickets
    assert list(reported)[: len(TICKET)] == TICKET
    assert (reported["number"], reported["subject"]) == (stored.number, "A question")
    assert (reported["status"], reported["department"]) == ("Open", department.name)
    assert [list(message) for message in reported["messages"]] == [MESSAGE]
    assert reported["messages"][0]["body"] == "How do I?"
    assert reported["differences"] == []
    assert reported["via"] == ("api" if visit.api else "web")
    assert stored.via == reported["via"]


def test_a_plain_ticket_notifies_nobody_else(visit: Visit) -> None:
    if closed_to_programs(visit):
        return
    department = visit.quirks.departments[0]
    visit.person.ticket("new", "-d", department.id, "-s", "A question", "-m", "How do I?")
    (stored,) = visit.portal.tickets
    assert (stored.cc, stored.secondary, stored.service, stored.encrypted) == ([], None, None, False)
    assert stored.priority == "1"


def test_an_urgent_ticket_says_so_and_why(visit: Visit) -> None:
    if closed_to_programs(visit):
        return
    visit.person.ticket(
        *("new", "-d", visit.quirks.departments[0].id, "-s", "Shop is down", "-m", "Since 10:00."),
        *("--urgent", "--impact", "No orders", "--contact", "Phone +81 3 1234"),
    )
    (stored,) = visit.portal.tickets
    assert stored.subject == "[URGENT] Shop is down"
    assert stored.text == "Impact: No orders\nPreferred contact method: Phone +81 3 1234\n\nSince 10:00."


def test_a_dry_run_sends_nothing(visit: Visit, files: list[Path]) -> None:
    requested = asked_of(visit, files)
    options = [part for parts in requested.values() for part in parts]
    outcome = visit.person.ticket(
        *("new", "--dry-run", "-d", department_of(visit).id, "-s", SUBJECT, "-m", BODY, *options)
    )
    assert SUBJECT in outcome.out
    assert visit.portal.writes == []
    assert visit.person.drafts() == []


def test_a_reply_arrives_with_its_files(visit: Visit, files: list[Path]) -> None:
    ticket = visit.portal.add_ticket("Router", messages=["<p>Please send a log.</p>"])
    carries = visit.quirks.attach != "none" and not visit.token_only
    encrypts = visit.quirks.encrypt_box and not visit.token_only
    options = [part for file in files for part in ("-a", str(file))] if carries else []
    outcome = visit.person.ticket(
        *("reply", f"#{ticket.number}", "-m", BODY, *options, *(["--encrypt"] if encrypts else []))
    )

    (reply,) = [one for one in visit.portal.replies if not one.staff]
    assert outcome.lines[0][0] == ticket.number
    assert reply.text == BODY
    assert reply.encrypted is encrypts
    arrived = [(one.name, one.content) for one in reply.attachments]
    assert arrived == [(file.name, file.read_bytes()) for file in files if carries]
    assert visit.portal.ticket(ticket.number).status == "Client-Reply"
    assert visit.person.drafts() == []


def test_a_reply_can_close_the_ticket(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Router", messages=["<p>Does it work?</p>"])
    closes = visit.quirks.close_button
    visit.person.ticket("reply", ticket.number, "-m", "Yes.", "--close", code=0 if closes else 8)
    assert [one.text for one in visit.portal.replies if not one.staff] == ["Yes."]
    assert (ticket.status == "Closed") is closes


def test_a_reply_in_json_is_the_ticket(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Router", messages=["<p>Does it work?</p>"])
    reported = visit.person.ticket("reply", "--json", ticket.number, "-m", "Yes.").json
    assert list(reported)[: len(TICKET)] == TICKET
    assert reported["number"] == ticket.number
    assert [message["body"] for message in reported["messages"]][1:] == ["Does it work?", "Yes."]


def test_tickets_are_closed_and_reopened_and_already_so_is_fine(visit: Visit) -> None:
    if not visit.quirks.close_button:
        ticket = visit.portal.add_ticket("Router")
        outcome = visit.person.ticket("close", ticket.number, code=5)
        assert len(outcome.err.splitlines()) <= 3
        return
    one, two = visit.portal.add_ticket("Router"), visit.portal.add_ticket("Disk", status="Closed")
    outcome = visit.person.ticket("close", one.number, f"#{two.number}")
    assert outcome.lines == [[one.number, "closed", ""], [two.number, "closed", "already"]]
    assert [one.status, two.status] == ["Closed", "Closed"]
    assert len(visit.portal.writes) == 1

    reported = visit.person.ticket("reopen", "--json", visit.portal.view_url(one.number)).json
    assert reported == [{"number": one.number, "closed": False, "already": False}]
    assert one.status == "Open"
    visit.person.ticket("reopen", one.number)
    assert len(visit.portal.writes) == 2


def test_a_closed_ticket_is_reopened_for_a_reply_where_that_is_said(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Router", status="Closed", messages=[Message("Old", staff=True)])
    ticket.status = "Closed"
    outcome = visit.person.ticket("reply", ticket.number, "-m", "Again!", code=5)
    assert "closed" in outcome.err
    assert "--reopen" in outcome.err
    assert visit.portal.writes == []
    visit.person.ticket("reply", ticket.number, "-m", "Again!", "--reopen")
    assert [one.text for one in visit.portal.replies][1:] == ["Again!"]


def test_attachments_are_downloaded_as_they_are(visit: Visit, tmp_path: Path) -> None:
    contents = [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"%PDF-1.4 two", b""]
    ticket = visit.portal.add_ticket(
        "Files",
        attachments=[("../../screen shot.png", contents[0]), ("空.zip", contents[2])],
        messages=["See the file."],
    )
    answer = visit.portal.replies[0]
    answer.attachments = [visit.portal.store.attachment("..\\CON.pdf", contents[1])]
    folder = tmp_path / "inner" / "saved"
    outcome = visit.person.ticket("download", ticket.number, "--dir", str(folder))

    saved = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert saved == {"screen shot.png": contents[0], "空.zip": contents[2], "_CON.pdf": contents[1]}
    assert [Path(line[0]).name for line in outcome.lines] == ["screen shot.png", "空.zip", "_CON.pdf"]
    assert not (tmp_path / "screen shot.png").exists()

    again = visit.person.ticket("download", ticket.number, "--dir", str(folder), code=1)
    assert "--force" in again.err
    reported = visit.person.ticket(
        "download", "--json", ticket.number, "*.PNG", "--dir", str(folder), "--force"
    ).json
    assert [list(each) for each in reported] == [["id", "name", "path", "size"]]
    assert reported[0]["size"] == len(contents[0])
    assert sorted(path.name for path in folder.iterdir()) == sorted(saved)


def test_a_form_with_one_department_that_it_does_not_name_is_as_asked(at: Callable[[Quirks], Visit]) -> None:
    quirks = replace(PROFILES["no-widgets-no-files"], api="404-html")
    visit = at(quirks)
    visit.person.ticket("new", "-d", quirks.departments[0].id, "-s", "A question", "-m", "How do I?")
    assert [ticket.subject for ticket in visit.portal.tickets] == ["A question"]
