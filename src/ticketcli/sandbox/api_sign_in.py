"""The User API's calls for signing in, and for personal access tokens."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone

from ticketcli.sandbox import accounts
from ticketcli.sandbox.api_call import Answer, Call, Desk, Row, make_error
from ticketcli.sandbox.php import Fields, text
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store
from ticketcli.sandbox.zone import format_time


def log_in(desk: Desk, call: Call, _: str) -> Answer:
    client = accounts.find_client_by_password(
        desk.db, text(call.body, "username"), text(call.body, "password")
    )
    if client is None:
        return make_error("Invalid username or password")
    if client["second_factor"]:
        return make_error("This account uses two-factor authentication, use a personal access token")
    now, settings = desk.store.clock(), desk.settings
    desk.db.execute("UPDATE clients SET lastlogin = ? WHERE id = ?", (int(now), client["id"]))
    token = accounts.issue_token(desk.db, "access", client["id"], now, now + settings.token_seconds)
    refresh = accounts.issue_token(desk.db, "refresh", client["id"], now, now + settings.refresh_seconds)
    return Answer({"token": token, "refresh": refresh})


def refresh(desk: Desk, call: Call, _: str) -> Answer:
    now, settings, old = desk.store.clock(), desk.settings, text(call.body, "refresh_token")
    row = accounts.find_token(desk.db, old, ("refresh",), now)
    if row is None:
        return make_error("Invalid refresh token")
    payload = {
        "token": accounts.issue_token(desk.db, "access", row["client_id"], now, now + settings.token_seconds)
    }
    if settings.refresh_rotates:
        accounts.drop(desk.db, old)
        payload["refresh"] = accounts.issue_token(
            desk.db, "refresh", row["client_id"], now, now + settings.refresh_seconds
        )
    return Answer(payload)


def log_out(desk: Desk, call: Call, _: str) -> Answer:
    accounts.drop(desk.db, desk.token)
    return Answer({"status": True})


def revoke(desk: Desk, call: Call, _: str) -> Answer:
    """Drop the access token that was sent, and the refresh token that is named."""
    refresh = text(call.body, "refresh_token")
    if (
        desk.client is None
        and accounts.find_token(desk.db, refresh, ("refresh",), desk.store.clock()) is None
    ):
        return make_error("Unauthorized", status=401)
    accounts.drop(desk.db, desk.token)
    accounts.drop(desk.db, refresh)
    return Answer({"status": True})


def get_details(desk: Desk, call: Call, _: str) -> Answer:
    client = desk.caller
    names = ("id", "email", "firstname", "lastname", "companyname")
    return Answer(
        {
            "client": {
                **{name: str(client[name]) for name in names},
                "lastlogin": format_time(client["lastlogin"], desk.settings.utc_offset),
            }
        }
    )


def list_tokens(desk: Desk, call: Call, _: str) -> Answer:
    rows = desk.db.execute(
        "SELECT * FROM tokens WHERE kind = 'personal' AND client_id = ? ORDER BY id", (desk.caller["id"],)
    )
    offset = desk.settings.utc_offset
    listed = [
        {
            "id": str(row["id"]),
            "name": row["name"],
            "created_at": format_time(row["created"], offset),
            "expires_at": format_time(row["expires"], offset),
        }
        for row in rows
    ]
    return Answer({"tokens": listed})


def create_token(desk: Desk, call: Call, _: str) -> Answer:
    if desk.personal:
        return make_error("A personal access token cannot make another one")
    try:
        token = make_personal_token(desk.db, desk.caller, desk.store, desk.settings, call.body)
    except ValueError as problem:
        return make_error(str(problem))
    return Answer({"token": token, "id": str(desk.db.execute("SELECT max(id) FROM tokens").fetchone()[0])})


def make_personal_token(
    db: sqlite3.Connection, client: Row, store: Store, settings: Settings, fields: Fields
) -> str:
    """Make the token that ``name`` and ``expires_at`` (optional) ask for; ValueError if they are no good."""
    name, wanted, expires = text(fields, "name").strip(), text(fields, "expires_at").strip(), None
    if not name:
        raise ValueError("Token name cannot be empty")
    if wanted:
        try:
            there = datetime.fromisoformat(wanted).replace(tzinfo=timezone.utc)
        except ValueError:
            raise ValueError("Invalid expiration date") from None
        expires = there.timestamp() - settings.utc_offset
        if expires <= store.clock() or there.year > 9000:
            raise ValueError("Invalid expiration date")
    return accounts.issue_token(db, "personal", client["id"], store.clock(), expires, name)


def drop_token(desk: Desk, call: Call, token_id: str) -> Answer:
    gone = desk.db.execute(
        "DELETE FROM tokens WHERE id = ? AND kind = 'personal' AND client_id = ?",
        (token_id, desk.caller["id"]),
    )
    return Answer({"status": True}) if gone.rowcount else make_error("Token not found")
