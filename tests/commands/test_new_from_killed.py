"""A file of tickets whose run is killed, and run again: each is created exactly once."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import NOW, MakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.exit_codes import Exit

CALLS = ("mkdir", "write", "fsync", "replace", "unlink", "rmdir")
TWO = """\
- {department: Billing, subject: Invoice 17, message: Not ours.}
- {department: BESTNET-CLOUD, subject: VPS is down, message: No ping.}
"""


class Killed(BaseException):
    """The process is gone."""


class Killer:
    """Ends a process at one of its calls that change a disk; what it tries after that does nothing."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.count = 0

    def watch(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self.fatal:
                call(*args, **more)  # it is done, and nobody is told
            if self.count >= self.fatal:
                raise Killed
            return call(*args, **more)

        return watched


def test_killed_at_any_change_of_the_disk_and_run_again_nothing_is_doubled_or_lost(
    make_context: MakeContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "two.yaml"
    file.write_text(TWO)
    portal, fatal, ended = FakePortal(), 0, False
    while not ended:
        fatal += 1
        file.write_text(TWO.replace("Invoice 17", f"Invoice {fatal}").replace("VPS", f"VPS {fatal}"))
        killer, before = Killer(fatal), set(portal.stored)
        with monkeypatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, killer.watch(getattr(os, name)))
            with suppress(Killed):
                ended = make_context(portal).run("new", "--from", str(file)) == Exit.DONE
        # What was about to be sent may still arrive, so it is not sent again at once ...
        code = make_context(portal).run("new", "--from", str(file))
        assert code in (Exit.DONE, Exit.IN_PART), fatal
        # ... and it is when that can no longer be.
        context = make_context(portal, now=lambda: NOW + timedelta(minutes=70))
        assert context.run("new", "--from", str(file)) == Exit.DONE, (fatal, context.err)
        subjects = [ticket.subject for number, ticket in portal.stored.items() if number not in before]
        assert sorted(subjects) == [f"Invoice {fatal}", f"VPS {fatal} is down"], fatal
        assert context.drafts.all() == (), fatal
    assert fatal > 40
