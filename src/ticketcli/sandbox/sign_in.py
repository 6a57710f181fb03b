"""Sign in to the client area with a password, a captcha and a second factor, and sign out."""

from __future__ import annotations

import secrets
import sqlite3

from flask import Response

from ticketcli.sandbox import SECOND_FACTOR, accounts, captcha
from ticketcli.sandbox.accounts import Session
from ticketcli.sandbox.visit import Visit

DEVICE_COOKIE, DEVICE_SECONDS = "mfa_device", 30 * 86400.0


def show_login_page(visit: Visit) -> Response:
    if visit.settings.login_captcha:
        visit.session.captcha = ""  # the image makes a new one
    return visit.page("login.html")


def log_in(visit: Visit) -> Response:
    client = accounts.find_client_by_password(
        visit.db, visit.field_text("username"), visit.field_text("password")
    )
    if visit.settings.login_captcha and not is_captcha_right(visit, visit.field_text("captcha")):
        visit.errors.append(visit.words["wrong_captcha"])
    elif client is None:
        visit.errors.append(visit.words["wrong_login"])
    if client is None or visit.errors:
        return show_login_page(visit)
    _renew(visit)
    device = accounts.find_token(
        visit.db, visit.cookies.get(DEVICE_COOKIE, ""), ("device",), visit.store.clock()
    )
    if client["second_factor"] and (device is None or device["client_id"] != client["id"]):
        visit.session.pending_id = client["id"]
        return visit.redirect("/?cmd=mfa&action=verify")
    return _enter(visit, client)


def serve_second_factor(visit: Visit) -> Response:
    """Serve the two-factor page, and what it posts."""
    client = accounts.find_client(visit.db, visit.session.pending_id)
    if client is None:
        return visit.sign_in_first()
    if visit.field_text("make") == "submit":
        if secrets.compare_digest(visit.field_text("code").strip().encode(), SECOND_FACTOR.encode()):
            if visit.field_text("rememberme") == "1":
                now = visit.store.clock()
                visit.set_cookies[DEVICE_COOKIE] = accounts.issue_token(
                    visit.db, "device", client["id"], now, now + DEVICE_SECONDS
                )
            return _enter(visit, client)
        visit.errors.append(visit.words["wrong_code"])
    return visit.page("mfa.html")


def log_out(visit: Visit) -> Response:
    _renew(visit)
    return visit.sign_in_first()


def _enter(visit: Visit, client: sqlite3.Row) -> Response:
    visit.session.client_id, visit.session.pending_id = client["id"], None
    visit.db.execute("UPDATE clients SET lastlogin = ? WHERE id = ?", (visit.store.now(), client["id"]))
    return visit.redirect("/clientarea/")


def _renew(visit: Visit) -> None:
    """Begin a new session: who knew the old one's id or token gains nothing."""
    visit.db.execute("DELETE FROM sessions WHERE id = ?", (visit.session.id,))
    visit.session = Session()


def draw_captcha_image(visit: Visit) -> Response:
    visit.session.captcha = captcha.make_code()
    return Response(captcha.draw_png(visit.session.captcha), content_type="image/png")


def is_captcha_right(visit: Visit, given: str) -> bool:
    """Compare with the last image shown; each image is good for one try."""
    code, visit.session.captcha = visit.session.captcha, ""
    return bool(code) and given.strip() == code
