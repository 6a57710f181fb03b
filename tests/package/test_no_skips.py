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

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """No skips; and none of this project's settings and other plugins."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("TICKET_TESTS_NO_SKIPS", "1")


def run(pytester: pytest.Pytester, *sources: str) -> pytest.RunResult:
    """Run these files of tests, in this process."""
    pytester.makepyfile(**{f"test_{number}": source for number, source in enumerate(sources)})
    return pytester.runpytest_inprocess("-p", "tests.no_skips", "-p", "no:cacheprovider")


def shared(pytester: pytest.Pytester, *sources: str) -> subprocess.CompletedProcess[str]:
    """Run these files of tests in two workers, from the project's root, as scripts/test does."""
    files = pytester.makepyfile(**{f"test_{number}": source for number, source in enumerate(sources)})
    command = [sys.executable, "-m", "pytest", "-p", "tests.no_skips", "-p", "xdist", "-n", "2"]
    command += ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(files.parent), str(files.parent)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


# A file of which nothing is left ends with "no tests", beside one that passes it ends well.
@pytest.mark.parametrize("source", [MARKED, WHOLE_FILE], ids=["one test", "a whole file"])
def test_a_skip_fails_the_run(pytester: pytest.Pytester, source: str) -> None:
    done = run(pytester, source, PASSES)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    assert "1 skipped, so this run has failed" in done.stdout.str()


@pytest.mark.long
def test_skips_fail_the_run_of_several_workers(pytester: pytest.Pytester) -> None:
    done = shared(pytester, MARKED, WHOLE_FILE, PASSES)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "2 skipped, so this run has failed" in done.stdout


def test_a_skip_is_fine_otherwise(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TICKET_TESTS_NO_SKIPS")
    assert run(pytester, MARKED).ret == pytest.ExitCode.OK


def test_without_a_skip_the_run_passes(pytester: pytest.Pytester) -> None:
    assert run(pytester, PASSES).ret == pytest.ExitCode.OK


def test_a_failure_stays_one(pytester: pytest.Pytester) -> None:
    done = run(pytester, MARKED + "def test_c(): assert False\n")
    assert done.ret == pytest.ExitCode.TESTS_FAILED
