"""The statuses of tickets, of which providers make their own."""

from __future__ import annotations

from ticketcli.portals.rt import decode
from ticketcli.portals.rt.calls import Calls


class Statuses:
    """What the statuses of one installation mean, as far as it was asked."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._closed = dict.fromkeys(decode.CLOSED, True) | dict.fromkeys(decode.OPEN, False)

    def is_closed(self, status: str | None) -> bool:
        """Return whether a status is one of the closed ones: of the provider's own words RT is asked once."""
        if not status:
            return False
        if status not in self._closed:
            word = status.replace("\\", "\\\\").replace("'", "\\'")
            query = f"Status = '{word}' AND Status = '__Inactive__'"  # data
            items = self._calls.get_items("tickets", [("query", query), ("per_page", "1")])
            self._closed[status] = bool(items)
        return self._closed[status]

    def choose(self, path: str, *, closed: bool) -> str:
        """Return the word by which a ticket is closed or opened, of those that RT offers for it now."""
        data = self._calls.parse(decode.read_map, self._calls.get(path))
        links = data.get("_hyperlinks")
        offered = [
            word
            for link in (links if isinstance(links, list) else [])
            if isinstance(link, dict) and (word := decode.read_text(link.get("to")))
        ]
        usual = "resolved" if closed else "open"
        if not offered or usual in offered:
            return usual
        return next((word for word in offered if self.is_closed(word) is closed), usual)
