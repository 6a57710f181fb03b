"""Signed-in calls of the User API: tokens got, renewed and refused, and answers told apart."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.portals.base import (
    Identity,
    NoSuchTicket,
    OnlyErrors,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
    SignInRefused,
    TicketClosed,
    TurnedAway,
)
from ticketcli.portals.hostbill.api import decode
from ticketcli.portals.hostbill.api.encoded_files import Encoded
from ticketcli.portals.hostbill.session import BANNED, SharedSession
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.failures import explain_block
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry import compute_pause

# A refusal in a 200 that is about the sign-in and not about the call, in the portals' languages.
_ABOUT_SIGN_IN = re.compile(
    r"(?i)token|jwt|unauthor|not authori|log ?in|sign ?in|session|credential|authenticat"
    r"|トークン|認証|ログイン|セッション|權杖|令牌|登入|登录|驗證|验证|工作階段"
)

# Where calls are found: with the web server's rewrite rules, and without.
BASES = ("api/", "api/index.php?/")
_INTERNAL = re.compile(r"(?i)internal_error")
# Refusals that are about the account or the installation, and not about the password.
_SECOND_FACTOR = re.compile(
    r"(?i)two.?factor|second factor|2fa|\bmfa\b|\botp\b|multi.?factor|authenticator|verification code"
    r"|二段階|2段階|二要素|多要素|雙重|双重|兩步|两步|多因素"
)
_NOT_FOR_YOU = re.compile(
    r"(?i)\bapi\b.*(?:disabled|not (?:enabled|available|allowed)|off)|API.*(?:無効|停用|关闭|關閉)"
)


class NoApi(PortalError):
    """The installation has no User API, or not for this account."""


class ApiCalls:
    """The API of one installation, as one person. Signs in when it must.

    `load_base` tells where the calls were found last, `save_base` is told where they are found now.
    """

    def __init__(
        self,
        http: Http,
        shared_session: SharedSession,
        *,
        now: Callable[[], datetime],
        load_base: Callable[[], str | None],
        save_base: Callable[[str], object],
    ) -> None:
        self.http = http
        self.shared_session = shared_session
        self.now = now
        self._load_base = load_base
        self._save_base = save_base
        self._base_moved = False
        self._basic = False
        self._ended = False  # a write was turned away: the next one goes with a new token
        self._trusted = False  # the token at hand was accepted in this run
        self._failed: TicketError | None = None  # why the password gives no token

    @cached_property
    def base(self) -> str:
        """Where the calls are found below the portal's address."""
        known = self._load_base()
        return known if known in BASES else BASES[0]

    def call_address(self, path: str) -> str:
        """The full address of a call. Without rewrite rules it goes through index.php."""
        if self.base == BASES[0]:
            return self.http.address(f"{self.base}{path}")
        call, _, query = path.partition("?")
        return self.http.address(f"{self.base}{call}{'&' if query else ''}{query}")

    # -- signing in --------------------------------------------------------------------------------

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

    def _sign_in(self) -> None:
        person = self.shared_session.credentials
        if person.token is not None or person.username is None or person.password is None:
            return None
        self.shared_session.check_not_refused()
        answer, told = self._log_in({"username": person.username, "password": person.password})
        inside = decode.get_payload(told or {})
        if told is not None and answer.status < 400:
            challenge = inside.get("mfa")
            if isinstance(challenge, dict) and decode.decode_optional_line(challenge.get("token")):
                return self._second_factor(challenge)
            if not decode.has_failed(told) and self._take_tokens(inside):
                return None
        if told is None and answer.is_block:
            raise explain_block(self.http.url, answer)
        said = decode.list_errors(told or {})
        basic_works = any(_INTERNAL.search(word) for word in said)
        if (
            basic_works
            or answer.status in {404, 405, 501}
            or (told is None and answer.status not in {401, 403})
        ):
            return self._try_basic()
        words = " ".join(said)
        if not BANNED.search(words) and (_SECOND_FACTOR.search(words) or _NOT_FOR_YOU.search(words)):
            raise NoApi(_("The portal's API does not accept passwords: {said}").format(said=words))
        if told is not None and answer.status < 400 and not decode.has_failed(told):
            raise NoApi(_("{url}/api does not answer like a portal's API.").format(url=self.http.url))
        if told is None and answer.status == 403 and not BANNED.search(answer.text[:20_000]):
            raise NoApi(_("{url} has no User API.").format(url=self.http.url))
        raise self._refuse_password(told, answer)

    def _log_in(self, body: dict[str, Any]) -> tuple[Answer, decode.Map | None]:
        """Call /login where the API answers; None for what is no JSON."""
        answer = self._plain("login", body)
        if not decode.is_json(answer.text) and answer.status in {200, 404, 405, 501} and self._move_base():
            answer = self._plain("login", body)
        return answer, decode.read_json(answer.text) if decode.is_json(answer.text) else None

    def _move_base(self) -> bool:
        """Look for the API at its other place, once and with nothing secret; whether it is there."""
        if self._base_moved:
            return False
        before, self._base_moved = self.base, True
        self.base = BASES[1] if before == BASES[0] else BASES[0]
        answer = self.http.get(self.call_address("details"), headers={"Accept": "application/json"})  # data
        if decode.is_json(answer.text):
            self._save_base(self.base)
            return True
        self.base = before
        return False

    def _try_basic(self) -> None:
        """Call with Basic sign-in, once. Raises as `sign_in` does."""
        self._basic = True
        answer = self.http.get(self.call_address("details"), headers=self._headers())
        try:
            told = self._read(answer)
            if answer.status < 400 and not decode.has_failed(told):
                self._identity(told)
                self.shared_session.keep_tokens(None, None)
                return
        except PortalError:
            self._basic = False
            raise
        self._basic = False
        if answer.status in {404, 405, 501}:
            raise NoApi(_("{url} has no User API.").format(url=self.http.url))
        raise self._refuse_password(told, answer)

    def _refuse_password(self, told: decode.Map | None, answer: Answer) -> SignInRefused:
        return self.shared_session.refuse(
            _("The portal's API rejected this sign-in: {said}").format(said=_describe_answer(told, answer)),
            " ".join(decode.list_errors(told or {})) or answer.text[:20_000],
        )

    def _second_factor(self, challenge: decode.Map) -> None:
        """Answer the challenge of /login with a code. Raises SignInNeeded, CodeRefused."""
        methods = [
            name for name in map(decode.decode_line, decode.list_values(challenge.get("methods"))) if name
        ]
        method = methods[0] if methods else "google_authenticator"
        headers = {"Authorization": f"Bearer {decode.decode_line(challenge.get('token'))}"}  # data

        def send(code: str) -> bool:
            answer = self._plain("mfa/verify", {"method": method, "payload": {"code": code}}, headers)
            try:
                told = decode.read_json(answer.text)
            except decode.NotJson:
                told = {}
            inside = decode.get_payload(told)
            if answer.status < 400 and not decode.has_failed(told) and self._take_tokens(inside):
                return True
            if answer.status in {404, 405} or answer.status >= 500:
                raise NoApi(
                    _("The portal's API has no {path}: {said}").format(
                        path="mfa/verify", said=_describe_answer(told, answer)
                    )
                )
            return False

        self.shared_session.enter_code(send)

    def _take_tokens(self, inside: decode.Map) -> bool:
        """Save the tokens of an answer; whether it has any."""
        access = decode.decode_optional_line(inside.get("token"))
        if access is None:
            return False
        self.shared_session.keep_tokens(access, decode.decode_optional_line(inside.get("refresh")))
        self._trusted = True
        return True

    def _renew(self) -> bool:
        """A new token, by the refresh token if it still works. False where there is no other way."""
        if self.shared_session.credentials.token is not None or self._basic:
            return False
        session = self.shared_session.session
        if session.refresh:
            answer = self._plain("token", {"refresh_token": session.refresh})
            try:
                told = decode.get_payload(decode.read_json(answer.text))
            except decode.NotJson:
                told = {}
            access = decode.decode_optional_line(told.get("token"))
            if answer.status < 400 and access and not decode.has_failed(told):
                self.shared_session.keep_tokens(
                    access, decode.decode_optional_line(told.get("refresh")) or session.refresh
                )
                self._trusted = True
                return True
        if self.shared_session.credentials.password is None:
            return False
        self.shared_session.keep_tokens(None, None)
        self.sign_in()
        return True

    def sign_in_where_needed(self) -> None:
        """See to it that there is something to call with. Raises as `sign_in` does."""
        if self.shared_session.session.access and _has_ended(self.shared_session.session.access, self.now()):
            self._renew()
        elif self.shared_session.session.access is None and not self._basic:
            self.sign_in()

    def _headers(self) -> dict[str, str]:
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

    # -- calling -----------------------------------------------------------------------------------

    def call(self, method: str, path: str, content: Any = None, *, harmless: bool = False) -> decode.Map:
        """One signed-in call; its answer as a map, see `exchange`."""
        return self.exchange(method, path, content, harmless=harmless)[1]

    def exchange(
        self, method: str, path: str, content: Any = None, *, harmless: bool = False
    ) -> tuple[Answer, decode.Map]:
        """One signed-in call; its answer, and that as a map. Signs in again once where the token has ended.

        A write is not sent again then, unless doing it twice is `harmless`: it raises TurnedAway.
        Raises SignInRefused, NoSuchTicket (404), ContentRefused with the portal's words, NoApi,
        OutcomeUnknown.
        """
        self.sign_in_where_needed()
        if method != "GET" and self._ended:
            self._ended = not self._renew()  # a token may be good for a single call
        for attempt in (1, 2):
            answer = self._send(method, path, content, harmless=harmless)
            try:
                told = self._read(answer, writing=method != "GET")
            except OnlyErrors:
                if attempt == 2 or method != "GET" or answer.status >= 400:
                    raise
                self.http.sleep(compute_pause(attempt, None, 1.0))  # a foreign page, perhaps for once
                continue
            if answer.status < 400 and not decode.has_failed(told):
                self._trusted = True
                return answer, told
            refusal = self._refusal(path, answer, told)
            if method != "GET":
                meant = self._turned_away(answer, told, refusal)
                if harmless and attempt == 1 and isinstance(meant, TurnedAway) and meant.again:
                    continue
                raise meant
            if attempt == 1 and self._may_be_the_token(answer, told) and self._renew():
                continue
            raise refusal
        raise AssertionError("unreachable")

    def _turned_away(self, answer: Answer, told: decode.Map, refusal: TicketError) -> TicketError:
        """What the refusal of a write means: that of its content, or that the sign-in has ended."""
        if not self._may_be_the_token(answer, told):
            return refusal
        self._ended = True
        try:
            renewed = self._renew()
        except TicketError as error:
            return TurnedAway(error, again=False)
        if not renewed and answer.status != 401:
            return refusal
        return TurnedAway(refusal, again=renewed)

    def _send(self, method: str, path: str, content: Any, *, harmless: bool) -> Answer:
        address = self.call_address(path)
        if method == "GET":
            return self._get(path)
        headers = {**self._headers(), "Content-Type": "application/json"}
        if isinstance(content, Encoded):
            return self.http.write(
                method,
                address,
                content=content,
                size=content.size,
                headers=headers,
                progress=content.progress,
            )
        body = json.dumps(content or {}).encode()
        return self.http.write(method, address, content=body, headers=headers, harmless=harmless)

    def read_early(self, path: str) -> None:
        """Begin to read what `call` will soon be asked for."""
        self.http.read_early(self.call_address(path), self._headers())

    def _get(self, path: str) -> Answer:
        """Read a call's answer, from where the API speaks JSON."""
        answer = self.http.get(self.call_address(path), headers=self._headers())
        if self._trusted or decode.is_json(answer.text):
            return answer
        if answer.status in {200, 404, 405, 501} and self._move_base():
            return self.http.get(self.call_address(path), headers=self._headers())
        return answer

    def _plain(self, path: str, body: dict[str, Any], more: dict[str, str] | None = None) -> Answer:
        headers = {"Accept": "application/json", "Content-Type": "application/json", **(more or {})}  # data
        address = self.call_address(path)
        try:
            return self.http.write(
                "POST",
                address,
                content=json.dumps(body).encode(),
                headers=headers,
                harmless=True,
                signs_in=True,
            )
        except OutcomeUnknown as error:  # signing in twice does no harm: nothing hangs on the outcome
            raise PortalUnreachable(
                _("Signing in failed: {error}").format(error=error), _("Try again later.")
            ) from error

    def _read(self, answer: Answer, *, writing: bool = False) -> decode.Map:
        try:
            return decode.read_json(answer.text)
        except decode.NotJson:
            if writing and answer.status < 400:
                # PHP may have failed after it stored what was sent.
                raise OutcomeUnknown(_("The portal's API did not answer with JSON.")) from None
            if answer.is_block:
                blocked = explain_block(self.http.url, answer)
                raise (OutcomeUnknown(blocked.message, blocked.hint) if writing else blocked) from None
            if answer.status in {401, 403}:
                return {"error": []}
            if answer.status >= 500:
                raise OnlyErrors(
                    _("The portal's API failed ({status}).").format(status=answer.status),
                    _("Try again later."),
                ) from None
            told = _("{url}/api does not answer with JSON (HTTP {status}).").format(
                url=self.http.url, status=answer.status
            )
            if self._trusted:  # it did before
                raise OnlyErrors(told, _("Try again later.")) from None
            raise NoApi(told) from None

    def _may_be_the_token(self, answer: Answer, told: decode.Map) -> bool:
        if answer.status == 401:
            return True
        if answer.status in {200, 400, 403, 422}:
            said = decode.list_errors(told)  # without a word it can be anything
            return not self._trusted or not said or any(_ABOUT_SIGN_IN.search(word) for word in said)
        return False

    def _refusal(self, path: str, answer: Answer, told: decode.Map) -> TicketError:
        said = _describe_answer(told, answer)
        about_sign_in = any(_ABOUT_SIGN_IN.search(word) for word in decode.list_errors(told))
        if answer.status == 401 or (about_sign_in and not self._trusted):
            if self.shared_session.credentials.token is not None:
                return SignInRefused(
                    _("The portal rejected the personal access token: {said}").format(said=said),
                    _(
                        "It may be revoked or expired. Create a new one in the portal, then run: ticket auth "
                        "login"
                    ),
                )
            return SignInRefused(
                _("The portal rejected the sign-in: {said}").format(said=said),
                _("Run: ticket auth login"),
            )
        if answer.status == 404 and not path.startswith("tickets/"):
            return NoApi(
                _("The portal's API has no {path}: {said}").format(
                    path=path.split("?", maxsplit=1)[0], said=said
                )
            )
        if answer.status == 404:
            number = unquote(path.split("/")[1])
            return NoSuchTicket(
                _("Ticket {number} was not found ({said}).").format(number=number, said=said),
                _("Your tickets: ticket list"),
            )
        if answer.status >= 500 or answer.status == 429:
            return OnlyErrors(
                _("The portal's API failed ({status}): {said}").format(status=answer.status, said=said),
                _("Try again later."),
            )
        if "closed" in said.casefold():
            return TicketClosed([said])
        return ContentRefused([_("The portal says: {said}").format(said=said)])

    def _identity(self, told: decode.Map) -> Identity:
        found = decode.decode_identity(told)
        if found is None:
            raise NoApi(_("{url}/api does not answer like a portal's API.").format(url=self.http.url))
        return found


def _describe_answer(told: decode.Map | None, answer: Answer) -> str:
    return " ".join(decode.list_errors(told or {})) or _("no reason given (status {status})").format(
        status=answer.status
    )


def _has_ended(token: str, now: datetime) -> bool:
    """Whether a JWT says that it has ended. A token that is none says nothing."""
    parts = token.split(".")
    if len(parts) != 3:
        return False
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        return float(claims["exp"]) <= now.timestamp()
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return False
