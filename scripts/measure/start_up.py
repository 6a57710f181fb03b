"""How long it takes to start: commands that ask no portal, help, and what shells complete."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import datetime, timezone

from scripts.measure.turns import ROOT, TICKET, Bench, Row, compared, in_turns

from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.completion_cache import CompletionCache
from ticketcli.cli.completion import portal_index
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Ticket
from ticketcli.runtime import find_folders

BARE = "python -c pass"
GH, GH_HELP, GH_COMPLETE = "gh --version", "gh issue create --help", 'gh __complete issue list ""'
FIRST = ", the first time"
TICKETS, DEPARTMENTS, DRAFTS = 5000, 12, 3

# What bash does at TAB behind “ticket show 1003”, with its own start and the reading of the script.
BASH = f"""
. {ROOT}/completions/ticket.bash
COMP_LINE='ticket show 1003' COMP_POINT=16 COMP_WORDS=(ticket show 1003) COMP_CWORD=2 COMP_TYPE=9
_ticket {TICKET} 1003 show
[[ ${{#COMPREPLY[@]}} -gt 1 ]]
"""
COMMANDS: dict[str, list[str]] = {
    BARE: [sys.executable, "-c", "pass"],
    "ticket --version": [TICKET, "--version"],
    f"ticket --help{FIRST}": [TICKET, "--help"],
    "ticket --help": [TICKET, "--help"],
    f"ticket new --help{FIRST}": [TICKET, "new", "--help"],
    "ticket new --help": [TICKET, "new", "--help"],
    "ticket drafts list": [TICKET, "drafts", "list"],
    "ticket __complete new --dept": [TICKET, "__complete", "new", "--dept", ""],
    "ticket __complete show": [TICKET, "__complete", "show", ""],
    "bash, at “ticket show 1003” and TAB": ["bash", "--norc", "-c", BASH],
    GH: ["gh", "--version"],
    GH_HELP: ["gh", "issue", "create", "--help"],
    GH_COMPLETE: ["gh", "__complete", "issue", "list", ""],
}
PAIRS = (
    ("ticket --version", GH, "0.6"),
    ("ticket --help", GH_HELP, "1.0"),
    ("ticket new --help", GH_HELP, "1.0"),
    (f"ticket --help{FIRST}", GH_HELP, "3.0"),
    (f"ticket new --help{FIRST}", GH_HELP, "3.0"),
    ("ticket drafts list", GH, "1.6"),
    ("ticket __complete new --dept", GH_COMPLETE, "1.0"),
    ("ticket __complete show", GH_COMPLETE, "1.0"),
    ("bash, at “ticket show 1003” and TAB", GH_COMPLETE, "1.0"),
)
NOTES = {
    "ticket drafts list": f" of {DRAFTS} drafts",
    "ticket __complete show": f", all of {TICKETS:,}",
    "bash, at “ticket show 1003” and TAB": f", of {TICKETS:,} numbers",
}


def measure(bench: Bench) -> list[Row]:
    """The rows of what needs no network; those against programs that are not installed are left out."""
    fill(bench)
    cache = find_folders(bench.env).cache / "help"

    def forget(name: str) -> None:
        if name.endswith(FIRST):
            shutil.rmtree(cache, ignore_errors=True)

    installed = {name: line for name, line in COMMANDS.items() if shutil.which(line[0])}
    medians = in_turns(installed, bench, before=forget)
    known = [pair for pair in PAIRS if pair[0] in medians]
    pairs = [pair for pair in known if pair[1] in medians] or [(pair[0], BARE, "") for pair in known]
    rows = [(ours, compared(ours, theirs, medians, wanted)) for ours, theirs, wanted in pairs]
    return [replace(row, what=row.what + NOTES.get(ours, "")) for ours, row in rows]


def fill(bench: Bench) -> None:
    """Have the folders hold what those of a person hold who has used the program for years."""
    places = find_folders(bench.env)
    account = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="keyring")
    Accounts(places, {}).add(account, active=True)
    completion_cache = CompletionCache(places.cache, account, private=True)
    completion_cache.save_departments(
        Department(str(each), f"Department {each}", "請求書") for each in range(DEPARTMENTS)
    )
    for each in range(TICKETS):
        completion_cache.add_ticket(Ticket(str(100_000 + each), f"VPS {each}: 接続できません", status="Open"))
    completion_cache.save_tickets()
    portal_index.write(bench.env)
    store = DraftStore(places.state / "outbox", now=lambda: datetime.now(timezone.utc))
    for each in range(DRAFTS):
        store.save(Draft(subject=f"VPS {each}", message="No ping since 10:00."), "hb")
