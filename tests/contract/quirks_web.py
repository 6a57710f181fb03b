"""The switches of the client area's addresses, sign-in, lists and views, after hostbill.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ja", "zh"]
Decoy = Literal["search", "language", "newsletter", "reset", "register"]


@dataclass(frozen=True, kw_only=True)
class WebQuirks:
    folder: str = ""
    """The portal stands in a folder of its host ("/billing"): "`https://PORTAL/api`" with a longer PORTAL."""

    urls: Literal["query", "pretty", "index.php"] = "query"
    """ "Pages answer at `https://PORTAL/?cmd=CMD&action=ACTION` and, with pretty URLs, at
    `https://PORTAL/CMD/ACTION/` or `https://PORTAL/index.php?/CMD/ACTION/`": which links the pages hold."""

    to_pretty: bool = False
    """GET of a ?cmd= address redirects to the pretty one."""

    absolute_links: bool = True
    """Links and redirects name the host ("`.../tickets/view/NUMBER/`")."""

    base_href: bool = False
    """Pages hold <base href="PORTAL/">. (An empty form action still means the page itself.)"""

    theme: Literal["2019", "table"] = "2019"
    """ "Older themes differ: read what can be read": the 2019 theme, or an older one made of tables."""

    language: Language = "en"
    """ "All words are translated (the guide's portal runs in Japanese, English and Chinese)"."""

    date_format: str = "%d/%m/%Y"
    """The client area's own date format; hostbill.md only says that a badge "hold[s] date"."""

    token_name: str = "security_token"
    """ "an anti-forgery token among them, its name not confirmed, probably `security_token`"."""

    token_single_use: bool = False
    """The token is spent by the first form that carries it."""

    token_refusal: Literal["form", "403", "login"] = "form"
    """What a POST without a good token gets: the page again with a message, 403, or the login page."""

    nonce: bool = False
    """ "read the form and send back every hidden field as found": one more hidden field that must come
    back."""

    login_at: Literal["query", "clientarea", "index.php", "inline"] = "query"
    """ "A session that has ended redirects to the login page": /?cmd=login, /clientarea/, /index.php?/login/;
    "inline" shows the form with HTTP 200 at the address that was asked for."""

    login_action: Literal["empty", "absolute", "relative"] = "empty"
    """ "POST to the login form's own `action`"."""

    after_login: Literal["asked", "clientarea"] = "clientarea"
    """Where a sign-in leads: to the page that was asked for, or to the client area's front page."""

    decoys: tuple[Decoy, ...] = ()
    """Other forms before the one that matters, on every page."""

    login_captcha: bool = False
    """ "and `captcha` where the provider demands one"."""

    two_factor: bool = False
    """ "With two-factor sign-in the next page posts `code`, `make=submit`, optionally `rememberme=1`"."""

    two_factor_at: Literal["redirect", "inline"] = "redirect"
    """Whether the code is asked for at its own address, or in the answer to the login form."""

    two_factor_extra: bool = False
    """ "other second-factor modules may add their own fields"."""

    session_requests: int | None = None
    """ "A session can end between two requests": it lives for this many."""

    guest_form: bool = False
    """ "`client_name`, `client_email`: only when not signed in": the signed-out get a guest's form in
    place of a redirect."""

    list_page_size: int = 0
    """ "with `page` (its links count from 0)". 0: one page holds all."""

    after_reply: Literal["page", "redirect"] = "page"
    """What a reply, a close or a reopen that was taken is answered with."""

    list_order: Literal["newest", "oldest", "updated"] = "newest"
    """The order of both doors' lists when no `orderby` is given: not said, so not to be relied on."""

    list_lag: int = 0
    """ "A ticket just stored can be missing from the list for a moment": for this many reads of a list."""

    missing_ticket: Literal["redirect", "404", "home"] = "redirect"
    """The view of a number that is nobody's."""

    view_lists_tickets: bool = False
    """A sidebar on every page links other tickets' views."""

    standing_notice: bool = False
    """Every page holds an .alert that is no error."""

    download_link: Literal["short", "full"] = "full"
    """ "attachments as links with `action=download&id=`" and "`?cmd=tickets&action=download&id=ID`"."""

    download_framing: Literal["length", "chunked", "close"] = "length"
    """A download with Content-Length, or without: in chunks, or until the connection closes."""

    download_name: Literal["quoted", "star", "none"] = "quoted"
    """Content-Disposition: filename="...", filename*=UTF-8''..., or no such header."""

    download_ranges: bool = False
    """ "resumed where the portal allows ranges"."""

    numbers: Literal["plain", "leading-zero"] = "plain"
    """`ticket_number`: "(what people see and what every call above takes)"; it may begin with 0."""

    utc_offset: float = 9
    """ "in the portal's own time zone, without an offset": hours ahead of UTC."""
