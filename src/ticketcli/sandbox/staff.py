"""Answer as the staff, when tickets are next read."""

from __future__ import annotations

import sqlite3

from ticketcli.sandbox.provider_texts import STAFF, answer_text, language_of_text

EMAIL = "staff@example.com"


def answer_due(db: sqlite3.Connection, now: int, after: float | None) -> None:
    """Answer each ticket that is new and at least ``after`` seconds old, as of that moment."""
    if after is None:
        return
    due = db.execute(
        "SELECT * FROM tickets WHERE status = 'Open' AND date = lastreply AND date + ? <= ?", (after, now)
    )
    for ticket in due.fetchall():
        then = int(ticket["date"] + after)
        # Two processes may serve one folder: who finds the ticket unanswered writes the answer.
        claimed = db.execute(
            "UPDATE tickets SET status = 'Answered', lastreply = ?, client_read = 0"
            " WHERE id = ? AND status = 'Open' AND lastreply = date",
            (max(then, ticket["date"] + 1), ticket["id"]),
        )
        if claimed.rowcount:
            language = language_of_text(f"{ticket['subject']}\n{ticket['body']}")
            text = answer_text(ticket["name"], ticket["subject"], language)
            db.execute(
                "INSERT INTO replies (ticket_id, replier_id, name, email, date, body, status, type, flags)"
                " VALUES (?, 1, ?, ?, ?, ?, 'Sent', 'Admin', 0)",
                (ticket["id"], STAFF[language], EMAIL, then, text),
            )
