"""The interview that fills the draft of a reply."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.i18n import N_, _, join_list, ngettext
from ticketcli.model.draft import Draft
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Message, Ticket
from ticketcli.output.times import format_exact
from ticketcli.portals.capabilities import Feature
from ticketcli.prompts.attachments import ask_attachments
from ticketcli.prompts.encryption import ask_encryption
from ticketcli.prompts.interview import Interview, Question, ask_open_questions
from ticketcli.prompts.message import ask_message, get_first_line
from ticketcli.prompts.new_ticket import list_file_names, needs_encryption
from ticketcli.prompts.review import Verdict, list_content, review

_LINES = 30  # of the last message are shown above the question


def ask_close(draft: Draft, interview: Interview) -> Draft:
    """Ask whether to close the ticket after this reply."""
    return replace(
        draft, close=interview.prompter.confirm(_("Close the ticket afterwards?"), default=draft.close)
    )


QUESTIONS = (
    Question(
        "message",
        N_("Message"),
        ask_message,
        lambda draft: not draft.message.strip(),
        lambda draft: get_first_line(draft.message),
        required=True,
    ),
    Question(
        "attachments",
        N_("Attachments"),
        ask_attachments,
        lambda _draft: False,
        list_file_names,
        offered=lambda interview: interview.offers.supports(Feature.ATTACHMENTS),
    ),
    Question(
        "encrypt",
        N_("Encryption"),
        ask_encryption,
        needs_encryption,
        lambda draft: _("yes") if draft.encrypt else "",
        offered=lambda interview: interview.offers.supports(Feature.ENCRYPTION),
    ),
    Question(
        "close",
        N_("Close the ticket afterwards"),
        ask_close,
        lambda _draft: False,
        lambda draft: _("yes") if draft.close else "",
    ),
)


def fill_reply(draft: Draft, ticket: Ticket, interview: Interview, *, brief: bool = False) -> Draft:
    """Ask every open question below the last message; `brief`: only for the message."""
    if not draft.message.strip():
        interview.prompter.say(show_last_message(ticket))
    questions = [question for question in QUESTIONS if question.required or not brief]
    return ask_open_questions(draft, questions, interview)


def review_reply(
    draft: Draft, ticket: Ticket, interview: Interview, *, send: str | None = None
) -> tuple[Draft, Verdict]:
    """Show everything and ask what to do with it; `send` is what sending is called."""

    def shown(draft: Draft) -> str:
        lines = [
            _("Reply to: {number} {subject}").format(
                number=clean_line(ticket.number), subject=clean_line(ticket.subject)
            )
        ]
        if draft.close:
            lines.append(_("Close afterwards: yes"))
        return "\n".join([*lines, *list_content(draft)])

    return review(draft, interview, QUESTIONS, shown, send=send or _("Send"))


def quote_last_message(ticket: Ticket) -> list[str]:
    """Return the last message of a ticket, whole, as a quotation; nothing where it has none."""
    return _quote(ticket.messages[-1]) if ticket.messages else []


def show_last_message(ticket: Ticket) -> str:
    """Return the ticket's subject and the last message of its conversation, as a quotation."""
    title = f"{clean_line(ticket.number)} {clean_line(ticket.subject)}"
    return "\n".join([title, *_quote(ticket.messages[-1], most=_LINES)]) if ticket.messages else title


def _quote(message: Message, *, most: int | None = None) -> list[str]:
    """Return the lines of a message after a “>”, below who wrote it and when; `most` of them."""
    lines = clean(message.body).strip("\n").split("\n")
    shown = lines[:most]
    if more := len(lines) - len(shown):
        shown.append(ngettext("... {count} more line", "... {count} more lines", more).format(count=more))
    when = format_exact(message.time, message.time_text)
    who = join_list(clean_line(part) for part in (message.author, when) if part)
    return [
        _("{label}:").format(label=who) if who else _("The last message:"),
        *(f"> {line}" for line in shown),
    ]
