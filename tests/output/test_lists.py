"""How lists look: 80 columns, 40 columns, a pipe."""

from __future__ import annotations

from rich.cells import cell_len
from tests.commands.fake_portal import DEPARTMENTS, SERVICES
from tests.output.conftest import TICKETS, On

from ticketcli.model.ticket import Ticket
from ticketcli.output.listings import print_departments, print_services


def test_a_list_of_tickets_at_80_columns(on: On) -> None:
    shown = on(80)
    shown.screen.tickets(TICKETS, more=False)
    assert (
        shown.out
        == """\
NUMBER   SUBJECT                   STATUS        DEPARTMENT     UPDATED
482910   VPS unreachable since 1…  Answered      BESTNET-CLOUD  2 hours ago
482911*  サーバーに接続できませ…   Open          ドメイン       1 minute ago
482912   [URGENT] All servers of…  In-Progress   Billing        2026-06-09 11:00
48       Invoice                   Waiting for…
"""
    )
    assert shown.err == "* unread\n"


def test_a_narrow_window_drops_columns_and_wraps_nothing(on: On) -> None:
    shown = on(40)
    shown.screen.tickets(TICKETS)
    assert (
        shown.out
        == """\
NUMBER   SUBJECT            STATUS
482910   VPS unreachable…   Answered
482911*  サーバーに接続で…  Open
482912   [URGENT] All ser…  In-Progress
48       Invoice            Waiting for…
"""
    )


def test_a_pipe_gets_whole_cells_with_tabs_and_iso_times(on: On) -> None:
    shown = on(None)
    shown.screen.tickets(TICKETS)
    assert shown.out == (
        "482910\tVPS unreachable since 10:00\tAnswered\tBESTNET-CLOUD\t2026-06-09T10:00:00+00:00\t\n"
        "482911\tサーバーに接続できません(至急ご確認をお願いいたします)\tOpen\tドメイン"
        "\t2026-06-09T11:59:00+00:00\tunread\n"
        "482912\t[URGENT] All servers of the Tokyo region are down and mail is bouncing"
        "\tIn-Progress\tBilling\t2026-06-09T11:00:00\t\n"
        "48\tInvoice\tWaiting for provider\t\t\t\n"
    )
    assert shown.err == ""


def test_that_a_list_goes_on_is_said_on_stderr(on: On) -> None:
    for width in (80, None):
        shown = on(width)
        shown.screen.tickets(TICKETS[:1], more=True)
        assert shown.err == "Showing the first 1. More: --limit NUMBER, or --all\n"


def test_a_column_that_nothing_stands_in_is_left_out(on: On) -> None:
    shown = on(80)
    shown.screen.tickets([Ticket("7", "Invoice", status="Open", state="open")])
    assert shown.out == "NUMBER  SUBJECT  STATUS\n7       Invoice  Open\n"


def test_departments(on: On) -> None:
    wide, narrow, pipe = on(80), on(40), on(None)
    for shown in (wide, narrow, pipe):
        print_departments(DEPARTMENTS, shown.screen)
    assert (
        wide.out
        == """\
ID  NAME           DESCRIPTION                  PRIORITY
1   BESTNET-CLOUD  VPS and cloud servers        can be set
2   Billing        Invoices and payments        cannot be set
3   ドメイン       ドメインとDNSのお問い合わせ
"""
    )
    assert (
        narrow.out
        == """\
ID  NAME           DESCRIPTION
1   BESTNET-CLOUD  VPS and cloud servers
2   Billing        Invoices and payments
3   ドメイン       ドメインとDNSのお問…
"""
    )
    assert pipe.out.splitlines()[0] == "1\tBESTNET-CLOUD\tVPS and cloud servers\tyes"
    assert pipe.out.splitlines()[2] == "3\tドメイン\tドメインとDNSのお問い合わせ\t"


def test_services(on: On) -> None:
    wide, narrow, pipe = on(80), on(40), on(None)
    for shown in (wide, narrow, pipe):
        print_services(SERVICES, shown.screen)
    assert (
        wide.out
        == """\
ID  NAME        DOMAIN            STATUS   CATEGORY
17  VPS 4GB     web1.example.com  Active   Cloud
18  VPS 8GB     db1.example.com   Active   Cloud
21  example.jp  example.jp        Pending  Domains
"""
    )
    assert (
        narrow.out
        == """\
ID  NAME        DOMAIN           STATUS
17  VPS 4GB     web1.example.c…  Active
18  VPS 8GB     db1.example.com  Active
21  example.jp  example.jp       Pending
"""
    )
    assert pipe.out.splitlines()[0] == "17\tVPS 4GB\tweb1.example.com\tActive\tCloud"


def test_no_line_is_wider_than_the_window(on: On) -> None:
    for width in range(20, 130):
        shown = on(width)
        shown.screen.tickets(TICKETS)
        assert max(cell_len(line) for line in shown.out.splitlines()) <= width


def test_an_empty_list_is_nothing_at_all(on: On) -> None:
    for width in (80, None):
        shown = on(width)
        shown.screen.tickets([])
        assert shown.out == ""
