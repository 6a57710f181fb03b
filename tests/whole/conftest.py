"""A portal of each kind on a loopback socket, and its customer at a command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.whole.person import Person, customer


@dataclass(frozen=True)
class Visit:
    """An installation and its customer, who is signed in as that installation allows."""

    profile: str
    portal: Portal
    person: Person

    @property
    def quirks(self) -> Quirks:
        return self.portal.quirks

    @property
    def api(self) -> bool:
        """Whether this customer gets into the API."""
        return self.quirks.api == "on" and (not self.quirks.two_factor or self.token_only)

    @property
    def token_only(self) -> bool:
        """Whether this customer has no way into the web pages."""
        return self.quirks.login_captcha


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the person's folders are."""
    return tmp_path / "home"


@pytest.fixture
def installed() -> Iterator[Callable[[Quirks], Portal]]:
    """Starts portals, and stops them at the end of the test."""
    with ExitStack() as stack:
        yield lambda quirks: stack.enter_context(Portal(quirks))


@pytest.fixture
def at(installed: Callable[[Quirks], Portal], home: Path) -> Callable[[str | Quirks], Visit]:
    """Visits an installation: a profile by its name, or one of these quirks."""

    def visit(what: str | Quirks) -> Visit:
        quirks = PROFILES[what] if isinstance(what, str) else what
        portal = installed(quirks)
        return Visit(what if isinstance(what, str) else "", portal, customer(home, portal))

    return visit


@pytest.fixture(params=sorted(PROFILES))
def visit(request: pytest.FixtureRequest, at: Callable[[str | Quirks], Visit]) -> Visit:
    """Every kind of installation in turn."""
    return at(str(request.param))
