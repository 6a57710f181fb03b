"""What a shell says is in the language of the person at it, who installed the wheel and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from tests.completion.conftest import ROOT, SCRIPTS, SHELLS, Person
from tests.completion.test_shells import LIST

from ticketcli.drafts.store import DraftStore
from ticketcli.i18n import LANGUAGES, _, choose_language, set_language
from ticketcli.i18n.setting import add_language_setting
from ticketcli.model.draft import Draft

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = [pytest.mark.parametrize("shell", SHELLS)]
# Japanese, the other language with wide characters, is in every run.
in_each_language = pytest.mark.parametrize(
    "language",
    [pytest.param(name, marks=[pytest.mark.long] if name == "zh_TW" else []) for name in LANGUAGES],
)

INSTALLED = {
    "bash": "share/bash-completion/completions/ticket",
    "zsh": "share/zsh/site-functions/_ticket",
    "fish": "share/fish/vendor_completions.d/ticket.fish",
}


@pytest.fixture(scope="session")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel puts what is not Python."""
    folder = tmp_path_factory.mktemp("a prefix")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source, place in shared.items():
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / source, folder / place)
    return folder


@pytest.fixture
def said(language: str) -> Iterator[None]:
    """The test expects words of this language."""
    before = set_language(language)
    yield
    set_language(before)


@in_each_language
@pytest.mark.usefixtures("said")
def test_commands_and_options_are_described(person: Person, prefix: Path, shell: str, language: str) -> None:
    person.env["TICKET_LANG"] = language
    terminal = person.at(shell, script=prefix / INSTALLED[shell])
    terminal.type("ticket re" + LIST[shell])
    for words in (_("Answer a ticket."), _("Reopen closed tickets. One that is open already stays so.")):
        terminal.wait_for(words)
    terminal.type("\x15ticket reply --at" + LIST[shell])
    terminal.wait_for(_("Attach the picture in the clipboard."))
    assert person.questions == []


@in_each_language
@pytest.mark.usefixtures("said")
def test_the_values_of_an_argument_are_described(
    person: Person, prefix: Path, shell: str, language: str
) -> None:
    person.env["TICKET_LANG"] = language
    terminal = person.at(shell, script=prefix / INSTALLED[shell])
    terminal.type("ticket help " + LIST[shell])
    terminal.wait_for(_("For screen readers, narrow windows, and terminals without colour.")[:20])


@in_each_language
@pytest.mark.usefixtures("said")
@pytest.mark.parametrize("kept", [True, False])
def test_the_practice_portal_is_called_so(
    person: Person, prefix: Path, shell: str, language: str, kept: bool
) -> None:
    person.env["TICKET_LANG"] = language
    terminal = person.at(shell, script=prefix / INSTALLED[shell])
    if not kept:
        shutil.rmtree(person.folders.cache)
    terminal.type("ticket --portal " + LIST[shell])
    terminal.wait_for(_("the practice portal"))
    assert bool(person.questions) is not kept


@in_each_language
@pytest.mark.usefixtures("said")
def test_a_draft_is_described(person: Person, prefix: Path, shell: str, language: str) -> None:
    person.env["TICKET_LANG"] = language
    store = DraftStore(person.folders.state / "outbox", now=lambda: datetime.now(timezone.utc))
    store.keep(Draft(kind="reply", number="482913", message="請求書 “17”"), "hb")
    store.keep(Draft(subject="帳單(付款)", message="x"), "hb")
    terminal = person.at(shell, script=prefix / INSTALLED[shell])
    terminal.type("ticket drafts show " + LIST[shell])
    reply = _("reply to {number}: {text}").format(number="482913", text="請求書 “17”")
    for words in (f"[{_('unsent')}] {reply}", f"[{_('unsent')}] 帳單(付款)"):
        terminal.wait_for(words)


@in_each_language
@pytest.mark.usefixtures("said")
def test_the_setting_chooses(person: Person, prefix: Path, shell: str, language: str) -> None:
    config = person.folders.config / "config.toml"
    config.write_text(f'{config.read_text()}\n[settings]\nlanguage = "{language}"\n')
    terminal = person.at(shell, script=prefix / INSTALLED[shell])
    terminal.type("ticket re" + LIST[shell])
    terminal.wait_for(_("Answer a ticket."))


