"""Check a text against what the portal accepts, before it is sent."""

from __future__ import annotations

from ticketcli.i18n import _
from ticketcli.portals.capabilities import Capabilities


def check_text(known: Capabilities, subject: str | None, message: str) -> list[str]:
    """List what this portal does not take of a subject and a message, in a sentence each."""
    problems = []
    if subject is not None:
        problems += _check_emoji(known, subject, _("subject"))
        if known.longest_subject is not None and len(subject) > known.longest_subject:
            problems.append(
                _("The subject is {length} characters; the portal accepts at most {most}.").format(
                    length=len(subject), most=known.longest_subject
                )
            )
    problems += _check_emoji(known, message, _("message"))
    size = len(message.encode("utf-8", "surrogatepass"))
    if known.longest_message is not None and size > known.longest_message:
        problems.append(
            _("The message is {size:,} bytes; the portal accepts at most {most:,}.").format(
                size=size, most=known.longest_message
            )
        )
    return problems


def _check_emoji(known: Capabilities, text: str, what: str) -> list[str]:
    # Four bytes in UTF-8: what MySQL's old "utf8" (utf8mb3) cannot hold.
    rare = next((sign for sign in text if ord(sign) > 0xFFFF), None) if known.refuses_emoji else None
    if rare is None:
        return []
    return [
        _("The {what} contains “{rare}”, but the portal does not accept emoji. Leave it out.").format(
            what=what, rare=rare
        )
    ]
