"""The conversation that fills the draft of a reply."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.i18n import N_, _, ngettext
from ticketcli.model.draft import Draft
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Message, Ticket
from ticketcli.output.times import format_exact
from ticketcli.portals.base import Feature
from ticketcli.prompts.attachments import ask_attachments
from ticketcli.prompts.encryption import ask_encryption
from ticketcli.prompts.interview import Asking, Question
from ticketcli.prompts.message import ask_message
from ticketcli.prompts.review import Verdict, content_of, review

_LINES = 30  # of the last message are shown above the question


def ask_close(draft: Draft, asking: Asking) -> Draft:
    """Whether the ticket is done with after this reply."""
    return replace(
        draft, close=asking.prompter.confirm(_("Close the ticket afterwards?"), default=draft.close)
    )


QUESTIONS = (
    Question("message", N_("Message"), ask_message, lambda d: bool(d.message.strip()), needed=True),
    Question(
        "attachments",
        N_("Attachments"),
        ask_attachments,
        lambda d: bool(d.attachments),
        offered=lambda asking: asking.offers.carries(Feature.ATTACHMENTS),
    ),
    Question(
        "encrypt",
        N_("Encryption"),
        ask_encryption,
        lambda d: d.encrypt,
        offered=lambda asking: asking.offers.carries(Feature.ENCRYPTION),
    ),
    Question("close", N_("Close the ticket afterwards"), ask_close, lambda d: True),
)


def fill_reply(draft: Draft, ticket: Ticket, asking: Asking, *, brief: bool = False) -> Draft:
    """Ask for what the draft does not hold yet, below the last message; `brief`: only for the message.

    Every answer is handed to `asking.keep` before the next question.
    """
    if not draft.message.strip():
        asking.prompter.say(last_of(ticket))
    for question in QUESTIONS:
        wanted = question.needed or not brief
        if wanted and not question.answered(draft) and question.offered(asking):
            draft = question.ask(draft, asking)
            asking.keep(draft)
    return draft


def review_reply(
    draft: Draft, ticket: Ticket, asking: Asking, *, send: str | None = None
) -> tuple[Draft, Verdict]:
    """Show everything and ask what to do with it."""

    def shown(draft: Draft) -> str:
        lines = [
            _("Reply to: {number} {subject}").format(
                number=clean_line(ticket.number), subject=clean_line(ticket.subject)
            )
        ]
        if draft.close:
            lines.append(_("Closes the ticket: yes"))
        return "\n".join([*lines, *content_of(draft)])

    return review(draft, asking, QUESTIONS, shown, send=send or _("Send"))


def last_of(ticket: Ticket) -> str:
    """The ticket's subject and the last message of its conversation, as a quotation."""
    title = f"{clean_line(ticket.number)} {clean_line(ticket.subject)}"
    return "\n".join([title, *_quoted(ticket.messages[-1])]) if ticket.messages else title


def _quoted(message: Message) -> list[str]:
    lines = clean(message.body).strip("\n").split("\n")
    shown = lines[:_LINES]
    if more := len(lines) - len(shown):
        shown.append(ngettext("... {count} more line", "... {count} more lines", more).format(count=more))
    when = format_exact(message.time, message.time_text)
    who = ", ".join(clean_line(part) for part in (message.author, when) if part)
    return [
        _("{label}:").format(label=who) if who else _("The last message:"),
        *(f"> {line}" for line in shown),
    ]
