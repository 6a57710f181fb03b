"""A person with a browser: reads a page's form as it stands, fills it in, sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.contract.portal import Portal, Quirks

File = tuple[str, bytes]


@dataclass
class Page:
    response: httpx.Response
    tree: LexborHTMLParser

    @property
    def text(self) -> str:
        return self.response.text

    def form(self, field: str) -> LexborNode:
        """The one form that holds a field."""
        forms = [one for one in self.tree.css("form") if one.css(f'[name="{field}"]')]
        assert len(forms) == 1, f"{len(forms)} forms hold {field}: {self.text}"
        return forms[0]

    def action(self, form: LexborNode) -> str:
        action = form.attributes.get("action") or ""
        if not action:
            return str(self.response.url)
        base = self.tree.css_first("base[href]")
        href = base.attributes.get("href") if base else None
        return urljoin(urljoin(str(self.response.url), href or ""), action)

    def links(self, part: str) -> list[str]:
        hrefs = [one.attributes.get("href") or "" for one in self.tree.css("a[href]")]
        return [href for href in hrefs if part in href]


def controls(form: LexborNode) -> list[tuple[str, str]]:
    """What a browser would send of an untouched form, but for its buttons."""
    sent = []
    for node in form.css("input[name], select[name], textarea[name]"):
        attributes = node.attributes
        name, kind = attributes["name"] or "", attributes.get("type") or "text"
        if "disabled" in attributes or kind in ("file", "submit"):
            continue
        if kind in ("checkbox", "radio") and "checked" not in attributes:
            continue
        if node.tag == "textarea":
            sent.append((name, node.text()))
        elif node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            sent.append((name, (chosen.attributes.get("value") or "") if chosen else ""))
        else:
            sent.append((name, attributes.get("value") or ""))
    return sent


class Browser:
    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.client = httpx.Client(follow_redirects=True, trust_env=False, timeout=10)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def get(self, url: str) -> Page:
        response = self.client.get(urljoin(self.portal.url + "/", url))
        return Page(response, LexborHTMLParser(response.text))

    def send(
        self,
        page: Page,
        field: str,
        values: Mapping[str, str | Sequence[str]],
        files: Sequence[tuple[str, File]] = (),
    ) -> Page:
        """Sends the form that holds `field`, with some of its fields filled in."""
        form = page.form(field)
        kept = [(name, value) for name, value in controls(form) if name not in values]
        for name, value in values.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        if "multipart" in (form.attributes.get("enctype") or ""):
            parts: list[tuple[str, tuple[str | None, bytes]]] = [
                (name, (None, value.encode())) for name, value in kept
            ]
            response = self.client.post(page.action(form), files=[*parts, *files])
        else:
            data: dict[str, list[str]] = {}
            for name, value in kept:
                data.setdefault(name, []).append(value)
            response = self.client.post(page.action(form), data=data)
        return Page(response, LexborHTMLParser(response.text))

    def sign_in(self, **more: str) -> Page:
        page = self.get("?cmd=tickets&action=new")
        portal = self.portal
        return self.send(page, "username", {"username": portal.username, "password": portal.password, **more})

    def new_ticket(self) -> Page:
        return self.get("?cmd=tickets&action=new")


def find(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that fits; there must be one."""
    found = node.css_first(selector)
    assert found is not None, f"Nothing fits {selector}: {node.html}"
    return found


def value_of(node: LexborHTMLParser | LexborNode, name: str) -> str:
    """The value of the field called `name`."""
    return find(node, f'[name="{name}"]').attributes.get("value") or ""


@contextmanager
def signed_in(quirks: Quirks) -> Iterator[tuple[Portal, Browser]]:
    """A running portal, and a browser whose person has signed in."""
    with Portal(quirks) as portal, Browser(portal) as browser:
        browser.sign_in()
        yield portal, browser


@contextmanager
def api(portal: Portal, token: str = "") -> Iterator[httpx.Client]:
    """A plain client of the User API, with the personal access token unless told otherwise."""
    headers = {"Authorization": f"Bearer {token or portal.pat}"}
    with httpx.Client(base_url=portal.url + "/api", headers=headers, trust_env=False, timeout=10) as client:
        yield client
