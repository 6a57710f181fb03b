"""The whole way of a ticket, at every kind of installation that the contract allows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.contract.portal import Portal as Installation
from tests.contract.profiles import PROFILES
from tests.portals.conftest import Client, now

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.request import Customer
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import Credentials, File, NewReply, NewTicket, Progress
from ticketcli.portals.capabilities import Feature
from ticketcli.usecases.change_state import close_ticket, reopen_ticket
from ticketcli.usecases.sent import Sent
from ticketcli.usecases.submit import send_new, send_reply

TOKEN_ONLY = {"api-only-pat"}
BODY = """Since 10:00 the server does not answer.

  ping: 100% loss
再起動しても変わりません <web01@example.com> & "quotes\""""


@dataclass
class Visit:
    installation: Installation
    client: Client
    store: DraftStore


# These demand what no program can give, a picture read or an answer to a question of their own; what the
# client says there is tested elsewhere.
OPEN_TO_PROGRAMS = sorted(
    name
    for name, quirks in PROFILES.items()
    if not quirks.ticket_captcha and not any(widget.required for widget in quirks.other_widgets)
)


@pytest.fixture(params=OPEN_TO_PROGRAMS)
def visit(request: pytest.FixtureRequest, client: Callable[..., Client], tmp_path: Path) -> Iterator[Visit]:
    profile = str(request.param)
    with Installation(PROFILES[profile]) as installation:
        person = (
            Credentials(token=installation.pat)
            if profile in TOKEN_ONLY
            else Credentials(installation.username, installation.password)
        )
        made = client(installation.url, person, code=installation.code)
        yield Visit(installation, made, DraftStore(tmp_path / "outbox", now=now))


def picture(folder: Path, name: str = "画面 1.zip") -> File:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("log.txt", "Destination host unreachable\n" * 200)
    return File(path.name, path, path.stat().st_size, "application/zip")


def send(visit: Visit, entry: Entry, ticket: NewTicket, progress: Progress | None = None) -> Sent:
    portal, pauses = visit.client.portal, visit.client.pauses
    return send_new(
        portal,
        visit.store,
        entry,
        ticket,
        customer=Customer(portal.url),
        now=now,
        sleep=pauses.append,
        progress=progress,
    )


def test_a_ticket_with_all_that_the_portal_carries_arrives_as_asked(visit: Visit, tmp_path: Path) -> None:
    portal = visit.client.portal
    carried = portal.capabilities(fresh=True)
    able = carried.route("web").carries | carried.route("api").carries
    department = next((d for d in portal.departments() if d.priorities), portal.departments()[0])
    department = next((d for d in carried.departments if d.id == department.id and d.priorities), department)
    service = None
    if Feature.SERVICE in able:
        service = portal.services()[1]
    ticket = NewTicket(
        department=department,
        subject="Server は落ちている & <down>",
        body=BODY,
        service=service,
        cc=("boss@example.com", "ops@example.com") if Feature.CC in able else (),
        priority="high" if Feature.PRIORITY in able and department.priorities else None,
        encrypt=Feature.ENCRYPTION in able,
        files=(picture(tmp_path),) if Feature.ATTACHMENTS in able else (),
    )
    entry = visit.store.save(Draft(subject=ticket.subject, message=BODY), portal.url)
    reported: list[tuple[int, int]] = []
    sent = send(visit, entry, ticket, progress=lambda done, total: reported.append((done, total)))

    if ticket.files:
        assert reported[-1][0] == reported[-1][1] >= ticket.files[0].size
    assert sent.differences == ()
    assert not sent.unread
    stored = visit.installation.tickets[-1]
    assert sent.number == stored.number
    assert stored.subject == ticket.subject
    assert stored.text.replace("\r\n", "\n") == BODY
    assert stored.dept_id == department.id
    assert sorted(stored.cc) == sorted(ticket.cc)
    if service:
        assert stored.service is not None
    assert stored.encrypted is ticket.encrypt
    assert [a.name for a in stored.attachments] == [file.name for file in ticket.files]
    assert [a.content for a in stored.attachments] == [file.path.read_bytes() for file in ticket.files]
    assert sent.entry is not None
    visit.store.finish(sent.entry)
    assert visit.store.all() == ()
    assert len(visit.installation.tickets) == 1


def test_a_conversation_goes_on_to_its_end(visit: Visit) -> None:
    portal = visit.client.portal
    visit.installation.add_ticket(subject="An older one", body="Something else")
    ticket = NewTicket(department=portal.departments()[0], subject="A plain question", body="How do I?")
    entry = visit.store.save(Draft(subject=ticket.subject, message=ticket.body), portal.url)
    sent = send(visit, entry, ticket)
    assert sent.entry is not None
    visit.store.finish(sent.entry)
    visit.installation.add_staff_reply(
        sent.number, "<p>Like <b>this</b>:</p><ul><li>one</li><li>two</li></ul>"
    )

    shown = portal.ticket(sent.number)
    assert [message.staff for message in shown.messages or ()] == [False, True]
    assert (shown.messages or ())[1].body == "Like this:\n\n- one\n- two"

    reply = NewReply(body="Thanks, that was it.")
    entry = visit.store.save(Draft(kind="reply", number=sent.number, message=reply.body), portal.url)
    answered = send_reply(
        portal,
        visit.store,
        entry,
        sent.number,
        reply,
        customer=Customer(portal.url),
        now=now,
        sleep=visit.client.pauses.append,
    )
    assert answered.differences == ()
    assert [reply.text for reply in visit.installation.replies if not reply.staff] == ["Thanks, that was it."]

    listed = {ticket.number: ticket for ticket in portal.tickets()}
    assert listed[sent.number].subject == "A plain question"
    assert len(listed) == 2

    if not visit.installation.quirks.close_button:
        with pytest.raises(ContentRefused):
            close_ticket(portal, sent.number, sleep=visit.client.pauses.append)
        return
    assert not close_ticket(portal, sent.number, sleep=visit.client.pauses.append).already
    assert portal.ticket(sent.number).closed
    assert close_ticket(portal, sent.number, sleep=visit.client.pauses.append).already
    assert not reopen_ticket(portal, sent.number, sleep=visit.client.pauses.append).already
    assert not portal.ticket(sent.number).closed
