"""The ways in which a page's address is written, both to read and to make."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from tests.contract.php import read_query
from tests.contract.quirks import Quirks
from tests.contract.wire import Request


@dataclass(frozen=True)
class Address:
    """What a request asks for. `pretty` tells that the path named it."""

    cmd: str
    action: str
    params: dict[str, str]
    pretty: bool = False

    @property
    def route(self) -> str:
        return "/".join(part for part in ("web", self.cmd, self.action) if part)


def read_address(request: Request, path: str) -> Address:
    """`path` is what follows the portal's folder. A `cmd` in the query goes before the path."""
    query = request.raw_query
    if query.startswith("/") and path in ("", "/", "/index.php"):
        named, _, rest = query.partition("&")
        params = dict(read_query(rest))
    else:
        named, _, rest = path.partition("&")
        params = {**dict(read_query(rest)), **dict(request.query)}
    segments = [part for part in named.strip("/").split("/") if part and part != "index.php"]
    pretty = bool(segments)
    if "cmd" in params:
        segments, pretty = [], False
    cmd = params.pop("cmd", "") or (segments[0] if segments else "")
    action = params.pop("action", "") or (segments[1] if len(segments) > 1 else "")
    if len(segments) > 2:
        params.setdefault("num", segments[2])
    return Address(cmd, action, params, pretty)


class Links:
    """Makes the links of an installation at `base` (no slash at its end)."""

    def __init__(self, quirks: Quirks, base: str) -> None:
        self.quirks, self.base = quirks, base

    @property
    def root(self) -> str:
        return self.base if self.quirks.absolute_links else self.quirks.folder

    def to(self, cmd: str = "", action: str = "", num: str = "", **params: str) -> str:
        if self.quirks.urls == "query":
            asked = {"cmd": cmd, "action": action, "num": num, **params}
            query = urlencode({key: value for key, value in asked.items() if value})
            return f"{self.root}/?{query}" if query else f"{self.root}/"
        path = "/".join(part for part in (cmd, action, num) if part)
        path = f"/{path}/" if path else "/"
        query = urlencode(params)
        if self.quirks.urls in ("index.php", "?/"):
            start = "/index.php?" if self.quirks.urls == "index.php" else "/?"
            return f"{self.root}{start}{path}" + (f"&{query}" if query else "")
        if self.quirks.urls == "index.php/":
            return f"{self.root}/index.php{path}" + (f"&{query}" if query else "")
        return f"{self.root}{path}" + (f"?{query}" if query else "")

    def view(self, number: str, hash: str = "") -> str:
        """hostbill.md: `.../tickets/view/NUMBER/` and `.../tickets/view/NUMBER/&hash=HASH`."""
        if self.quirks.urls == "query":
            return self.to("tickets", "view", number, **({"hash": hash} if hash else {}))
        link = self.to("tickets", "view", number)
        return f"{link}&hash={hash}" if hash else link

    def login(self) -> str:
        places = {
            "query": "/?cmd=login",
            "clientarea": "/clientarea/",
            "index.php": "/index.php?/login/",
            "inline": "/?cmd=login",
        }
        return self.root + places[self.quirks.login_at]
