"""The confirmation after `ticket new` and `ticket reply`."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.output.conftest import ASKED, LINK, OUTAGE, On

from ticketcli.output import json_shapes
from ticketcli.usecases.sent import Sent

CREATED = Sent(
    number="482910",
    ticket=replace(OUTAGE, status="Open", state="open", messages=(ASKED,)),
    url=LINK,
    route="web",
    differences=(),
    unverified=(),
    found=False,
    notices=(),
)


def test_a_created_ticket_at_80_columns(on: On) -> None:
    shown = on(80)
    shown.screen.sent(CREATED, "new")
    assert (
        shown.out
        == """\
Ticket created!

Ticket      482910
Subject     VPS unreachable since 10:00
Department  BESTNET-CLOUD
Status      Open
Attached    trace.zip (12 kB)
            スクリーンショット 10.04.png (2.3 MB)
Link        https://hb.bestnetllc.co.jp/tickets/view/482910/

View        ticket show 482910
Reply       ticket reply 482910
"""
    )
    assert shown.err == ""


def test_a_created_ticket_at_40_columns(on: On) -> None:
    shown = on(40)
    shown.screen.sent(CREATED, "new")
    assert (
        shown.out
        == """\
Ticket created!

Ticket      482910
Subject     VPS unreachable since 10:00
Department  BESTNET-CLOUD
Status      Open
Attached    trace.zip (12 kB)
            スクリーンショット 10.04.png
            (2.3 MB)
Link        https://hb.bestnetllc.co.jp/tickets/view/482910/

View        ticket show 482910
Reply       ticket reply 482910
"""
    )


def test_a_pipe_gets_just_number_and_link(on: On) -> None:
    shown = on(None)
    shown.screen.sent(CREATED, "new")
    assert shown.out == f"482910\t{LINK}\n"
    assert shown.err == ""


def test_a_reply_shows_what_was_attached_to_it_and_not_to_the_ticket(on: On) -> None:
    shown = on(80)
    shown.screen.sent(replace(CREATED, ticket=OUTAGE), "reply")
    assert shown.out.startswith("Reply sent!\n")
    assert "Attached" not in shown.out


def test_what_is_not_as_asked_is_told_plainly_and_not_in_the_answer(on: On) -> None:
    sent = replace(
        CREATED,
        differences=("The message was cut at its first emoji.",),
        unverified=("The content of a.png was not compared, for its size.",),
        hidden=("CC", "department"),
        notices=("We are busy today.",),
    )
    for width in (80, None):
        shown = on(width)
        shown.screen.sent(sent, "new")
        outcome = (
            "Not as requested: The message was cut at its first emoji.\n"
            "Not verified: The content of a.png was not compared, for its size.\n"
        )
        if width:
            outcome = f"The portal says: We are busy today.\n{outcome}"
            outcome += "Not checked, for the portal does not show it: CC, department\n"
        assert shown.err == outcome
        assert "emoji" not in shown.out


def test_success_is_quiet_in_a_pipe(on: On) -> None:
    shown = on(None)
    shown.screen.sent(replace(CREATED, hidden=("CC",), notices=("Ticket has been created",)), "new")
    assert shown.err == ""
    shown.screen.json(json_shapes.shape_submission(replace(CREATED, hidden=("CC",))))
    assert "The portal does not show the CC." in shown.out


def test_a_ticket_found_without_an_answer_is_told_as_that(on: On) -> None:
    shown = on(80)
    shown.screen.sent(replace(CREATED, found=True), "new")
    assert shown.out.startswith("Ticket created! (The portal did not confirm it, but it is there.)\n")


def test_a_ticket_that_could_not_be_read_back_shows_what_is_known(on: On) -> None:
    shown = on(80)
    shown.screen.sent(replace(CREATED, ticket=None), "new")
    assert "Ticket  482910\nLink    https://hb.bestnetllc.co.jp/tickets/view/482910/\n" in shown.out


def test_json_holds_the_ticket_and_how_it_was_sent(on: On) -> None:
    shown = on(80)
    shown.screen.json(json_shapes.shape_submission(replace(CREATED, differences=("The CC is missing.",))))
    value = json.loads(shown.out)
    assert {name: value.pop(name) for name in ("via", "found", "differences", "unverified", "notices")} == {
        "via": "web",
        "found": False,
        "differences": ["The CC is missing."],
        "unverified": [],
        "notices": [],
    }
    assert CREATED.ticket is not None
    assert value == json_shapes.shape_ticket(CREATED.ticket)


def test_json_of_a_ticket_that_was_not_read_back_has_nulls() -> None:
    value = json_shapes.shape_submission(replace(CREATED, ticket=None))
    assert value["number"] == "482910"
    assert value["url"] == LINK
    assert value["subject"] is None
    assert value["messages"] is None
