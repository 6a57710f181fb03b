"""Accounts: passwords, the API's tokens, the browser's sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3
from dataclasses import dataclass, field

from ticketcli.sandbox.settings import Settings

Row = sqlite3.Row


def find_client_by_password(db: sqlite3.Connection, email: str, password: str) -> Row | None:
    from werkzeug.security import check_password_hash

    row: Row | None = db.execute("SELECT * FROM clients WHERE email = ?", (email.strip().lower(),)).fetchone()
    return row if row is not None and check_password_hash(row["password"], password) else None


def find_client(db: sqlite3.Connection, client_id: int | None) -> Row | None:
    row: Row | None = db.execute("SELECT * FROM clients WHERE id = ?", (client_id,)).fetchone()
    return row


# Tokens. Only their digests are stored, so that the database gives none away.


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(
    db: sqlite3.Connection, kind: str, client_id: int, now: float, expires: float | None, name: str = ""
) -> str:
    """Issue a new token of kind ``access`` (shaped as a JWT), ``refresh``, ``personal`` or ``device``."""
    if kind == "access":
        token = _make_jwt(db, client_id, now, expires or now)
    else:
        token = {"personal": "hbpat_"}.get(kind, "") + secrets.token_hex(24)
    db.execute(
        "INSERT INTO tokens (digest, kind, client_id, name, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
        (digest(token), kind, client_id, name, int(now), expires),
    )
    return token


def find_token(db: sqlite3.Connection, token: str, kinds: tuple[str, ...], now: float) -> Row | None:
    """Find the token's row, if it is of one of ``kinds``, was not dropped, and has not ended."""
    row: Row | None = db.execute("SELECT * FROM tokens WHERE digest = ?", (digest(token),)).fetchone()
    if row is None or row["kind"] not in kinds or (row["expires"] is not None and row["expires"] <= now):
        return None
    return row


def drop(db: sqlite3.Connection, token: str) -> None:
    db.execute("DELETE FROM tokens WHERE digest = ?", (digest(token),))


def _make_jwt(db: sqlite3.Connection, client_id: int, now: float, expires: float) -> str:
    secret = db.execute("SELECT value FROM secrets WHERE name = 'jwt'").fetchone()[0]
    claims = {"sub": str(client_id), "iat": int(now), "exp": int(expires), "jti": secrets.token_hex(8)}
    payload = (
        _encode_base64(json.dumps({"typ": "JWT", "alg": "HS256"}).encode())
        + "."
        + _encode_base64(json.dumps(claims).encode())
    )
    signature = hmac.new(secret.encode(), payload.encode(), hashlib.sha256).digest()
    return payload + "." + _encode_base64(signature)


def _encode_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


# Sessions of the client area.


@dataclass
class Session:
    """What the server knows of one browser. ``pending_id``: gave the password, owes the second factor."""

    id: str = field(default_factory=lambda: secrets.token_hex(16))
    security_token: str = field(default_factory=lambda: secrets.token_hex(16))
    client_id: int | None = None
    pending_id: int | None = None
    captcha: str = ""
    notices: list[str] = field(default_factory=list)


def load_session(db: sqlite3.Connection, session_id: str, now: float, settings: Settings) -> Session:
    """Load the session of that id; an unknown one, or one not seen for too long, begins anew."""
    row = db.execute("SELECT * FROM sessions WHERE id = ?", (session_id,)).fetchone()
    if row is None or row["seen"] + settings.session_seconds <= now:
        return Session()
    return Session(
        row["id"],
        row["security_token"],
        row["client_id"],
        row["pending_id"],
        row["captcha"],
        json.loads(row["notices"]),
    )


def save_session(db: sqlite3.Connection, session: Session, now: float) -> None:
    db.execute(
        "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            session.id,
            session.client_id,
            session.pending_id,
            session.security_token,
            session.captcha,
            json.dumps(session.notices),
            now,
        ),
    )
