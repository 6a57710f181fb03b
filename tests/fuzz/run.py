#!/usr/bin/env python3
"""Fuzz one target, guided by coverage: `FUZZ_TARGET=NAME run.py [libFuzzer's options] CORPUS...`.

Needs atheris, which scripts/fuzz installs for itself; it is no part of the test suite. libFuzzer starts
this program again when it merges, by its name and its own options alone: hence the variable.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Hand over to libFuzzer, which does not return."""
    atheris = import_module("atheris")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with atheris.instrument_imports(include=["ticketcli"]):
        targets = import_module("tests.fuzz.targets").TARGETS
    atheris.Setup(sys.argv, targets[os.environ["FUZZ_TARGET"]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
