"""`ticket api`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ticketcli.cli.options import argument, flag, option
from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError
from ticketcli.model.text import clean

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Call the portal's API, signed in, and print the JSON as received.

    The portal documents its API at https://PORTAL/?cmd=userapi. Values are sent in the query
    with GET, and as a JSON body with other methods.

    \b
    Examples:
      ticket api /details
      ticket api /tickets --paginate --jq '.tickets[].subject'
      ticket api POST /tickets/482913 -f body='It works again.'
      ticket api PUT /tickets/482913/close
      ticket api POST /tickets --input ticket.json
    """

    call: tuple[str, ...] = argument(
        "[METHOD] PATH",
        many=True,
        help="GET (the default), POST, PUT, DELETE or PATCH; and the path below the portal's /api.",
    )
    field: tuple[str, ...] = option(
        "--field", "-f", metavar="KEY=VALUE", many=True, help="A value to send, as KEY=VALUE; repeatable."
    )
    input: str | None = option(
        "--input",
        metavar="FILE",
        values="files",
        help="Send the JSON object in a file as the body; - is stdin.",
    )
    paginate: bool = flag("--paginate", help="Fetch all pages; each is printed as it arrives.")


def run(options: Options, context: Context) -> None:
    """Make the call. Raises ContentRefused with what the portal says, CannotCarry where there is no API."""
    screen = context.screen
    method, path = _parse_call(options.call)
    values = tuple(_parse_fields(options.field))
    if options.input is not None:
        if method.upper() == "GET":
            raise UsageError(_("--input sends a body, and GET has none."), _("Write: ticket api POST PATH"))
        values = (*_read_body(options.input, context), *values)
    for text in context.portal.raw(method, path, values, all_pages=options.paginate):
        if context.options.shaped:
            screen.json(_parse_value(text))
        else:
            text = clean(text) if screen.terminal else text
            context.stdout.write(text if text.endswith("\n") else f"{text}\n")
        context.stdout.flush()


def _parse_call(call: tuple[str, ...]) -> tuple[str, str]:
    if len(call) > 2:
        raise UsageError(_("Too many arguments: {extra}").format(extra=" ".join(call[2:])))
    return ("GET", call[0]) if len(call) == 1 else (call[0], call[1])


def _read_body(file: str, context: Context) -> tuple[tuple[str, Any], ...]:
    """Return the keys and values of the JSON object in a file. Raises UsageError."""
    from ticketcli.cli.inputs import read_text

    text = read_text(file, context.stdin, unreadable=N_("The file “{file}” cannot be read: {reason}."))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(_("“{file}” is not JSON: {reason}").format(file=file, reason=error)) from error
    if not isinstance(value, dict):
        raise UsageError(_("“{file}” is not a JSON object.").format(file=file))
    return tuple(value.items())


def _parse_fields(fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        key, equals, value = field.partition("=")
        if not (key and equals):
            raise UsageError(
                _("“{given}” is not KEY=VALUE.").format(given=field), _("Write -f as KEY=VALUE.")
            )
        yield key, value


def _parse_value(text: str) -> object:
    from ticketcli.output.json_output import AnswerMismatch

    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise AnswerMismatch(_("The answer is not valid JSON, so it cannot be filtered.")) from error
