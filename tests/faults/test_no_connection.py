"""No connection at all: a certificate nobody trusts, a host nobody knows, a port where nobody is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.matrix import COMMANDS, Command, Stage
from tests.faults.places import PLACES, WORDS
from tests.faults.scene import Scene


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("place", PLACES)
def test_without_a_connection_nothing_is_sent_and_all_is_kept(
    place: str, command: Command, terminal: bool, tmp_path: Path
) -> None:
    with PLACES[place](tmp_path) as url, Scene(tmp_path, command.quirks, portal_url=url) as scene:
        stage = Stage(scene)
        outcome = stage.run(command, terminal=terminal)
        assert outcome.code == 6
        assert WORDS[place] in outcome.err
        assert scene.portal.requests == []
        entries = scene.drafts.all()
        writes = command.what in ("ticket", "reply")
        assert [entry.state for entry in entries] == ["unsent"] * writes
        assert all(entry.id in outcome.err for entry in entries)
        assert not (scene.folders.config / "config.toml").exists()

        if entries:  # the portal is found after all, and takes what was kept
            again = scene.ticket("drafts", "send", entries[0].id, "--portal", scene.proxy.url)
            assert again.code == 0
            assert stage.there(command.what) == 1
            assert stage.whole(command)
