"""Fuzz one target, guided by coverage: `python run.py TARGET [libFuzzer's options] CORPUS...`.

Needs atheris, which scripts/fuzz installs for itself; it is no part of the test suite.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Hand over to libFuzzer, which does not return."""
    atheris = import_module("atheris")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with atheris.instrument_imports(include=["ticketcli"]):
        targets = import_module("tests.fuzz.targets").TARGETS
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, targets[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
