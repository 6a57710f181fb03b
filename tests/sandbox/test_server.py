"""The stand-in is started, stopped, shared and reset."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from tests.sandbox.conftest import Clock
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox.server import Sandbox, reset
from ticketcli.sandbox.store import DATABASE, LOCK, open_store

Portal = Callable[..., Sandbox]
Visit = Callable[..., Visitor]


def test_it_serves_on_loopback_until_it_is_stopped(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    address = sandbox.start()
    assert address.startswith("http://127.0.0.1:")
    assert httpx.get(address + "/?cmd=login").status_code == 200
    sandbox.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_stopping_twice_does_no_harm(tmp_path: Path) -> None:
    with Sandbox(tmp_path) as sandbox:
        sandbox.stop()


def test_it_takes_the_port_that_it_is_given(portal: Portal) -> None:
    first = portal()
    first.stop()
    port = int(first.url.rpartition(":")[2])
    assert portal(port=port).url == first.url


def test_two_portals_share_one_folder(portal: Portal, visit: Visit) -> None:
    first, second = portal(), portal()
    number = visit(first).sign_in().new_ticket()
    person = visit(second).sign_in()
    person.open(f"/tickets/view/{number}/")
    assert person.text("h1").startswith(f"#{number}")


def test_a_ticket_is_answered_once_though_two_portals_look(
    portal: Portal, visit: Visit, clock: Clock
) -> None:
    portals = [portal(staff_after=5), portal(staff_after=5)]
    number = visit(portals[0]).sign_in().new_ticket()
    clock.pass_(5)
    for sandbox in portals:
        person = visit(sandbox).sign_in()
        person.open(f"/tickets/view/{number}/")
        assert len(person.page.css(".comment-admin")) == 1


def test_many_processes_may_make_the_folder_at_once(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from ticketcli.sandbox.server import Sandbox\n"
        "with Sandbox(pathlib.Path(sys.argv[1])) as sandbox: print(sandbox.url)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "portal")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    results = [(process.communicate(), process.returncode) for process in running]
    assert [code for _, code in results] == [0] * 4, results
    with open_store(tmp_path / "portal", lambda: 0.0).open() as db:
        assert db.execute("SELECT count(*) FROM clients").fetchone()[0] == 2


def test_a_folder_that_another_process_sets_up_is_waited_for(tmp_path: Path) -> None:
    """The other has the lock, and its database is not in WAL mode yet: changing that then fails at once."""
    with (
        closing(sqlite3.connect(tmp_path / LOCK)) as lock,
        closing(sqlite3.connect(tmp_path / DATABASE)) as db,
    ):
        lock.execute("BEGIN EXCLUSIVE")
        db.execute("BEGIN IMMEDIATE")
        opened = threading.Thread(target=open_store, args=(tmp_path, lambda: 0.0), daemon=True)
        opened.start()
        opened.join(0.3)
        assert opened.is_alive()
        db.rollback()
        lock.rollback()
        opened.join(30)
    with open_store(tmp_path, lambda: 0.0).open() as made:
        assert made.execute("SELECT count(*) FROM clients").fetchone()[0] == 2


def test_reset_forgets_tickets_and_files_and_keeps_the_accounts(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.new_ticket("With a file", [("attachments[]", ("a.png", b"x", "image/png"))])
    reset(sandbox.store.folder)
    assert list(sandbox.store.files.iterdir()) == []
    person.sign_in().open("/tickets/")
    assert len(person.page.css("tbody tr")) == 1
    assert person.new_ticket()


def test_reset_of_a_folder_that_never_was_does_nothing(tmp_path: Path) -> None:
    reset(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_importing_the_package_loads_no_web_framework() -> None:
    program = "import sys, ticketcli.sandbox; print([n for n in sys.modules if n in ('flask', 'waitress')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_flask_the_import_names_the_extra() -> None:
    program = "import sys; sys.modules['flask'] = None; import ticketcli.sandbox.server"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install '.[sandbox]'" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process its peak memory")
@pytest.mark.long
def test_a_large_upload_does_not_sit_in_memory(tmp_path: Path) -> None:
    """192 MiB go in by the form and come out by the download; the server's peak stays far below that."""
    program = Path(__file__).with_name("large_upload.py")
    command = [sys.executable, str(program), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split())
    assert after - before < 16 * 1024
