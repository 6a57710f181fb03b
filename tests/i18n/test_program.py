"""What the whole program says in the language of the one who reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

WORDS = {"en": "Open a ticket.", "ja": "チケット", "zh_TW": "工單"}


def ticket(home: Path, *arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the program as people do, in a home of its own."""
    own = {f"TICKET_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    return subprocess.run(
        [sys.executable, "-m", "ticketcli", *arguments],
        env={**os.environ, **own, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("language", WORDS)
def test_the_variable_or_the_setting_chooses(language: str, tmp_path: Path) -> None:
    outcome = ticket(tmp_path, "new", "--help", env={"TICKET_LANG": language}).stdout
    assert WORDS[language] in outcome
    assert ticket(tmp_path, "config", "set", "language", language, env={}).returncode == 0
    assert ticket(tmp_path, "new", "--help", env={}).stdout == outcome


@pytest.mark.parametrize(("locale", "language"), [("ja_JP.UTF-8", "ja"), ("zh_TW.UTF-8", "zh_TW")])
def test_the_locale_chooses_where_nothing_was_said(locale: str, language: str, tmp_path: Path) -> None:
    outcome = ticket(tmp_path, "new", "--help", env={"LC_ALL": locale, "PYTHONUTF8": "1"}).stdout
    assert WORDS[language] in outcome


def test_english_loads_no_catalogue(tmp_path: Path) -> None:
    program = (
        "import sys; from ticketcli.i18n import _, ngettext, set_language; set_language('en'); "
        "_('Nothing was sent.'); "
        "ngettext('{count} byte', '{count} bytes', 2); print('gettext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
