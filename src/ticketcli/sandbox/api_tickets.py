"""The User API's calls for tickets, departments and services."""

from __future__ import annotations

from ticketcli.sandbox import tickets
from ticketcli.sandbox.api_call import Answer, Call, Context, Payload, Row, convert_row, make_error
from ticketcli.sandbox.php import htmlspecialchars, intval, text
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.words import get_words
from ticketcli.sandbox.zone import format_time


def list_departments(context: Context, call: Call, _: str) -> Answer:
    rows = context.db.execute("SELECT id, name, description FROM departments ORDER BY id")
    return Answer({"departments": [convert_row(row) for row in rows]})


def list_page(context: Context, call: Call, _: str) -> Answer:
    settings, wanted = context.settings, text(call.query, "page")
    page = max(intval(wanted), 1)
    rows, total = tickets.list_tickets(
        context.db,
        context.caller["id"],
        start=(page - 1) * settings.page_size,
        size=settings.page_size,
        before=context.store.clock() - settings.list_lag,
    )
    payload: Payload = {"tickets": [_convert_ticket(row, settings) for row in rows]}
    if settings.api_page_meta:
        payload["page"] = {"current": page, "total": max(-(-total // settings.page_size), 1)}
    return Answer(payload)


def create(context: Context, call: Call, _: str) -> Answer:
    """Take ``dept_id``, ``subject`` and ``body``, and nothing else."""
    subject, body = text(call.body, "subject").strip(), text(call.body, "body")
    dept_id = text(call.body, "dept_id")
    problems = []
    department = context.db.execute("SELECT id FROM departments WHERE id = ?", (dept_id,)).fetchone()
    if department is None:
        problems.append("Selected department does not exist")
    if not subject:
        problems.append("Subject line cannot be empty")
    if not body.strip():
        problems.append("Support ticket message cannot be empty")
    if problems:
        return make_error(*problems)
    new = tickets.NewTicket(department["id"], subject, body)
    row = tickets.add_ticket(
        context.db, context.caller, new, context.store.now(), utf8mb3=context.settings.utf8mb3
    )
    number, info = row["ticket_number"], ["Ticket has been created"]
    shapes: dict[str, Payload] = {
        "ticket_number": {"ticket_number": number},
        "number": {"number": number},
        "ticket": {"ticket": {"ticket_number": number}},
        "ticket_id": {"ticket_id": number},
        "status": {"status": True},
        "info": {"info": info},
    }
    return Answer(shapes[context.settings.api_created])


def show(context: Context, call: Call, number: str) -> Answer:
    row = _find(context, number)
    if row is None:
        return make_error("Ticket not found")
    offset = context.settings.utc_offset
    replies = [
        {
            **convert_row(reply),
            "date": format_time(reply["date"], offset),
            "body": htmlspecialchars(reply["body"]),
        }
        for reply in tickets.list_replies(context.db, row)
    ]
    files = {
        reply_id: [
            {"id": str(file["id"]), "org_filename": file["org_filename"], "filename": file["filename"]}
            for file in found
        ]
        for reply_id, found in tickets.list_attachments(context.db, row).items()
    }
    context.db.execute("UPDATE tickets SET client_read = 1 WHERE id = ?", (row["id"],))
    return Answer(
        {"ticket": _convert_ticket(row, context.settings), "replies": replies, "attachments": files}
    )


def reply(context: Context, call: Call, number: str) -> Answer:
    row, body = _find(context, number), text(call.body, "body")
    if row is None:
        return make_error("Ticket not found")
    if row["status"] == "Closed":
        return make_error("This ticket is closed")
    if not body.strip():
        return make_error("Support ticket message cannot be empty")
    tickets.add_reply(
        context.db, row, context.caller, body, context.store.now(), utf8mb3=context.settings.utf8mb3
    )
    return Answer({"status": True, "info": [get_words(context.settings.language)["reply_added"]]})


def close(context: Context, call: Call, number: str) -> Answer:
    row = _find(context, number)
    if row is None or not tickets.set_closed(context.db, row, closed=True):
        return make_error("You can't close this ticket")
    return Answer({"status": True, "info": ["Ticket has been closed"]})


def reopen(context: Context, call: Call, number: str) -> Answer:
    row = _find(context, number)
    if row is None or not tickets.set_closed(context.db, row, closed=False):
        return make_error("You can't open this ticket")
    return Answer({"status": True, "info": ["Ticket has been opened"]})


def download(context: Context, call: Call, file: str) -> Answer:
    row = tickets.find_attachment(context.db, context.caller["id"], context.settings.api_attachment_by, file)
    path = context.store.files / row["filename"] if row is not None else None
    if row is None or path is None or not path.exists():
        return make_error("Attachment not found")
    return Answer({}, file=(path, row["org_filename"]))


def list_services(context: Context, call: Call, _: str) -> Answer:
    rows = context.db.execute(
        "SELECT * FROM services WHERE client_id = ? ORDER BY id", (context.caller["id"],)
    )
    return Answer({"services": [convert_row(row, hide=("client_id",)) for row in rows]})


def get_service(context: Context, call: Call, service_id: str) -> Answer:
    row = context.db.execute(
        "SELECT * FROM services WHERE client_id = ? AND id = ?", (context.caller["id"], service_id)
    ).fetchone()
    return (
        make_error("Service not found")
        if row is None
        else Answer({"service": convert_row(row, hide=("client_id",))})
    )


def _find(context: Context, number: str) -> Row | None:
    return tickets.find_ticket(context.db, context.caller["id"], number)


def _convert_ticket(row: Row, settings: Settings) -> dict[str, str]:
    return {
        **convert_row(row, hide=("service_id", "contacts")),
        "body": htmlspecialchars(row["body"]),
        "date": format_time(row["date"], settings.utc_offset),
        "lastreply": format_time(row["lastreply"], settings.utc_offset),
    }
