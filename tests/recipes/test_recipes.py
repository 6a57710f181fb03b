"""Every script of `docs/recipes.md`, run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks, Request, Ticket
from tests.contract.records import Department
from tests.contract.wire import Response

PAGE = Path(__file__).parents[2] / "docs" / "recipes.md"
SCRIPTS = {
    match[1]: match[0]
    for match in re.finditer(
        r"(?<=```sh\n)#!/bin/sh\n# (\S+).*?(?=^```$)", PAGE.read_text("utf-8"), re.M | re.S
    )
}

Run = Callable[..., subprocess.CompletedProcess[str]]


class Staffed(Portal):
    """A portal whose staff answers or closes a new ticket before its customer can look."""

    answers = closes = False

    def handle(self, request: Request) -> Response:
        response = super().handle(request)
        if request.route in ("POST api/tickets", "POST web/tickets/new") and self.answers:
            self.add_staff_reply(self.tickets[-1].number, "<p>Yes, <b>since June</b>.</p>")
        if request.route in ("POST api/tickets", "POST web/tickets/new") and self.closes:
            self.tickets[-1].status = "Closed"
        return response


@pytest.fixture
def portal() -> Iterator[Staffed]:
    """A portal with the departments that the recipes write to."""
    names = ("BESTNET-CLOUD", "BESTNET-DOMAIN")
    departments = tuple(Department(str(id), name) for id, name in enumerate(names, 1))
    portal = Staffed(Quirks(departments=departments))
    with portal:
        yield portal


@pytest.fixture
def run(portal: Portal, tmp_path: Path) -> Run:
    """Runs a recipe as a job would: no terminal, its sign-in in the environment, in a folder of its own."""
    folder = tmp_path / "job"
    (folder / "bin").mkdir(parents=True)
    program = folder / "bin" / "ticket"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ticketcli "$@"\n')
    program.chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TICKET_PORTAL": portal.url,
        "TICKET_USERNAME": portal.username,
        "TICKET_PASSWORD": portal.password,
        **{f"TICKET_{name.upper()}_DIR": str(tmp_path / name) for name in ("config", "state", "cache")},
    }

    def run(name: str, *arguments: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        script = folder / name
        script.write_text(SCRIPTS[name])
        script.chmod(0o755)
        ended = subprocess.run(
            [str(script), *arguments],
            cwd=folder,
            env={**env, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert ended.returncode == code, f"exit code {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
        return ended

    return run


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """Where recipes run."""
    return tmp_path / "job"


def read_zip(ticket: Ticket, message: int = 0) -> dict[str, bytes]:
    """The files in the one archive on a message."""
    (attachment,) = ticket.messages[message].attachments
    assert attachment.name.endswith(".zip")
    with zipfile.ZipFile(BytesIO(attachment.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_alert_opens_a_ticket_with_its_log_and_the_next_goes_into_it(
    portal: Portal, run: Run, job: Path
) -> None:
    log = job / "web1.log"
    log.write_text("".join(f"line {number}\n" for number in range(50)))
    outcome = run("alert.sh", "web1", str(log))
    (ticket,) = portal.tickets
    assert outcome.stdout == f"Opened ticket {ticket.number}\n"
    assert ticket.subject == "[URGENT] web1 is down"
    assert "line 30\n" in ticket.text
    assert "line 29\n" not in ticket.text
    assert "ops@example.com" in ticket.text
    assert read_zip(ticket) == {"web1.log": log.read_bytes()}

    run("alert.sh", "web1", str(log))
    (ticket,) = portal.tickets
    assert len(ticket.messages) == 2
    assert "web1 does not answer since" in ticket.messages[1].text
    assert read_zip(ticket, 1) == {"web1.log": log.read_bytes()}

    ticket.status = "Closed"
    run("alert.sh", "web1", str(log))
    assert len(portal.tickets) == 2


def test_a_failed_build_is_told_once_with_its_output(portal: Portal, run: Run, job: Path) -> None:
    build = job / "build"
    build.write_text("#!/bin/sh\necho compiling\necho 'error: no such header' >&2\nexit 2\n")
    build.chmod(0o755)
    outcome = run("build.sh", "4f2a91c", code=1, IMAGE="debian-13: 2026-06")
    (ticket,) = portal.tickets
    assert ticket.subject == "Build 4f2a91c fails on your machine image"
    assert "Image: debian-13: 2026-06" in ticket.text
    assert read_zip(ticket) == {"build.log": b"compiling\nerror: no such header\n"}
    assert f"The provider was told: {portal.url}" in outcome.stdout

    outcome = run("build.sh", "4f2a91c", code=1, IMAGE="debian-13: 2026-06")
    assert len(portal.tickets) == 1
    assert f"Ticket {ticket.number} was created from this on" in outcome.stderr

    build.write_text("#!/bin/sh\nexit 0\n")
    assert run("build.sh", "77aa001").stdout == ""
    assert len(portal.tickets) == 1


def test_what_waits_for_us_is_reported_and_nothing_else(portal: Portal, run: Run) -> None:
    assert run("waiting.sh").stdout == ""
    answered = portal.add_ticket("Disk is full", messages=["<p>Which one?</p>"], status="Answered")
    portal.add_ticket("Router is down")
    portal.add_ticket("An old story", messages=["<p>Bye.</p>"], status="Closed")
    outcome = run("waiting.sh").stdout
    assert outcome.startswith("The provider waits for our answer to:\n\n")
    (line,) = outcome.splitlines()[2:]
    assert line.startswith(answered.number)
    assert "Disk is full" in line
    assert portal.url in line


def test_a_script_waits_for_the_answer(portal: Staffed, run: Run) -> None:
    portal.answers = True
    outcome = run("ask.sh", "Do you have IPv6?")
    assert outcome.stdout == "Yes, since June.\n"
    (ticket,) = portal.tickets
    assert ticket.text == "Do you have IPv6?"
    assert ticket.status == "Closed"


def test_a_script_that_waits_in_vain_ends_with_9(portal: Staffed, run: Run) -> None:
    portal.closes = True
    outcome = run("ask.sh", "Do you have IPv6?", code=9)
    (ticket,) = portal.tickets
    assert f"Ticket {ticket.number} was closed before the condition was met." in outcome.stderr
    assert f"There is no answer to ticket {ticket.number} yet." in outcome.stderr


def test_many_are_opened_at_once_and_none_twice(portal: Portal, run: Run, job: Path) -> None:
    (job / "services").write_text("example.com\t2026-12-01\nexample.jp\t2026-12-24\n")
    outcome = run("renew.sh", "services")
    numbers = [ticket.number for ticket in portal.tickets]
    assert outcome.stdout.splitlines() == [f"1\tcreated\t{numbers[0]}", f"2\tcreated\t{numbers[1]}"]
    assert [ticket.subject for ticket in portal.tickets] == ["Renew example.com", "Renew example.jp"]
    outcome = run("renew.sh", "services")
    assert outcome.stdout.splitlines() == [f"1\talready\t{numbers[0]}", f"2\talready\t{numbers[1]}"]
    assert len(portal.tickets) == 2


def test_every_recipe_is_one_that_these_tests_run() -> None:
    source = Path(__file__).read_text("utf-8")
    assert len(SCRIPTS) == PAGE.read_text("utf-8").count("```sh\n#!/bin/sh") >= 5
    for name in SCRIPTS:
        assert f'run("{name}"' in source
