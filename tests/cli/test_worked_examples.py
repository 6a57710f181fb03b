"""The changes that CONTRIBUTING.md shows are as small as it says, and leave everything else as it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
OPTION, COMMAND = re.findall(r"^```diff\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
READER = ["tests/cli/test_reader.py", "-k", "not as_typer_reads"]
CONCERNED = {
    OPTION: [["tests/commands/test_new.py", "-k", "TestAsACommand"], READER],
    COMMAND: [
        ["tests/commands/test_count.py"],
        READER,
        ["tests/docs/test_json.py", "-k", "page_lists_every_command"],
    ],
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the tree, for an example to change."""
    ignored = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "build", "dist", "corpus")
    shutil.copytree(ROOT, tmp_path / "tree", ignore=ignored)
    return tmp_path / "tree"


def apply(example: str, tree: Path) -> list[str]:
    """Make the changes of an example, and return the names of the files changed."""
    names = []
    for part in example.split("+++ ")[1:]:
        name, _, lines = part.partition("\n")
        names.append(name)
        path = tree / name
        text = path.read_text("utf-8") if path.exists() else ""
        for before, added in re.findall(r"((?:^ .*\n)*)((?:^\+.*\n)+)", lines, re.MULTILINE):
            anchor = "".join(f"{line[1:]}\n" for line in before.splitlines())
            new = "".join(f"{line[1:]}\n" for line in added.splitlines())
            assert anchor in text, f"{name} has no longer: {anchor}"
            text = text.replace(anchor, anchor + new, 1) if anchor else new
        path.write_text(text, "utf-8")
    return names


def run(tree: Path, *command: str) -> None:
    """Run a program of the tree, which has to succeed."""
    env = {**os.environ, "PYTHONPATH": str(tree / "src")}
    done = subprocess.run(
        [sys.executable, *command], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_option_takes_six_files_and_a_command_two_and_its_test(tree: Path) -> None:
    assert len(apply(OPTION, tree)) <= 6
    assert len([name for name in apply(COMMAND, tree) if not name.startswith("tests/")]) == 2


@pytest.mark.parametrize("example", CONCERNED, ids=["option", "command"])
def test_the_example_works_and_no_other_test_is_concerned(tree: Path, example: str) -> None:
    names = apply(example, tree)
    for chosen in CONCERNED[example]:
        run(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen)
    run(tree, "scripts/translations.py", "--check")
    run(tree, "-m", "ruff", "check", *names)
    run(tree, "-m", "ruff", "format", "--check", *names)
