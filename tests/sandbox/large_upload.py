"""Send a large file to a stand-in in this process. Prints the peak memory in KiB, before and after."""

from __future__ import annotations

import hashlib
import resource
import sys
from pathlib import Path

import httpx
from selectolax.lexbor import LexborHTMLParser

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

SIZE = 192 * 1024 * 1024


def token(answer: httpx.Response) -> str:
    node = LexborHTMLParser(answer.text).css_first("main input[name=security_token]")
    assert node is not None
    return node.attributes["value"] or ""


def peak() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


def main(folder: Path) -> None:
    large = folder / "large.zip"
    with large.open("wb") as file:
        file.truncate(SIZE)
    with Sandbox(folder / "portal") as sandbox, httpx.Client(base_url=sandbox.url, timeout=60) as http:
        sign_in = {"action": "login", "username": CUSTOMER, "password": PASSWORD}
        http.post("/clientarea/", data={**sign_in, "security_token": token(http.get("/?cmd=login"))})
        form = {"make": "addticket", "dept_id": "1", "subject": "s", "body": "b"}
        form["security_token"] = token(http.get("/tickets/new/"))
        http.post("/tickets/new/", data=form, files={"attachments[]": ("small.zip", b"x")})
        before = peak()
        with large.open("rb") as file:
            http.post(
                "/tickets/new/", data=form, files={"attachments[]": ("large.zip", file)}
            ).raise_for_status()
        with sandbox.store.open() as db:
            row = db.execute("SELECT id, size FROM attachments WHERE org_filename = 'large.zip'").fetchone()
        assert row["size"] == SIZE
        came, sent = hashlib.sha256(), hashlib.sha256()
        with http.stream("GET", f"/?action=download&id={row['id']}") as answer:
            for chunk in answer.iter_bytes():
                came.update(chunk)
        for _ in range(SIZE // 2**20):
            sent.update(bytes(2**20))
        assert came.digest() == sent.digest()
        print(before, peak())


main(Path(sys.argv[1]))
