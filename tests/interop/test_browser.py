"""What a person types into a real browser arrives in the stand-in as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.interop.browser import Browser, fill_new_ticket, sign_in

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

pytestmark = [
    pytest.mark.needs("chromium", "chromium chromium-driver"),
    pytest.mark.needs("chromedriver", "chromium chromium-driver"),
]


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param(True, id="files sent ahead", marks=pytest.mark.long),
        pytest.param(False, id="files in the form"),
    ],
)
def test_a_ticket_arrives_as_it_was_typed(
    portal: Callable[..., Sandbox], browsers: Callable[[bool], Browser], tmp_path: Path, scripts: bool
) -> None:
    sandbox = portal()
    files = {"画面 (1).png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 'a&b".zip': b"PK\x05\x06" + bytes(18)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    number = fill_new_ticket(
        browsers(scripts),
        sandbox.url,
        CUSTOMER,
        PASSWORD,
        department="BESTNET-MAIL",
        subject='メールが届かない & "<b>"',
        message="10:00 から\n\n<script>alert(1)</script> 收不到郵件",
        service="Mail Hosting 10" if scripts else "",  # its field is put there by a script
        cc="a@example.com, b@example.com",
        attachments=[tmp_path / name for name in files],
        encrypt=True,
        ahead=scripts,
    )
    with sandbox.store.open() as db:
        row = db.execute("SELECT * FROM tickets WHERE ticket_number = ?", (number,)).fetchone()
        attached = db.execute("SELECT * FROM attachments WHERE ticket_id = ?", (row["id"],)).fetchall()
        department = db.execute("SELECT name FROM departments WHERE id = ?", (row["dept_id"],)).fetchone()
    assert department["name"] == "BESTNET-MAIL"
    assert row["subject"] == 'メールが届かない & "<b>"'
    assert row["body"] == "10:00 から\r\n\r\n<script>alert(1)</script> 收不到郵件"
    assert row["service_id"] == (12 if scripts else None)
    assert (row["cc"], row["flags"]) == ("a@example.com, b@example.com", 1024)
    # Browsers write a quote in a file's name as %22, and PHP leaves it so.
    stored = {
        file["org_filename"]: (sandbox.store.files / file["filename"]).read_bytes() for file in attached
    }
    assert stored == {name.replace('"', "%22"): content for name, content in files.items()}


def test_the_page_shows_the_chosen_departments_own_fields(
    portal: Callable[..., Sandbox], browsers: Callable[[bool], Browser]
) -> None:
    sandbox = portal()
    browser = browsers(True)
    sign_in(browser, sandbox.url, CUSTOMER, PASSWORD)
    browser.open(f"{sandbox.url}/tickets/new/")
    assert browser.text(".deptsdesc").startswith("Inquiries about VPS")
    browser.choose("select[name=dept_id]", "BILLING")
    assert browser.text(".deptsdesc").startswith("Invoices and payments.")
    browser.find("#p1 select[disabled]")
