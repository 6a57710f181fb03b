"""`ticket new` with attachments."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from tests.commands.conftest import PNG, MakeContext
from tests.commands.new_ticket import GIVEN, only_draft, sent

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import NotSent


class TestAttachments:
    def test_patterns_are_expanded(self, make_context: MakeContext, picture: Path) -> None:
        (picture.parent / "b.png").write_bytes(PNG)
        context = make_context()
        context.run(*GIVEN, "-a", str(picture.parent / "*.png"))
        assert [file.name for file in sent(context).files] == ["b.png", "screen.png"]

    def test_another_kind_is_refused_and_zip_named(self, make_context: MakeContext, tmp_path: Path) -> None:
        """Guide: “Verify that the file extension is allowed”."""
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        assert context.run(*GIVEN, "-a", str(log)) == Exit.REFUSED
        assert "--zip" in context.err
        assert context.portal.sent == []

    def test_zip_packs_what_the_portal_does_not_take(self, make_context: MakeContext, tmp_path: Path) -> None:
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        assert context.run(*GIVEN, "-a", str(log), "--zip") == Exit.DONE
        assert [file.name for file in sent(context).files] == ["server.log.zip"]
        stored = tmp_path / "stored.zip"
        stored.write_bytes(context.portal.files["1"])
        with zipfile.ZipFile(stored) as archive:
            assert archive.read("server.log") == b"one"
        assert list((context.folders.state / "outbox").glob("d-*")) == []

    def test_a_draft_that_was_not_sent_names_the_zip_that_goes_with_it(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        log = tmp_path / "server.log"
        log.write_text("one")
        context = make_context()
        context.portal.fail("create", NotSent("No connection."))
        context.run(*GIVEN, "-a", str(log), "--zip")
        (saved,) = only_draft(context).attachments
        assert saved.name == "server.log.zip"
        assert saved.is_file()

    @pytest.mark.skipif(sys.platform != "linux", reason="a clipboard is always there elsewhere")
    def test_the_clipboard_is_told_where_there_is_none(self, make_context: MakeContext) -> None:
        context = make_context(env={"PATH": ""})
        assert context.run(*GIVEN, "--attach-clipboard") == Exit.FAILED
        assert "There is no clipboard" in context.err
        assert context.portal.sent == []

    @pytest.mark.skipif(sys.platform != "linux", reason="the program that reads it is Linux's")
    def test_the_picture_in_the_clipboard_goes_along(self, make_context: MakeContext, tmp_path: Path) -> None:
        (tmp_path / "picture").write_bytes(PNG)
        xclip = tmp_path / "xclip"
        xclip.write_text(f"#!/bin/sh\n/bin/cat {tmp_path}/picture\n")
        xclip.chmod(0o700)
        context = make_context(env={"PATH": str(tmp_path), "DISPLAY": ":0"})
        assert context.run(*GIVEN, "--attach-clipboard") == Exit.DONE
        assert [file.name for file in sent(context).files] == ["clipboard.png"]
