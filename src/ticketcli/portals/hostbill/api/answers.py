"""What an answer of the User API means: a value, or an error with the portal's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.portals.base import (
    Identity,
    OnlyErrors,
    OutcomeUnknown,
    PortalError,
    SignInRefused,
    TicketClosed,
)
from ticketcli.portals.hostbill.api import decode, php_json
from ticketcli.portals.http.failures import explain_block
from ticketcli.portals.http.response import Answer
from ticketcli.portals.refusals import make_api_failure, make_no_such_ticket

# A refusal in a 200 that is about the sign-in and not about the call, in the portals' languages.
_ABOUT_SIGN_IN = re.compile(
    r"(?i)token|jwt|unauthor|not authori|log ?in|sign ?in|session|credential|authenticat"
    r"|トークン|認証|ログイン|セッション|權杖|令牌|登入|登录|驗證|验证|工作階段"
)


class NoApi(PortalError):
    """The installation has no User API, or not for this account."""


def read_map(answer: Answer, url: str, *, writing: bool = False, trusted: bool = False) -> php_json.Map:
    """Return the JSON object in an answer of the portal at `url`; a refusal without JSON has no sentences.

    `trusted` says that the API answered with JSON before. Raises NoApi, OnlyErrors, PortalError, and
    OutcomeUnknown for an answer to a write.
    """
    try:
        return php_json.read_json(answer.text)
    except php_json.NotJson:
        if writing and answer.status < 400:
            # PHP may have failed after it stored what was sent.
            raise OutcomeUnknown(_("The portal's API did not answer with JSON.")) from None
        if answer.is_block:
            blocked = explain_block(url, answer)
            raise (OutcomeUnknown(blocked.message, blocked.hint) if writing else blocked) from None
        if answer.status in {401, 403}:
            return {"error": []}
        if answer.status >= 500:
            raise make_api_failure(answer.status) from None
        message = _("{url}/api does not answer with JSON (HTTP {status}).").format(
            url=url, status=answer.status
        )
        if trusted:
            raise OnlyErrors(message, _("Try again later.")) from None
        raise NoApi(message) from None


def read_identity(found: php_json.Map, url: str) -> Identity:
    """Return who is signed in. Raises NoApi where the answer is about nobody."""
    identity = decode.decode_identity(found)
    if identity is None:
        raise NoApi(_("{url}/api does not answer like a portal's API.").format(url=url))
    return identity


def describe_refusal(answer: Answer, found: php_json.Map | None) -> str:
    """Return what an answer complains of, or its status where it gives no reason."""
    return "; ".join(php_json.list_errors(found or {})) or _("no reason given (status {status})").format(
        status=answer.status
    )


def may_be_the_token(answer: Answer, found: php_json.Map, *, trusted: bool) -> bool:
    """Return whether a refusal may mean that the token has ended. `trusted`: it was accepted before."""
    if answer.status == 401:
        return True
    if answer.status in {200, 400, 403, 422}:
        said = php_json.list_errors(found)  # without a word it can be anything
        return not trusted or not said or any(_ABOUT_SIGN_IN.search(word) for word in said)
    return False


def explain_refusal(
    path: str, answer: Answer, found: php_json.Map, *, trusted: bool, by_token: Callable[[], bool]
) -> TicketError:
    """Return the error that the refusal of a call means. `by_token` tells of a personal access token."""
    said = describe_refusal(answer, found)
    about_sign_in = any(_ABOUT_SIGN_IN.search(word) for word in php_json.list_errors(found))
    if answer.status == 401 or (about_sign_in and not trusted):
        if by_token():
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
            _("The portal's API has no {path}: {said}").format(path=path.split("?", maxsplit=1)[0], said=said)
        )
    if answer.status == 404:
        return make_no_such_ticket(unquote(path.split("/")[1]), said)
    if answer.status >= 500 or answer.status == 429:
        return make_api_failure(answer.status, said)
    if "closed" in said.casefold():
        return TicketClosed([said])
    return ContentRefused([_("The portal says: {said}").format(said=said)])
