"""The person's own editor, as a real program."""

from __future__ import annotations

import io
import os
import signal
import stat
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ticketcli.model.errors import TicketError
from ticketcli.prompts.editor import Editor, EditorFailed, find_command, make_hold_file, make_runner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editors here are shell scripts")


def script(folder: Path, body: str, name: str = "my editor") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return path


def editor_in(folder: Path, wanted: str, env: Mapping[str, str] | None = None) -> Editor:
    variables = {"PATH": os.environ["PATH"], "TICKET_EDITOR": wanted, **(env or {})}
    return Editor(
        variables, make_hold_file(folder / "state"), make_runner(variables, io.StringIO(), io.StringIO())
    )


def edited(editor: Editor, text: str) -> str:
    with editor.editing(text) as saved:
        return saved


def left_behind(folder: Path) -> list[Path]:
    return list((folder / "state").iterdir())


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"TICKET_EDITOR": "one", "VISUAL": "two", "EDITOR": "three"}, ("one",)),
        ({"TICKET_EDITOR": " ", "VISUAL": "two --wait", "EDITOR": "three"}, ("two", "--wait")),
        ({"EDITOR": "'/opt/my editor/run' -n"}, ("/opt/my editor/run", "-n")),
    ],
)
def test_the_environment_names_it_in_this_order(env: dict[str, str], words: Sequence[str]) -> None:
    assert find_command(env) == words


def test_on_windows_it_is_what_is_named_and_else_notepad(tmp_path: Path) -> None:
    script(tmp_path, "true", "notepad")
    assert find_command({"PATH": str(tmp_path)}, windows=True) == ("notepad",)
    named = {"TICKET_EDITOR": r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst'}
    assert find_command(named, windows=True) == (r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst")


def test_what_notepad_makes_of_line_ends_and_marks_is_taken_back(tmp_path: Path) -> None:
    saves = script(tmp_path, r"""printf '\357\273\277VPS\r\n落ちました\r\n' > "$1" """)
    assert edited(editor_in(tmp_path, f"'{saves}'"), "") == "VPS\n落ちました\n"


def test_a_file_that_an_editor_only_gave_other_line_ends_is_not_kept(tmp_path: Path) -> None:
    fails = script(tmp_path, r"""printf 'one\r\ntwo\r\n' > "$1"; exit 1""")
    with pytest.raises(EditorFailed):
        edited(editor_in(tmp_path, f"'{fails}'"), "one\ntwo\n")
    assert left_behind(tmp_path) == []


def test_without_a_name_it_is_nano_then_vi(tmp_path: Path) -> None:
    script(tmp_path, "true", "vi")
    assert find_command({"PATH": str(tmp_path)}) == ("vi",)
    script(tmp_path, "true", "nano")
    assert find_command({"PATH": str(tmp_path)}) == ("nano",)
    assert find_command({"PATH": str(tmp_path / "nowhere")}) == ()


def test_a_name_that_cannot_be_read_is_told() -> None:
    with pytest.raises(EditorFailed, match="VISUAL is invalid: 'vim"):
        find_command({"VISUAL": "'vim"})


def test_gets_the_text_and_gives_back_what_it_saves(tmp_path: Path) -> None:
    path = script(tmp_path, 'test "$1" = --wait && echo 日本語 >> "$2"')
    assert edited(editor_in(tmp_path, f"'{path}' --wait"), "繁體中文\n") == "繁體中文\n日本語\n"


def test_its_file_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    path = script(tmp_path, f'stat -c %a "$1" > {tmp_path}/mode')
    edited(editor_in(tmp_path, f"'{path}'"), "text")
    assert (tmp_path / "mode").read_text().strip() == "600"
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert left_behind(tmp_path) == []


def test_it_is_not_told_what_we_sign_in_with(tmp_path: Path) -> None:
    path = script(tmp_path, 'env > "$1"')
    secrets = {"TICKET_PASSWORD": "hunter2", "TICKET_TOKEN": "t0ken", "LANG": "C.UTF-8"}
    seen = edited(editor_in(tmp_path, f"'{path}'", secrets), "")
    assert "LANG=C.UTF-8" in seen
    assert "hunter2" not in seen
    assert "t0ken" not in seen


def test_a_failure_leaves_what_was_saved_and_tells_its_place(tmp_path: Path) -> None:
    path = script(tmp_path, 'echo typed > "$1"; exit 3')
    with pytest.raises(EditorFailed, match=r"failed \(3\)") as failed:
        edited(editor_in(tmp_path, f"'{path}'"), "")
    (kept,) = left_behind(tmp_path)
    assert kept.read_text() == "typed\n"
    assert failed.value.path == kept
    assert failed.value.hint == f"What you wrote is in {kept}"


def test_a_failure_with_nothing_saved_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EditorFailed) as failed:
        edited(editor_in(tmp_path, "false"), "headings")
    assert left_behind(tmp_path) == []
    assert failed.value.path is None


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditorFailed, match="“no-such-editor” was not found"):
        edited(editor_in(tmp_path, "no-such-editor"), "")
    assert left_behind(tmp_path) == []


