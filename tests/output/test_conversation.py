"""How a ticket with its conversation looks."""

from __future__ import annotations

from rich.cells import cell_len
from tests.output.conftest import OUTAGE, On

from ticketcli.model.ticket import Message, Ticket


def test_a_ticket_at_80_columns(on: On) -> None:
    shown = on(80)
    shown.screen.ticket(OUTAGE)
    assert (
        shown.out
        == """\
VPS unreachable since 10:00
Ticket      482910
Status      Answered
Department  BESTNET-CLOUD
Priority    high
Service     VPS 4GB
CC          ops@example.com, boss@example.com
Encrypted   yes
Opened      2026-06-09 01:00 (11 hours ago)
Link        https://hb.bestnetllc.co.jp/tickets/view/482910/

山田 花子  2026-06-09 01:00 (11 hours ago), encrypted
  Hello,

  since 10:00 JST our VPS web1.example.com does not answer to ping or SSH.

      12 packets transmitted, 0 received, 100% packet loss

  Both [red]consoles[/] are dark.

  Attached: trace.zip (12 kB)
  Attached: スクリーンショット 10.04.png (2.3 MB)

Sato (staff)  2026-06-09 10:00 (2 hours ago)
  お世話になっております。
  該当のホストサーバーにてネットワーク障害が発生していることを確認いたしました。
  現在、復旧作業を進めております。

You  09/06/2026 20:15
  Thanks.
"""
    )


def test_a_ticket_at_40_columns(on: On) -> None:
    shown = on(40)
    shown.screen.ticket(OUTAGE)
    assert (
        shown.out
        == """\
VPS unreachable since 10:00
Ticket      482910
Status      Answered
Department  BESTNET-CLOUD
Priority    high
Service     VPS 4GB
CC          ops@example.com,
            boss@example.com
Encrypted   yes
Opened      2026-06-09 01:00 (11 hours
            ago)
Link        https://hb.bestnetllc.co.jp/tickets/view/482910/

山田 花子
2026-06-09 01:00 (11 hours ago),
encrypted
  Hello,

  since 10:00 JST our VPS
  web1.example.com does not answer to
  ping or SSH.

      12 packets transmitted, 0
      received, 100% packet loss

  Both [red]consoles[/] are dark.

  Attached: trace.zip (12 kB)
  Attached: スクリーンショット 10.04.png
  (2.3 MB)

Sato (staff)
2026-06-09 10:00 (2 hours ago)
  お世話になっております。
  該当のホストサーバーにてネットワーク障
  害が発生していることを確認いたしまし
  た。現在、復旧作業を進めております。

You  09/06/2026 20:15
  Thanks.
"""
    )


def test_a_ticket_in_a_pipe(on: On) -> None:
    shown = on(None)
    shown.screen.ticket(OUTAGE)
    assert (
        shown.out
        == """\
number\t482910
subject\tVPS unreachable since 10:00
status\tAnswered
department\tBESTNET-CLOUD
priority\thigh
service\tVPS 4GB
cc\tops@example.com,boss@example.com
encrypted\tyes
created\t2026-06-09T01:00:00+00:00
updated\t2026-06-09T10:00:00+00:00
url\thttps://hb.bestnetllc.co.jp/tickets/view/482910/

author\t山田 花子
staff\tno
time\t2026-06-09T01:00:00+00:00
encrypted\tyes
attachment\ttrace.zip\t12345
attachment\tスクリーンショット 10.04.png\t2345678
--
Hello,

since 10:00 JST our VPS web1.example.com does not answer to ping or SSH.

    12 packets transmitted, 0 received, 100% packet loss

Both [red]consoles[/] are dark.
--

author\tSato
staff\tyes
time\t2026-06-09T10:00:00+00:00
encrypted\tno
--
お世話になっております。
該当のホストサーバーにてネットワーク障害が発生していることを確認いたしました。現在、復旧作業を進めております。
--

author\t
staff\tno
time\t09/06/2026 20:15
encrypted\t
--
Thanks.
--
"""
    )


def test_what_the_portal_does_not_say_is_not_made_up(on: On) -> None:
    shown = on(80)
    nothing = Message(id=None, author=None, staff=None, time=None, body="")
    shown.screen.ticket(Ticket("7", "", messages=(nothing,)))
    assert shown.out == "(no subject)\nTicket  7\n\nUnknown sender\n  (no text)\n"


def test_a_link_stays_whole_so_that_it_can_be_followed(on: On) -> None:
    link = "https://status.example.com/incidents/2026-06-09/bestnet-cloud-network?lang=en#updates"
    shown = on(40)
    message = Message(id="1", author="Sato", staff=True, time=None, body=f"It is said at {link} in full.")
    shown.screen.ticket(Ticket("7", "Outage", messages=(message,)))
    assert f"  It is said at\n  {link}\n  in full.\n" in shown.out


def test_a_wide_window_does_not_make_long_lines(on: On) -> None:
    shown = on(300)
    message = Message(id="1", author="Sato", staff=True, time=None, body="word " * 200)
    shown.screen.ticket(Ticket("7", "Outage", messages=(message,)))
    assert max(cell_len(line) for line in shown.out.splitlines()) <= 100
