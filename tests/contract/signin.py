"""Sign-in to the client area: the login page, the code page, sign-out."""

from __future__ import annotations

import time

from tests.contract.account import CAPTCHA, CODE, Account
from tests.contract.layout import Layout, e
from tests.contract.sessions import TRUST, Session, Sessions
from tests.contract.wire import Request, Response


class SignIn:
    def __init__(self, layout: Layout, account: Account) -> None:
        self.layout, self.account = layout, account
        self.quirks, self.links = layout.quirks, layout.links

    @property
    def sessions(self) -> Sessions:
        return self.layout.sessions

    def demand(self, session: Session, request: Request) -> tuple[Session, Response]:
        """What the signed-out get in place of a page."""
        if request.method == "GET":
            query = f"?{request.raw_query}" if request.raw_query else ""
            session.asked = f"{self.links.root}{request.path.removeprefix(self.quirks.folder)}{query}"
        if self.quirks.login_at == "inline":
            return session, self.page(session)
        return session, self.layout.redirect(self.links.login())

    def page(self, session: Session, message: str = "") -> Response:
        words = self.layout.words
        actions = {
            "empty": "",
            "absolute": f"{self.links.base}/?cmd=login",
            "relative": "?cmd=login",
        }
        captcha = ""
        if self.quirks.login_captcha:
            captcha = (
                f'<img src="{self.links.root}/?cmd=root&amp;action=captcha" alt=""/>'
                f'<label>{words["captcha"]}</label><input type="text" name="captcha"/>'
            )
        body = f"""<h1>{words["login"]}</h1>{self.layout.messages([message] if message else [])}
<form action="{e(actions[self.quirks.login_action])}" method="post" name="login_form">
<input type="hidden" name="action" value="login"/>
<div class="form-group"><label>{words["email"]}</label><input type="text" name="username" value=""/></div>
<div class="form-group"><label>{words["password"]}</label><input type="password" name="password"/></div>
{captcha}<input type="submit" value="{words["login"]}"/>{self.sessions.hidden(session)}</form>"""
        return self.layout.page(session, body, title=words["login"])

    def submit(self, session: Session, request: Request) -> tuple[Session, Response]:
        form, words = request.form, self.layout.words
        if not self.sessions.accepts(session, request):
            return session, self.page(session, words["bad_token"])
        if self.quirks.login_captcha and form.get("captcha") != CAPTCHA:
            return session, self.page(session, words["bad_captcha"])
        if (form.get("username"), form.get("password")) != (self.account.username, self.account.password):
            return session, self.page(session, words["bad_login"])
        if self.quirks.two_factor and request.cookie(TRUST) not in self.sessions.trusted:
            session = self.sessions.renew(session, "code")
            if self.quirks.two_factor_at == "inline":
                return session, self.code_page(session)
            return session, self.layout.redirect(self.links.to("mfa"))
        session = self.sessions.renew(session, "in")
        return session, self.enter(session)

    def enter(self, session: Session) -> Response:
        asked = session.asked if self.quirks.after_login == "asked" else ""
        return self.layout.redirect(asked or self.links.to("clientarea"))

    def code_page(self, session: Session, message: str = "") -> Response:
        words = self.layout.words
        extra = ""
        if self.quirks.two_factor_extra:
            extra = (
                '<input type="hidden" name="module" value="totp"/><label><input type="radio" name="device" '
                'value="app" checked="checked"/> App</label><label><input type="radio" name="device" '
                'value="sms"/> SMS</label>'
            )
        if self.quirks.two_factor_by != "app":
            sent = int(self.quirks.two_factor_by == "mail-sent" or session.code_sent > 0)
            extra += (
                f'<button type="button" class="request" data-resend="{sent}">{words["ask_code"]}</button>'
            )
        body = f"""<h1>{words["code"]}</h1>{self.layout.messages([message] if message else [])}
<form action="?cmd=mfa&amp;action=verify" method="POST">{self.sessions.hidden(session)}{extra}
<label for="code">{words["code"]}</label><input type="text" name="code" id="code" autocomplete="off"/>
<label><input type="checkbox" name="rememberme" value="1"/> {words["remember"]}</label>
<button type="submit" name="make" value="submit">{words["send"]}</button></form>"""
        return self.layout.page(session, body, title=words["code"])

    def send_code(self, session: Session, *, again: bool) -> Response:
        """Sends the code once it is asked for; again only after ten seconds."""
        if again is (session.code_sent > 0) and time.monotonic() - session.code_sent > 10:
            session.code_sent = time.monotonic()
        return self.code_page(session)

    def verify(self, session: Session, request: Request) -> tuple[Session, Response]:
        form = request.form
        if self.quirks.two_factor_by != "app" and request.arg("resend") in ("0", "1"):
            return session, self.send_code(session, again=request.arg("resend") == "1")
        sent = self.quirks.two_factor_by != "mail" or session.code_sent > 0
        good = self.sessions.accepts(session, request) and form.get("make") == "submit"
        if self.quirks.two_factor_extra:
            good = good and form.get("module") == "totp" and form.get("device") == "app"
        if not good or not sent or form.get("code").strip() != CODE:
            return session, self.code_page(session, self.layout.words["bad_code"])
        session = self.sessions.renew(session, "in")
        response = self.enter(session)
        if form.get("rememberme") == "1":
            trust = self.layout.store.secret()
            self.sessions.trusted.add(trust)
            response.headers.append(("Set-Cookie", f"{TRUST}={trust}; path=/; HttpOnly"))
        return session, response
