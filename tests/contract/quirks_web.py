"""The switches of the client area's addresses, sign-in, lists and views, after hostbill.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.contract.themes import Name

Language = Literal["en", "ja", "zh"]
Decoy = Literal["search", "language", "newsletter", "reset", "register"]


@dataclass(frozen=True, kw_only=True)
class WebQuirks:
    folder: str = ""
    """The portal stands in a folder of its host ("/billing"): "`https://PORTAL/api`" with a longer PORTAL."""

    urls: Literal["query", "pretty", "index.php", "index.php/", "?/"] = "query"
    """ "Pages answer at `https://PORTAL/?cmd=CMD&action=ACTION` and, with pretty URLs, at
    `https://PORTAL/CMD/ACTION/` or `https://PORTAL/index.php?/CMD/ACTION/`. Also
    `https://PORTAL/index.php/CMD/ACTION/` and `https://PORTAL/?/CMD/ACTION/`; further parameters may follow
    as `/&name=value`": which links the pages hold."""

    to_pretty: bool = False
    """GET of a ?cmd= address redirects to the pretty one."""

    absolute_links: bool = True
    """Links and redirects name the host ("`.../tickets/view/NUMBER/`")."""

    base_href: bool = False
    """Pages hold <base href="PORTAL/">. (An empty form action still means the page itself.)"""

    theme: Name = "2019"
    """ "A portal runs one of several, and they differ more than their words"."""

    language: Language = "en"
    """ "All words are translated (the guide's portal runs in Japanese, English and Chinese)"."""

    date_format: str = "%d/%m/%Y"
    """ "YYYY-MM-DD (default), YYYY.MM.DD, YYYY/MM/DD, DD.MM.YYYY, DD/MM/YYYY, MM/DD/YYYY, then the time";
    without a time in some of the installations here."""

    token_name: str = "security_token"
    """ "the anti-forgery token `security_token` among them"; another name at some installations here."""

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

    two_factor_by: Literal["app", "mail", "mail-sent"] = "app"
    """ "A code from an authenticator can be posted at once; one that comes by mail or SMS is only sent when
    it is asked for: `POST ?cmd=mfa&action=verify&resend=0` (`resend=1`: once more, at most every ten
    seconds), unless the page's button says `data-resend="1"` (already sent)": it is good from then on."""

    two_factor_sign_out: bool = True
    """ "**That page has a sign-out link, as a signed-in page has: a sign-out link proves nothing.**" """

    session_requests: int | None = None
    """ "A session can end between two requests": it lives for this many."""

    guest_form: bool = False
    """ "`client_name`, `client_email`: only when not signed in": the signed-out get a guest's form in
    place of a redirect."""

    list_page_size: int = 0
    """ "25 a page unless changed". 0: one page holds all."""

    pager: Literal["links", "buttons", "ul", "select"] = "links"
    """ "Pages: links with `page` (from 0) at some; in the themes that were read by a script: `POST` to the
    address in `#currentlist` with `page=N` (from 0) and `layer=ajax`, answered by `<!-- {...} -->` and rows;
    how many there are is in `ul[rel]`, in `#pageswitch button`s or in `select#currentpage`". All but links
    are for the script alone: `?page=N` shows the first page."""

    pager_wants_token: bool = False
    """ "scripts send it as the header `X-CSRF-Token`": the POST for another page is refused without."""

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
