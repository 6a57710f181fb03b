"""The User API's calls for signing in, and for personal access tokens."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone

from ticketcli.sandbox import accounts
from ticketcli.sandbox.api_call import Answer, Call, Context, Row, make_error
from ticketcli.sandbox.php import Fields, text
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store
from ticketcli.sandbox.zone import format_time


def log_in(context: Context, call: Call, _: str) -> Answer:
    client = accounts.find_client_by_password(
        context.db, text(call.body, "username"), text(call.body, "password")
    )
    if client is None:
        return make_error("Invalid username or password")
    if client["second_factor"]:
        return make_error("This account uses two-factor authentication, use a personal access token")
    now, settings = context.store.clock(), context.settings
    context.db.execute("UPDATE clients SET lastlogin = ? WHERE id = ?", (int(now), client["id"]))
    token = accounts.issue_token(context.db, "access", client["id"], now, now + settings.token_seconds)
    refresh = accounts.issue_token(context.db, "refresh", client["id"], now, now + settings.refresh_seconds)
    return Answer({"token": token, "refresh": refresh})


def refresh(context: Context, call: Call, _: str) -> Answer:
    now, settings, old = context.store.clock(), context.settings, text(call.body, "refresh_token")
    row = accounts.find_token(context.db, old, ("refresh",), now)
    if row is None:
        return make_error("Invalid refresh token")
    payload = {
        "token": accounts.issue_token(
            context.db, "access", row["client_id"], now, now + settings.token_seconds
        )
    }
    if settings.refresh_rotates:
        accounts.drop(context.db, old)
        payload["refresh"] = accounts.issue_token(
            context.db, "refresh", row["client_id"], now, now + settings.refresh_seconds
        )
    return Answer(payload)


def log_out(context: Context, call: Call, _: str) -> Answer:
    accounts.drop(context.db, context.token)
    return Answer({"status": True})


def revoke(context: Context, call: Call, _: str) -> Answer:
    """Drop the access token that was sent, and the refresh token that is named."""
    refresh = text(call.body, "refresh_token")
    if (
        context.client is None
        and accounts.find_token(context.db, refresh, ("refresh",), context.store.clock()) is None
    ):
        return make_error("Unauthorized", status=401)
    accounts.drop(context.db, context.token)
    accounts.drop(context.db, refresh)
    return Answer({"status": True})


def get_details(context: Context, call: Call, _: str) -> Answer:
    client = context.caller
    names = ("id", "email", "firstname", "lastname", "companyname")
    return Answer(
        {
            "client": {
                **{name: str(client[name]) for name in names},
                "lastlogin": format_time(client["lastlogin"], context.settings.utc_offset),
            }
        }
    )


def list_tokens(context: Context, call: Call, _: str) -> Answer:
    rows = context.db.execute(
        "SELECT * FROM tokens WHERE kind = 'personal' AND client_id = ? ORDER BY id", (context.caller["id"],)
    )
    offset = context.settings.utc_offset
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


def create_token(context: Context, call: Call, _: str) -> Answer:
    if context.personal:
        return make_error("A personal access token cannot make another one")
    try:
        token = make_personal_token(context.db, context.caller, context.store, context.settings, call.body)
    except ValueError as problem:
        return make_error(str(problem))
    return Answer({"token": token, "id": str(context.db.execute("SELECT max(id) FROM tokens").fetchone()[0])})


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


def drop_token(context: Context, call: Call, token_id: str) -> Answer:
    gone = context.db.execute(
        "DELETE FROM tokens WHERE id = ? AND kind = 'personal' AND client_id = ?",
        (token_id, context.caller["id"]),
    )
    return Answer({"status": True}) if gone.rowcount else make_error("Token not found")
