"""`ticket new` with questions and with an editor."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import CAPABILITIES, FakePortal
from tests.commands.new_ticket import GIVEN, drafts, only_draft, sent

from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Unfinished
from ticketcli.portals.base import PortalUnreachable
from ticketcli.portals.capabilities import Capabilities, Feature, Route
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.scripted_prompter import Answer, Scripted


@pytest.mark.skipif(os.name == "nt", reason="the editors here are shell scripts")
class TestEditor:
    def test_opens_on_the_message_that_is_given(self, make_context: MakeContext, tmp_path: Path) -> None:
        editor = tmp_path / "ed"
        editor.write_text('#!/bin/sh\necho "and more" >> "$1"\n')
        editor.chmod(0o700)
        context = make_context(env={"TICKET_EDITOR": str(editor)})
        assert context.run("new", "-d", "1", "-s", "x", "-m", "given", "-e") == Exit.DONE
        assert sent(context).body == "given\nand more"

    def editor(self, folder: Path, body: str) -> dict[str, str]:
        path = folder / "editor"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o700)
        return {"TICKET_EDITOR": str(path), "PATH": os.environ["PATH"]}

    def test_writes_the_message(self, make_context: MakeContext, tmp_path: Path) -> None:
        env = self.editor(tmp_path, 'sed -i "s/^What happened:/&\\nIt fell over./" "$1"')
        context = make_context(env=env)
        assert context.run(*GIVEN[:-2], "--editor") == Exit.DONE
        assert sent(context).body == "What happened:\nIt fell over."

    def test_saves_nothing_and_nothing_is_sent(self, make_context: MakeContext, tmp_path: Path) -> None:
        context = make_context(env=self.editor(tmp_path, "true"))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.USAGE
        assert "The message is empty, or the file was not saved in the editor" in context.err
        assert context.portal.sent == []

    def test_on_a_terminal_an_empty_text_is_asked_about(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        prompter = Scripted([("What next?", "terminal"), ("Message", "No ping.")])
        context = make_context(terminal=True, env=self.editor(tmp_path, "true"), prompter=prompter)
        assert context.run(*GIVEN[:-2], "--editor") == Exit.DONE
        assert sent(context).body == "No ping."

    def test_fails_and_the_text_stays(self, make_context: MakeContext, tmp_path: Path) -> None:
        context = make_context(env=self.editor(tmp_path, 'echo typed > "$1"; exit 1'))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.FAILED
        assert "What you wrote is in " in context.err
        (left,) = context.folders.state.glob("outbox/d-*/message.txt")
        assert left.read_text() == "typed\n"

    def test_what_it_saved_is_kept_when_the_portal_is_down(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        context = make_context(env=self.editor(tmp_path, 'echo typed > "$1"'))
        context.portal.fail("capabilities", PortalUnreachable("No connection."))
        assert context.run(*GIVEN[:-2], "--editor") == Exit.UNREACHABLE
        assert only_draft(context).message == "typed"
        assert list(context.folders.state.glob("message-*")) == []


NO_EDITOR = {"PATH": ""}


QUESTIONS: tuple[tuple[str, Answer], ...] = (
    ("Which department", "BESTNET-CLOUD"),
    ("Subject", "VPS is down"),
    ("Message", "No ping."),
)
ADD_CC: tuple[tuple[str, Answer], ...] = (("What next", "change"), ("What do you want", "CC"))


class TestAsAWizard:
    def talk(self, make_context: MakeContext, *script: tuple[str, Answer]) -> FakeContext:
        return make_context(terminal=True, env=NO_EDITOR, prompter=Scripted(script))

    def test_asks_reviews_and_sends(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "send"))
        assert context.run("new") == Exit.DONE
        assert sent(context).subject == "VPS is down"
        assert "Ticket created!" in context.out
        assert drafts(context) == ()

    def test_flags_answer_questions(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, QUESTIONS[2], ("What next", "send"))
        assert context.run("new", "-d", "1", "-s", "x", "--cc", "a@example.com") == Exit.DONE
        assert sent(context).cc == ("a@example.com",)

    def test_yes_asks_only_for_what_must_be_there(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS[:3])
        assert context.run("new", "--yes") == Exit.DONE
        assert sent(context).body == "No ping."

    @pytest.mark.parametrize("stop", range(len(QUESTIONS)))
    def test_ctrl_c_at_any_question_loses_nothing(self, make_context: MakeContext, stop: int) -> None:
        context = self.talk(make_context, *QUESTIONS[:stop], (QUESTIONS[stop][0], CutShort()))
        assert context.run("new") == Exit.CANCELLED
        assert context.portal.sent == []
        if stop < 2:  # nothing typed yet
            assert drafts(context) == ()
            assert "recover" not in context.err
            return
        (entry,) = drafts(context)
        assert entry.draft.subject == "VPS is down"
        assert context.err.endswith(f"Saved as a draft. Continue with: ticket new --recover {entry.id}\n")

    def test_recover_goes_on_where_it_stopped(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS[:2], ("Message", CutShort("No pi")))
        first.run("new")
        (entry,) = drafts(first)
        assert entry.draft.unfinished == Unfinished("message", "No pi")
        context = self.talk(make_context, ("Message", ""), ("What next", "send"))
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert sent(context).body == "No pi"

    def test_recover_asks_for_the_cc_that_was_cut_short(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS, *ADD_CC, ("CC", CutShort("boss@exam")))
        assert first.run("new") == Exit.CANCELLED
        (entry,) = drafts(first)
        context = self.talk(make_context, ("CC", "boss@example.com"), ("What next", "send"))
        assert context.run("new", "--recover", entry.id) == Exit.DONE
        assert sent(context).cc == ("boss@example.com",)

    def test_what_is_unfinished_is_not_sent_without_asking(self, make_context: MakeContext) -> None:
        first = self.talk(make_context, *QUESTIONS, *ADD_CC, ("CC", CutShort("boss@exam")))
        first.run("new")
        (entry,) = drafts(first)
        context = make_context()
        assert context.run("new", "--recover", entry.id) == Exit.REFUSED
        assert "“boss@exam” was not completed" in context.err
        assert context.portal.sent == []
        assert context.run("drafts", "send", entry.id) == Exit.REFUSED
        assert context.run("new", "--recover", entry.id, "--cc", "boss@example.com") == Exit.DONE

    def test_keep_as_a_draft_is_no_failure(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "keep"))
        assert context.run("new") == Exit.DONE
        (entry,) = drafts(context)
        assert f"Saved as a draft. Continue with: ticket new --recover {entry.id}" in context.err
        assert context.portal.sent == []

    def test_cancel_throws_the_draft_away_only_when_told_to(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "cancel"), ("Discard", True))
        assert context.run("new") == Exit.CANCELLED
        assert drafts(context) == ()
        assert "recover" not in context.err

    def test_a_portal_that_fails_in_the_middle_leaves_the_draft(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS)
        context.portal.fail("check", PortalUnreachable("No connection."))
        assert context.run("new") == Exit.UNREACHABLE
        assert only_draft(context).message == "No ping."
        assert "Saved as a draft" in context.err

    def test_asks_only_what_the_portal_carries(self, make_context: MakeContext) -> None:
        offers = Capabilities(
            (Route("api", open=True), Route("web", open=True, carries=frozenset({Feature.CC})))
        )
        prompter = Scripted([*QUESTIONS, *ADD_CC, ("CC", "a@example.com"), ("What next", "send")])
        context = make_context(
            FakePortal(capabilities=offers), terminal=True, env=NO_EDITOR, prompter=prompter
        )
        assert context.run("new") == Exit.DONE
        prompter.finish()

    def test_what_only_a_form_with_a_captcha_carries_is_not_offered(self, make_context: MakeContext) -> None:
        routes = (Route("api", open=True), Route("web", open=True, carries=frozenset(Feature)))
        prompter = Scripted([*QUESTIONS, ("What next", "send")])
        context = make_context(
            FakePortal(capabilities=Capabilities(routes, ticket_captcha=True)),
            terminal=True,
            env=NO_EDITOR,
            prompter=prompter,
        )
        assert context.run("new") == Exit.DONE
        prompter.finish()

    def test_a_dry_run_says_that_nothing_goes(self, make_context: MakeContext) -> None:
        context = self.talk(make_context, *QUESTIONS, ("What next", "Check only, do not send"))
        assert context.run("new", "--dry-run") == Exit.DONE
        assert context.portal.sent == []
        assert "Saved as a draft" in context.err

    def test_a_folder_is_zipped_into_the_drafts_own_room(
        self, make_context: MakeContext, tmp_path: Path
    ) -> None:
        folder = tmp_path / "logs"
        folder.mkdir()
        (folder / "a.log").write_text("one")
        script: tuple[tuple[str, Answer], ...] = (
            *QUESTIONS,
            ("What next", "change"),
            ("What do you want", "Attachments"),
            ("Files or directories", str(folder)),
            ("zip file?", True),
            ("Add another?", CutShort()),
        )
        context = self.talk(make_context, *script)
        assert context.run("new") == Exit.CANCELLED
        (entry,) = drafts(context)
        assert entry.draft.attachments == (context.drafts.folder_for_files(entry) / "logs.zip",)
        assert entry.draft.message == "No ping."


def test_a_captcha_is_said_before_anything_is_typed(make_context: MakeContext) -> None:
    closed = (Route("api", open=False), Route("web", open=True))
    portal = FakePortal(capabilities=replace(CAPABILITIES, routes=closed, ticket_captcha=True))
    prompter = Scripted([("What do you want to do?", KeyboardInterrupt())])
    context = make_context(portal, terminal=True, env=NO_EDITOR, prompter=prompter)
    assert context.run("new") == Exit.CANCELLED
    assert "captcha" in prompter.said[0]
