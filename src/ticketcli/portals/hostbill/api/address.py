"""Where an installation has the calls of its User API: with the web server's rewrite rules, or without."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.http.client import Http

BASES = ("api/", "api/index.php?/")


class ApiAddress:
    """The address of each call at one installation.

    `load_base` returns where the calls were found last, `save_base` saves where they are found now.
    """

    def __init__(
        self, http: Http, *, load_base: Callable[[], str | None], save_base: Callable[[str], object]
    ) -> None:
        self.http = http
        self._load_base = load_base
        self._save_base = save_base
        self._moved = False

    @cached_property
    def base(self) -> str:
        """Where the calls are found below the portal's address."""
        known = self._load_base()
        return known if known in BASES else BASES[0]

    def make(self, path: str) -> str:
        """Return the full address of a call. Without rewrite rules it goes through index.php."""
        if self.base == BASES[0]:
            return self.http.address(f"{self.base}{path}")
        call, _, query = path.partition("?")
        return self.http.address(f"{self.base}{call}{'&' if query else ''}{query}")

    def move(self) -> bool:
        """Look for the API at its other place, once and with nothing secret. Return whether it is there."""
        if self._moved:
            return False
        before, self._moved = self.base, True
        self.base = BASES[1] if before == BASES[0] else BASES[0]
        answer = self.http.get(self.make("details"), headers={"Accept": "application/json"})  # data
        if php_json.is_json(answer.text):
            self._save_base(self.base)
            return True
        self.base = before
        return False
