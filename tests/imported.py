"""What a start of `ticket` imports: the guard of the time that it takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

LARGE = frozenset(
    (
        *("babel", "cryptography", "email_validator", "flask", "httpx", "jq", "keyring", "platformdirs"),
        *("prompt_toolkit", "pydantic", "questionary", "rich.console", "rich.markdown", "rich.progress"),
        *("secretstorage", "selectolax", "sqlite3", "ssl", "tomlkit", "truststore", "waitress", "yaml"),
    )
)
"""What no start waits for that does not use it."""

SLOW = LARGE | {
    "dataclasses",
    "inspect",
    "json",
    "pathlib",
    "rich",
    "shutil",
    "subprocess",
    "typer",
    "typing",
}
"""What nothing waits for that should end with Python's own start."""

_PROGRAM = """
import atexit, sys
before = {*sys.modules}  # the interpreter's own, and those of who measures coverage
atexit.register(lambda: print("", *{*sys.modules} - before, file=sys.stderr))
from ticketcli.__main__ import main
main()
"""


def imported(*arguments: str, env: Mapping[str, str]) -> tuple[set[str], str]:
    """The modules that a command line imports, and what it writes to standard output."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    modules = set(done.stderr.rpartition("\n ")[2].split())
    assert "ticketcli.__main__" in modules, done.stderr
    return modules, done.stdout
