"""The new-ticket form's markup, in the 2019 theme and in an older theme of tables."""

from __future__ import annotations

from tests.contract import plugins, widgets
from tests.contract.layout import Layout, e
from tests.contract.php import Form
from tests.contract.records import Department
from tests.contract.sessions import Session
from tests.contract.themes import THEMES

FIELDS = tuple[str, str, str]
"""Label, control, class of the group."""


class NewForm:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.quirks, self.links, self.sessions = layout.quirks, layout.links, layout.sessions
        self.shape = THEMES[self.quirks.theme].form

    def page(self, session: Session, form: Form, messages: list[str]) -> str:
        words, quirks = self.layout.words, self.quirks
        actions = {
            "empty": ' action=""',
            "missing": "",
            "absolute": f' action="{e(self.links.to("tickets", "new"))}"',
            "relative": ' action="?cmd=tickets&amp;action=new"',
        }
        opening = '<form enctype="multipart/form-data" method="post"' + actions[quirks.form_action]
        if quirks.form_id:
            opening += ' id="ticketsform"'
        if quirks.attach == "form":
            opening += f' data-url="{self.upload_url()}"'
        groups = [
            self.department(form),
            *self.guest(session, form),
            *self.priority(session, form),
            self.group(words["subject"], self.text("subject", form)),
            self.group(
                words["message"],
                f'<textarea name="body" id="ticketmessage">{e(form.get("body"))}</textarea>',
                after='<div id="hintarea" style="display:none"></div>',
            ),
            self.widget_area(form),
            attach_field(self.layout),
            *self.encrypt(),
            *self.contacts(session),
            *self.captcha(),
        ]
        send = f'<input type="submit" value="{words["send"]}"/>'
        if self.shape == "groups":
            send = f'<button type="submit" class="btn btn-primary">{words["send"]}</button>'
        return (
            f"<h1>{words['create']}</h1>{plugins.scripts(quirks, self.links.root)}"
            f"{self.layout.messages(messages)}{opening}>"
            f'<input type="hidden" name="make" value="addticket"/>{"".join(groups)}{send}'
            f"{self.sessions.hidden(session) if quirks.form_token else ''}</form>{TEMPLATES}"
        )

    def group(self, label: str, control: str, *, kind: str = "", after: str = "") -> str:
        if self.shape == "groups":
            return f'<div class="form-group {kind}"><label>{label}</label>{control}{after}</div>'
        if self.shape == "fieldset":
            return f"<fieldset><label>{label}</label>{control}{after}</fieldset>"
        return f'<table class="form"><tr><td class="l">{label}</td><td>{control}{after}</td></tr></table>'

    def text(self, name: str, form: Form) -> str:
        return f'<input type="text" name="{name}" class="form-control" value="{e(form.get(name))}"/>'

    def department(self, form: Form) -> str:
        departments = self.quirks.departments
        chosen = self.chosen(form)
        if self.quirks.department_field == "hidden":
            return f'<input type="hidden" name="dept_id" value="{departments[0].id}"/>'
        if self.quirks.department_field == "radio":
            radios = "".join(
                f'<label><input type="radio" name="dept_id" value="{one.id}"'
                f"{' checked' if one is chosen else ''}/> {e(one.name)}</label><br />"
                for one in departments
            )
            return f"<fieldset><legend>{self.layout.words['department']}</legend>{radios}</fieldset>"
        options = "".join(
            f'<option value="{one.id}"{" selected" if one is chosen else ""}>{e(one.name)}</option>'
            for one in departments
        )
        if self.quirks.department_placeholder:
            options = f'<option value="">{self.layout.words["choose"]}</option>{options}'
        select = f'<select name="dept_id" class="form-control">{options}</select>'
        return self.group(self.layout.words["department"], select, after=self.descriptions(chosen))

    def chosen(self, form: Form) -> Department | None:
        asked = form.get("dept_id")
        if not asked and self.quirks.department_placeholder:
            return None
        return next((one for one in self.quirks.departments if one.id == asked), self.quirks.departments[0])

    def descriptions(self, chosen: Department | None) -> str:
        if self.quirks.theme == "default":
            return ""
        smalls = []
        for one in self.quirks.departments:
            style = "block" if one is chosen else "none"
            start = f'<small class="form-text text-muted dept_{one.id}" style="display:{style}">'
            if one.description:
                smalls.append(f"{start}{one.description}</small>")
            if one.priority:
                smalls.append(f"{start}{self.layout.words['reply_time']}</small>")
        return f'<div class="deptsdesc">{"".join(smalls)}</div>'

    def guest(self, session: Session, form: Form) -> list[str]:
        if session.stage == "in":
            return []
        words = self.layout.words
        return [
            self.group(words["name"], self.text("client_name", form)),
            self.group(words["email"], self.text("client_email", form)),
        ]

    def priority(self, session: Session, form: Form) -> list[str]:
        words = self.layout.words
        options = "".join(
            f'<option value="{value}"{" selected" if value == "1" else ""}>{words[name]}</option>'
            for value, name in (("0", "low"), ("1", "medium"), ("2", "high"))
        )
        if session.stage != "in" or self.quirks.priority_field == "none":
            return []
        if self.quirks.priority_field == "single":
            return [self.group(words["priority"], f'<select name="priority">{options}</select>')]
        blocks, chosen = [], self.chosen(form)
        for one in self.quirks.departments:
            if one.priority:
                hidden = "" if one is chosen else ' style="display:none"'
                disabled = "" if one is chosen else ' disabled="disabled"'
                blocks.append(
                    f'<tr><div class="form-group dptpriority" id="p{one.id}"{hidden}>'
                    f'<label for="priority">{words["priority"]}</label><select name="priority" id="priority" '
                    f'class="form-control"{disabled}>{options}</select></div></tr>'
                )
        return blocks

    def widget_area(self, form: Form) -> str:
        shown = "".join(widgets.show(self.layout, one, form) for one in widgets.present(self.quirks))
        return f'<div class="ticketwidget_newticket">{shown}</div>'

    def upload_url(self) -> str:
        return upload_url(self.layout)

    def encrypt(self) -> list[str]:
        if not self.quirks.encrypt_box:
            return []
        return [
            '<div class="form-check"><input type="checkbox" name="encrypt" value="1" id="encryptCheckbox"/>'
            f'<label for="encryptCheckbox">{self.layout.words["encrypt"]}</label></div>'
        ]

    def contacts(self, session: Session) -> list[str]:
        if session.stage != "in" or not self.quirks.contacts:
            return []
        boxes = "".join(
            f'<tr><td><input type="checkbox" name="secondary[]" value="{one.id}" disabled="disabled"/></td>'
            f"<td>{e(one.name)}</td></tr>"
            for one in self.quirks.contacts
        )
        return [
            f'<label><input type="checkbox" name="flag" value="256"/> {self.layout.words["override"]}</label>'
            f'<table style="display:none">{boxes}</table>'
        ]

    def captcha(self) -> list[str]:
        if not self.quirks.ticket_captcha:
            return []
        image = f'<img src="{self.links.root}/?cmd=root&amp;action=captcha" alt=""/>'
        field = '<input type="text" name="image_verification"/>'
        return [self.group(self.layout.words["captcha"], image + field)]


