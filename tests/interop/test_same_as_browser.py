"""The same ticket, filled in by hand in a real browser and sent by `ticket`: what arrives is equal."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.interop.browser import Browser, fill_new_ticket
from tests.whole.person import Person

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

pytestmark = [
    pytest.mark.needs("chromium", "chromium chromium-driver"),
    pytest.mark.needs("chromedriver", "chromium chromium-driver"),
]

# What a portal gives each ticket anew; everything else comes from whoever sends it.
OWN = {"id", "ticket_number", "acc_hash", "date", "lastreply"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@dataclass(frozen=True)
class Expectation:
    """A ticket as a person wants it."""

    department: str
    subject: str
    message: str
    service: str = ""
    cc: str = ""
    files: tuple[str, ...] = ()
    encrypt: bool = False


TICKETS = {
    "everything": Expectation(
        "BESTNET-CLOUD",
        'サーバー is down & "<b>" 100%',
        "10:00 から\n\n  ping: 100% loss\n<script>alert(1)</script> 收不到郵件\n",
        "Mail Hosting 10",
        "boss@example.com, ops@example.com",
        ("画面 (1).png", 'a&b".zip', "log'; x=%41.zip"),
        encrypt=True,
    ),
    "nothing more than needed": Expectation("BILLING", "Invoice", "Which one?"),
}


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param(True, id="files sent ahead", marks=pytest.mark.long),
        pytest.param(False, id="files in the form"),
    ],
)
@pytest.mark.parametrize("name", TICKETS)
def test_a_ticket_arrives_as_from_a_browser(
    portal: Callable[..., Sandbox],
    browsers: Callable[[bool], Browser],
    tmp_path: Path,
    name: str,
    scripts: bool,
) -> None:
    requested, sandbox = TICKETS[name], portal()
    if not scripts:  # a script puts the field there
        requested = replace(requested, service="")
    paths = [prepared(tmp_path / file) for file in requested.files]
    by_hand = fill_new_ticket(
        browsers(scripts),
        sandbox.url,
        CUSTOMER,
        PASSWORD,
        requested.department,
        requested.subject,
        requested.message,
        requested.service,
        requested.cc,
        paths,
        requested.encrypt,
        ahead=scripts,
    )
    sent = by_program(sandbox, tmp_path / "home", requested, paths)
    assert arrived(sandbox, sent) == arrived(sandbox, by_hand)
    _, attached = arrived(sandbox, sent)
    assert sorted(attached.values()) == sorted(path.read_bytes() for path in paths)


def prepared(path: Path) -> Path:
    if path.suffix == ".png":
        path.write_bytes(PNG)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("log", f"{path.name}\r\n" * 5000)
    return path


def by_program(sandbox: Sandbox, home: Path, requested: Expectation, paths: list[Path]) -> str:
    """Sends it with `ticket new`; returns its number."""
    person = Person(home, sandbox.url, {"TICKET_USERNAME": CUSTOMER, "TICKET_PASSWORD": PASSWORD})
    options = [part for path in paths for part in ("--attach", str(path))]
    options += ["--service", requested.service] if requested.service else []
    options += ["--cc", requested.cc] if requested.cc else []
    options += ["--encrypt"] if requested.encrypt else []
    number: str = person.ticket(
        *("new", "-d", requested.department, "-s", requested.subject, "-m", requested.message), *options
    ).lines[0][0]
    return number


def arrived(sandbox: Sandbox, number: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the portal stored of a ticket: every column but its own, and the files by their names."""
    with sandbox.store.open() as db:
        row = db.execute("SELECT * FROM tickets WHERE ticket_number = ?", (number,)).fetchone()
        files = db.execute("SELECT * FROM attachments WHERE ticket_id = ?", (row["id"],)).fetchall()
    values = {name: row[name] for name in row.keys() if name not in OWN}  # noqa: SIM118 - a Row is no dict
    # What stands at a message's end is white space, which nobody misses.
    values["body"] = values["body"].rstrip()
    contents = {one["org_filename"]: (sandbox.store.files / one["filename"]).read_bytes() for one in files}
    assert all(one["size"] == len(contents[one["org_filename"]]) for one in files)
    return values, contents
