"""A pytest plugin: with TICKET_TESTS_NO_SKIPS set, a run that skipped anything has failed."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn the exit code of a run that would have passed into a failure."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why the run failed."""
    count = _skipped(config)
    if count:
        terminalreporter.write_line(f"TICKET_TESTS_NO_SKIPS: {count} skipped, so this run has failed.")


def _skipped(config: pytest.Config) -> int:
    # Workers of pytest-xdist have no terminal reporter; what they skipped arrives at the one that has.
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("TICKET_TESTS_NO_SKIPS"):
        return 0
    return len(reporter.stats.get("skipped", ()))
