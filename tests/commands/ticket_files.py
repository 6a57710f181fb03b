"""Ticket files in the tests of `new --from`."""

from __future__ import annotations

import json
from typing import Any

from tests.commands.conftest import FakeContext
from tests.commands.fake_portal import FakePortal

THREE = """\
- department: Billing
  subject: Invoice 17
  message: Not ours.
- department: BESTNET-CLOUD
  subject: VPS is down
  message: No ping.
- department: Billing
  subject: Invoice 18
  message: Not ours either.
"""


def read_results(context: FakeContext) -> list[dict[str, Any]]:
    return [json.loads(line) for line in context.out.splitlines()]


def list_subjects(portal: FakePortal) -> list[str]:
    return [ticket.subject for ticket in portal.stored.values()]


ONE = "department: Billing\nsubject: Invoice\nmessage: Hello\n"
