"""Over a line: `ticket` beside the shortest sequence of requests that does the same by hand.

`curl` sends them one after the other over one connection that is kept. What it asks for is what has to be
asked for: a new ticket is looked for before, sent, and read back, a file that was sent is fetched again.
"""

from __future__ import annotations

import re
import shlex
import shutil
import ssl
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.measure.line_portal import serving
from scripts.measure.turns import TICKET, Bench, Row, compared, in_turns

DELAY = 0.08  # seconds each way
WANTED = "1.3"
RUNS = 5
NEW = ["new", "--dept", "3", "--subject", "S", "--message", "M"]


def measure(bench: Bench) -> list[Row]:
    """The rows of all commands; none where curl or openssl is missing."""
    if shutil.which("curl") is None or shutil.which("openssl") is None:
        return []
    slow = Bench(bench.folder, bench.env, min(RUNS, bench.runs), bench.seconds)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), DELAY) as portal:
        return [*_signed_in(slow, portal), *_from_environment(slow, portal)]


def _signed_in(bench: Bench, portal: Mapping[str, Any]) -> list[Row]:
    secret = ["--username", portal["username"], "--password-stdin", "--insecure-storage"]
    login = [TICKET, "auth", "login", portal["url"], "--ca-file", portal["ca"], *secret]
    subprocess.run(
        login, input=portal["password"], text=True, env=dict(bench.env), check=True, capture_output=True
    )
    trace = bench.folder / "trace.zip"
    with zipfile.ZipFile(trace, "w") as archive:
        archive.writestr("trace.txt", "no route to host\n" * 100)
    by_hand = ByHand(portal, trace)
    number, file = portal["number"], ["--attach", str(trace)]
    extras = ["--cc", "a@example.com", "--service", "Mail & Groupware (example.com)", "--encrypt"]
    commands: dict[str, tuple[list[str], list[list[str]]]] = {
        "ticket list": (["list"], [by_hand.tickets(), by_hand.tickets("?page=1")]),
        "ticket show N": (["show", number], [by_hand.ticket()]),
        "ticket new": (NEW, [by_hand.tickets(), by_hand.post("tickets"), by_hand.ticket()]),
        "ticket new --attach": (
            [*NEW, *file],
            [by_hand.tickets(), by_hand.form(), by_hand.send(), by_hand.ticket(), by_hand.file()],
        ),
        "ticket new --attach --cc --service --encrypt": (
            [*NEW, *file, *extras],
            [by_hand.tickets(), by_hand.form(), by_hand.send(), by_hand.ticket(), by_hand.file()],
        ),
        "ticket reply": (
            ["reply", number, "--message", "M"],
            [by_hand.ticket(), by_hand.post(f"tickets/{number}"), by_hand.ticket()],
        ),
        "ticket reply --attach": (
            ["reply", number, "--message", "M", *file],
            [by_hand.ticket(), by_hand.view(), by_hand.answer(), by_hand.ticket(), by_hand.file()],
        ),
        "ticket close N": (["close", number], [by_hand.ticket(), by_hand.close(), by_hand.ticket()]),
    }
    rows = []
    for name, (arguments, requests) in commands.items():
        hand = _count(requests)
        lines = {name: _line(arguments), hand: by_hand.line(requests)}

        def before(which: str, arguments: Sequence[str] = arguments) -> None:
            if arguments[0] == "close":  # what is closed already is not closed again
                by_hand.reopen()

        rows.append(compared(name, hand, in_turns(lines, bench, before=before), WANTED))
    return rows


def _from_environment(bench: Bench, portal: Mapping[str, Any]) -> list[Row]:
    """Nothing is saved: each run signs in with the password from the environment."""
    by_hand = ByHand(portal, None)
    config = bench.folder / "elsewhere"
    config.mkdir()
    (config / "config.toml").write_text(
        f'active = "there"\n[portals.there]\nurl = "{portal["url"]}"\nca_file = "{portal["ca"]}"\n'
    )
    env = {
        **bench.env,
        "TICKET_CONFIG_DIR": str(config),
        "TICKET_USERNAME": portal["username"],
        "TICKET_PASSWORD": portal["password"],
    }
    commands = {
        "ticket list, signing in": (
            ["list"],
            [by_hand.sign_in(), by_hand.tickets(), by_hand.tickets("?page=1")],
        ),
        "ticket show N, signing in": (["show", portal["number"]], [by_hand.sign_in(), by_hand.ticket()]),
    }

    def forget(_which: str) -> None:
        for name in ("TICKET_STATE_DIR", "TICKET_CACHE_DIR"):
            shutil.rmtree(bench.env[name], ignore_errors=True)

    rows = []
    for name, (arguments, requests) in commands.items():
        hand = f"{_count(requests)} with the sign-in"
        lines = {name: [TICKET, *arguments], hand: by_hand.line(requests)}
        rows.append(compared(name, hand, in_turns(lines, bench, env, forget), WANTED))
    return rows


