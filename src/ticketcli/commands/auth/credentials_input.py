"""Read the credentials of `ticket auth login` from standard input, or prompt for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.commands.auth.login import Options
    from ticketcli.context import Context
    from ticketcli.portals.base import Credentials
    from ticketcli.portals.kind import Kind

_TRIES = 3


def read_credentials(options: Options, kind: Kind, context: Context) -> Iterator[Credentials]:
    """Yield the credentials to try: those of the options, else what is typed, again after a refusal."""
    from ticketcli.portals.base import Credentials
    from ticketcli.prompts.prompter import Choice

    if options.token_stdin:
        yield Credentials(options.username, token=_read_token(context))
        return
    if options.password_stdin:
        yield Credentials(options.username, _read_password(context))
        return
    words = kind.words
    by, username = "password", options.username
    if username is None or words.token_needs_username:
        choices = [
            Choice("password", _(words.by_password), _(words.password_note) if words.password_note else ""),
            Choice("token", _(words.by_token), _(words.token_note) if words.token_note else ""),
        ]
        by = context.prompter.choose(_("Sign in with:"), choices, default="password")
        if username is None and (by == "password" or words.token_needs_username):
            username = _ask_username(kind, context)
    for attempt in range(_TRIES):
        if attempt and by == "password" and options.username is None:
            username = _ask_username(kind, context, default=username or "")  # it may be what was wrong
        if by == "token":
            token = context.prompter.secret(_(words.token)).strip()
            if token:
                yield Credentials(username, token=token)
        else:
            password = context.prompter.secret(_("Password of {username}:").format(username=username))
            if password:
                yield Credentials(username, password)


def _ask_username(kind: Kind, context: Context, default: str = "") -> str:
    def fault(text: str) -> str | None:
        return None if text.strip() else _(kind.words.username_missing)

    return context.prompter.text(_(kind.words.username), default=default, check=fault).strip()


def _read_token(context: Context) -> str:
    text = context.stdin.read().strip()
    if not text:
        raise UsageError(_("Standard input must be the token on one line, but it was empty."))
    if "\n" in text:
        raise UsageError(_("Standard input must be the token on one line, but it had several lines."))
    return text


def _read_password(context: Context) -> str:
    text = context.stdin.read().rstrip("\r\n")
    if not text:
        raise UsageError(_("Standard input must be the password on one line, but it was empty."))
    if "\n" in text:
        raise UsageError(_("Standard input must be the password on one line, but it had several lines."))
    return text
