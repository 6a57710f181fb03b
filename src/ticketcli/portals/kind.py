"""What a kind of portal is: its name, its words for signing in, how it is recognised, how it is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ticketcli.i18n import N_
from ticketcli.portals.base import Credentials, CredentialSource, Portal
from ticketcli.portals.capabilities import CapabilityStore, RouteName

if TYPE_CHECKING:
    from ticketcli.portals.http.client import Http

Likeness = Literal["certain", "likely"]
"""How much an address looks like a portal of a kind: "likely" counts where none is certain."""


@dataclass(frozen=True)
class Connection:
    """What a portal of one account is made from.

    `via` forces one of the kind's routes; `zone` is the IANA name of the portal's time zone.
    """

    http: Http
    credential_source: CredentialSource
    capability_store: CapabilityStore
    now: Callable[[], datetime]
    via: RouteName | None = None
    zone: str | None = None


@dataclass(frozen=True)
class SignInWords:
    """What signing in is called at portals of a kind. All are English words, looked up when shown.

    `token_note` says what a token is good for, `password_note` what becomes of a password.
    """

    username: str = N_("E-mail address:")
    username_missing: str = N_("The portal needs the e-mail address of your account.")
    by_password: str = N_("E-mail address and password")
    password_note: str = ""
    by_token: str = N_("Personal access token")
    token_note: str = ""
    token: str = N_("Personal access token:")
    token_needs_username: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of portal.

    `recognize` asks an address, by GET or HEAD of what creates nothing and without credentials,
    whether it is such a portal; it may raise PortalError. `exchange` turns what was typed into what
    is worth keeping, where that is something else. `routes` are named where there are several.
    `tells_zone`: its times say their zone themselves.
    """

    name: str
    title: str
    make: Callable[[Connection], Portal]
    recognize: Callable[[Http], Likeness | None]
    words: SignInWords = SignInWords()
    routes: tuple[RouteName, ...] = ()
    exchange: Callable[[Http, Credentials], Credentials] | None = None
    tells_zone: bool = False
