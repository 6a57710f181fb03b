"""`Quirks`: every way in which one installation of the portal differs from another."""

from __future__ import annotations

from dataclasses import dataclass

from tests.contract.quirks_api import ApiQuirks
from tests.contract.quirks_form import FormQuirks
from tests.contract.quirks_web import WebQuirks
from tests.contract.records import Fault


@dataclass(frozen=True, kw_only=True)
class Quirks(ApiQuirks, WebQuirks, FormQuirks):
    """What this installation is like. `dataclasses.replace` makes another of one."""

    faults: tuple[Fault, ...] = ()
    """hostbill.md, "How such portals behave under stress". `Portal.fail` adds more later."""
