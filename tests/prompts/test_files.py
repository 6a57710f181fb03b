"""Attachments in the conversation: each is checked as soon as it is named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.prompts.conftest import PNG, Talk

from ticketcli.model.draft import Draft, Unfinished
from ticketcli.model.errors import TicketError
from ticketcli.portals.capabilities import Capabilities
from ticketcli.prompts.attachments import ask_attachments
from ticketcli.prompts.scripted_prompter import Answer

DONE: tuple[str, Answer] = ("", "done")
FILE: tuple[str, Answer] = ("Add another?", "file")


def attached(talk: Talk, *script: tuple[str, Answer], draft: Draft | None = None) -> list[str]:
    done = ask_attachments(draft or Draft(), talk.interview(*script))
    talk.prompter.finish()
    return [path.name for path in done.attachments]


def test_files_one_after_another(talk: Talk, picture: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.png"
    second.write_bytes(PNG)
    names = attached(
        talk,
        ("Files", str(picture)),
        ("Attached: screen.png. Add another?", "file"),
        ("Files", str(second)),
        ("Attached: screen.png, second.png. Add another?", "No, continue"),
    )
    assert names == ["screen.png", "second.png"]
    assert [len(draft.attachments) for draft in talk.saved] == [1, 2]


def test_to_go_back_leaves_what_was_attached(talk: Talk, picture: Path) -> None:
    back = (("Files", str(picture)), FILE, ("Files", "<"), ("Attached: screen.png. Add another?", "<"))
    assert attached(talk, *back) == ["screen.png"]


def test_several_files_in_one_go(talk: Talk, picture: Path, tmp_path: Path) -> None:
    second = tmp_path / "the second.png"
    second.write_bytes(PNG)
    typed = f"{picture} '{second}'"
    assert attached(talk, ("separate several with spaces", typed), DONE) == ["screen.png", "the second.png"]


def test_a_pattern_attaches_all_that_it_matches(talk: Talk, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(PNG)
    assert attached(talk, ("Files", f"{tmp_path}/*.png"), DONE) == ["b.png", "screen.png"]


def test_a_quoted_path_as_file_managers_drop_it(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "my screen.png"
    path.write_bytes(PNG)
    assert attached(talk, ("Files", f"'{path}' "), DONE) == ["my screen.png"]


def test_a_relative_path_is_kept_absolute(talk: Talk, picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(picture.parent)
    done = ask_attachments(Draft(), talk.interview(("Files", "screen.png"), DONE))
    assert done.attachments == (picture,)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("absent.png", None, "File not found"),
        ("empty.png", b"", "is empty"),
        ("fake.png", b"%PDF-1.7", "rename it to “fake.pdf”"),
    ],
)
def test_a_file_that_cannot_go_is_told_at_once(
    talk: Talk, tmp_path: Path, name: str, content: bytes | None, fault: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert attached(talk, ("Files", str(path)), ("Files", "")) == []
    assert fault in talk.said


def test_a_file_is_not_attached_twice(talk: Talk, picture: Path) -> None:
    draft = Draft(attachments=(picture,))
    names = attached(talk, FILE, ("Files", str(picture)), ("Files", ""), DONE, draft=draft)
    assert names == ["screen.png"]
    assert "already attached" in talk.said


def test_two_of_one_name_do_not_go_together(talk: Talk, picture: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "screen.png"
    other.parent.mkdir()
    other.write_bytes(PNG)
    draft = Draft(attachments=(picture,))
    assert attached(talk, FILE, ("Files", str(other)), DONE, draft=draft) == ["screen.png"]
    assert "2 attachments would be named “screen.png”" in talk.said


def test_a_folder_is_offered_to_be_zipped(talk: Talk, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "a.log").write_text("one")
    interview = talk.interview(("Files", str(folder)), ("“logs” is a directory.", ""), DONE)
    done = ask_attachments(Draft(), interview)
    with zipfile.ZipFile(done.attachments[0]) as archive:
        assert archive.namelist() == ["logs/a.log"]


def test_a_file_of_another_kind_is_offered_to_be_zipped(talk: Talk, tmp_path: Path) -> None:
    """Guide: “If the file size is large, try compressing it (.zip)”; extensions are the portal's."""
    log = tmp_path / "server.log"
    log.write_text("one")
    question = (
        "“server.log”: file type not accepted by the portal (.jpg .gif .zip .png .pdf). "
        "Attach it as a zip file?"
    )
    script: tuple[tuple[str, Answer], ...] = (("Files", str(log)),)
    assert attached(talk, *script, (question, True), DONE) == ["server.log.zip"]
    assert attached(talk, *script, (question, False)) == []


