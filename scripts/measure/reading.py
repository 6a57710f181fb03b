"""What takes a few requests over loopback: showing a ticket, opening one."""

from __future__ import annotations

import shutil
import sys

from scripts.measure.portal import LONG, LONG_MESSAGES, message_html, serving
from scripts.measure.turns import ROOT, TICKET, Bench, Row, compared, in_turns

GET = "python -c 'import httpx; httpx.get(URL)'"
HTTPIE = "http GET URL"
CURLS = "three curl calls, then python -c 'import httpx'"
LAID_OUT = "w3m -dump of the same HTML"


def measure(bench: Bench) -> list[Row]:
    """The rows of all of it; those against programs that are not installed are left out."""
    with serving() as portal:
        env = {**bench.env, "TICKET_PORTAL": portal.url, "TICKET_TOKEN": "secret"}
        return [
            *_show(bench, env, f"{portal.url}/api/tickets/100050"),
            *_new(bench, env, f"{portal.url}/api"),
            *_long(bench, env),
        ]


def _show(bench: Bench, env: dict[str, str], url: str) -> list[Row]:
    ours = "ticket show N"
    lines = {
        ours: [TICKET, "show", "100050"],
        GET: [sys.executable, "-c", f"import httpx; httpx.get({url!r})"],
    }
    if http := _httpie():
        lines[HTTPIE] = [http, "--ignore-stdin", "GET", url]
    medians = in_turns(lines, bench, env)
    wanted = {GET: "1.6", HTTPIE: "0.8"}
    return [compared(ours, other, medians, wanted[other]) for other in lines if other != ours]


def _httpie() -> str | None:
    ours = ROOT / ".venv-bench" / "bin" / "http"
    return str(ours) if ours.exists() else shutil.which("http")


def _new(bench: Bench, env: dict[str, str], api: str) -> list[Row]:
    ours = "ticket new --dept D --subject S --message M"
    curl = "curl -sf -H 'Authorization: Bearer secret'"
    posted = """-H 'Content-Type: application/json' -d '{"dept_id": "1", "subject": "S", "body": "M"}'"""
    script = (
        f"{curl} {api}/ticket/departments && {curl} {posted} {api}/tickets && {curl} {api}/tickets/900002"
        f" && '{sys.executable}' -c 'import httpx'"
    )
    lines = {
        ours: [TICKET, "new", "--dept", "BESTNET-CLOUD", "--subject", "S", "--message", "M"],
        CURLS: ["sh", "-c", script],
    }
    return [compared(ours, CURLS, in_turns(lines, bench, env), "1.6")]


def _long(bench: Bench, env: dict[str, str]) -> list[Row]:
    if shutil.which("w3m") is None:
        return []
    page = bench.folder / "conversation.html"
    page.write_text("\n".join(message_html(index) for index in range(LONG_MESSAGES)))
    ours = "ticket show of 2,000 messages, 5 MiB of HTML"
    lines = {ours: [TICKET, "show", LONG], LAID_OUT: ["w3m", "-dump", str(page)]}
    return [compared(ours, LAID_OUT, in_turns(lines, bench, env), "2.0")]
