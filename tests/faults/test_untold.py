"""Stopped between the portal's confirmation and the user's: the next run tells it, and sends nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.contract.portal import Portal
from tests.faults.proxy import Fault, Proxy
from tests.faults.scene import Scene

from ticketcli.output.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
NEW = ("new", "-d", "BESTNET", "-s", "It is down", "-m", "Since 10:00.")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with Scene(tmp_path) as made:
        yield made


def test_ctrl_c_before_the_number_is_printed_tells_it_all_the_same(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Screen, "sent", interrupt)
        outcome = scene.ticket(*NEW)
    (ticket,) = scene.portal.tickets
    assert outcome.code == 130
    assert f"Ticket {ticket.number} was created." in outcome.err
    again = scene.ticket(*NEW)
    assert (again.code, again.out.split("\t")[0]) == (0, ticket.number)
    assert len(scene.portal.tickets) == 1
    assert scene.drafts.all() == ()


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_full_disk_leaves_the_number_on_stderr_and_with_the_next_run(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Screen, "json" if form else "sent", fail)
        outcome = scene.ticket(*NEW, *form)
    (ticket,) = scene.portal.tickets
    assert outcome.code == 8
    assert f"Ticket {ticket.number} was created." in outcome.err
    again = scene.ticket(*NEW, *form)
    assert (again.code, len(scene.portal.tickets)) == (0, 1)
    assert ticket.number in again.out


def environment(folder: Path, url: str, portal: Portal) -> dict[str, str]:
    env = {f"TICKET_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    env |= {"PATH": os.environ["PATH"], "HOME": str(folder), "TICKET_PORTAL": url}
    return env | {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}


def start(folder: Path, url: str, portal: Portal, *line: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ticketcli", *line],
        cwd=ROOT,
        env=environment(folder, url, portal),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("point", ["before", "commit"])
def test_a_reply_is_not_repeated_where_its_closing_was_killed(tmp_path: Path, point: str) -> None:
    with Portal() as portal, Proxy(portal.server.port) as proxy:
        portal.links.base = proxy.url
        ticket = portal.add_ticket("Slow", "Why?", messages=["Is it still so?"])
        line = ("reply", ticket.number, "-m", "It works again.", "--close")
        proxy.arm(Fault("PUT", "/api/tickets/*/close", point, "hang"))  # type: ignore[arg-type]
        running = start(tmp_path, proxy.url, portal, *line)
        end = time.monotonic() + 60
        while not proxy.struck:
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(0.3)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        proxy.heal()
        for _ in range(2):
            with start(tmp_path, proxy.url, portal, *line) as again:
                out, err = again.communicate(timeout=60)
            if _ == 0:
                assert again.returncode == 0, err
                assert out.startswith(ticket.number)
                assert [message.text for message in ticket.messages[2:]] == ["It works again."]
                assert ticket.status == "Closed"


def test_two_that_send_the_same_at_once_make_one_and_both_tell_it(tmp_path: Path) -> None:
    with Portal() as portal:
        (tmp_path / "logs").mkdir()
        (tmp_path / "logs" / "a.log").write_text("x" * 1000)
        line = (*NEW, "--zip", "-a", str(tmp_path / "logs"))
        with ThreadPoolExecutor(3) as pool:
            started = [start(tmp_path, portal.url, portal, *line) for _ in range(3)]
            ended = list(pool.map(lambda one: one.communicate(timeout=100), started))
        (ticket,) = portal.tickets
        assert [one.returncode for one in started] == [0, 0, 0], ended
        assert {out.split("\t")[0] for out, _ in ended} == {ticket.number}
        assert list((tmp_path / "state" / "outbox").glob("d-*")) == []


SEVERAL = """\
- {department: BESTNET-CLOUD, subject: VPS is down, message: No ping.}
- {department: BESTNET-CLOUD, subject: Disk is full, message: 100 per cent.}
"""


@pytest.mark.parametrize("text", [SEVERAL, SEVERAL.splitlines(keepends=True)[0]], ids=["several", "one"])
def test_two_that_send_the_same_file_at_once_create_each_ticket_once(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tickets.yaml"
    file.write_text(text)
    with Portal() as portal:
        with ThreadPoolExecutor(3) as pool:
            started = [start(tmp_path, portal.url, portal, "new", "--from", str(file)) for _ in range(3)]
            ended = list(pool.map(lambda one: one.communicate(timeout=100), started))
        assert sorted(ticket.subject for ticket in portal.tickets) == sorted(
            line.split("subject: ")[1].split(",")[0] for line in text.splitlines()
        ), ended
        assert [one.returncode for one in started] == [0, 0, 0], ended
        for ticket in portal.tickets:
            assert all(ticket.number in out for out, _ in ended), ended
        assert list((tmp_path / "state" / "outbox").glob("d-*")) == []