def test_no_editor_at_all_is_told(tmp_path: Path) -> None:
    editor = Editor({"PATH": ""}, make_hold_file(tmp_path / "state"), lambda _: 0)
    assert editor.name is None
    with pytest.raises(EditorFailed, match="No editor found"):
        edited(editor, "")


@pytest.mark.parametrize(
    ("body", "words"),
    [('printf "\\377\\376x" > "$1"', "not saved as UTF-8"), ('rm "$1"', "did not leave a file")],
)
def test_a_file_that_cannot_be_read_back_is_told(tmp_path: Path, body: str, words: str) -> None:
    path = script(tmp_path, body)
    with pytest.raises(EditorFailed, match=words):
        edited(editor_in(tmp_path, f"'{path}'"), "")


def test_what_goes_wrong_afterwards_leaves_the_file(tmp_path: Path) -> None:
    path = script(tmp_path, 'echo typed > "$1"')
    with (
        pytest.raises(TicketError) as failed,
        editor_in(tmp_path, f"'{path}'").editing("") as _,
    ):
        raise TicketError("The disk is full.")
    (kept,) = left_behind(tmp_path)
    assert str(kept) in failed.value.hint


def test_ctrl_c_meant_for_the_editor_does_not_end_the_program(tmp_path: Path) -> None:
    path = script(tmp_path, 'kill -INT $PPID; echo typed > "$1"')
    assert edited(editor_in(tmp_path, f"'{path}'"), "") == "typed\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_works_outside_the_main_thread(tmp_path: Path) -> None:
    path = script(tmp_path, 'echo typed > "$1"')
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(edited(editor_in(tmp_path, f"'{path}'"), "")))
    thread.start()
    thread.join(30)
    assert seen == ["typed\n"]


def test_draws_on_stderr_where_stdout_is_no_terminal(tmp_path: Path) -> None:
    class Terminal(io.StringIO):
        def __init__(self, descriptor: int) -> None:
            super().__init__()
            self.descriptor = descriptor

        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return self.descriptor

    with (tmp_path / "screen").open("wb") as screen:
        run = make_runner(dict(os.environ), io.StringIO(), Terminal(screen.fileno()))
        assert run([sys.executable, "-c", "print('drawn')"]) == 0
    assert (tmp_path / "screen").read_text() == "drawn\n"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("~/bin/ed", ["/home/me/bin/ed"]),
        ("'~/my bin/ed' -x", ["/home/me/my bin/ed", "-x"]),
        ("$HOME/bin/ed --rc ~/rc", ["/home/me/bin/ed", "--rc", "/home/me/rc"]),
        ("${HOME}/ed", ["/home/me/ed"]),
        ("ed a~b $HOMEX/y", ["ed", "a~b", "$HOMEX/y"]),
    ],
)
def test_home_is_expanded_as_a_shell_would(value: str, words: list[str]) -> None:
    assert list(find_command({"EDITOR": value, "HOME": "/home/me"}, windows=False)) == words


@pytest.mark.parametrize(
    ("editor", "option"),
    [("code", "--wait"), ("/usr/bin/codium", "--wait"), ("subl -n", "--wait"), ("gvim", "--nofork")],
)
def test_an_editor_that_does_not_wait_is_told_of_with_the_option_it_needs(
    tmp_path: Path, editor: str, option: str
) -> None:
    opened = Editor({"EDITOR": editor}, make_hold_file(tmp_path), lambda _: 0)
    with pytest.raises(EditorFailed) as raised, opened.editing("text"):
        pass
    assert option in raised.value.hint
    assert "before you could write" in raised.value.message


@pytest.mark.parametrize("editor", ["code --wait", "code -w", "gvim -f", "vim"])
def test_an_editor_that_waits_may_leave_the_text_alone(tmp_path: Path, editor: str) -> None:
    with Editor({"EDITOR": editor}, make_hold_file(tmp_path), lambda _: 0).editing("text") as written:
        assert written == "text"
