"""The client area's ticket pages: the list, a new ticket, one ticket and its replies, downloads."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from flask import Response
from markupsafe import Markup, escape

from ticketcli.sandbox import php, staff, tickets, uploads
from ticketcli.sandbox.sign_in import is_captcha_right
from ticketcli.sandbox.visit import Visit, download, make_ticket_address
from ticketcli.sandbox.words import get_words
from ticketcli.sandbox.zone import format_time

CC_WIDGET = "wdg[9]"
SERVICE_FIELD = "related_client_service"  # a script puts it into the form
SERVICE_SCRIPT = "includes/modules/Other/ticket_related_client_service/js/ticket_user.js"
"""The plugins' field names say nothing, as on a real portal: clients find them by label and kind."""


def list_page(visit: Visit) -> Response:
    size = visit.settings.page_size
    filters = visit.get.get("filter")
    status = php.text(filters, "status") if isinstance(filters, dict) else ""
    asked, order = visit.query_text("page"), visit.query_text("orderby")
    page = php.intval(asked)
    before = visit.store.clock() - visit.settings.list_lag
    rows, total = tickets.list_tickets(
        visit.db,
        visit.caller["id"],
        start=page * size,
        size=size,
        before=before,
        order=order,
        status=status,
    )
    shown = [
        {**dict(row), "address": make_ticket_address(row["ticket_number"]), "day": _format_day(visit, row)}
        for row in rows
    ]
    return visit.page(
        "tickets.html", tickets=shown, page=page, pages=-(-total // size), order=order, status=status
    )


def show_new_page(visit: Visit) -> Response:
    if visit.field_text("make") == "addticket":
        created = _add(visit)
        if created is not None:
            address = visit.base + make_ticket_address(created["ticket_number"], created["acc_hash"])
            return visit.page("created.html", ticket=created, address=address)
    departments = visit.db.execute("SELECT * FROM departments ORDER BY id").fetchall()
    wanted = visit.field_text("dept_id") or visit.query_text("dept_id")
    current = next((row["id"] for row in departments if str(row["id"]) == wanted), departments[0]["id"])
    language = visit.settings.widgets_language
    return visit.page(
        "new.html",
        departments=departments,
        current=current,
        contacts=visit.db.execute(
            "SELECT * FROM contacts WHERE client_id = ?", (visit.caller["id"],)
        ).fetchall(),
        service_script=SERVICE_SCRIPT,
        cc_widget=CC_WIDGET,
        widget_words=get_words(language) if language else visit.words,
        given={key: value for key, value in visit.post.items() if isinstance(value, str)},
        cc_given=_read_cc(visit),
        waiting=uploads.list_waiting(visit),
    )


def list_related_services(visit: Visit) -> Response:
    """List the choices that the plugin's script asks for: accounts, with an "a" before their ids."""
    found = [
        {"id": f"a{row['id']}", "name": f"{row['name']} - {row['domain']}"} for row in _list_services(visit)
    ]
    return Response(php.json_encode(found), content_type="application/json")


def _read_cc(visit: Visit) -> str:
    """Read the addresses of the CC."""
    found = visit.post.get("wdg")
    return php.text(found, "9") if isinstance(found, dict) else ""


def _add(visit: Visit) -> sqlite3.Row | None:
    """Store the ticket that the form holds; None, with the visit's errors filled, if something is wrong."""
    client, settings = visit.caller, visit.settings
    subject, body = visit.field_text("subject").strip(), visit.field_text("body")
    department = visit.db.execute(
        "SELECT * FROM departments WHERE id = ?", (visit.field_text("dept_id"),)
    ).fetchone()
    if department is None:
        visit.errors.append(visit.words["no_department"])
    if not subject:
        visit.errors.append(visit.words["no_subject"])
    if not body.strip():
        visit.errors.append(visit.words["no_message"])
    if settings.ticket_captcha and not is_captcha_right(visit, visit.field_text("image_verification")):
        visit.errors.append(visit.words["wrong_captcha"])
    files = uploads.with_form(visit)
    if visit.errors:
        return None
    service, cc = (visit.field_text(SERVICE_FIELD), _read_cc(visit)) if settings.widgets else ("", "")
    priority = visit.field_text("priority") if department["options"] & tickets.PRIORITY_OPTION else "0"
    overridden = visit.field_text("flag") == "256"
    known = {
        str(row["id"])
        for row in visit.db.execute("SELECT id FROM contacts WHERE client_id = ?", (client["id"],))
    }
    new = tickets.NewTicket(
        department["id"],
        subject,
        body,
        flags=tickets.TICKET_ENCRYPTED * _wants_encryption(visit) + tickets.CONTACTS_OVERRIDDEN * overridden,
        priority=int(priority) if priority in ("0", "1", "2") else 0,
        cc=cc.strip(),
        service_id=next((row["id"] for row in _list_services(visit) if service == f"a{row['id']}"), None),
        contacts=tuple(id_ for id_ in php.texts(visit.post, "secondary") if overridden and id_ in known),
        files=uploads.take(visit, files),
    )
    return tickets.add_ticket(visit.db, client, new, visit.store.now(), utf8mb3=settings.utf8mb3)


def view_page(visit: Visit) -> Response:
    staff.answer_due(visit.db, visit.store.now(), visit.settings.staff_after)
    ticket = tickets.find_ticket(visit.db, visit.caller["id"], visit.query_text("num"))
    if ticket is None:
        return visit.not_found()
    if _change(visit, ticket):
        return visit.redirect(make_ticket_address(ticket["ticket_number"]))
    visit.db.execute("UPDATE tickets SET client_read = 1 WHERE id = ?", (ticket["id"],))
    files = tickets.list_attachments(visit.db, ticket)
    opening = _shape_comment(visit, ticket, files.get("0", []), ticket["flags"] & tickets.TICKET_ENCRYPTED)
    replies = [
        _shape_comment(
            visit, reply, files.get(str(reply["id"]), []), reply["flags"] & tickets.REPLY_ENCRYPTED
        )
        for reply in tickets.list_replies(visit.db, ticket)
        if reply["status"] == "Sent"
    ]
    return visit.page(
        "ticket.html",
        ticket=ticket,
        heading=wordwrap(f"{ticket['subject']}", 40),
        day=_format_day(visit, ticket),
        comments=[opening, *replies],
        given=visit.field_text("body"),
        waiting=uploads.list_waiting(visit),
    )


def _change(visit: Visit, ticket: sqlite3.Row) -> bool:
    """Reply, close or reopen as the form says. Return whether it was done."""
    make, closed = visit.field_text("make"), ticket["status"] == "Closed"
    if make == "closeticket":
        if tickets.set_closed(visit.db, ticket, closed=True):
            return True
        visit.errors.append(visit.words["cant_close"])
    elif make == "reopen":
        if tickets.set_closed(visit.db, ticket, closed=False):
            return True
        visit.errors.append(visit.words["cant_reopen"])
    elif make == "addreply" and not closed:
        body = visit.field_text("body")
        if not body.strip():
            visit.errors.append(visit.words["no_message"])
        files = uploads.with_form(visit)
        if not visit.errors:
            tickets.add_reply(
                visit.db,
                ticket,
                visit.caller,
                body,
                visit.store.now(),
                flags=tickets.REPLY_ENCRYPTED * _wants_encryption(visit),
                files=uploads.take(visit, files),
                utf8mb3=visit.settings.utf8mb3,
            )
            return True
    return False


def download_file(visit: Visit) -> Response:
    row = tickets.find_attachment(visit.db, visit.caller["id"], "id", visit.query_text("id"))
    path = visit.store.files / row["filename"] if row is not None else None
    if row is None or path is None or not path.exists():
        return visit.not_found()
    return download(path, row["org_filename"])


def upload_url(visit: Visit) -> Response:
    """Answer jQuery-File-Upload: JSON, called plain text where the browser does not ask for JSON."""
    answer: Any
    if visit.method == "DELETE":
        answer = {"files": [{visit.query_text("file"): uploads.forget(visit)}]}
    elif visit.errors:
        answer = {"error": visit.errors}
    else:
        files = uploads.handle_upload(visit)
        answer = files if visit.settings.upload_list else {"files": files}
    kind = "application/json" if "application/json" in visit.accept else "text/plain"
    return Response(php.json_encode(answer), content_type=kind)


def _shape_comment(
    visit: Visit, message: sqlite3.Row, files: list[sqlite3.Row], encrypted: int
) -> dict[str, Any]:
    offset = visit.settings.utc_offset
    return {
        "id": message["id"],
        "name": message["name"],
        "staff": message["type"] == "Admin",
        "body": format_message(message["body"]),
        "files": files,
        "encrypted": bool(encrypted),
        "day": format_time(message["date"], offset, "%d/%m/%Y"),
        "time": format_time(message["date"], offset, "%H:%M"),
    }


def format_message(body: str) -> Markup:
    """Format a text, with addresses made links and ``<br />`` before each line's end."""
    linked = re.sub(
        r"https?://(?:(?!&#?\w+;)[^\s<]|&amp;)+",
        lambda found: f'<a href="{found[0]}">{found[0]}</a>',
        str(escape(body)),
    )
    return Markup(re.sub(r"\r\n|\n|\r", lambda end: "<br />" + end[0], linked))  # noqa: S704 - escaped above


def wordwrap(text: str, width: int) -> str:
    """Wrap as PHP's ``wordwrap`` with ``cut_long_words``, which cuts a long word, or a line of Japanese."""
    lines = []
    while len(text) > width:
        space = text.rfind(" ", 0, width + 1)
        end, skip = (space, 1) if space > 0 else (width, 0)
        lines.append(text[:end])
        text = text[end + skip :]
    return "\n".join([*lines, text])


def _wants_encryption(visit: Visit) -> bool:
    return visit.settings.encrypt and visit.field_text("encrypt") == "1"


def _list_services(visit: Visit) -> list[sqlite3.Row]:
    return visit.db.execute(
        "SELECT * FROM services WHERE client_id = ? ORDER BY id", (visit.caller["id"],)
    ).fetchall()


def _format_day(visit: Visit, row: sqlite3.Row) -> str:
    return format_time(row["date"], visit.settings.utc_offset, "%d/%m/%Y")
