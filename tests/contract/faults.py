"""When a fault strikes, and what it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from tests.contract.records import Fault
from tests.contract.sessions import Sessions
from tests.contract.wire import Response


@dataclass
class Armed:
    fault: Fault
    skip: int
    left: int


class Faults:
    def __init__(self, faults: tuple[Fault, ...], sessions: Sessions) -> None:
        self.sessions = sessions
        self.armed: list[Armed] = []
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault) -> None:
        self.armed.append(Armed(fault, fault.skip, fault.times))

    def meet(self, route: str) -> Fault | None:
        """The first fault that is due at a route."""
        for armed in self.armed:
            if armed.left > 0 and fnmatchcase(route, armed.fault.on):
                if armed.skip > 0:
                    armed.skip -= 1
                    continue
                armed.left -= 1
                return armed.fault
        return None

    def before(self, fault: Fault | None) -> Response | None:
        """The answer in place of the portal's work; None where the work is done first."""
        if fault is None:
            return None
        if fault.happens == "end-session":
            self.sessions.end_all()
            return None
        if fault.after or fault.happens == "truncate":
            return None
        return strike(fault, Response())

    def after(self, fault: Fault | None, response: Response) -> Response:
        if fault is None or fault.happens == "end-session":
            return response
        return strike(fault, response)


def strike(fault: Fault, response: Response) -> Response:
    if fault.happens == "truncate":
        return replace(response, breaks="truncate")
    if fault.happens in ("close", "reset", "hang"):
        breaks = fault.happens
        return Response(breaks=breaks)
    words = "Checking your browser" if fault.happens == "html" else f"{fault.status} Error"
    body = f"<html><head><title>{words}</title></head><body><center><h1>{words}</h1></center></body></html>"
    return Response(fault.status, body.encode(), [("Content-Type", "text/html"), *fault.headers])
