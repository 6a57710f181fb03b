"""The pages of one ticket and of the list, in the installation's theme."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime
from typing import Any

from tests.contract.layout import Layout, e
from tests.contract.new_form import attach_field
from tests.contract.sessions import Session
from tests.contract.store import Message, Ticket
from tests.contract.themes import ARCHIVE, THEMES
from tests.contract.words import status_words


class Views:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.quirks, self.links, self.sessions = layout.quirks, layout.links, layout.sessions
        self.theme = THEMES[self.quirks.theme]

    def shown(self, date: str, form: str) -> str:
        return datetime.strptime(date, "%Y-%m-%d %H:%M:%S").strftime(form)

    def dates(self, date: str) -> dict[str, str]:
        """A date as the installation writes it: in full, and its day and time apart."""
        return {
            "moment": self.shown(date, self.quirks.date_format),
            "day": self.shown(date, self.quirks.date_format.partition(" ")[0]),
            "clock": date[11:16],
        }

    def department(self, ticket: Ticket) -> str:
        return next((one.name for one in self.quirks.departments if one.id == ticket.dept_id), "")

    def status(self, ticket: Ticket) -> str:
        return status_words(self.quirks.language, ticket.status)

    def facts(self, ticket: Ticket) -> dict[str, str]:
        """What a template may say of a ticket, next to the language's words."""
        return {
            **self.layout.words,
            **self.dates(ticket.date),
            "root": self.links.root,
            "here": e(self.links.to("tickets")),
            "number": e(ticket.number),
            "own": ticket.id,
            "name": e(ticket.subject),
            "folded": "\n".join(textwrap.wrap(e(ticket.subject), 40, break_long_words=False)),
            "wrapped": "<br />\n".join(textwrap.wrap(e(ticket.subject), 40, break_long_words=False)),
            "class": ticket.status,
            "status_word": self.status(ticket),
            "dept": e(self.department(ticket)),
        }

    # One ticket

    def ticket(self, session: Session, ticket: Ticket, messages: list[str]) -> str:
        facts = self.facts(ticket)
        shown = [one for one in ticket.messages if not one.draft]
        if not self.theme.oldest_first:
            shown.reverse()
        head = f"<h3>{self.layout.words['replies']}</h3>" if len(shown) > 1 else ""
        return self.layout.messages(messages) + self.theme.ticket.format(
            **facts,
            messages="".join(self.message(ticket, one) for one in shown),
            replies_head=head,
            neighbours=self.neighbours(ticket),
            state=self.state_form(session, ticket),
            answer=self.reply_form(session, ticket),
        )

    def neighbours(self, ticket: Ticket) -> str:
        """Links to the tickets beside this one, as icons."""
        others = [one for one in self.layout.store.tickets if one is not ticket][:2]
        return "".join(
            f'<li><a href="{e(self.links.view(one.number))}"><i class="icon-arrow"></i></a></li>'
            for one in others
        )

    def message(self, ticket: Ticket, message: Message) -> str:
        theme, facts = self.theme, {**self.facts(ticket), **self.dates(message.date)}
        body = self.body_id(ticket, message)
        each = "".join(
            theme.file.format(href=e(self.file_link(one.id)), name=e(one.name)) for one in message.attachments
        )
        rating = '<div class="rating"><a href="#">1</a><a href="#">2</a></div>' if message.staff else ""
        facts.update(
            own=message.id,
            side=theme.sides[1 if message.staff else 0],
            staff_title=f' title="{self.layout.words["staff"]}"' if message.staff else "",
            author=e(message.name),
            body=body,
            id=f' id="{body}"' if body else "",
            text=self.text(message),
            files=theme.files.format(**self.layout.words, each=each) if each else "",
            lock=theme.lock.format(**self.layout.words) if message.encrypted else "",
            rating=rating,
        )
        return theme.message.format(**facts)

    def body_id(self, ticket: Ticket, message: Message) -> str:
        kind = self.theme.opening
        if kind == "none":
            return ""
        if message is not ticket.opening:
            return f"r{message.id}"
        if kind == "repeats":  # what the loop over the replies left behind
            return f"r{ticket.messages[1].id}" if len(ticket.messages) > 1 else "r"
        return f"{kind}{message.id}"

    def text(self, message: Message) -> str:
        """A client's text with clickable links and <br /> for line ends; a staff's HTML as it is."""
        if message.staff:
            return message.body
        text = re.sub(r"(https?://[^\s<&]+)", r'<a href="\1" target="_blank">\1</a>', e(message.text))
        return text.replace("\n", "<br />\n")

    def file_link(self, identity: str) -> str:
        if self.quirks.download_link == "full":
            return f"{self.links.root}/?cmd=tickets&action=download&id={identity}"
        return f"?action=download&id={identity}"

    def state_form(self, session: Session, ticket: Ticket) -> str:
        words = self.layout.words
        if ticket.status == "Closed":
            make, word = "reopen", words["reopen"]
        elif self.quirks.close_button:
            make, word = "closeticket", words["close"]
        else:
            return ""
        return (
            f'<form action="" method="post"><input type="hidden" name="make" value="{make}"/>'
            f'<button type="submit">{word}</button>{self.sessions.hidden(session)}</form>'
        )

    def reply_form(self, session: Session, ticket: Ticket) -> str:
        if ticket.status == "Closed":
            return ""
        words = self.layout.words
        encrypt = ""
        if self.quirks.encrypt_box:
            encrypt = (
                '<input type="checkbox" name="encrypt" value="1" id="encryptReplyCheckbox"/>'
                f'<label for="encryptReplyCheckbox">{words["encrypt"]}</label>'
            )
        upload = ' data-url="?cmd=tickets&amp;action=handleupload"' if self.quirks.attach == "form" else ""
        identity = ' id="replyform"' if self.quirks.form_id else ""
        return f"""<form enctype="multipart/form-data" action="" method="post"{identity}{upload}>
<input type="hidden" name="make" value="addreply"/>
<input type="hidden" name="client_name" value="{e(ticket.author)}"/>
<input type="hidden" name="client_email" value="{e(ticket.email)}"/>
<label>{words["reply"]}</label><textarea name="body" id="replyarea"></textarea>
{attach_field(self.layout)}{encrypt}
<button type="submit">{words["send"]}</button>{self.sessions.hidden(session)}</form>"""

    # The list

    def rows(self, tickets: list[Ticket]) -> str:
        return "".join(self.row(ticket) for ticket in tickets)

    def row(self, ticket: Ticket) -> str:
        facts, mark = self.facts(ticket), self.theme.unread if ticket.unread else ""
        facts.update(
            word=self.status(ticket),
            link=e(self.links.view(ticket.number)),
            strong="<strong>" if mark == "strong" else "",
            weak="</strong>" if mark == "strong" else "",
            bold="bold" if mark == "bold" else "",
        )
        return self.theme.row.format(**facts)

    def pager(self, pages: int, at: int) -> str:
        """How the list's other pages are reached."""
        kind = self.quirks.pager
        if kind == "links":
            return '<div class="pagination">{}</div>'.format(
                "".join(
                    f'<a href="{e(self.links.to("tickets", page=str(page)))}">{page + 1}</a> '
                    for page in range(pages)
                )
            )
        if kind == "buttons":
            buttons = "".join(
                f'<button class="btn {"active" if page == at else ""}">{page + 1}</button>'
                for page in range(pages)
            )
            return (
                f'<div class="btn-group" id="pageswitch">{buttons}</div>'
                f'<input type="hidden" id="currentpage" value="{at}"/>'
            )
        if kind == "select":
            options = "".join(f'<option value="{page}">{page + 1}</option>' for page in range(pages))
            return (
                f'<p><select name="page" id="currentpage">{options}</select> / <strong>{pages}</strong></p>'
            )
        steps = "".join(
            f'<li><a href="#{word}">{word}</a></li>'
            for word in (self.layout.words["back"], self.layout.words["view"])
        )
        return f'<div class="pagination"><ul rel="{pages}">{steps}</ul></div>'

    def list(self, session: Session, tickets: list[Ticket], pages: int, at: int = 0) -> str:
        words, here = self.layout.words, e(self.links.to("tickets"))
        about: dict[str, Any] = {
            **words,
            "here": here,
            "new": e(self.links.to("tickets", "new")),
            "rows": self.rows(tickets) or self.theme.empty.format(**words),
            "pager": self.pager(pages, at) if pages > 1 else "",
            "hidden": self.sessions.hidden(session),
        }
        bare = not tickets and not self.theme.empty.startswith("<tr")
        archive = self.theme.empty.format(**words) if bare else ARCHIVE.format(**about)
        return self.theme.list.format(**about, archive=archive)