def test_it_may_be_linked_to_from_elsewhere(person: Person, prefix: Path, shell: str) -> None:
    folder = person.folder / "home"
    folder.mkdir()
    link = folder / Path(INSTALLED[shell]).name
    link.symlink_to(prefix / INSTALLED[shell])
    assert person.runs(shell, "ticket depart\t", script=link) == [["departments"]]
    assert not [call for call in person.calls if call[:1] == ["completion"]]


def test_taken_elsewhere_alone_it_asks_the_program(person: Person, prefix: Path, shell: str) -> None:
    folder = person.folder / "home"
    folder.mkdir()
    copy = folder / Path(INSTALLED[shell]).name
    shutil.copy(prefix / INSTALLED[shell], copy)
    terminal = person.at(shell, script=copy)
    terminal.type("ticket re" + LIST[shell])
    terminal.wait_for("Reopen closed tickets.")
    assert ["completion", shell] in person.calls


CHOICES: list[tuple[dict[str, str], str]] = [
    ({}, ""),
    ({"LANG": "ja_JP.UTF-8"}, ""),
    ({"LANG": "zh_TW.UTF-8"}, ""),
    ({"LANG": "zh_HK"}, ""),
    ({"LANG": "zh_CN.UTF-8"}, ""),
    ({"LANG": "zh_Hant_TW.UTF-8"}, ""),
    ({"LANG": "zh@x"}, ""),
    ({"LANG": "japanese"}, ""),
    ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:ja:en"}, ""),
    ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr"}, ""),
    ({"LANG": "C.UTF-8", "LANGUAGE": "ja"}, ""),
    ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, ""),
    ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "ja_JP.UTF-8"}, ""),
    ({"TICKET_LANG": "JA", "LC_ALL": "C"}, ""),
    ({"TICKET_LANG": "zh-Hant", "LANG": "ja_JP.UTF-8"}, ""),
    ({"TICKET_LANG": "en", "LANG": "ja_JP.UTF-8"}, ""),
    ({"TICKET_LANG": "fr", "LANG": "ja_JP.UTF-8"}, '[settings]\nlanguage = "zh_TW"\n'),
    ({"TICKET_LANG": "", "LANG": "ja_JP.UTF-8"}, '[settings]\nlanguage = "zh_TW"\n'),
    ({"LANG": "ja_JP.UTF-8"}, "[settings]\nlanguage='en'\r\n"),
    ({"LANG": "ja_JP.UTF-8"}, '# language = "en"\n[settings]\n# language = "en"\neditor = "vi"'),
    ({}, '[settings]  # mine\neditor = "vi"\nlanguage   =   "ja" # 日本語'),
    ({}, '[settings]\neditor = "vi"\n\n[aliases]\nlanguage = "ja"\n'),
    ({}, '[settings]\nlanguages = "ja"\n'),
]


def test_it_is_the_language_that_the_program_speaks(shell: str, tmp_path: Path) -> None:
    folder = tmp_path / "share" / "ticket" / "completions"
    script = tmp_path / INSTALLED[shell]
    for name in (shell, *LANGUAGES):
        place = folder if name == "en" else folder / name
        place.mkdir(parents=True, exist_ok=True)
        for file in ("ticket.bash", "_ticket", "ticket.fish"):
            (place / file).write_text(f"echo said {name}\n")
    shutil.copytree(ROOT / "completions" / "chosen", folder / "chosen")
    script.parent.mkdir(parents=True)
    shutil.copy(folder / "chosen" / SCRIPTS[shell], script)
    config = tmp_path / "config.toml"
    for env, settings in CHOICES:
        config.write_text(settings, newline="")
        done = subprocess.run(
            [str(shutil.which(shell)), "-c", f"source '{script}'"],
            env={"TICKET_CONFIG_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": os.defpath, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == f"said {choose_language(add_language_setting(env, config))}\n", (
            env,
            settings,
            done.stderr,
        )
