"""What is signed in at an installation: one person's session, shared by both routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ticketcli.i18n import _
from ticketcli.model.phrases import join_lines
from ticketcli.portals.base import CodeRefused, Credentials, CredentialSource, Session, SignInRefused
from ticketcli.portals.http.client import Http

CODE_ATTEMPTS = 3
"""How often a code may be typed before the sign-in ends: portals ban who goes on."""

BANNED = re.compile(
    r"(?i)\bbanned\b|\bban list|black ?list|blocked|アクセス禁止|ブロックされ|封鎖|封锁|禁止存取"
)


class SharedSession:
    """The session at hand. It is read from the store when first needed, and saved when it changes.

    A password that the portal refused is remembered, so that it is sent by no other route and in no
    other form: providers ban an address after a few refused sign-ins.
    """

    def __init__(self, credential_source: CredentialSource, http: Http) -> None:
        self.credential_source = credential_source
        self.http = http
        self._session: Session | None = None
        self._credentials: Credentials | None = None
        self._refusal: SignInRefused | None = None
        self._code: str | None = None
        self.second_factor = False  # a code was asked for in this run

    @property
    def credentials(self) -> Credentials:
        """What to sign in with. Raises SignInNeeded."""
        if self._credentials is None:
            self._credentials = self.credential_source.read_credentials()
        return self._credentials

    @property
    def session(self) -> Session:
        """The session as it is now."""
        if self._session is None:
            self._session = self.credential_source.read_session()
            self.http.cookies.load(self._session.cookies)
        return self._session

    def check_not_refused(self) -> None:
        """Do nothing, unless the portal refused the password already. Raises SignInRefused."""
        if self._refusal is not None:
            raise self._refusal

    def refuse(self, message: str, said: str) -> SignInRefused:
        """Return the error for a refused password, and remember it. `said` is the portal's word alone."""
        hint = _("Check the e-mail address and the password: ticket auth login")
        if BANNED.search(said):
            hint = _(
                "The portal bans an address after several refused sign-ins. Wait before the next one, "
                "or ask the provider."
            )
        self._refusal = SignInRefused(message, hint)
        return self._refusal

    def enter_code(
        self, send: Callable[[str], str | None], *, send_another: Callable[[], None] | None = None
    ) -> None:
        """Ask for the second factor and hand it to `send`, again while that does not return None.

        What it returns then is the portal's word about the code, which may be empty.

        A code that comes by mail or SMS has `send_another`: an empty answer asks for it. Else a code that
        was right a moment ago by the other route is tried first. Raises SignInNeeded where nobody can be
        asked, CodeRefused after three codes.
        """
        self.second_factor = True
        if self._code is not None and send_another is None:
            code, self._code = self._code, None
            if send(code) is None:
                return
        note = (
            ""
            if send_another is None
            else _("The portal has sent you a code. Press Enter alone to get another one.")
        )
        left = CODE_ATTEMPTS
        said: str | None = ""
        while left:
            code = "".join(self.credential_source.ask_code(note).split())
            if not code and send_another is not None:
                send_another()
                note = _("Asked the portal for another code.")
                left -= 1
                continue
            said = send(code)
            if said is None:
                self._code = code
                return
            note = _join_word(_("The portal rejected the code."), said)
            left -= 1
        raise CodeRefused(
            _join_word(_("The portal rejected the two-factor code."), said), _("Try again with a new code.")
        )

    def save_tokens(self, access: str | None, refresh: str | None) -> None:
        """Save new tokens of the API; None forgets them."""
        self._save(replace(self.session, access=access, refresh=refresh))

    def save_cookies(self) -> None:
        """Save the cookies as the client area set them last."""
        self._save(replace(self.session, cookies=self.http.cookies.dump()))

    def forget(self) -> None:
        """Forget everything that a sign-in gave."""
        self.http.cookies.clear()
        self._save(Session())

    def _save(self, session: Session) -> None:
        if session != self._session:
            self._session = session
            self.credential_source.save_session(session)


def _join_word(sentence: str, said: str | None) -> str:
    """Return a sentence and what the portal says to it, if anything."""
    return join_lines([sentence, _("The portal says: {said}").format(said=said)]) if said else sentence
