"""A portal that one signs in to: the portal in memory, behind names, passwords, tokens and codes."""

from __future__ import annotations

from collections.abc import Mapping

from tests.commands.fake_portal import CAPABILITIES, FakePortal

from ticketcli.accounts.accounts import Account
from ticketcli.context import Context
from ticketcli.portals.base import (
    Credentials,
    CredentialSource,
    Identity,
    PortalUnreachable,
    Session,
    SignInRefused,
)
from ticketcli.portals.capabilities import Capabilities, CapabilityStore


class Installation:
    """What stands at one address. `seen` has every credential that was sent there."""

    def __init__(
        self,
        passwords: Mapping[str, str] | None = None,
        tokens: Mapping[str, str] | None = None,
        *,
        code: str | None = None,
        offers: Capabilities = CAPABILITIES,
    ) -> None:
        self.passwords = dict(passwords or {})
        self.tokens = dict(tokens or {})
        self.code = code
        self.offers = offers
        self.down = False
        self.seen: list[Credentials] = []
        self.sessions: dict[str, str] = {}

    def sign_in(self, credential_source: CredentialSource) -> str:
        """Who the keys belong to. Raises SignInRefused."""
        if self.down:
            raise PortalUnreachable("The portal does not answer.")
        access = credential_source.read_session().access
        if access in self.sessions:
            return self.sessions[access]
        arguments = credential_source.read_credentials()
        self.seen.append(arguments)
        if arguments.token is not None:
            who = self.tokens.get(arguments.token)
        else:
            known = (
                arguments.username in self.passwords
                and self.passwords[arguments.username] == arguments.password
            )
            who = arguments.username if known else None
        if who is None or (
            arguments.token is None and self.code not in (None, self._code(credential_source))
        ):
            raise SignInRefused("The portal does not accept this sign-in.")
        access = f"access-{len(self.seen)}-Geheim9"
        self.sessions[access] = who
        credential_source.save_session(Session(access, cookies=(("PHPSESSID", "cookie-Geheim9", "/"),)))
        return who

    def _code(self, credential_source: CredentialSource) -> str | None:
        return credential_source.ask_code() if self.code is not None else None


class SignedIn(FakePortal):
    """The portal as one customer sees it."""

    def __init__(
        self,
        installation: Installation,
        credential_source: CredentialSource,
        capability_store: CapabilityStore,
    ) -> None:
        super().__init__(capabilities=installation.offers)
        self._installation = installation
        self._credential_source = credential_source
        self._capability_store = capability_store

    def who(self) -> Identity:
        email = self._installation.sign_in(self._credential_source)
        return Identity(email=email, name="山田 花子", company="Example KK")

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        self._capability_store.save(self._installation.offers)
        return super().capabilities(fresh=fresh)

    def sign_out(self) -> None:
        if self._installation.down:
            raise PortalUnreachable("The portal does not answer.")
        self._installation.sessions.pop(self._credential_source.read_session().access or "", None)


class Internet:
    """Installations by their addresses."""

    def __init__(self, installations: Mapping[str, Installation]) -> None:
        self._installations = installations

    def __call__(
        self,
        context: Context,
        account: Account,
        credential_source: CredentialSource,
        capability_store: CapabilityStore,
    ) -> SignedIn:
        """What a context makes portals with."""
        return SignedIn(self._installations[account.url], credential_source, capability_store)
