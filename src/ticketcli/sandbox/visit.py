"""One request to the client area, as its pages see it, and the ways to answer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response, render_template

from ticketcli.sandbox.accounts import Session
from ticketcli.sandbox.php import CHUNK, Fields, Form, query, text
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store


@dataclass
class Visit:
    """``base`` is the portal's address without a slash at its end; ``words`` the page's language."""

    db: sqlite3.Connection
    store: Store
    settings: Settings
    session: Session
    client: sqlite3.Row | None
    base: str
    method: str
    get: Fields
    form: Form
    cookies: dict[str, str]
    accept: str
    language: str
    words: dict[str, str]
    errors: list[str] = field(default_factory=list)
    set_cookies: dict[str, str] = field(default_factory=dict)

    @property
    def caller(self) -> sqlite3.Row:
        """Who is signed in, on pages that only those see."""
        assert self.client is not None  # noqa: S101 - client_area lets nobody else that far
        return self.client

    @property
    def post(self) -> Fields:
        return self.form.fields

    def query_text(self, name: str) -> str:
        return text(self.get, name)

    def field_text(self, name: str) -> str:
        return text(self.post, name)

    def page(self, template: str, code: int = 200, **values: Any) -> Response:
        notices, self.session.notices = self.session.notices, []
        html = render_template(
            template,
            t=self.words,
            language=self.language,
            base=self.base,
            client=self.client,
            settings=self.settings,
            security_token=self.session.security_token,
            errors=self.errors,
            notices=notices,
            **values,
        )
        return Response(html, code, content_type="text/html; charset=utf-8")

    def redirect(self, place: str) -> Response:
        return Response(status=302, headers={"Location": self.base + place})

    def sign_in_first(self) -> Response:
        return self.redirect("/?cmd=login")

    def not_found(self) -> Response:
        return self.page("message.html", 404, title=self.words["not_found"])


def parse_parameters(path: str, query_string: str) -> Fields:
    """Parse ``cmd``, ``action`` and the rest from any of the portal's three kinds of address.

    ``/?cmd=tickets&action=view&num=1``, ``/tickets/view/1/&hash=x`` and
    ``/index.php?/tickets/view/1/&hash=x``.
    """
    pretty = path.strip("/")
    if pretty in ("", "index.php"):
        if not query_string.startswith("/"):
            return query(query_string)
        pretty, query_string = query_string.strip("/"), ""
    segments, _, rest = pretty.partition("&")
    names = ("cmd", "action", "id" if "/download/" in segments else "num")
    found: Fields = dict(zip(names, (part for part in segments.split("/") if part), strict=False))
    return {**found, **query(rest), **query(query_string)}


def download(path: Path, name: str) -> Response:
    """Stream the file. Its name goes as PHP scripts write it: plain UTF-8 in quotes."""

    def chunks() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    plain = name.translate({ord(letter): "_" for letter in '"\r\n\\'})
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Length": str(path.stat().st_size),
        "Content-Disposition": f'attachment; filename="{plain}"'.encode().decode("latin-1"),
    }
    return Response(chunks(), headers=headers)


def make_ticket_address(number: str, access: str = "") -> str:
    return f"/tickets/view/{quote(number)}/" + (f"&hash={quote(access)}" if access else "")
