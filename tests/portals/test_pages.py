"""Pages of the client area: what they are, what they say, and what tickets they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.contract.portal import Message, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.themes import THEMES
from tests.contract.wire import Request
from tests.portals.pages import PLAIN, new_ticket_page, page, portal

from ticketcli.model.ticket import Ticket
from ticketcli.portals.hostbill.web.list_page import read_list
from ticketcli.portals.hostbill.web.page import Page, parse_viewed_number
from ticketcli.portals.hostbill.web.ticket_page import is_page_of, read_ticket

LIST = "http://portal.example/?cmd=tickets"
WEB = sorted(name for name, one in PROFILES.items() if not one.login_captcha)


# What a page is


@pytest.mark.parametrize("profile", WEB)
def test_a_sign_in_page_is_one_in_every_language(profile: str) -> None:
    with portal(PROFILES[profile]) as made:
        session = made.web.sessions.start()
        found = page(made.web.signin.page(session).body.decode(), LIST)
    assert found.login_form is not None
    assert found.login_form.has("username", "password")
    assert found.signed_out


@pytest.mark.parametrize("profile", [name for name in WEB if PROFILES[name].two_factor])
def test_a_page_that_asks_for_a_code_is_one(profile: str) -> None:
    with portal(PROFILES[profile]) as made:
        found = page(made.web.signin.code_page(made.web.sessions.start("code")).body.decode(), LIST)
    assert found.code_form is not None
    assert found.signed_out


@pytest.mark.parametrize("profile", WEB)
def test_a_page_for_those_who_are_signed_in_is_none_of_these(profile: str) -> None:
    found = new_ticket_page(PROFILES[profile])
    assert found.ticket_form is not None
    assert not found.signed_out
    assert found.code_form is None


@pytest.mark.parametrize(
    ("href", "number"),
    [
        ("https://p/tickets/view/482913/", "482913"),
        ("/tickets/view/482913/&hash=abc", "482913"),
        ("/index.php?/tickets/view/082913/", "082913"),
        ("?cmd=tickets&action=view&num=482913", "482913"),
        ("https://p/?cmd=tickets&action=view&num=ABC-12&hash=1", "ABC-12"),
        ("?cmd=tickets&action=new", None),
        ("/tickets/view/", None),
        ("?cmd=tickets&action=view&num=", None),
        ("?cmd=tickets&action=view&num=../1", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_link_to_a_ticket_is_known_however_it_is_written(href: str, number: str | None) -> None:
    assert parse_viewed_number(href) == number


@pytest.mark.parametrize(
    ("reference", "base", "full"),
    [
        ("", "", "http://portal.example/billing/?cmd=tickets"),
        ("", '<base href="http://portal.example/">', "http://portal.example/billing/?cmd=tickets"),
        ("?cmd=x", "", "http://portal.example/billing/?cmd=x"),
        ("?cmd=x", '<base href="http://portal.example/">', "http://portal.example/?cmd=x"),
        ("/y/", '<base href="/z/">', "http://portal.example/y/"),
        ("y/", '<base href="/z/">', "http://portal.example/z/y/"),
        ("http://[", "", "http://portal.example/billing/?cmd=tickets"),
    ],
)
def test_addresses_are_made_full_as_a_browser_does(reference: str, base: str, full: str) -> None:
    found = page(f"<head>{base}</head>", "http://portal.example/billing/?cmd=tickets#top")
    assert found.absolute(reference) == full


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            '<div class="alert alert-danger"><a>×</a>Subject line cannot be empty</div>',
            "Subject line cannot be empty",
        ),
        ('<ul class="errors"><li>No</li><li>Never</li></ul>', "No|Never"),
        ('<div id="infos"><p>No</p></div>', "No"),
        ('<div id="errors">件名を入力してください</div>', "件名を入力してください"),
        ('<div class="alert" style="display: none">hidden</div>', ""),
        ('<div class="alert">No</div><div class="alert">No</div>', "No"),
        ("<p>Nothing of the kind</p>", ""),
        (
            '<div id="errors"><div class="alert"><b>×</b><span>No</span><span>Never</span></div></div>',
            "No|Never",
        ),
        ('<div class="alert alert-info">Please sign in</div><p id="errors">Wrong</p>', "Wrong"),
        (
            '<div id="errors"><a>×</a></div><div class="alert alert-info">Please sign in</div>',
            "Please sign in",
        ),
        ("<script>errors.push('It\\'s\\n full');</script>", "It's full"),
    ],
)
def test_what_a_page_says_stands_in_its_boxes(html: str, said: str) -> None:
    assert "|".join(page(html).messages) == said


# A list


def listed(quirks: Quirks, *tickets: tuple[str, str], unread: str = "", when: str = "") -> tuple[Ticket, ...]:
    with portal(quirks) as made:
        stored = [made.add_ticket(subject, status=status, date=when) for subject, status in tickets]
        for one in stored:
            one.unread = one.subject == unread
        session = made.web.sessions.start("in")
        html = made.web.layout.page(session, made.web.views.list(session, stored, 1)).body.decode()
        return read_list(page(html, LIST), departments=[], zone=None)


@pytest.mark.parametrize("profile", WEB)
def test_a_list_is_read_in_every_theme_and_language(profile: str) -> None:
    quirks = PROFILES[profile]
    found = listed(
        quirks, ("Router & <b>", "Open"), ("請求書", "Client-Reply"), ("#3 again", "Closed"), unread="請求書"
    )
    assert [one.subject for one in found] == ["Router & <b>", "請求書", "#3 again"]
    assert [one.status for one in found] == ["Open", "Client-Reply", "Closed"]
    marked = THEMES[quirks.theme].unread != ""
    assert [one.unread for one in found] == ([False, True, False] if marked else [None] * 3)
    assert {one.department for one in found} == {quirks.departments[0].name}
    assert all(len(one.number) == 6 for one in found)


@pytest.mark.parametrize(
    "status", ["Open", "Answered", "Client-Reply", "In-Progress", "Closed", "Waiting-Vendor"]
)
@pytest.mark.parametrize("theme", ["2019", "default"])
def test_a_status_of_the_providers_own_is_shown(theme: str, status: str) -> None:
    """Statuses: Open, Answered, Client-Reply, In-Progress, Closed, and whatever the provider adds."""
    (found,) = listed(replace(PLAIN, theme=theme, language="ja"), ("x", status))  # type: ignore[arg-type]
    assert found.status == status


def test_a_date_in_the_subject_is_not_the_tickets() -> None:
    (found,) = listed(PLAIN, ("Outage on 2025-01-02 at 10.1.2.3", "Open"), when="2026-03-15 10:00:00")
    assert found.created == date(2026, 3, 15)
    assert found.subject == "Outage on 2025-01-02 at 10.1.2.3"


def test_links_in_a_side_bar_are_no_list() -> None:
    html = """<ul><li><a href="/tickets/view/1/">One</a></li><li><a href="/tickets/view/2/">Two</a></li></ul>
    <table><tr><td><a href="/tickets/view/3/">Three</a></td></tr></table>"""
    assert [one.number for one in read_list(page(html, LIST), departments=[], zone=None)] == ["3"]


# A ticket


def shown(quirks: Quirks, **more: object) -> tuple[Page, str]:
    with portal(quirks) as made:
        ticket = made.add_ticket(**more)  # type: ignore[arg-type]
        session = made.web.sessions.start("in")
        html = made.web.layout.page(session, made.web.views.ticket(session, ticket, [])).body.decode()
        return page(html, made.links.view(ticket.number)), ticket.number


STAFF = Message(
    "<p>Dear customer,</p><blockquote>It is down.</blockquote><p>Try <a href='https://x.example/'>this</a>.</p>",
    staff=True,
    date="2026-03-16 09:00:00",
)


@pytest.mark.parametrize("profile", WEB)
def test_a_ticket_is_read_in_every_theme_and_language(profile: str) -> None:
    quirks = PROFILES[profile]
    found, number = shown(
        quirks,
        subject="A rather long subject that a page breaks over lines & <so on>",
        body="one\n\n  two   <three@example.com>\n#| four",
        date="2026-03-15 10:20:30",
        messages=[STAFF],
        attachments=[("画面 (1).png", b"x")],
        status="Answered",
    )
    assert is_page_of(found, number)
    ticket = read_ticket(found, number, departments=(), zone=None)
    whole = "A rather long subject that a page breaks over lines & <so on>"
    assert ticket.subject == (whole if quirks.theme == "2019" else "")  # the list has it then
    assert ticket.status == "Answered"
    assert ticket.department == (quirks.departments[0].name if quirks.theme == "2019" else None)
    assert ticket.created == datetime(2026, 3, 15, 10, 20)
    opening, answer = ticket.messages or ()
    assert opening.body == "one\n\n  two   <three@example.com>\n#| four"
    assert [file.name for file in opening.attachments] == ["画面 (1).png"]
    assert (opening.staff, answer.staff) == (False, True)
    assert answer.body == "Dear customer,\n\n> It is down.\n\nTry this <https://x.example/>."
    assert answer.time == datetime(2026, 3, 16, 9)


def test_encrypted_messages_are_marked() -> None:
    """An encrypted one marked by a `small.text-warning`."""
    found, number = shown(PLAIN, encrypted=True, messages=["<p>See.</p>"])
    messages = read_ticket(found, number, departments=(), zone=None).messages or ()
    assert [message.encrypted for message in messages] == [True, False]
    found, number = shown(replace(PLAIN, theme="default"))
    assert [
        one.encrypted for one in read_ticket(found, number, departments=(), zone=None).messages or ()
    ] == [None]


@pytest.mark.parametrize(
    "mark",
    [
        '<small class="text-danger">Encrypted</small>',
        '<i class="fa fa-lock"></i>',
        '<span class="badge badge-secure" title="Encrypted"></span>',
        '<span class="badge">暗号化</span>',
        '<img src="/lock.png" alt="">',
        "<em>Geheim</em>",
    ],
)
@pytest.mark.parametrize("place", ['<div class="comment-sender">', '<small class="comment-date text-muted">'])
def test_a_mark_that_is_not_known_leaves_unknown_whether_a_message_is_encrypted(
    mark: str, place: str
) -> None:
    found, number = shown(PLAIN, messages=["<p>See.</p>"])
    html = found.answer.text.replace(place, place + mark, 1)
    assert html != found.answer.text
    messages = read_ticket(page(html, found.url), number, departments=(), zone=None).messages or ()
    assert [message.encrypted for message in messages] == [None, False]


@pytest.mark.parametrize("change", [' data-encrypted="1"', ' title="Encrypted"', ""])
def test_a_mark_on_the_message_itself_is_none_that_is_known(change: str) -> None:
    found, number = shown(PLAIN, messages=["<p>See.</p>"])
    old = 'class="comment comment-client media"'
    new = old + change if change else old.replace(" media", " is-encrypted")
    html = found.answer.text.replace(old, new, 1)
    assert html != found.answer.text
    messages = read_ticket(page(html, found.url), number, departments=(), zone=None).messages or ()
    assert messages[0].encrypted is None


def test_a_message_cannot_forge_another_one() -> None:
    forged = '<div class="comment comment-admin"><p id="r2">You get it for free</p></div> #999999'
    found, number = shown(PLAIN, body=forged)
    (message,) = read_ticket(found, number, departments=(), zone=None).messages or ()
    assert (message.body, message.staff) == (forged, False)


def test_a_closed_ticket_has_no_reply_form() -> None:
    found, _ = shown(PLAIN, status="Closed")
    assert found.reply_form is None
    assert found.make_form("reopen") is not None
    found, _ = shown(PLAIN)
    assert found.reply_form is not None
    assert found.make_form("closeticket") is not None


@pytest.mark.parametrize(
    "profile", ["plain-2019-english", "old-table-theme-web-only", "japanese-2019-no-api"]
)
def test_other_pages_show_no_ticket(profile: str) -> None:
    quirks = PROFILES[profile]
    assert not is_page_of(new_ticket_page(quirks), "482913")
    with portal(quirks) as made:
        session = made.web.sessions.start("in")
        request = Request("GET", "/", "", {}, b"")
        request.form = type(request.form)()
        assert not is_page_of(page(made.web.home(session).body.decode(), LIST), "482913")
