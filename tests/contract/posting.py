"""What the client area does with a posted ticket or reply, and with an upload."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from tests.contract import plugins, widgets
from tests.contract.account import CAPTCHA, Account
from tests.contract.layout import Layout, e
from tests.contract.new_form import NewForm
from tests.contract.php import Form
from tests.contract.sessions import Session
from tests.contract.store import Attachment, Message, Ticket
from tests.contract.themes import THEMES
from tests.contract.wire import Request, Response

KNOWN = {
    "make", "dept_id", "priority", "subject", "body", "attachments[]", "asyncattachment[]", "encrypt", "flag",
    "secondary[]", "client_name", "client_email", "image_verification", "hb_nonce",
}  # fmt: skip


class Posting:
    def __init__(self, layout: Layout, account: Account, client: str) -> None:
        self.layout, self.account, self.client = layout, account, client
        self.quirks, self.store, self.links = layout.quirks, layout.store, layout.links
        self.form = NewForm(layout)

    # A new ticket

    def show(self, session: Session, form: Form | None = None, messages: list[str] | None = None) -> Response:
        text = self.form.page(session, form or Form(), messages or [])
        return self.layout.page(session, text, title=self.layout.words["create"])

    def create(self, session: Session, request: Request) -> Response:
        form = request.form
        messages = self.faults(session, form)
        if messages:
            return self.show(session, form, messages)
        guest = session.stage != "in"
        opening = Message(form.get("body"), name=self.client, email=self.account.username)
        if guest:
            opening.name, opening.email = form.get("client_name"), form.get("client_email")
        opening.encrypted = self.quirks.encrypt_box and form.get("encrypt") == "1"
        opening.attachments = self.attachments(session, form)
        ticket = self.store.create(
            dept_id=form.get("dept_id"), subject=form.get("subject"), opening=opening, via="web"
        )
        ticket.guest = guest
        self.fill(ticket, form)
        return self.created(session, ticket)

    def faults(self, session: Session, form: Form) -> list[str]:
        words, messages = self.layout.words, []
        if not form.get("subject").strip():
            messages.append(words["no_subject"])
        if not form.get("body").strip():
            messages.append(words["no_body"])
        if any(word in form.get("subject").lower() for word in self.quirks.blocked_subjects):
            messages.append(words["blocked"])
        if not any(one.id == form.get("dept_id") for one in self.quirks.departments):
            messages.append(words["no_department"])
        if session.stage != "in" and not (form.get("client_name") and form.get("client_email")):
            messages.append(words["no_guest"])
        if self.quirks.ticket_captcha and form.get("image_verification") != CAPTCHA:
            messages.append(words["bad_captcha"])
        for widget in widgets.present(self.quirks):
            messages += widgets.faults_of(self.layout, widget, widgets.values_of(widget, form))
        return messages + self.file_faults(form)

    def file_faults(self, form: Form) -> list[str]:
        if self.quirks.attach in ("form", "none"):
            return []
        words = self.layout.words
        names = [one.name for one in form.files if one.field == "attachments[]"]
        return [words["bad_extension"].format(name=name) for name in names if not self.allowed(name)]

    def allowed(self, name: str) -> bool:
        listed = PurePosixPath(name).suffix.lower() in [one.lower() for one in self.quirks.extensions]
        return listed is (self.quirks.extensions_line != "forbidden")

    def attachments(self, session: Session, form: Form) -> list[Attachment]:
        """The files that arrived, by the form itself and by the upload URL."""
        files: list[tuple[str, bytes]] = []
        if self.quirks.attach in ("plain", "fileupload"):
            posted = [one for one in form.files if one.field == "attachments[]"]
            files += [(one.name, one.content) for one in posted[: self.quirks.max_file_uploads]]
        limit = self.quirks.upload_max_filesize
        if limit is not None:
            files = [one for one in files if len(one[1]) <= limit]
        if self.quirks.attach in ("fileupload", "form"):
            for value in form.all("asyncattachment[]"):
                if value in session.uploads:
                    files.append(session.uploads.pop(value))
        return [self.store.attachment(name, content) for name, content in files]

    def fill(self, ticket: Ticket, form: Form) -> None:
        department = next(one for one in self.quirks.departments if one.id == ticket.dept_id)
        offered = department.priority and self.quirks.priority_field != "none"
        if offered and form.get("priority") in ("0", "1", "2"):
            ticket.priority = form.get("priority")
        if form.get("flag") == "256":
            ticket.secondary = form.all("secondary[]")
        known = {*KNOWN, self.quirks.token_name}
        if plugins.has_script(self.quirks):
            known.add(plugins.FIELD)
            ticket.service = plugins.chosen(self.quirks, form)
        for widget in widgets.present(self.quirks):
            values = widgets.values_of(widget, form)
            if widget.kind == "cc":
                ticket.cc = values
            elif widget.kind == "service":
                ticket.service = values[0].removeprefix(widget.prefix) if values else None
            if widget.kind != "other":
                known.add(widget.name)
        for name in dict.fromkeys(name for name, _ in form.fields if name not in known):
            ticket.extra[name] = form.all(name)

    def created(self, session: Session, ticket: Ticket) -> Response:
        words, kind = self.layout.words, self.quirks.created_page
        link = self.links.view(ticket.number, ticket.hash)
        if kind == "redirect":
            return self.layout.redirect(link)
        sidebar = ""
        if kind in ("sidebar", "sidebar-no-link"):
            sidebar = f'<ul class="recent">{self.layout.ticket_links(apart_from=ticket.number)}</ul>'
        if kind in ("no-link", "sidebar-no-link"):
            back = e(self.links.to("tickets"))
            body = (
                f"<h3>{words['created']}</h3><p>{words['created_text']}</p>"
                f'<a href="{back}">{words["back"]}</a>'
            )
        else:
            facts = {**words, "link": e(link), "number": e(ticket.number), "home": e(self.links.to())}
            body = THEMES[self.quirks.theme].created.format(**facts)
        return self.layout.page(session, sidebar + body)

    # A reply

    def reply(self, session: Session, request: Request, ticket: Ticket) -> list[str]:
        """Stores a reply; the answer is what is wrong with it."""
        form, words = request.form, self.layout.words
        if ticket.status == "Closed":
            return [words["cannot_close"]]
        messages = [] if form.get("body").strip() else [words["no_body"]]
        messages += self.file_faults(form)
        if messages:
            return messages
        message = Message(form.get("body"), name=self.client, email=self.account.username)
        message.encrypted = self.quirks.encrypt_box and form.get("encrypt") == "1"
        message.attachments = self.attachments(session, form)
        self.store.reply(ticket, message, "web")
        return []

    # Uploads ahead of the form

    def upload(self, session: Session, request: Request) -> Response:
        field = "files[]" if self.quirks.attach == "form" else "attachments[]"
        records = []
        for file in request.form.files:
            if file.field == field:
                records.append(self.take(session, file.name, file.content))
        payload: Any = {"files": records} if self.quirks.upload_answer == "files" else records
        headers = [("Content-Type", "application/json")]
        return Response(200, json.dumps(payload).encode(), headers)

    def take(self, session: Session, name: str, content: bytes) -> dict[str, Any]:
        record: dict[str, Any] = {"name": name, "size": len(content)}
        limit = self.quirks.upload_limit
        if not self.allowed(name):
            return {**record, "error": self.layout.words["bad_extension"].format(name=name)}
        if limit is not None and len(content) > limit:
            return {**record, "error": self.layout.words["too_big"]}
        hash = self.store.secret()
        session.uploads[hash] = (name, content)
        if self.quirks.upload_no_error != "absent":
            record["error"] = None if self.quirks.upload_no_error == "null" else ""
        delete = f"{self.links.root}/?cmd=tickets&action=handleupload&file={hash}"
        return {**record, "hash": hash, "delete_type": "DELETE", "delete_url": delete}
