"""The frame of every page, with what stands in the way: other forms, notices, a sidebar."""

from __future__ import annotations

import html
from dataclasses import dataclass

from tests.contract.addresses import Links
from tests.contract.quirks import Quirks
from tests.contract.sessions import Session, Sessions
from tests.contract.store import Store
from tests.contract.themes import THEMES
from tests.contract.wire import Response
from tests.contract.words import WORDS


def e(text: str) -> str:
    """Text as HTML."""
    return html.escape(text, quote=True)


@dataclass
class Layout:
    quirks: Quirks
    store: Store
    links: Links
    sessions: Sessions

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.quirks.language]

    def page(self, session: Session, body: str, *, status: int = 200, title: str = "") -> Response:
        base = f'<base href="{self.links.base}/">' if self.quirks.base_href else ""
        text = f"""<!DOCTYPE html>
<html lang="{self.quirks.language}"><head><meta charset="utf-8"/>{base}
<title>{e(title or "Client Portal")}</title>
<meta name="csrf-token" content="{self.sessions.token(session)}"/>
<script>var base = "{self.links.root}/";</script></head>
<body class="lay-{self.quirks.theme}">
<nav>{self.menu(session)}</nav>
{self.decoys()}{self.sidebar(session)}{self.boxes()}
<div id="cont">{self.notice()}{self.flash(session)}
{body}
</div></body></html>"""
        return Response(status, text.encode(), [("Content-Type", "text/html; charset=utf-8")])

    def redirect(self, to: str) -> Response:
        return Response(302, b"", [("Location", to), ("Content-Type", "text/html; charset=utf-8")])

    def menu(self, session: Session) -> str:
        if session.stage == "code" and self.quirks.two_factor_sign_out:
            return f'<a href="{e(self.links.root)}/?action=logout">x</a>'
        if session.stage != "in":
            return f'<a href="{e(self.links.login())}">{self.words["login"]}</a>'
        tickets, new = self.links.to("tickets"), self.links.to("tickets", "new")
        return (
            f'<a href="{e(tickets)}">{self.words["tickets"]}</a> '
            f'<a href="{e(new)}">{self.words["create"]}</a> '
            f'<a href="{e(self.links.root)}/?action=logout">x</a>'
        )

    def boxes(self) -> str:
        """The boxes for errors and notices that stand, empty, on the pages of most themes."""
        if not THEMES[self.quirks.theme].infos:
            return ""
        close = '<a class="close">&times;</a>'
        return (
            f'<div id="errors"><div class="alert alert-error">{close}</div></div>'
            f'<div id="infos"><div class="alert alert-info">{close}</div></div>'
        )

    def notice(self) -> str:
        if not self.quirks.standing_notice:
            return ""
        return f'<div class="alert alert-info">{self.words["notice"]}</div>'

    def flash(self, session: Session) -> str:
        text = self.messages(session.flash)
        session.flash = []
        return text

    def messages(self, messages: list[str]) -> str:
        """What went wrong, where this installation says it."""
        if not messages:
            return ""
        if self.quirks.failure == "script":
            pushed = "".join("errors.push('{}');".format(one.replace("'", "\\'")) for one in messages)
            return f"<script>var infos = [], errors = []; {pushed}</script>"
        if self.quirks.failure == "#errors":
            said = "<br/>".join(e(one) for one in messages)
            return f'<div id="errors" style="display:block"><div class="alert">{said}</div></div>'
        if self.quirks.failure == "ul.errors":
            return f'<ul class="errors">{"".join(f"<li>{e(one)}</li>" for one in messages)}</ul>'
        if self.quirks.failure == "#infos":
            return f'<div id="infos"><span>{"<br />".join(e(one) for one in messages)}</span></div>'
        return "".join(
            f'<div class="alert alert-danger"><a class="close" href="#">×</a>{e(one)}</div>'
            for one in messages
        )

    def sidebar(self, session: Session) -> str:
        if session.stage != "in" or not self.quirks.view_lists_tickets:
            return ""
        return f"<aside><ul>{self.ticket_links()}</ul></aside>"

    def ticket_links(self, apart_from: str = "") -> str:
        others = [one for one in self.store.tickets if one.number != apart_from][-5:]
        return "".join(
            f'<li><a href="{e(self.links.view(one.number))}">#{e(one.number)} {e(one.subject)}</a></li>'
            for one in others
        )

    def decoys(self) -> str:
        root = self.links.root
        forms = {
            "search": f'<form action="{root}/?cmd=knowledgebase&amp;action=search" method="post">'
            '<input type="hidden" name="make" value="search"/><input type="text" name="query"/>'
            '<button type="submit">Go</button></form>',
            "language": '<form action="" method="post"><input type="hidden" name="action" value="lang"/>'
            '<select name="languages"><option value="english">English</option>'
            '<option value="japanese" selected="selected">日本語</option></select></form>',
            "newsletter": f'<form action="{root}/?cmd=newsletter" method="post" id="newsletter">'
            '<input type="hidden" name="action" value="subscribe"/><input type="email" name="email"/>'
            '<input type="text" name="subject" value="news" style="display:none"/><button>OK</button></form>',
            "reset": f'<form action="{root}/?cmd=root&amp;action=passreminder" method="post">'
            '<input type="hidden" name="action" value="passreminder"/>'
            '<input type="text" name="email_remind"/><input type="submit"/></form>',
            "register": f'<form action="{root}/?cmd=signup" method="post"><input type="hidden" name="action" '
            'value="register"/><input name="email"/><input type="password" name="password"/>'
            '<input type="password" name="password2"/><textarea name="notes"></textarea></form>',
        }
        return "".join(forms[name] for name in self.quirks.decoys)
