"""Fails where a page or a style sheet in a folder loads something from elsewhere. `scripts/site` calls it."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

ELSEWHERE = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
LINKS_THAT_LOAD = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"}


class Loads(HTMLParser):
    """Collects what a page would load by itself: not the links that a person follows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of scripts, pictures, frames and style sheets."""
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and LINKS_THAT_LOAD & set(values.get("rel", "").lower().split()):
            self.found.append(values.get("href", ""))
        self.found += [values[name] for name in ("src", "srcset", "poster", "data") if name in values]


def elsewhere(file: Path) -> list[str]:
    """The addresses in other places from which this page or style sheet loads."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".css":
        found = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", text)
    else:
        page = Loads()
        page.feed(text)
        found = page.found
    return [address for address in found if ELSEWHERE.match(address)]


def main(folder: Path) -> int:
    """Check all files; returns the exit code."""
    files = sorted([*folder.rglob("*.html"), *folder.rglob("*.css")])
    wrong = [f"{file} loads {address}" for file in files for address in elsewhere(file)]
    for line in wrong or ([] if files else [f"{folder} holds no page"]):
        print(line, file=sys.stderr)
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
