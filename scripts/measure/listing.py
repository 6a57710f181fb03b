"""A long list, page by page, from a portal that takes its time."""

from __future__ import annotations

import sys

from scripts.measure.portal import serving
from scripts.measure.turns import TICKET, Bench, Row, compared, in_turns

TICKETS, PAUSE = 10_000, 0.05

# What a script does that has not thought of more than one request at a time.
ONE_BY_ONE = """
import json, os, httpx
tickets, page = [], 1
with httpx.Client(headers={"Authorization": "Bearer " + os.environ["TICKET_TOKEN"]}) as client:
    while found := client.get(f"{os.environ['TICKET_PORTAL']}/api/tickets?page={page}").json()["tickets"]:
        tickets += found
        page += 1
print(json.dumps(tickets))
"""


def measure(bench: Bench) -> list[Row]:
    """`ticket list --all` beside the same pages one after another."""
    ours, theirs = "ticket list --all --json", "the same 401 pages one after another, by httpx"
    with serving(tickets=TICKETS, pause=PAUSE) as portal:
        env = {**bench.env, "TICKET_PORTAL": portal.url, "TICKET_TOKEN": "secret"}
        lines = {ours: [TICKET, "list", "--all", "--json"], theirs: [sys.executable, "-c", ONE_BY_ONE]}
        medians = in_turns(lines, bench, env)
        flying = portal.measured()["most"]
    row = compared(ours, theirs, medians, "0.25")
    what = (
        f"`{ours}` of {TICKETS:,} tickets in pages of 25, {PAUSE * 1000:.0f} ms each"
        f" ({flying:.0f} requests at once)"
    )
    return [Row(what, theirs, row.ours, row.theirs, row.ratio, row.wanted, row.runs)]
