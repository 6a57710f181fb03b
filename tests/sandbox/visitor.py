"""A person at a browser, as far as the tests need one: pages, forms filled in and sent."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

import httpx
from selectolax.lexbor import LexborHTMLParser

from ticketcli.sandbox import CUSTOMER, PASSWORD

File = tuple[str, tuple[str, bytes, str]]
"""A form's field, and the file's name, content and type."""


class Visitor:
    def __init__(self, address: str, **headers: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, headers=headers)
        self.answer = httpx.Response(204)

    def open(self, place: str) -> LexborHTMLParser:
        self.answer = self.http.get(place)
        return self.page

    @property
    def page(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.answer.text)

    def text(self, selector: str) -> str:
        found = self.page.css_first(selector)
        assert found is not None, f"no {selector} in {self.answer.text}"
        return found.text(strip=True)

    @property
    def errors(self) -> list[str]:
        return [node.text() for node in self.page.css("#errors span")]

    def fields(self, form: str = "main form") -> dict[str, str]:
        """What the form would send as it stands: hidden fields, and the text of the others."""
        found = {}
        for node in self.page.css(f"{form} input[type=hidden], {form} input[type=text]"):
            found[node.attributes["name"] or ""] = node.attributes.get("value") or ""
        return found

    def send(self, form: str = "main form", files: Sequence[File] = (), /, **values: str) -> LexborHTMLParser:
        """Fill in the form on the page, and send it with its hidden fields."""
        return self.send_fields({**self.fields(form), **values}, form, files)

    def send_fields(
        self, fields: dict[str, str], form: str = "main form", files: Sequence[File] = ()
    ) -> LexborHTMLParser:
        node = self.page.css_first(form)
        assert node is not None, f"no {form} in {self.answer.text}"
        place = self.answer.url.join(node.attributes.get("action") or str(self.answer.url))
        self.answer = self.http.post(place, data=fields, files=list(files) or None)
        return self.page

    def sign_in(self, email: str = CUSTOMER, password: str = PASSWORD) -> Visitor:
        self.open("/?cmd=login")
        self.send(username=email, password=password)
        return self

    def new_ticket(
        self, subject: str = "VPS does not answer", files: Sequence[File] = (), /, **values: str
    ) -> str:
        """Open a ticket in the first department. Returns its number, or an empty text if it was refused."""
        self.open("/?cmd=tickets&action=new")
        values = {"dept_id": "1", "body": "Since 10:00.\r\nPlease help.", **values}
        self.send("#ticketsform", files, subject=subject, **values)
        link = self.page.css_first("h1 a")
        return link.text().lstrip("#") if link is not None else ""

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.http.close()
