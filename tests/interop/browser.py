"""Headless Chromium, driven through chromedriver's plain WebDriver protocol (w3.org/TR/webdriver2)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference, fixed by the protocol."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT_SECONDS = 20


class Browser:
    """One browser window. ``session`` is the address of its WebDriver session."""

    def __init__(self, http: httpx.Client, session: str) -> None:
        self._http = http
        self._session = session

    def ask(self, method: str, command: str, body: dict[str, Any] | None = None) -> Any:
        json = (body or {}) if method == "POST" else None
        value = self._http.request(method, self._session + command, json=json).json()["value"]
        if isinstance(value, dict) and "error" in value:
            raise LookupError(f"{command}: {value['error']}: {value['message']}")
        return value

    def open(self, address: str) -> None:
        self.ask("POST", "/url", {"url": address})

    def find(self, selector: str) -> str:
        """The first element that fits the CSS selector, waited for a while; LookupError without one."""
        found = self.ask("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def click(self, selector: str) -> None:
        self.ask("POST", f"/element/{self.find(selector)}/click")

    def type(self, selector: str, text: str) -> None:
        self.ask("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def text(self, selector: str) -> str:
        return str(self.ask("GET", f"/element/{self.find(selector)}/text"))

    def forget(self) -> None:
        """Be as on the first day, signed in nowhere."""
        self.ask("POST", "/goog/cdp/execute", {"cmd": "Storage.clearCookies", "params": {}})

    def choose(self, select: str, wanted: str) -> None:
        """Click the option of ``select`` whose words hold ``wanted``; LookupError without one."""
        options = self.ask("POST", "/elements", {"using": "css selector", "value": f"{select} option"})
        for option in options:
            if wanted in str(self.ask("GET", f"/element/{option[ELEMENT]}/text")):
                self.ask("POST", f"/element/{option[ELEMENT]}/click")
                return
        raise LookupError(f"no option {wanted!r} in {select}")


@contextmanager
def chromium(*, scripts: bool = True) -> Iterator[Browser]:
    """A browser with an empty profile. ``scripts``: whether pages may run theirs."""
    with tempfile.TemporaryDirectory(prefix="chromium", ignore_cleanup_errors=True) as profile:
        driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        try:
            with httpx.Client(base_url=_address(driver), timeout=60, trust_env=False) as http:
                options: dict[str, Any] = {"args": [*FLAGS, f"--user-data-dir={profile}"]}
                options["binary"] = shutil.which("chromium")
                if not scripts:
                    options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
                always = {"goog:chromeOptions": options, "timeouts": {"implicit": WAIT_SECONDS * 1000}}
                answer = http.post("/session", json={"capabilities": {"alwaysMatch": always}}).json()["value"]
                if "sessionId" not in answer:
                    raise RuntimeError(f"Chromium did not start: {answer}")
                session = f"/session/{answer['sessionId']}"
                try:
                    yield Browser(http, session)
                finally:
                    http.delete(session)
        finally:
            driver.terminate()
            driver.communicate()


def _address(driver: subprocess.Popen[str]) -> str:
    assert driver.stdout is not None
    for line in driver.stdout:
        port = re.search(r"started successfully on port (\d+)", line)
        if port:
            return f"http://127.0.0.1:{port[1]}"
    raise RuntimeError("chromedriver did not start")


def sign_in(browser: Browser, base_url: str, username: str, password: str) -> None:
    browser.open(f"{base_url}/?cmd=login")
    browser.type("input[name=username]", username)
    browser.type("input[name=password]", password)
    browser.click("main form button")
    browser.find("a[href*='action=logout']")


def fill_new_ticket(
    browser: Browser,
    base_url: str,
    username: str,
    password: str,
    department: str,
    subject: str,
    message: str,
    service: str,
    cc: str,
    attachments: Sequence[Path],
    encrypt: bool,
    *,
    ahead: bool = True,
) -> str:
    """Sign in, fill in the new-ticket form by hand, and send it. Returns the new ticket's number.

    ``department`` and ``service`` are (parts of) the words to choose; an empty ``service`` chooses none.
    ``ahead``: whether its scripts send each file ahead; without them the form carries all.
    WebDriver types characters up to U+FFFF only. LookupError if the page lacks a field.
    """
    sign_in(browser, base_url, username, password)
    browser.open(f"{base_url}/tickets/new/")
    browser.choose("select[name=dept_id]", department)
    browser.type("input[name=subject]", subject)
    browser.type("textarea[name=body]", message)
    if service:
        browser.choose("select[name=related_client_service]", service)
    browser.type(".ticketwidget_newticket input[type=text]", cc)
    if attachments:
        browser.type("input[type=file]", "\n".join(str(path) for path in attachments))
    if attachments and ahead:
        browser.find(f"tbody.files tr:nth-child({len(attachments)})")
    if encrypt:
        browser.click("#encryptCheckbox")
    browser.click("#ticketsform button[type=submit]:not([disabled])")
    return browser.text("h1 a[href*='/tickets/view/']").lstrip("#")
