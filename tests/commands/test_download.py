"""`ticket download`."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import with_files
from tests.contract.portal import Portal as Installation
from tests.contract.wire import Request, Response

from ticketcli.exit_codes import Exit
from ticketcli.html.pasted import add_pasted
from ticketcli.html.to_text import extract_body
from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.portals.base import PortalError, PortalUnreachable, SignInRefused
from ticketcli.usecases import side_by_side

Files = tuple[tuple[str, bytes], ...]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def context_with(make_context: MakeContext, *files: tuple[str, bytes]) -> FakeContext:
    ticket, stored = with_files("101", *files)
    return make_context(FakePortal([ticket], files=stored))


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_attachments_are_saved_and_their_paths_printed(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"PK"), ("画面.png", b"\x89PNG"))
    assert context.run("download", "101") == Exit.DONE
    assert context.out == "trace.zip\n画面.png\n"
    assert read_files(folder) == {"trace.zip": b"PK", "画面.png": b"\x89PNG"}


@pytest.mark.parametrize(
    ("names", "saved"),
    [
        (["TRACE.zip"], {"trace.zip"}),
        (["*.png"], {"a.png", "b.png"}),
        (["3", "trace.zip"], {"trace.zip", "b.png"}),
    ],
)
def test_some_by_name_pattern_or_id(
    make_context: MakeContext, folder: Path, names: list[str], saved: set[str]
) -> None:
    context = context_with(make_context, ("trace.zip", b"1"), ("a.png", b"2"), ("b.png", b"3"))
    assert context.run("download", "101", *names) == Exit.DONE
    assert set(read_files(folder)) == saved


@pytest.mark.parametrize("names", [["-"], ["trace.zip", "-"]])
def test_one_attachment_goes_to_standard_output(
    make_context: MakeContext, folder: Path, names: list[str]
) -> None:
    files = (
        (("trace.zip", b"PK\x03\xff"),) if names == ["-"] else (("a.txt", b"a"), ("trace.zip", b"PK\x03\xff"))
    )
    context = context_with(make_context, *files)
    written = io.BytesIO()
    context.stdout = io.TextIOWrapper(written, "utf-8")  # type: ignore[assignment]
    assert context.run("download", "101", *names) == Exit.DONE
    assert written.getvalue() == b"PK\x03\xff"
    assert read_files(folder) == {}


@pytest.mark.parametrize(
    ("arguments", "terminal", "sentence"),
    [
        (("-",), False, "Standard output takes one attachment, and these are 2."),
        (("a.txt", "-", "--json"), False, "In JSON no attachment can be written"),
        (("a.txt", "-"), True, "Standard output is a terminal"),
    ],
)
def test_what_cannot_go_to_standard_output_is_refused(
    make_context: MakeContext, folder: Path, arguments: tuple[str, ...], terminal: bool, sentence: str
) -> None:
    ticket, stored = with_files("101", ("a.txt", b"a"), ("b.txt", b"b"))
    context = make_context(FakePortal([ticket], files=stored), terminal=terminal)
    assert context.run("download", "101", *arguments) == Exit.USAGE
    assert sentence in context.err


def test_standard_output_of_a_ticket_without_attachments_says_so(make_context: MakeContext) -> None:
    context = context_with(make_context)
    assert context.run("download", "101", "-") == Exit.FAILED
    assert context.err == "ticket: Ticket 101 has no attachments.\n"


def test_another_folder_is_made(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"PK"))
    assert context.run("download", "101", "--dir", "new/one") == Exit.DONE
    assert context.out == f"{Path('new/one/trace.zip')}\n"
    assert read_files(folder / "new" / "one") == {"trace.zip": b"PK"}


def test_a_file_that_exists_is_left_alone_and_nothing_is_fetched(
    make_context: MakeContext, folder: Path
) -> None:
    (folder / "trace.zip").write_bytes(b"mine")
    context = context_with(make_context, ("a.png", b"new"), ("trace.zip", b"new"))
    assert context.run("download", "101") == Exit.FAILED
    assert read_files(folder) == {"trace.zip": b"mine"}
    assert context.err == (
        "ticket: These files already exist:\n"
        "  trace.zip\n"
        "Save elsewhere with --dir DIR, or replace them with --force.\n"
    )
    assert ("download", "a.png") not in context.portal.calls


def test_force_replaces_it(make_context: MakeContext, folder: Path) -> None:
    (folder / "trace.zip").write_bytes(b"mine")
    context = context_with(make_context, ("trace.zip", b"new"))
    assert context.run("download", "101", "--force") == Exit.DONE
    assert read_files(folder) == {"trace.zip": b"new"}


def test_a_dangling_link_is_not_written_through(make_context: MakeContext, folder: Path) -> None:
    (folder / "trace.zip").symlink_to(folder.parent / "elsewhere")
    context = context_with(make_context, ("trace.zip", b"new"))
    assert context.run("download", "101") == Exit.FAILED
    assert not (folder.parent / "elsewhere").exists()
    context = context_with(make_context, ("trace.zip", b"new"))
    assert context.run("download", "101", "--force") == Exit.DONE
    assert not (folder.parent / "elsewhere").exists()
    assert read_files(folder) == {"trace.zip": b"new"}


@pytest.mark.parametrize("name", ["../up.png", "/etc/up.png", "C:\\Windows\\up.png", "..\\..\\up.png"])
def test_no_name_leaves_the_folder(make_context: MakeContext, folder: Path, name: str) -> None:
    context = context_with(make_context, (name, b"x"))
    assert context.run("download", "101") == Exit.DONE
    assert read_files(folder) == {"up.png": b"x"}
    assert list(folder.parent.glob("*.png")) == []


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("CON", "_CON"),
        ("nul.png", "_nul.png"),
        ("COM1.zip", "_COM1.zip"),
        ("a:b?.png", "a_b_.png"),
        ("x.png. ", "x.png"),
    ],
)
def test_names_that_windows_keeps_for_itself_are_changed(
    make_context: MakeContext, folder: Path, name: str, saved: str
) -> None:
    context = context_with(make_context, (name, b"x"))
    assert context.run("download", "101") == Exit.DONE
    assert read_files(folder) == {saved: b"x"}


def test_two_of_one_name_are_both_saved(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("image.png", b"1"), ("Image.PNG", b"2"))
    assert context.run("download", "101") == Exit.DONE
    assert read_files(folder) == {"image.png": b"1", "Image (2).PNG": b"2"}


def test_a_name_means_the_same_file_whether_all_are_saved_or_one(
    make_context: MakeContext, folder: Path
) -> None:
    context = context_with(make_context, ("image.png", b"1"), ("image.png", b"2"))
    assert context.run("download", "101", "2") == Exit.DONE
    assert read_files(folder) == {"image (2).png": b"2"}


def test_a_download_that_breaks_off_leaves_nothing_behind(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"12345678"))
    context.portal.fail(
        "download", PortalError("“trace.zip” is incomplete (4 of 8 bytes) and was not saved."), after=True
    )
    assert context.run("download", "101") == Exit.FAILED
    assert read_files(folder) == {}
    assert context.err == "ticket: “trace.zip” is incomplete (4 of 8 bytes) and was not saved.\n"


def test_fewer_bytes_than_the_portal_announced_are_not_saved(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"12345678"))
    context.portal.files["1"] = b"1234"
    assert context.run("download", "101") == Exit.FAILED
    assert read_files(folder) == {}
    assert "“trace.zip” is incomplete (4 of 8 bytes) and was not saved." in context.err


def test_ctrl_c_leaves_nothing_behind(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"12345678"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    context.portal.download = interrupted  # type: ignore[method-assign, assignment]
    assert context.run("download", "101") == Exit.CANCELLED
    assert read_files(folder) == {}


def test_one_that_fails_does_not_stop_the_others(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("a.png", b"1"), ("b.png", b"2"), ("c.png", b"3"))
    context.portal.fail("download", PortalError("The portal has lost “a.png”."))
    assert context.run("download", "101") == Exit.IN_PART
    assert set(read_files(folder)) == {"b.png", "c.png"}
    assert context.out == "b.png\nc.png\n"
    assert "2 of 3 attachments were saved.\n  - a.png: The portal has lost “a.png”." in context.err


def test_a_refused_sign_in_stops_at_once(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("a.png", b"1"), ("b.png", b"2"))
    context.portal.fail("download", SignInRefused("The password is no longer accepted."))
    assert context.run("download", "101") == Exit.SIGN_IN
    assert read_files(folder) == {}


def test_a_name_that_no_attachment_has_lists_those_there_are(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("trace.zip", b"PK"))
    assert context.run("download", "101", "trace.tar") == Exit.USAGE
    assert context.err == "ticket: Ticket 101 has no attachment “trace.tar”. Attachments:\n  trace.zip\n"
    assert read_files(folder) == {}


def test_a_ticket_without_attachments(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context)
    assert context.run("download", "101") == Exit.DONE
    assert context.err == "Ticket 101 has no attachments.\n"
    assert context.run("download", "101", "x.png") == Exit.USAGE


def test_json(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, ("../画面.png", b"123"))
    assert context.run("download", "101", "--json", "--dir", "out") == Exit.DONE
    assert json.loads(context.out) == [
        {"id": "1", "name": "../画面.png", "path": str(Path("out/画面.png")), "size": 3}
    ]


def test_what_was_saved_is_answered_whatever_becomes_of_the_rest(
    make_context: MakeContext, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "AT_ONCE", 1)  # for the order to be certain
    context = context_with(make_context, ("a.png", b"1"), ("b.png", b"2"), ("c.png", b"3"))
    context.portal.fail("download", PortalError("The portal has lost “a.png”."))
    assert context.run("download", "101", "--json") == Exit.IN_PART
    assert [each.get("error") for each in json.loads(context.out)] == [
        "The portal has lost “a.png”.",
        None,
        None,
    ]
    context = context_with(make_context, ("a.png", b"1"), ("b.png", b"2"), ("c.png", b"3"))
    download = context.portal.download

    def breaks_at_the_second(number: str, attachment: Attachment, *rest: Any) -> None:
        if attachment.name == "b.png":
            raise PortalUnreachable("No answer.")
        download(number, attachment, *rest)

    context.portal.download = breaks_at_the_second  # type: ignore[method-assign, assignment]
    assert context.run("download", "101", "--json", "--force") == Exit.IN_PART
    assert json.loads(context.out) == [
        {"id": "1", "name": "a.png", "path": "a.png", "size": 1},
        {"id": "2", "name": "b.png", "error": "No answer.", "exit": 6},
        {"id": "3", "name": "c.png", "error": "It was not tried. No answer.", "exit": 6},
    ]
    assert "1 of 3 attachments were saved." in context.err


def test_a_folder_in_the_way_of_one_file_leaves_the_others(make_context: MakeContext, folder: Path) -> None:
    (folder / "b.png").mkdir()
    context = context_with(make_context, ("a.png", b"1"), ("b.png", b"2"), ("c.png", b"3"))
    assert context.run("download", "101", "--force", "--json") == Exit.IN_PART
    assert [each.get("size") for each in json.loads(context.out)] == [1, None, 1]
    assert "b.png" in json.loads(context.out)[1]["error"]


def test_a_folder_that_cannot_be_made(make_context: MakeContext, folder: Path) -> None:
    (folder / "file").write_bytes(b"mine")
    context = context_with(make_context, ("trace.zip", b"PK"))
    assert context.run("download", "101", "--dir", "file/folder") == Exit.FAILED
    assert context.err.startswith(f"ticket: {Path('file/folder')}: ")
    assert read_files(folder) == {"file": b"mine"}


@pytest.mark.parametrize(
    ("name", "saved"),
    [("-rf.zip", "_-rf.zip"), ("--help", "_--help"), ("../-x", "_-x"), (" -a.png", "_-a.png")],
)
def test_a_name_like_an_option_is_saved_as_one_that_is_none(
    make_context: MakeContext, folder: Path, name: str, saved: str
) -> None:
    context = context_with(make_context, (name, b"1"))
    assert context.run("download", "101") == Exit.DONE
    assert set(read_files(folder)) == {saved}
    assert context.out == f"{saved}\n"


def test_a_picture_pasted_into_a_message_is_seen_and_saved(make_context: MakeContext, folder: Path) -> None:
    html = f'<p>See <img alt="screen" src="data:image/png;base64,{b64encode(b"PNG").decode()}"> and below</p>'
    text, body_html = extract_body(html)
    message = add_pasted(Message("1", "Sato", True, None, text, body_html))
    context = make_context(FakePortal([Ticket("101", "A screenshot", messages=(message,))]))
    assert context.run("show", "101") == Exit.DONE
    assert "[screen: pasted-1.png]" in context.out
    assert context.run("download", "101") == Exit.DONE
    assert read_files(folder) == {"pasted-1.png": b"PNG"}


def test_attachments_are_fetched_at_most_four_at_once(make_context: MakeContext, folder: Path) -> None:
    context = context_with(make_context, *((f"{n}.log", bytes([n])) for n in range(9)))
    under_way, most, lock, four = [0], [0], threading.Lock(), threading.Barrier(4, timeout=20)
    download = context.portal.download

    def meet(number: str, attachment: Attachment, *rest: Any) -> None:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        rest[-1](0, 1)
        if attachment.name in {"0.log", "1.log", "2.log", "3.log"}:
            four.wait()
        download(number, attachment, *rest)
        with lock:
            under_way[0] -= 1

    context.portal.download = meet  # type: ignore[method-assign, assignment]
    assert context.run("download", "101") == Exit.DONE
    assert most == [4]
    assert context.out.split() == [f"{n}.log" for n in range(9)]
    assert read_files(folder) == {f"{n}.log": bytes([n]) for n in range(9)}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("files", [1, 3])
def test_a_download_that_is_ended_leaves_nothing_behind(folder: Path, number: int, files: int) -> None:
    with Installation() as portal:
        attachments = [(f"{n}.bin", bytes(3_000_000)) for n in range(files)]
        ticket = portal.add_ticket(attachments=attachments).number
        answer, begun = portal.server.app, threading.Event()

        def hang(request: Request) -> Response:
            found = answer(request)
            if len(found.body) > 1_000_000:
                begun.set()
                found.body, found.breaks = found.body, "truncate"
            return found

        portal.server.app = hang
        env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "HOME": str(folder / ".home"),
            "TICKET_PORTAL": portal.url,
            "TICKET_USERNAME": portal.username,
            "TICKET_PASSWORD": portal.password,
        }
        command = [sys.executable, "-m", "ticketcli", "download", ticket, "--dir", "out"]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert begun.wait(20)
            for _ in range(400):
                if list((folder / "out").glob("*.part")):
                    break
                threading.Event().wait(0.01)
            process.send_signal(number)
            process.communicate(timeout=20)
        assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert list((folder / "out").iterdir()) == []
