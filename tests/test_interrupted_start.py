"""Ctrl-C while the program is still being read ends it without a word of Python."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            raise KeyboardInterrupt

module, sys.argv = sys.argv[1], ["ticket", "list"]
sys.meta_path.insert(0, Interrupting())
from ticketcli.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["ticketcli.app", "ticketcli.runtime", "ticketcli.commands.list"])
def test_it_ends_with_130_and_says_nothing(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, module], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (130, "")
