"""The switches of the User API. Each quotes the line of hostbill.md that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class ApiQuirks:
    api: Literal["on", "404-html", "200-html", "disabled"] = "on"
    """ "What is marked (?) [...] discover it at run time": without an API, /api is a web page with 404 or
    with 200, or the JSON answer {"error": ["API disabled"]}."""

    envelope: Literal["root", "data"] = "root"
    """ "payload at the root, at some installations under `data`"."""

    ids: Literal["strings", "ints"] = "strings"
    """ "ids, flags and counts are often **strings**"."""

    lists: Literal["lists", "keyed"] = "lists"
    """ "a list [can come] as a keyed object (`{"17": {...}}`)"."""

    php_arrays: bool = True
    """ "an empty map can come as `[]`": and, since it is "PHP's JSON", a map with the keys 0, 1, ... comes as
    a list, as happens to attachments keyed "0" for the opening message."""

    attachments: Literal["lists", "maps", "single"] = "lists"
    """ "keyed by reply id, with "0" for the opening message": each value a list, a map by attachment id, or
    the one attachment itself."""

    error_shape: Literal["list", "string", "map"] = "list"
    """ "`error` can be a list, a string or a map"."""

    error_wrap: Literal["error", "success-false", "status-false"] = "error"
    """ "sometimes `{"success": false, "error": [...]}` or `{"status": false}`" (the last without a word)."""

    error_status: Literal["200", "http"] = "200"
    """ "very often **HTTP 200 with `{"error": ["text", ...]}`** [...] also 401/403/404/422/429/5xx, whose
    body may hold the same `error` list"."""

    auth_error_status: Literal[200, 401, 403] = 401
    """Sign-in refusals by their own: "a 401 means revoked or expired", and "very often HTTP 200"."""

    info: bool = False
    """ "Notices arrive as `"info": ["text", ...]`": beside every good answer."""

    created: Literal["ticket_number", "number", "ticket", "ticket_id", "internal-id", "status", "info"] = (
        "ticket_number"
    )
    """ "the new ticket's number, as `ticket_number`, `number`, `ticket.ticket_number` or `ticket_id`; at some
    only `{"status": true}` or an `info` line". "internal-id" is a `ticket_id` that is not the number."""

    page_size: int = 0
    """ "where a list is paged, `?page=N` asks for a page". 0: one page holds all, whatever `page` says."""

    page_base: Literal[0, 1] = 1
    """The number of the first page (the User API does not say; the client area's "links count from 0")."""

    page_meta: bool = False
    """ "a reply may hold `"page": {"current": N, "total": N}` [...], or nothing at all"."""

    page_end: Literal["empty", "repeat"] = "empty"
    """ "a client must also stop when a page is empty or repeats": in the client area's list as well."""

    login: bool = True
    """False: `POST /login` is missing (404)."""

    basic: bool = True
    """ "`Authorization: Basic` email:password: accepted as well at most installations"."""

    personal_tokens: bool = True
    """ "Some installations issue **personal access tokens**"."""

    token_calls: int | None = None
    """ "the token is a short-lived JWT": it lives for this many calls."""

    refresh: Literal["keeps", "rotates", "refused"] = "keeps"
    """ "`POST /token`: `{"token": "..."}`, at some installations with a new `refresh` that replaces the old
    one"; or the refresh token has run out as well."""

    two_factor_api: Literal["refused", "ignored"] = "refused"
    """ "An account with two-factor sign-in may be refused by `/login`" (and, here, by Basic)."""

    swagger: Literal["full", "404-html", "200-html"] = "full"
    """ "a Swagger 2.0 document at `https://PORTAL/?cmd=userapi&action=swagger`", or none."""

    swagger_extras: tuple[str, ...] = ()
    """ "more where the installation's Swagger names them (`priority`, `cc`, ... (?))": of "priority", "cc",
    "attachments" ("a map of file name to base64"), "encrypt", "service_id". Only what is named is heeded."""

    text: Literal["plain", "crlf", "entities", "html"] = "crlf"
    """ "bodies hold `\\r\\n`, HTML entities and sometimes HTML"."""

    zero_dates: bool = True
    """ "'never' is `0000-00-00 00:00:00`": `lastreply` of a ticket without reply; else the opening's time."""

    json_prefix: str = ""
    """Before the JSON text: a byte order mark, or a PHP warning ("PHP's JSON")."""

    json_type: str = "application/json"
    """The Content-Type of JSON answers: PHP without a header says text/html."""

    html_instead: tuple[str, ...] = ()
    """Globs over `Request.route` which answer a web page with 200 where JSON is due."""

    drafts: Literal["none", "empty", "absent", "null"] = "none"
    """ "`status` (`Sent`; a draft has none)": every ticket carries a staff draft, its status "", absent or
    null."""

    attachment_file: Literal["id", "filename", "both"] = "both"
    """ "`GET /ticket/attachment/FILE`: the file's bytes", where an attachment has "`id`, `org_filename`,
    `filename`": what FILE is, is not said."""

    attachment_answer: Literal["bytes", "refused"] = "bytes"
    """Whether the API hands out attachments at all."""


PHP_WARNING = (
    "<br />\n<b>Warning</b>:  Undefined array key &quot;lang&quot; in "
    "<b>/home/hostbill/includes/types/userapi/class.userapi.php</b> on line <b>[212]</b><br />\n"
)
BYTE_ORDER_MARK = "\ufeff"
