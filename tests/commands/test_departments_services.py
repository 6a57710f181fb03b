"""`ticket departments` and `ticket services`."""

from __future__ import annotations

import json

from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.exit_codes import Exit


def test_departments_in_a_pipe(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("departments") == Exit.DONE
    assert context.out == (
        "1\tBESTNET-CLOUD\tVPS and cloud servers\tyes\n"
        "2\tBilling\tInvoices and payments\tno\n"
        "3\tドメイン\tドメインとDNSのお問い合わせ\t\n"
    )


def test_services_in_a_pipe(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("services") == Exit.DONE
    assert context.out == (
        "17\tVPS 4GB\tweb1.example.com\tActive\tCloud\n"
        "18\tVPS 8GB\tdb1.example.com\tActive\tCloud\n"
        "21\texample.jp\texample.jp\tPending\tDomains\n"
    )


def test_json(make_context: MakeContext) -> None:
    context = make_context()
    context.run("departments", "--json")
    assert [list(each) for each in json.loads(context.out)] == [
        ["id", "name", "description", "priorities"]
    ] * 3
    context = make_context()
    context.run("services", "--json")
    assert [list(each) for each in json.loads(context.out)] == [
        ["id", "name", "domain", "status", "category"]
    ] * 3


def test_an_account_without_services(make_context: MakeContext) -> None:
    context = make_context(FakePortal(services=()))
    assert context.run("services") == Exit.DONE
    assert (context.out, context.err) == ("", "This account has no services.\n")