def test_a_kind_that_this_portal_takes_goes_as_it_is(talk: Talk, tmp_path: Path) -> None:
    talk.capabilities = Capabilities(extensions=(".log",))
    log = tmp_path / "server.log"
    log.write_text("one")
    assert attached(talk, ("Files", str(log)), DONE) == ["server.log"]


def test_nothing_is_offered_to_be_zipped_where_the_portal_takes_no_zip(talk: Talk, tmp_path: Path) -> None:
    talk.capabilities = Capabilities(extensions=(".png",))
    log = tmp_path / "server.log"
    log.write_text("one")
    assert attached(talk, ("Files", str(log)), ("Files", "")) == []
    assert ": file type not accepted by the portal (.png)." in talk.said


def test_an_empty_folder_is_told(talk: Talk, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert attached(talk, ("Files", str(folder)), ("zip file?", True)) == []
    assert "No files to zip" in talk.said


def test_all_together_may_be_too_large(talk: Talk, picture: Path, tmp_path: Path) -> None:
    talk.capabilities = Capabilities(max_bytes=60)
    second = tmp_path / "second.png"
    second.write_bytes(PNG)
    draft = Draft(attachments=(picture,))
    assert attached(talk, FILE, ("Files", str(second)), DONE, draft=draft) == ["screen.png"]
    assert "The attachments are 80 bytes in all" in talk.said


def test_one_can_be_taken_off(talk: Talk, picture: Path) -> None:
    draft = Draft(attachments=(picture,))
    assert attached(talk, ("", "Remove screen.png"), DONE, draft=draft) == []
    assert [saved.attachments for saved in talk.saved] == [()]


class TestClipboard:
    def test_its_picture_can_be_attached(self, talk: Talk, picture: Path) -> None:
        talk.clipboard = lambda: picture
        assert attached(talk, ("", "The picture in the clipboard"), DONE) == ["screen.png"]

    def test_an_empty_one_is_told(self, talk: Talk) -> None:
        def empty() -> Path:
            raise TicketError("There is no picture in the clipboard.", "Copy a screenshot first.")

        talk.clipboard = empty
        assert attached(talk, ("", "picture"), DONE) == []
        assert "There is no picture in the clipboard.\nCopy a screenshot first." in talk.said

    def test_is_not_offered_where_there_is_none(self, talk: Talk) -> None:
        assert attached(talk, ("Files", "")) == []


def test_what_was_cut_short_is_asked_again_where_a_picture_could_be_taken_too(
    talk: Talk, picture: Path
) -> None:
    talk.clipboard = lambda: picture
    draft = Draft(unfinished=Unfinished("attachments", str(picture)))
    assert attached(talk, ("Files", ""), DONE, draft=draft) == ["screen.png"]


@pytest.mark.parametrize("completes", [True, False])
def test_completion_is_spoken_of_where_there_is_one(talk: Talk, completes: bool) -> None:
    interview = talk.interview(("Files", ""))
    talk.prompter.completes_paths = completes
    ask_attachments(Draft(), interview)
    assert ("Tab completes" in talk.prompter.asked[0]) is completes


def ask_what_is_accepted(talk: Talk, capabilities: Capabilities) -> str:
    talk.capabilities = capabilities
    ask_attachments(Draft(), talk.interview(("Files", "")))
    return talk.prompter.asked[0]


def test_the_question_says_what_the_portal_accepts(talk: Talk) -> None:
    assert "(.png .pdf; " in ask_what_is_accepted(talk, Capabilities(extensions=(".png", ".pdf")))
    limited = Capabilities(extensions=(".png",), max_bytes=60)
    assert "(.png, together at most 60 bytes; " in ask_what_is_accepted(talk, limited)
    assert "(all file types; " in ask_what_is_accepted(talk, Capabilities(extension_rule="unclear"))
    forbidden = Capabilities(extensions=(".exe",), extension_rule="forbidden")
    assert "(all but .exe; " in ask_what_is_accepted(talk, forbidden)


def test_a_quote_that_does_not_match_is_told_as_a_file_that_is_not_there(talk: Talk) -> None:
    assert attached(talk, ("Files", "'gone.png"), ("Files", "")) == []
    assert "File not found" in talk.said


def test_a_file_that_is_taken_goes_where_the_portal_takes_no_zip(talk: Talk, picture: Path) -> None:
    talk.capabilities = Capabilities(extensions=(".png",))
    assert attached(talk, ("Files", str(picture)), DONE) == ["screen.png"]
