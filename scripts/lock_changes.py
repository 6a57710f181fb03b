"""Prints how old each lock is and how another folder's locks differ. `scripts/lock --check` calls it."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timezone
from pathlib import Path

DAY = re.compile(r"^# Newest versions of (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def describe_lock(name: str, old: str, new: str, today: date) -> str:
    """Return one line: the age of a lock in days, and each package whose versions differ in another."""
    found = DAY.search(old)
    age = f"{(today - date.fromisoformat(found[1])).days} days old" if found else "of an unknown day"
    return f"{name}: {age}; {', '.join(list_changes(old, new)) or 'nothing newer'}"


def list_changes(old: str, new: str) -> list[str]:
    """Return each package whose versions differ, as `name 1.0 -> 1.1`; `-` where a lock has none."""
    before, after = read_pins(old), read_pins(new)
    return [
        f"{name} {before.get(name, '-')} -> {after.get(name, '-')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def read_pins(lock: str) -> dict[str, str]:
    """Return the versions of each package; several, by Python or platform, are joined with `/`."""
    pins: dict[str, list[str]] = {}
    for name, version in PIN.findall(lock):
        pins.setdefault(name, []).append(version)
    return {name: "/".join(sorted(set(versions))) for name, versions in pins.items()}


def main(old: Path, new: Path) -> None:
    """Print a line for each lock in the first folder."""
    today = datetime.now(timezone.utc).date()
    for path in sorted(old.glob("*.txt")):
        print(describe_lock(path.name, path.read_text(), (new / path.name).read_text(), today))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
