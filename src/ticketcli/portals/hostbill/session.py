"""What is signed in at an installation: one person's session, shared by both routes."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.portals.base import Credentials, Keys, Session
from ticketcli.portals.http.client import Http


class SignedIn:
    """The session at hand. It is read from where it was kept when first needed, and kept when it changes."""

    def __init__(self, keys: Keys, http: Http) -> None:
        self.keys = keys
        self.http = http
        self._session: Session | None = None
        self._credentials: Credentials | None = None

    @property
    def credentials(self) -> Credentials:
        """What to sign in with. Raises SignInNeeded."""
        if self._credentials is None:
            self._credentials = self.keys.credentials()
        return self._credentials

    @property
    def session(self) -> Session:
        """The session as it is now."""
        if self._session is None:
            self._session = self.keys.session()
            self.http.set_cookies(self._session.cookies)
        return self._session

    def keep_tokens(self, access: str | None, refresh: str | None) -> None:
        """New tokens of the API; None forgets them."""
        self._keep(replace(self.session, access=access, refresh=refresh))

    def keep_cookies(self) -> None:
        """The cookies as the client area set them last."""
        self._keep(replace(self.session, cookies=self.http.cookies))

    def forget(self) -> None:
        """Everything that a sign-in gave."""
        self.http.forget_cookies()
        self._keep(Session())

    def _keep(self, session: Session) -> None:
        if session != self._session:
            self._session = session
            self.keys.keep(session)
