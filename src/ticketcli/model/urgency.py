"""Urgent tickets, in the way the provider's guide asks for.

The guide: prefix the subject with [URGENT], and state the impact and the preferred contact
method clearly in the message.
"""

from __future__ import annotations

from ticketcli.model.draft import Draft

PREFIX = "[URGENT] "


def compose_subject(draft: Draft) -> str:
    """The subject as it is sent: one line, with the prefix once where the draft is urgent."""
    subject = " ".join(draft.subject.split())
    if draft.urgent and not subject.upper().startswith(PREFIX.strip()):
        return f"{PREFIX}{subject}".rstrip()
    return subject


def compose_message(draft: Draft) -> str:
    """The message as it is sent: what the urgent reader needs first, then the text.

    In the guide's own words whatever language is spoken: the staff looks for them, and a message
    is known again at the portal by its text.
    """
    lines = []
    if draft.impact.strip():
        lines.append(f"Impact: {draft.impact.strip()}")
    if draft.contact.strip():
        lines.append(f"Preferred contact method: {draft.contact.strip()}")  # data
    text = draft.message.strip("\n").rstrip()
    return "\n".join([*lines, "", text]).strip("\n") if lines else text
