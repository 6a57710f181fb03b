"""The pages of one ticket and of the list, in both themes."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime

from tests.contract.layout import Layout, e
from tests.contract.new_form import attach_field
from tests.contract.sessions import Session
from tests.contract.store import Message, Ticket
from tests.contract.words import status_words


class Views:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.quirks, self.links, self.sessions = layout.quirks, layout.links, layout.sessions

    def day(self, date: str) -> str:
        return datetime.strptime(date, "%Y-%m-%d %H:%M:%S").strftime(self.quirks.date_format)

    def department(self, ticket: Ticket) -> str:
        return next((one.name for one in self.quirks.departments if one.id == ticket.dept_id), "")

    def status(self, ticket: Ticket) -> str:
        return status_words(self.quirks.language, ticket.status)

    # One ticket

    def ticket(self, session: Session, ticket: Ticket, messages: list[str]) -> str:
        show = self.ticket_2019 if self.quirks.theme == "2019" else self.ticket_table
        return self.layout.messages(messages) + show(session, ticket)

    def ticket_2019(self, session: Session, ticket: Ticket) -> str:
        words = self.layout.words
        subject = "\n".join(textwrap.wrap(e(ticket.subject), 40, break_long_words=False))
        comments = "".join(self.comment(one) for one in ticket.messages if not one.draft)
        return f"""<section class="section-tickets"><h1>#{e(ticket.number)} {subject}</h1>
<a href="{e(self.links.to("tickets"))}"><small>&lsaquo; {words["back"]}</small></a>
<div class="content-view-details"><span class="badge badge-{ticket.status}">{self.status(ticket)}</span>
<span class="badges-group"><span class="badge badge-details">{self.day(ticket.date)}</span>
<span class="badge badge-details">{e(self.department(ticket))}</span></span>
{self.state_form(session, ticket)}</div>
<div class="comments">{comments}</div>{self.reply_form(session, ticket)}</section>"""

    def comment(self, message: Message) -> str:
        side = "admin" if message.staff else "client"
        rating = '<div class="rating"><a href="#">1</a><a href="#">2</a></div>' if message.staff else ""
        return f"""<div class="comment comment-{side} media" id="c{message.id}">
<div class="comment-sender"><img src="{self.links.root}/avatar.png" alt=""/>
<strong>{e(message.name)}</strong></div>
<div class="comment-body media-body"><p id="r{message.id}">{self.text(message)}</p>
{self.files(message)}<small class="comment-date text-muted"><span class="date">{self.day(message.date)}</span>
<span class="time">{message.date[11:16]}</span></small>{self.lock(message)}{rating}
<a href="#quote" title="Quote"><i class="material-icons">format_quote</i></a></div></div>"""

    def text(self, message: Message) -> str:
        """A client's text with clickable links and <br /> for line ends; a staff's HTML as it is."""
        if message.staff:
            return message.body
        text = re.sub(r"(https?://[^\s<&]+)", r'<a href="\1" target="_blank">\1</a>', e(message.text))
        return text.replace("\n", "<br />\n")

    def lock(self, message: Message) -> str:
        if not message.encrypted:
            return ""
        return f'<small class="text-warning">{self.layout.words["encrypted"]}</small>'

    def files(self, message: Message) -> str:
        links = []
        for one in message.attachments:
            link = f"?action=download&id={one.id}"
            if self.quirks.download_link == "full":
                link = f"{self.links.root}/?cmd=tickets&action=download&id={one.id}"
            icon = '<i class="material-icons">attach_file</i>'
            links.append(
                f'<a href="{e(link)}" target="_blank"><strong>{icon} {e(one.name)}</strong></a><br />'
            )
        return "".join(links)

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

    def ticket_table(self, session: Session, ticket: Ticket) -> str:
        words = self.layout.words
        heads = "".join(f"<th>{words[name]}</th>" for name in ("department", "date", "subject", "status"))
        messages = "".join(self.message_table(one) for one in ticket.messages if not one.draft)
        return f"""<h1 class="tickets2">{words["view"]} #{e(ticket.number)}</h1>
<table class="checker"><tr>{heads}</tr><tr><td>{e(self.department(ticket))}</td>
<td>{self.day(ticket.date)}</td><td>{e(ticket.subject)}</td>
<td><span class="{ticket.status}"><strong>{self.status(ticket)}</strong></span></td></tr></table>
{self.state_form(session, ticket)}{messages}{self.reply_form(session, ticket)}"""

    def message_table(self, message: Message) -> str:
        side = "admin" if message.staff else "client"
        return f"""<table class="ticketmsg {side}" width="100%"><tr><td>
<strong>{e(message.name)}</strong>, {side}</td>
<td align="right">{self.day(message.date)} {message.date[11:16]}</td></tr>
<tr><td colspan="2">{self.text(message)}<br />{self.files(message)}</td></tr></table>"""

    # The list

    def list(self, tickets: list[Ticket], pages: int) -> str:
        words = self.layout.words
        row = self.row_2019 if self.quirks.theme == "2019" else self.row_table
        rows = "".join(row(ticket) for ticket in tickets)
        if not rows:
            rows = f'<tr><td colspan="6">{words["none"]}</td></tr>'
        numbers = "".join(
            f'<a href="{e(self.links.to("tickets", page=str(at)))}">{at + 1}</a> ' for at in range(pages)
        )
        paging = f'<div class="pagination">{numbers}</div>' if pages > 1 else ""
        new = e(self.links.to("tickets", "new"))
        return f"""<h1>{words["tickets"]}</h1><a href="{new}">{words["create"]}</a>
<table class="table"><thead><tr><th>{words["status"]}</th><th>{words["subject"]}</th></tr></thead>
<tbody>{rows}</tbody></table>{paging}"""

    def row_2019(self, ticket: Ticket) -> str:
        link = e(self.links.view(ticket.number))
        subject = f"<b>{e(ticket.subject)}</b>" if ticket.unread else e(ticket.subject)
        return f"""<tr{' class="unread"' if ticket.unread else ""}>
<td><a href="{link}">#{e(ticket.number)}</a></td>
<td><a href="{link}">{subject}</a></td>
<td><span class="badge badge-{ticket.status}">{self.status(ticket)}</span></td>
<td data-label="Department: ">{e(self.department(ticket))}</td>
<td data-label="Date: ">{self.day(ticket.date)}</td>
<td><a href="{link}"><i class="material-icons">insert_link</i></a></td></tr>"""

    def row_table(self, ticket: Ticket) -> str:
        subject = f'<a href="{e(self.links.view(ticket.number))}">{e(ticket.subject)}</a>'
        subject = f"<strong>{subject}</strong>" if ticket.unread else subject
        return f"""<tr><td><span class="label label-{ticket.status}">{self.status(ticket)}</span></td>
<td>{subject}</td><td>{e(self.department(ticket))}</td><td>{self.day(ticket.date)}</td></tr>"""
