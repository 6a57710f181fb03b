"""Attachments that are no files: standard input, and the pipe that a shell makes for `<(command)`."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext

NEW = ("new", "-d", "BESTNET-CLOUD", "-s", "s", "-m", "m")


def test_standard_input_is_attached_under_the_name_given(make_context: MakeContext) -> None:
    context = make_context(stdin="%PDF-1.7 report")
    assert context.run(*NEW, "--attach", "-", "--attach-name", "report.pdf") == 0
    (sent,) = context.portal.sent
    assert [file.name for file in sent.files] == ["report.pdf"]
    assert list(context.portal.files.values()) == [b"%PDF-1.7 report"]


def test_without_a_name_the_content_tells_the_kind(make_context: MakeContext) -> None:
    context = make_context(stdin="%PDF-1.7 report")
    assert context.run(*NEW, "-a", "-") == 0
    assert [file.name for file in context.portal.sent[0].files] == ["attachment.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="such pipes are POSIX's")
def test_a_pipe_of_the_shell_is_attached(make_context: MakeContext, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "63")
    threading.Thread(target=lambda: (tmp_path / "63").write_bytes(b"line\n" * 9)).start()
    context = make_context()
    assert context.run(*NEW, "--zip", "-a", str(tmp_path / "63"), "--attach-name", "trace.log") == 0
    assert [file.name for file in context.portal.sent[0].files] == ["trace.log.zip"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--message-file", "-", "-a", "-"), "only once"),
        (("-a", "-", "-a", "-"), "only once"),
        (("--attach-name", "x.pdf"), "--attach-name goes with one --attach"),
    ],
)
def test_what_cannot_go_together_is_said(
    make_context: MakeContext, more: tuple[str, ...], words: str
) -> None:
    context = make_context(stdin="text")
    assert context.run("new", "-d", "BESTNET-CLOUD", "-s", "s", *more) == 2
    assert words in context.err
    assert context.portal.sent == []
