"""A process that holds secrets leaves no image of its memory on the disk when it dies."""

from __future__ import annotations

import subprocess
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("core files are POSIX's", allow_module_level=True)

import resource

from ticketcli.accounts.secret_store import forbid_core_file

PROGRAM = """
import resource
_, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from pathlib import Path
from ticketcli.accounts.accounts import Account
from ticketcli.accounts.credentials import AccountCredentials, TypedCredentials
from ticketcli.context import Folders
from ticketcli.portals.base import Credentials
account = Account("hb", "https://portal.example", "me@example.com", None, None, None)
folders = Folders(*[Path("{folder}")] * 3)
{line}
print(*resource.getrlimit(resource.RLIMIT_CORE))
"""
ASKED = 'keys = AccountCredentials(account, folders, {"TICKET_PASSWORD": "s3cr3t"}, None, warn=print)'


@pytest.mark.parametrize(
    "line",
    [
        'TypedCredentials(Credentials("me@example.com", "s3cr3t"), "https://portal.example", None)',
        f"{ASKED}; keys.read_credentials()",
        f"{ASKED}; keys.read_session()",
    ],
)
def test_core_files_are_off_before_a_secret_is_in_memory(line: str, tmp_path: object) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if hard == 0:
        pytest.skip("needs a system that allows core files: ulimit -H -c unlimited")
    source = PROGRAM.replace("{folder}", str(tmp_path)).replace("{line}", line)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"0 {hard}\n", "")


def test_only_the_limit_of_this_process_is_lowered() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if hard == 0:
        pytest.skip("needs a system that allows core files: ulimit -H -c unlimited")
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        forbid_core_file()
        assert resource.getrlimit(resource.RLIMIT_CORE) == (0, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
