"""Credentials: from the environment, from the store, or just typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from ticketcli.accounts.accounts import LIMIT, Account
from ticketcli.accounts.damaged_secret import DamagedSecret
from ticketcli.accounts.secret_store import Secrets, forbid_core_file, open_store
from ticketcli.i18n import N_, _
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import Credentials, Session, SignInNeeded
from ticketcli.system.user_folders import Folders

USERNAME, PASSWORD, TOKEN = "TICKET_USERNAME", "TICKET_PASSWORD", "TICKET_TOKEN"
SECRET_NAMES = (PASSWORD, TOKEN)
"""Environment variables that are not passed on to other programs."""

AskCode = Callable[[str], str]
"""Asks for a two-factor code, after a note that may be empty."""


class AccountCredentials:
    """Read the credentials of an account; implements `portals.base.CredentialSource`.

    The environment takes precedence. As soon as one secret comes from there, nothing is read from
    the store (it might be another person's, and the store might be what does not answer), and
    nothing obtained with it is written anywhere: it lives as long as this object.
    """

    def __init__(
        self,
        account: Account,
        folders: Folders,
        env: Mapping[str, str],
        ask_code: AskCode | None,
        *,
        limit: float = LIMIT,
        warn: Callable[[str], None] | None = None,
    ) -> None:
        self._account = account
        self._given = Credentials(
            env.get(USERNAME) or None, env.get(PASSWORD) or None, env.get(TOKEN) or None
        )
        self._ask_code = ask_code
        self._warn = warn
        self._session: Session | None = None
        self._secrets: Secrets | None = None
        if account.storage is not None and not self.from_environment and not self._another_person:
            self._secrets = Secrets(account, open_store(account.storage, folders, limit=limit))

    @property
    def from_environment(self) -> bool:
        """Say whether a secret came from the environment."""
        return bool(self._given.password or self._given.token)

    @property
    def owner(self) -> Account:
        """Return the account for which the cache is saved: another one where the environment signs in."""
        if self._given.token:
            mark = sha256(self._given.token.encode("utf-8", "surrogateescape")).hexdigest()[:12]
            return replace(self._account, name=f"token {mark}", username=None)
        if self._given.password and self._given.username:
            return replace(self._account, username=self._given.username)
        return self._account

    def read_credentials(self) -> Credentials:
        """Return the credentials. Raises SignInNeeded, which says what to do."""
        forbid_core_file()
        if self.from_environment:
            username = self._given.username or self._account.username
            if not username and not self._given.token:
                raise SignInNeeded(
                    _("{password} is set, but {username} is not.").format(
                        password=PASSWORD, username=USERNAME
                    ),
                    _("Set {username} as well.").format(username=USERNAME),
                )
            return Credentials(username, self._given.password, self._given.token)
        if self._another_person:
            raise SignInNeeded(
                _("{variable} is {given}, but “{name}” is the sign-in of {owner}.").format(
                    variable=USERNAME,
                    given=self._given.username,
                    name=self._account.name,
                    owner=self._account.username,
                ),
                _("Set {password} as well, or unset {username}.").format(
                    password=PASSWORD, username=USERNAME
                ),
            )
        if self._secrets is None:
            raise SignInNeeded(
                _("Not signed in to {url}.").format(url=self._account.url),
                _("Run: ticket auth login {url} (or set {username} and {password}, or {token})").format(
                    url=self._account.url, username=USERNAME, password=PASSWORD, token=TOKEN
                ),
            )
        try:
            credentials = self._secrets.credentials()
        except DamagedSecret:
            raise SignInNeeded(
                _("What {place} holds of the sign-in of “{name}” is damaged.").format(
                    place=self._secrets.credentials_place, name=self._account.name
                ),
                _("Run: ticket auth login {url}").format(url=self._account.url),
            ) from None
        if credentials is None:
            raise SignInNeeded(
                _("The {place} has no sign-in for “{name}”.").format(
                    place=self._secrets.credentials_place, name=self._account.name
                ),
                _("Run: ticket auth login {url}").format(url=self._account.url),
            )
        return credentials

    def read_session(self) -> Session:
        """Return the saved session, or an empty one. Raises SignInNeeded where the store does not answer."""
        if self._session is None:
            forbid_core_file()
            self._session = Session() if self._secrets is None else self._read_session(self._secrets)
        return self._session

    def _read_session(self, secrets: Secrets) -> Session:
        try:
            return secrets.session()
        except DamagedSecret:
            if self._warn is not None:
                self._warn(_("The saved session is damaged, so you are signed in anew."))
            return Session()

    def save_session(self, session: Session) -> None:
        """Save a session for this run, and for the next where that is allowed.

        If the store fails, a notice is shown, and the next command signs in again.
        """
        unchanged = session == self._session
        self._session = session
        if self._secrets is None or unchanged:
            return
        try:
            self._secrets.keep_session(session)
        except (TicketError, OSError) as error:
            if self._warn is not None:
                self._warn(_("The session was not saved: {error}").format(error=error))

    def ask_code(self, note: str = "") -> str:
        """Ask for the second factor, after a `note`. Raises SignInNeeded where nobody can be asked."""
        return _ask_for_code(self._ask_code, self._account.url, note)

    def sources(self) -> dict[str, str]:
        """Return the source of each secret by name: username, password, token, session.

        Reads the store, so it may raise SignInNeeded.
        """
        if self.from_environment:
            names = {N_("username"): USERNAME, N_("password"): PASSWORD, N_("token"): TOKEN}
            found = {
                name: _("environment {variable}").format(variable=variable)
                for name, variable in names.items()
                if getattr(self._given, name) is not None
            }
            if "username" not in found and self._account.username:
                found["username"] = "config.toml"
            return found
        if self._secrets is None:
            return {}
        credentials, session = self.read_credentials(), self.read_session()
        found = {
            name: self._secrets.credentials_place
            for name in ("username", "password", "token")
            if getattr(credentials, name) is not None
        }
        if session != Session():
            found[N_("session")] = self._secrets.session_place
        return found

    @property
    def _another_person(self) -> bool:
        ours, theirs = self._given.username, self._account.username
        return bool(ours and theirs and ours.casefold() != theirs.casefold())


class TypedCredentials:
    """Hold credentials just typed, and a session in memory; implements `portals.base.CredentialSource`."""

    def __init__(self, credentials: Credentials, url: str, ask_code: AskCode | None) -> None:
        forbid_core_file()
        self._credentials = credentials
        self._url = url
        self._ask_code = ask_code
        self._session = Session()

    def read_credentials(self) -> Credentials:
        """Return the typed credentials."""
        return self._credentials

    def read_session(self) -> Session:
        """Return the session saved last, or an empty one."""
        return self._session

    def save_session(self, session: Session) -> None:
        """Save a session in memory."""
        self._session = session

    def ask_code(self, note: str = "") -> str:
        """Ask for the second factor, after a `note`. Raises SignInNeeded where nobody can be asked."""
        return _ask_for_code(self._ask_code, self._url, note)


def _ask_for_code(ask: AskCode | None, url: str, note: str) -> str:
    if ask is None:
        raise SignInNeeded(
            _("{url} asks for a two-factor code, which cannot be entered here (no terminal).").format(
                url=url
            ),
            _("Run: ticket auth login {url} in a terminal, or use a personal access token ({token}).").format(
                url=url, token=TOKEN
            ),
        )
    return ask(note)