def _line(arguments: Sequence[str]) -> list[str]:
    """Return the command line, its message another one each time: the same is not sent twice."""
    if "M" not in arguments:
        return [TICKET, *arguments]
    words = " ".join('"M $$"' if word == "M" else shlex.quote(word) for word in (TICKET, *arguments))
    return ["sh", "-c", f"exec {words}"]


def _count(requests: Sequence[Sequence[str]]) -> str:
    return f"curl, {len(requests)} request{'s' if len(requests) > 1 else ''}"


class ByHand:
    """Requests as curl's own arguments. The session of the web pages and a token are got beforehand."""

    def __init__(self, portal: Mapping[str, Any], trace: Path | None) -> None:
        self._portal = portal
        self._api = [f"-HAuthorization: Bearer {portal['token']}"]
        self._trace = trace
        if trace is not None:
            self._cookie, self._token = _open_session(portal)

    def line(self, requests: Sequence[Sequence[str]]) -> list[str]:
        """One process of curl for all of them."""
        words: list[str] = []
        for request in requests:
            words += ["--next"] if words else []
            words += ["-sf", "-o/dev/null", "--cacert", self._portal["ca"], *request]
        return ["curl", *words]

    def tickets(self, page: str = "") -> list[str]:
        return [*self._api, f"{self._portal['url']}/api/tickets{page}"]

    def ticket(self) -> list[str]:
        return [*self._api, f"{self._portal['url']}/api/tickets/{self._portal['number']}"]

    def file(self) -> list[str]:
        return [*self._api, f"{self._portal['url']}/api/ticket/attachment/{self._portal['file']}"]

    def post(self, path: str) -> list[str]:
        body = '{"dept_id": "3", "subject": "S", "body": "M"}'
        return [
            *self._api,
            "-HContent-Type: application/json",
            f"-d{body}",
            f"{self._portal['url']}/api/{path}",
        ]

    def close(self) -> list[str]:
        return [*self._api, "-XPUT", f"{self._portal['url']}/api/tickets/{self._portal['number']}/close"]

    def reopen(self) -> None:
        """Open the ticket that was closed."""
        url = f"{self._portal['url']}/api/tickets/{self._portal['number']}/open"
        subprocess.run(self.line([[*self._api, "-XPUT", url]]), check=False)

    def sign_in(self) -> list[str]:
        body = f'{{"username": "{self._portal["username"]}", "password": "{self._portal["password"]}"}}'
        return ["-HContent-Type: application/json", f"-d{body}", f"{self._portal['url']}/api/login"]

    def form(self) -> list[str]:
        return [self._cookie, f"{self._portal['url']}/?cmd=tickets&action=new"]

    def view(self) -> list[str]:
        return [self._cookie, f"{self._portal['url']}/?cmd=tickets&action=view&num={self._portal['number']}"]

    def send(self) -> list[str]:
        fields = {"make": "addticket", "dept_id": "3", "subject": "S", "body": "M"}
        return [*self._multipart(fields), f"{self._portal['url']}/?cmd=tickets&action=new"]

    def answer(self) -> list[str]:
        fields = {"make": "addreply", "body": "M"}
        return [*self._multipart(fields), self.view()[-1]]

    def _multipart(self, fields: Mapping[str, str]) -> list[str]:
        values = [f"-F{name}={value}" for name, value in {**fields, "security_token": self._token}.items()]
        return [self._cookie, *values, f"-Fattachments[]=@{self._trace}"]


def _open_session(portal: Mapping[str, Any]) -> tuple[str, str]:
    """Return the session's cookie as an argument of curl, and its anti-forgery token."""
    import httpx

    url = portal["url"]
    token = re.compile(r'name="security_token" value="([^"]*)"')
    with httpx.Client(
        verify=ssl.create_default_context(cafile=portal["ca"]), follow_redirects=True
    ) as client:
        found = token.search(client.get(f"{url}/?cmd=login").text)
        fields = {"username": portal["username"], "password": portal["password"], "action": "login"}
        fields["security_token"] = found[1] if found else ""
        client.post(f"{url}/?cmd=login", data=fields)
        page = client.get(f"{url}/?cmd=tickets&action=new").text
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
        found = token.search(page)
        if found is None:
            raise RuntimeError("The portal's form has no token.")
        return f"-HCookie: {cookies}", found[1]
