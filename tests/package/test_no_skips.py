"""With TICKET_TESTS_NO_SKIPS a skipped test fails the run, however it was skipped and by whichever worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MARKED = "import pytest\n@pytest.mark.skip\ndef test_a(): pass\ndef test_b(): pass\n"
WHOLE_FILE = "import pytest\npytest.skip('not here', allow_module_level=True)\n"
PASSES = "def test_b(): pass\n"


def run(folder: Path, source: str, *arguments: str, no_skips: bool) -> subprocess.CompletedProcess[str]:
    test = folder / "test_it.py"
    test.write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "tests.no_skips", "-p", "xdist", *arguments]
    # From the project's root, as scripts/test does, but with none of its settings and other plugins.
    command += ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder), str(test)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    env |= {"TICKET_TESTS_NO_SKIPS": "1" if no_skips else "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("source", [MARKED, WHOLE_FILE])
@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_skip_fails_the_run(tmp_path: Path, source: str, workers: str) -> None:
    # A file of which nothing is left ends with "no tests", beside one that passes it ends well.
    (tmp_path / "test_other.py").write_text(PASSES)
    done = run(tmp_path, source, "-n", workers, str(tmp_path / "test_other.py"), no_skips=True)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "1 skipped, so this run has failed" in done.stdout


def test_a_skip_is_fine_otherwise(tmp_path: Path) -> None:
    assert run(tmp_path, MARKED, no_skips=False).returncode == pytest.ExitCode.OK


def test_without_a_skip_the_run_passes(tmp_path: Path) -> None:
    assert run(tmp_path, PASSES, no_skips=True).returncode == pytest.ExitCode.OK


def test_a_failure_stays_one(tmp_path: Path) -> None:
    source = MARKED + "def test_c(): assert False\n"
    assert run(tmp_path, source, no_skips=True).returncode == pytest.ExitCode.TESTS_FAILED
