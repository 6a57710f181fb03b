"""The switches of the new-ticket and reply forms, after hostbill.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.contract.records import (
    CC,
    CONTACTS,
    DEPARTMENTS,
    SERVICE,
    SERVICES,
    Contact,
    Department,
    Service,
    Widget,
)


@dataclass(frozen=True, kw_only=True)
class FormQuirks:
    departments: tuple[Department, ...] = DEPARTMENTS
    services: tuple[Service, ...] = SERVICES
    contacts: tuple[Contact, ...] = CONTACTS
    """ "`flag` = `256` and `secondary[]`: checkbox [...], and the ids of the account's contacts to
    notify"."""

    form_action: Literal["empty", "missing", "absolute", "relative"] = "empty"
    """ "A `multipart/form-data` POST to the page itself"."""

    form_id: bool = True
    """ "form `id="ticketsform"`"; older themes have none."""

    department_field: Literal["select", "radio", "hidden"] = "select"
    """ "`dept_id`: a select; options are id and name"; radio buttons and (one department) hidden
    elsewhere."""

    department_placeholder: bool = False
    """The select begins with an option without value."""

    priority_field: Literal["per-department", "single", "none"] = "per-department"
    """ "`priority` `0`, `1`, `2`; only where the chosen department offers it (`department.options & 64`);
    disabled otherwise": one block #pID per department, or one select for all."""

    cc: Widget | None = CC
    service: Widget | None = SERVICE
    service_plugin: Literal["printed", "script", "script-old"] = "printed"
    """ "Related service is a plugin, and its field is not in the HTML: that script puts
    `<select name="related_client_service">` behind the message (`0` = none), with the choices of `GET
    ?cmd=ticket_related_client_service`; older: `&action=get_related_client_services`". "printed" is
    `service` above, of another plugin."""
    other_widgets: tuple[Widget, ...] = ()
    """ "in `guide.txt` "Related Service" and "Additional Email Recipients (CC)"; their names vary (?)"."""

    extensions: tuple[str, ...] = (".jpg", ".gif", ".zip", ".png", ".pdf")
    extensions_line: Literal["shown", "upper", "missing", "semicolons", "forbidden", "unknown"] = "shown"
    """ ""(Allowed File Extension: .jpg;.gif;.zip)", separated by `;` or `,`, with dots. Since January 2022 a
    provider can forbid instead: "Not allowed extensions: .exe .php"; only the words tell the two apart":
    with commas, the same in capitals, no line, with semicolons, the forbidden ones, and in words of a
    language that nobody knows."""

    attach: Literal["plain", "fileupload", "form", "none"] = "fileupload"
    """ "`data-url` sits on an element of class `fileupload` in some themes, on the form in others". "plain":
    no data-url. "form": the input is named files[] and only hashes in `asyncattachment[]` count."""

    upload_answer: Literal["files", "list"] = "files"
    """ "`{"files": [{"name", "size", "hash", "error", "delete_type", "delete_url"}]}` (some versions: the
    bare list)"."""

    upload_wants_token: bool = True
    """ "The upload URL, like any POST, wants the page's hidden token"."""

    upload_no_error: Literal["absent", "null", "empty"] = "absent"
    """How an upload's `error` looks where there is none."""

    upload_limit: int | None = None
    """Bytes; a larger file gets an `error` of its own from the upload URL."""

    post_max_size: int | None = None
    """ "PHP empties a POST body above `post_max_size`: the form simply comes back". Bytes."""

    upload_max_filesize: int | None = None
    """PHP drops one file above `upload_max_filesize` and keeps the rest of the form. Bytes."""

    max_file_uploads: int = 20
    """PHP takes this many files of a form and drops the rest (20 unless configured)."""

    encrypt_box: bool = True
    """ "The `encrypt` and contact fields exist in newer themes only: detect what a page offers"."""

    ticket_captcha: bool = False
    """ "`image_verification`: captcha for the ticket form, where the provider has switched it on"."""

    created_page: Literal["link", "no-link", "redirect", "sidebar", "sidebar-no-link"] = "link"
    """ "Success shows "Ticket created!" and links `.../tickets/view/NUMBER/&hash=HASH` ("View Ticket")". Or
    no link, a redirect to the view, and either page with a sidebar that links older tickets."""

    failure: Literal["alert", "ul.errors", "#infos", "#errors", "script"] = "alert"
    """ "Errors: `#errors`, `.alert`, or only `errors.push('...')` in a script"."""

    form_token: bool = True
    """ "The new-ticket form of some themes has none: then none is sent"."""

    blocked_subjects: tuple[str, ...] = ("casino",)
    """ "This ticket cannot be opened due to blocked subject"."""

    four_byte_cut: bool = False
    """ "MySQL with old `utf8` cuts a text at its first 4-byte character (an emoji)"."""

    close_button: bool = True
    """ "Close: `make=closeticket`; reopen: `make=reopen`"; without it "You can't close this ticket"."""

    reply_reopens: bool = False
    """Whether an API reply to a closed ticket opens it; otherwise it is refused, as "a closed ticket has no
    reply form"."""
