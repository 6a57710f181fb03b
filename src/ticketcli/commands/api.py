"""`ticket api`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument, flag, option
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.model.text import clean

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Make any call of the portal's API, signed in, and print the JSON as it comes.

    What the calls are, the portal says itself: https://PORTAL/?cmd=userapi. Values go into the
    address with GET, and as JSON into the body with any other method.

    \b
    Examples:
      ticket api GET /details
      ticket api GET /tickets --paginate --jq '.tickets[].subject'
      ticket api POST /tickets/482913 -f body='It works again.'
      ticket api PUT /tickets/482913/close
    """

    method: str = argument("METHOD", help="GET, POST, PUT, DELETE or PATCH.")
    path: str = argument("PATH", help="The path below the portal's /api.")
    field: tuple[str, ...] = option(
        "--field", "-f", metavar="KEY=VALUE", many=True, help="A value to send; again for several."
    )
    paginate: bool = flag("--paginate", help="Go through all pages; each is printed as it comes.")


def run(options: Options, context: Context) -> None:
    """Make the call. Raises ContentRefused with what the portal says, CannotCarry where there is no API."""
    screen = context.screen
    values = tuple(_pairs(options.field))
    for text in context.portal.raw(options.method, options.path, values, all_pages=options.paginate):
        if context.options.shaped:
            screen.json(_value(text))
        else:
            text = clean(text) if screen.terminal else text
            context.stdout.write(text if text.endswith("\n") else f"{text}\n")
        context.stdout.flush()


def _pairs(fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        key, equals, value = field.partition("=")
        if not (key and equals):
            raise UsageError(
                _("“{given}” is no value to send.").format(given=field), _("Write it like -f subject=Hello")
            )
        yield key, value


def _value(text: str) -> object:
    from ticketcli.output.json_output import AnswerMismatch

    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise AnswerMismatch(_("The answer is not quite JSON, so nothing can be chosen from it.")) from error
