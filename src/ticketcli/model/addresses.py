"""E-mail addresses for the copy (CC), as people type and paste them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ticketcli.i18n import ENGLISH, _, get_language
from ticketcli.model.text import clean_line

_BETWEEN = re.compile(r"[,;\n\r，、；]")


def split_addresses(typed: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses in what was typed: split at commas, semicolons and line ends, each once.

    The full-width comma, semicolon and the ideographic comma separate too. Nothing is checked.
    """
    found: dict[str, str] = {}
    for text in typed:
        for part in map(str.strip, _BETWEEN.split(text)):
            if part:
                found.setdefault(part.casefold(), part)
    return tuple(found.values())


def check_address(address: str) -> str | None:
    """Return what is wrong with an address, in one sentence, or None. Asks no server."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        said = clean_line(address)
        if "＠" in said:
            return _("“{address}” has a full-width “＠”. Type “@” instead.").format(address=said)
        if get_language() != ENGLISH:  # the library gives its reason in English
            return _("“{address}” is not an e-mail address.").format(address=said)
        return _("“{address}” is not an e-mail address: {error}").format(
            address=said, error=str(error).replace(" email ", " e-mail ")
        )
    return None
