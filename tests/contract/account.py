"""Who may sign in to the API: access, refresh and personal access tokens, and Basic."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field

from tests.contract.api_shapes import Refusal
from tests.contract.quirks import Quirks
from tests.contract.store import Store

USERNAME = "taro@example.com"
PASSWORD = 'p&ss "word" +1%20=é'
CODE = "492816"
CAPTCHA = "x7gk2"


@dataclass
class PersonalToken:
    id: str
    name: str
    token: str
    expires_at: str = ""


@dataclass
class Account:
    quirks: Quirks
    store: Store
    username: str = USERNAME
    password: str = PASSWORD
    access: dict[str, int] = field(default_factory=dict)
    """Access token -> calls made with it."""
    refresh: set[str] = field(default_factory=set)
    personal: list[PersonalToken] = field(default_factory=list)

    def login(self, username: str, password: str) -> dict[str, str]:
        if self.quirks.two_factor and self.quirks.two_factor_api == "refused":
            raise Refusal("Two-factor authentication is required for this account", 403, auth=True)
        if (username, password) != (self.username, self.password):
            raise Refusal("Invalid username or password", 401, auth=True)
        return {"token": self.new_access(), "refresh": self.new_refresh()}

    def new_access(self) -> str:
        """A token that looks like the JWT it is said to be."""
        payload = json.dumps({"id": "77", "jti": self.store.secret(12)}).encode()
        parts = (b'{"typ":"JWT","alg":"HS256"}', payload, self.store.secret(32).encode())
        token = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
        self.access[token] = 0
        return token

    def new_refresh(self) -> str:
        token = self.store.secret(40)
        self.refresh.add(token)
        return token

    def renew(self, refresh: str) -> dict[str, str]:
        if self.quirks.refresh == "refused" or refresh not in self.refresh:
            raise Refusal("Invalid refresh token", 401, auth=True)
        if self.quirks.refresh == "rotates":
            self.refresh.discard(refresh)
            return {"token": self.new_access(), "refresh": self.new_refresh()}
        return {"token": self.new_access()}

    def signed_in(self, authorization: str) -> str:
        """How a call is signed in: "token", "personal", "basic". Raises Refusal. Counts the token's call."""
        scheme, _, value = authorization.partition(" ")
        value = value.strip()
        if scheme.lower() == "basic" and self.quirks.basic:
            if self.quirks.two_factor and self.quirks.two_factor_api == "refused":
                raise Refusal("Two-factor authentication is required for this account", 403, auth=True)
            if decode_basic(value) == f"{self.username}:{self.password}":
                return "basic"
        if scheme.lower() == "bearer":
            if self.quirks.personal_tokens and any(one.token == value for one in self.personal):
                return "personal"
            if value in self.access:
                self.access[value] += 1
                if self.quirks.token_calls is None or self.access[value] <= self.quirks.token_calls:
                    return "token"
                raise Refusal("Token expired", 401, auth=True)
        raise Refusal("Unauthorized", 401, auth=True)

    def logout(self, authorization: str) -> None:
        """Drops the access token; a personal access token is revoked."""
        token = authorization.partition(" ")[2].strip()
        self.access.pop(token, None)
        self.personal = [one for one in self.personal if one.token != token]

    def new_personal(self, name: str, expires_at: str = "") -> PersonalToken:
        identity = self.store.next_id()
        token = PersonalToken(identity, name, f"pat|{self.store.secret(40)}", expires_at)
        self.personal.append(token)
        return token


def decode_basic(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
