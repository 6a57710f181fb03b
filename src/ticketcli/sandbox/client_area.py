"""The client area: which page answers a request, once session and anti-forgery token were looked at."""

from __future__ import annotations

import secrets

from flask import Response

from ticketcli.sandbox import accounts, php, sign_in, staff, swagger, ticket_pages
from ticketcli.sandbox.api_sign_in import make_personal_token
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store
from ticketcli.sandbox.visit import Visit, parse_parameters
from ticketcli.sandbox.words import choose, get_words

SESSION_COOKIE = "PHPSESSID"


def answer(
    store: Store,
    settings: Settings,
    *,
    base: str,
    method: str,
    path: str,
    query_string: str,
    form: php.Form,
    cookies: dict[str, str],
    accept: str,
    accept_language: str,
) -> Response:
    get = parse_parameters(path, query_string)
    language = choose(
        php.text(get, "language"), cookies.get("language", ""), accept_language, settings.language
    )
    with store.open() as db:
        session = accounts.load_session(db, cookies.get(SESSION_COOKIE, ""), store.clock(), settings)
        client = accounts.find_client(db, session.client_id)
        visit = Visit(
            db,
            store,
            settings,
            session,
            client,
            base,
            method,
            get,
            form,
            cookies,
            accept,
            language,
            get_words(language),
        )
        if php.text(get, "language"):
            visit.set_cookies["language"] = language
        _check_token(visit)
        response = _serve_page(visit)
        accounts.save_session(db, visit.session, store.clock())
    if cookies.get(SESSION_COOKIE) != visit.session.id:
        visit.set_cookies[SESSION_COOKIE] = visit.session.id
    for name, value in visit.set_cookies.items():
        response.set_cookie(name, value, path="/", httponly=name != "language", samesite="Lax")
    return response


def _check_token(visit: Visit) -> None:
    """Check the session's token of a POST; without it, show the page it came from, and do nothing."""
    if visit.method != "POST" or not (visit.post or visit.form.files):
        return
    if not secrets.compare_digest(
        visit.field_text("security_token").encode(), visit.session.security_token.encode()
    ):
        visit.errors.append(visit.words["wrong_token"])
        visit.post.clear()
        for file in visit.form.files:
            file.path.unlink(missing_ok=True)
        visit.form.files.clear()


def _serve_page(visit: Visit) -> Response:
    cmd = visit.query_text("cmd")
    action = visit.field_text("action") or visit.query_text("action")
    if action == "logout":
        return sign_in.log_out(visit)
    if action == "login" and visit.post:
        return sign_in.log_in(visit)
    if (cmd, action) == ("root", "captcha"):
        return sign_in.draw_captcha_image(visit)
    if (cmd, action) == ("mfa", "verify"):
        return sign_in.serve_second_factor(visit)
    if cmd == "userapi" and visit.settings.api and action != "tokens":
        return _serve_user_api(visit, action)
    if visit.client is None:
        here = cmd in ("", "login", "clientarea") and action in ("", "default", "login")
        return sign_in.show_login_page(visit) if here else visit.sign_in_first()
    if action == "download":
        return ticket_pages.download_file(visit)
    if cmd == "tickets":
        return _serve_tickets(visit, action)
    if cmd == "ticket_related_client_service" and visit.settings.widgets:
        return ticket_pages.list_related_services(visit)
    if cmd == "userapi" and visit.settings.api:
        return _serve_tokens(visit)
    if cmd in ("", "clientarea", "login") and action == "services":
        rows = visit.db.execute(
            "SELECT * FROM services WHERE client_id = ? ORDER BY id", (visit.caller["id"],)
        )
        return visit.page("services.html", services=rows.fetchall())
    if cmd in ("", "clientarea", "login"):
        return visit.page("message.html", title=visit.words["client_area"])
    return visit.not_found()


def _serve_tickets(visit: Visit, action: str) -> Response:
    if action == "new":
        return ticket_pages.show_new_page(visit)
    if action == "view":
        return ticket_pages.view_page(visit)
    if action == "handleupload":
        return ticket_pages.upload_url(visit)
    if action in ("", "default", "list"):
        staff.answer_due(visit.db, visit.store.now(), visit.settings.staff_after)
        return ticket_pages.list_page(visit)
    return visit.not_found()


def _serve_user_api(visit: Visit, action: str) -> Response:
    if action == "swagger":
        scheme, _, host = visit.base.partition("://")
        return Response(php.json_encode(swagger.make_document(host, scheme)), content_type="application/json")
    return visit.page("userapi.html", operations=swagger.OPERATIONS)


def _serve_tokens(visit: Visit) -> Response:
    """Serve the page of personal access tokens; a new one is shown once."""
    new, make, mine = "", visit.field_text("make"), visit.caller["id"]
    if make == "addtoken":
        try:
            new = make_personal_token(visit.db, visit.caller, visit.store, visit.settings, visit.post)
        except ValueError:
            visit.errors.append(visit.words["token_bad"])
    elif make == "deletetoken":
        visit.db.execute(
            "DELETE FROM tokens WHERE id = ? AND kind = 'personal' AND client_id = ?",
            (visit.field_text("id"), mine),
        )
    rows = visit.db.execute(
        "SELECT * FROM tokens WHERE kind = 'personal' AND client_id = ? ORDER BY id", (mine,)
    )
    return visit.page("tokens.html", tokens=rows.fetchall(), new=new)