def upload_url(layout: Layout) -> str:
    if layout.quirks.base_href or layout.quirks.absolute_links is False:
        return "?cmd=tickets&amp;action=handleupload"
    return e(f"{layout.links.root}/?cmd=tickets&action=handleupload")


def attach_field(layout: Layout) -> str:
    """The file field with the allowed extensions beside it; new tickets and replies share it."""
    quirks = layout.quirks
    if quirks.attach == "none":
        return ""
    words, place = layout.words, THEMES[quirks.theme].line
    said, listed = extension_line(layout)
    whole = f"({said}: {listed})" if listed else ""
    name = "files[]" if quirks.attach == "form" else "attachments[]"
    field = f'<input type="file" name="{name}" multiple="multiple" id="file-upload"/>'
    if place == "beside":
        line = f'<small class="text-muted">{said}: {listed}</small>' if listed else ""
        inside = line + field
    elif place == "label":
        inside = f'<label for="file-upload"><i>attach_file</i><small>{whole}</small></label>{field}'
    elif place == "apart":
        apart = f"<div><span><strong>{said}</strong></span><p>{listed}</p></div>" if listed else ""
        inside = f'<a href="#" class="btn">{field}<i class="icon-add"></i>{words["attachments"]}</a>{apart}'
    else:
        button = f'<span class="btn"><i></i><span>{words["attachments"]}...</span>{field}</span>'
        inside = f'<div>{button}<div class="fs11">{whole}</div></div>'
    if quirks.attach == "plain":
        return f"<div><b>{words['attachments']}</b> {inside}</div>"
    where = "" if quirks.attach == "form" else f' data-url="{upload_url(layout)}"'
    return (
        f'<div class="fileupload" id="fileupload"{where}>{inside}'
        '<div class="progress"></div><table><tbody class="files"></tbody></table></div>'
    )


def extension_line(layout: Layout) -> tuple[str, str]:
    """The words in front of the extensions, and the extensions; no extensions where there is no line."""
    quirks, words = layout.quirks, layout.words
    if quirks.extensions_line == "missing":
        return "", ""
    if quirks.extensions_line == "forbidden":
        return words["forbidden"], " ".join(quirks.extensions)
    if quirks.extensions_line in ("semicolons", "unknown"):
        said = words["extensions"] if quirks.extensions_line == "semicolons" else "Rozszerzenia"
        return said, ";".join(quirks.extensions)
    listed = ", ".join(quirks.extensions)
    return words["extensions"], listed.upper() if quirks.extensions_line == "upper" else listed


TEMPLATES = """<script id="template-upload" type="text/x-tmpl">
{% for (var i=0, file; file=o.files[i]; i++) { %}<tr><td>{%=file.name%}</td></tr>{% } %}
</script><script id="template-download" type="text/x-tmpl">
{% for (var i=0, file; file=o.files[i]; i++) { %}<tr><td>
<input type="hidden" name="asyncattachment[]" value="{%=file.hash%}">{%=file.name%}</td></tr>{% } %}
</script>"""
