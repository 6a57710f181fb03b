"""Makes one folder of several Pythons' packages, and the same bytes of the same archive: `scripts/release`.

Libraries in machine code have the Python they are for in their names, so that those of several Pythons can
stand beside each other; everything else must be the same for all.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ABOUT_THE_BUILD = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json"}
"""Files of a .dist-info that tell of the machine they were installed on."""


def merge(target: Path, folders: list[Path]) -> None:
    """Fill a folder from those of several Pythons, the oldest first. Raises ValueError where they differ."""
    for folder in folders:
        for path in _files(folder):
            place = target / path.relative_to(folder)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
            elif not _may_differ(place) and place.read_bytes() != path.read_bytes():
                raise ValueError(f"{path} is not the same for all Pythons")


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        # Programs beside ours are of no use in there, and begin with the path of this machine's Python.
        beside = path.relative_to(folder).parts[0] in ("bin", ".lock")
        about = path.parent.suffix == ".dist-info" and path.name in ABOUT_THE_BUILD
        if path.is_file() and path.suffix != ".pyc" and not beside and not about:
            yield path


def _may_differ(path: Path) -> bool:
    """What is built for one Python and serves the later ones as well, and what describes the build."""
    return path.name.endswith(".abi3.so") or any(part.endswith(".dist-info") for part in path.parts)


def normalise(source: Path, target: Path) -> None:
    """Write an executable archive anew: entries by name, all with the same time and permissions."""
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    with zipfile.ZipFile(source) as old, target.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
            for name in sorted(old.namelist()):
                entry = zipfile.ZipInfo(name, moment)
                entry.external_attr = 0o100644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
    target.chmod(0o755)


def main(action: str, target: str, given: Iterable[str]) -> None:
    """Do what the script asks for."""
    paths = [Path(each) for each in given]
    if action == "merge":
        merge(Path(target), paths)
    else:
        normalise(Path(target), *paths)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
