"""Sign in at the User API: tokens by password or second factor, their renewal, and Basic sign-in."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import OutcomeUnknown, PortalError, PortalUnreachable, SignInRefused
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.api.address import ApiAddress
from ticketcli.portals.hostbill.api.answers import NoApi, describe_refusal, read_identity, read_map
from ticketcli.portals.hostbill.session import BANNED, SharedSession
from ticketcli.portals.http.failures import explain_block
from ticketcli.portals.http.response import Answer

_INTERNAL = re.compile(r"(?i)internal_error")
# Refusals that are about the account or the installation, and not about the password.
_SECOND_FACTOR = re.compile(
    r"(?i)two.?factor|second factor|2fa|\bmfa\b|\botp\b|multi.?factor|authenticator|verification code"
    r"|二段階|2段階|二要素|多要素|雙重|双重|兩步|两步|多因素"
)
_NOT_FOR_YOU = re.compile(
    r"(?i)\bapi\b.*(?:disabled|not (?:enabled|available|allowed)|off)|API.*(?:無効|停用|关闭|關閉)"
)


class ApiSignIn:
    """What the calls of one user are signed with. `now` gives the time, aware."""

    def __init__(
        self, address: ApiAddress, shared_session: SharedSession, now: Callable[[], datetime]
    ) -> None:
        self.address = address
        self.http = address.http
        self.shared_session = shared_session
        self.now = now
        self.trusted = False  # the token at hand was accepted in this run
        self._basic = False
        self._failed: TicketError | None = None  # why the password gives no token

    def is_by_token(self) -> bool:
        """Return whether the user signs in with a personal access token."""
        return self.shared_session.credentials.token is not None

    def make_headers(self) -> dict[str, str]:
        """Return the headers that sign a call, as far as the user is signed in."""
        headers = {"Accept": "application/json"}  # data
        access = self.shared_session.session.access
        if access is None or self._basic:
            person = self.shared_session.credentials
            if person.token is not None:
                headers["Authorization"] = f"Bearer {person.token}"
            elif self._basic:
                pair = f"{person.username}:{person.password}".encode("utf-8", "surrogateescape")
                headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        else:
            headers["Authorization"] = f"Bearer {access}"
        return headers

    def ensure_signed_in(self) -> None:
        """See to it that there is something to sign calls with. Raises as `sign_in` does."""
        access = self.shared_session.session.access
        if access and _has_ended(access, self.now()):
            self.renew()
        elif access is None and not self._basic:
            self.sign_in()

    def sign_in(self) -> None:
        """Get a token with e-mail and password, or find that Basic sign-in is taken.

        Raises SignInRefused with the portal's words, SignInNeeded where a second factor is wanted and
        nobody can be asked, NoApi where nothing there speaks JSON, or not to this account. The portal is
        asked once: the next time the same is raised again, so that neither password nor code goes twice.
        """
        if self._failed is not None:
            raise self._failed
        try:
            self._sign_in()
        except PortalUnreachable:
            raise
        except TicketError as error:
            self._failed = error
            raise

    def renew(self) -> bool:
        """Get a new token, by the refresh token if it still works. Return False where there is no other way.

        Raises as `sign_in` does.
        """
        if self.is_by_token() or self._basic:
            return False
        session = self.shared_session.session
        if session.refresh:
            answer = self._post("token", {"refresh_token": session.refresh})
            if self._take_tokens(answer, _read_or_empty(answer), refresh=session.refresh):
                return True
        if self.shared_session.credentials.password is None:
            return False
        self.shared_session.save_tokens(None, None)
        self.sign_in()
        return True

    def sign_out(self) -> None:
        """End the session at the portal, as far as it has one. A personal access token stays valid."""
        session = self.shared_session.session
        if session.access is None:
            return
        body = {"refresh_token": session.refresh} if session.refresh else {}
        headers = {"Authorization": f"Bearer {session.access}", "Content-Type": "application/json"}  # data
        self.http.write(
            "POST", self.address.make("revoke"), content=json.dumps(body).encode(), headers=headers
        )

    # -- by password -------------------------------------------------------------------------------

    def _sign_in(self) -> None:
        person = self.shared_session.credentials
        if person.token is not None or person.username is None or person.password is None:
            return None
        self.shared_session.check_not_refused()
        answer, found = self._log_in({"username": person.username, "password": person.password})
        if found is not None and answer.status < 400:
            challenge = php_json.get_payload(found).get("mfa")
            if isinstance(challenge, dict) and php_json.decode_optional_line(challenge.get("token")):
                return self._send_code(challenge)
            if self._take_tokens(answer, found):
                return None
        if found is None and answer.is_block:
            raise explain_block(self.http.url, answer)
        said = php_json.list_errors(found or {})
        if (
            any(_INTERNAL.search(word) for word in said)  # then Basic sign-in works
            or answer.status in {404, 405, 501}
            or (found is None and answer.status not in {401, 403})
        ):
            return self._try_basic()
        words = " ".join(said)
        if not BANNED.search(words) and (_SECOND_FACTOR.search(words) or _NOT_FOR_YOU.search(words)):
            raise NoApi(_("The portal's API does not accept passwords: {said}").format(said=words))
        if found is not None and answer.status < 400 and not php_json.has_failed(found):
            raise NoApi(_("{url}/api does not answer like a portal's API.").format(url=self.http.url))
        if found is None and answer.status == 403 and not BANNED.search(answer.text[:20_000]):
            raise NoApi(_("{url} has no User API.").format(url=self.http.url))
        raise self._refuse_password(answer, found)

    def _log_in(self, body: dict[str, Any]) -> tuple[Answer, php_json.Map | None]:
        """Call /login where the API answers; None for what is no JSON."""
        answer = self._post("login", body)
        if (
            not php_json.is_json(answer.text)
            and answer.status in {200, 404, 405, 501}
            and self.address.move()
        ):
            answer = self._post("login", body)
        return answer, php_json.read_json(answer.text) if php_json.is_json(answer.text) else None

    def _try_basic(self) -> None:
        """Call with Basic sign-in, once. Raises as `sign_in` does."""
        self._basic = True
        answer = self.http.get(self.address.make("details"), headers=self.make_headers())
        try:
            found = read_map(answer, self.http.url, trusted=self.trusted)
            if answer.status < 400 and not php_json.has_failed(found):
                read_identity(found, self.http.url)
                self.shared_session.save_tokens(None, None)
                return
        except PortalError:
            self._basic = False
            raise
        self._basic = False
        if answer.status in {404, 405, 501}:
            raise NoApi(_("{url} has no User API.").format(url=self.http.url))
        raise self._refuse_password(answer, found)

    def _refuse_password(self, answer: Answer, found: php_json.Map | None) -> SignInRefused:
        return self.shared_session.refuse(
            _("The portal's API rejected this sign-in: {said}").format(said=describe_refusal(answer, found)),
            " ".join(php_json.list_errors(found or {})) or answer.text[:20_000],
        )

    def _send_code(self, challenge: php_json.Map) -> None:
        """Answer the challenge of /login with a code. Raises SignInNeeded, CodeRefused."""
        methods = map(php_json.decode_line, php_json.list_values(challenge.get("methods")))
        method = next(filter(None, methods), "google_authenticator")
        headers = {"Authorization": f"Bearer {php_json.decode_line(challenge.get('token'))}"}  # data

        def send(code: str) -> str | None:
            answer = self._post("mfa/verify", {"method": method, "payload": {"code": code}}, headers)
            found = _read_or_empty(answer)
            if self._take_tokens(answer, found):
                return None
            if answer.status in {404, 405} or answer.status >= 500:
                raise NoApi(
                    _("The portal's API has no {path}: {said}").format(
                        path="mfa/verify", said=describe_refusal(answer, found)
                    )
                )
            return " ".join(php_json.list_errors(found))

        self.shared_session.enter_code(send)

    def _take_tokens(self, answer: Answer, found: php_json.Map, refresh: str | None = None) -> bool:
        """Save the tokens of an answer, `refresh` where it has no such one. Return whether it has any."""
        payload = php_json.get_payload(found)
        access = php_json.decode_optional_line(payload.get("token"))
        if answer.status >= 400 or access is None or php_json.has_failed(found):
            return False
        self.shared_session.save_tokens(
            access, php_json.decode_optional_line(payload.get("refresh")) or refresh
        )
        self.trusted = True
        return True

    def _post(self, path: str, body: dict[str, Any], more: dict[str, str] | None = None) -> Answer:
        headers = {"Accept": "application/json", "Content-Type": "application/json", **(more or {})}  # data
        try:
            return self.http.write(
                "POST",
                self.address.make(path),
                content=json.dumps(body).encode(),
                headers=headers,
                harmless=True,
                signs_in=True,
            )
        except OutcomeUnknown as error:  # signing in twice does no harm: nothing hangs on the outcome
            raise PortalUnreachable(
                _("Signing in failed: {error}").format(error=error), _("Try again later.")
            ) from error


def _read_or_empty(answer: Answer) -> php_json.Map:
    try:
        return php_json.read_json(answer.text)
    except php_json.NotJson:
        return {}


def _has_ended(token: str, now: datetime) -> bool:
    """Return whether a JWT says that it has ended. A token that is none says nothing."""
    parts = token.split(".")
    if len(parts) != 3:
        return False
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        return float(claims["exp"]) <= now.timestamp()
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return False
