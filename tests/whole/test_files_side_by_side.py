"""Several files do not wait for each other: over a line, each would cost a round trip."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.wire import Request, Response
from tests.whole.person import Person

FILES = 4


def hold_all_but_the_first(portal: Portal, patch: pytest.MonkeyPatch) -> list[str]:
    """Answer the requests for files behind the first one only when all of these have arrived.

    Return what gets their routes.
    """
    answer = portal.server.app
    together = threading.Barrier(FILES - 1, timeout=60.0)
    lock = threading.Lock()
    asked: list[str] = []

    def hold(request: Request) -> Response:
        if request.method == "GET" and ("attachment" in request.path or "download" in request.raw_query):
            with lock:
                asked.append(request.path)
                first = len(asked) == 1
            if not first:
                together.wait()
        return answer(request)

    patch.setattr(portal.server, "app", hold)
    return asked


@pytest.mark.parametrize("via", ["api", "web"])
def test_files_that_were_sent_are_compared_side_by_side(
    via: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = []
    for index in range(FILES):
        path = tmp_path / f"trace{index}.zip"
        with zipfile.ZipFile(path, "w") as trace:
            trace.writestr("trace.txt", f"no route to host {index}\n")
        line += ["--attach", str(path)]
    with Portal(Quirks()) as portal:
        env = {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
        person = Person(tmp_path / "home", portal.url, env)
        asked = hold_all_but_the_first(portal, monkeypatch)
        route = ["--via", "web"] if via == "web" else []
        person.ticket(*route, "new", "-d", "3", "-s", "Subject", "-m", "Message", *line)
        assert len(asked) == FILES
        assert len([each for each in portal.requests if each.form.files]) == 1, "all in one request"


def test_attachments_are_saved_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Portal(Quirks()) as portal:
        env = {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
        person = Person(tmp_path / "home", portal.url, env)
        attachments = [(f"a{index}.png", b"x" * index) for index in range(1, FILES + 1)]
        number = portal.add_ticket(attachments=attachments).number
        asked = hold_all_but_the_first(portal, monkeypatch)
        said = person.ticket("download", number, "--dir", str(tmp_path / "saved"))
        assert len(asked) == FILES
        assert said.out.split() == [str(tmp_path / "saved" / name) for name, _content in attachments]
