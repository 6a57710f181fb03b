"""What a shell says is in the language of the person at it: the program says it all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

import pytest
from tests.completion.conftest import SHELLS, Person
from tests.completion.test_shells import LIST

from ticketcli.drafts.store import DraftStore
from ticketcli.i18n import LANGUAGES, _, set_language
from ticketcli.model.draft import Draft

pytestmark = [pytest.mark.parametrize("shell", SHELLS)]
# Japanese, the other language with wide characters, is in every run.
in_each_language = pytest.mark.parametrize(
    "language",
    [pytest.param(name, marks=[pytest.mark.long] if name == "zh_TW" else []) for name in LANGUAGES],
)


@pytest.fixture
def spoken(language: str) -> Iterator[None]:
    """The test expects words of this language."""
    before = set_language(language)
    yield
    set_language(before)


@in_each_language
@pytest.mark.usefixtures("spoken")
def test_commands_and_options_are_described(person: Person, shell: str, language: str) -> None:
    person.env["TICKET_LANG"] = language
    terminal = person.at(shell)
    terminal.type("ticket re" + LIST[shell])
    for words in (_("Reply to a ticket."), _("Reopen closed tickets. Tickets that are open stay open.")):
        terminal.wait_for(words)
    terminal.type("\x15ticket reply --at" + LIST[shell])
    terminal.wait_for(_("Attach the picture in the clipboard."))


@in_each_language
@pytest.mark.usefixtures("spoken")
def test_the_values_of_an_argument_are_described(person: Person, shell: str, language: str) -> None:
    person.env["TICKET_LANG"] = language
    terminal = person.at(shell)
    terminal.type("ticket help " + LIST[shell])
    terminal.wait_for(_("For screen readers, narrow windows, and terminals without colour.")[:20])


@in_each_language
@pytest.mark.usefixtures("spoken")
def test_a_draft_is_described(person: Person, shell: str, language: str) -> None:
    person.env["TICKET_LANG"] = language
    store = DraftStore(person.folders.state / "outbox", now=lambda: datetime.now(timezone.utc))
    store.save(Draft(kind="reply", number="482913", message="請求書 “17”"), "hb")
    store.save(Draft(subject="帳單(付款)", message="x"), "hb")
    terminal = person.at(shell)
    terminal.type("ticket drafts show " + LIST[shell])
    reply = _("reply to {number}: {text}").format(number="482913", text="請求書 “17”")
    for words in (f"[{_('unsent')}] {reply}", f"[{_('unsent')}] 帳單(付款)"):
        terminal.wait_for(words)


@in_each_language
@pytest.mark.usefixtures("spoken")
def test_the_setting_chooses(person: Person, shell: str, language: str) -> None:
    config = person.folders.config / "config.toml"
    config.write_text(f'{config.read_text()}\n[settings]\nlanguage = "{language}"\n')
    terminal = person.at(shell)
    terminal.type("ticket re" + LIST[shell])
    terminal.wait_for(_("Reply to a ticket."))
