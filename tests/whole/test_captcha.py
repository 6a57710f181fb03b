"""A portal whose form for new tickets has a captcha, at a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, DOWN, ENTER, ROOT, UP, Terminal


class Customer:
    """Somebody signed in by environment, with a browser that notes which page it opens."""

    def __init__(self, portal: Portal, home: Path) -> None:
        self.opened = home / "opened"
        browser = home / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" >>"{self.opened}"\n')
        browser.chmod(0o755)
        folders = {f"TICKET_{name}_DIR": str(home / name) for name in ("STATE", "CONFIG", "CACHE")}
        person = {
            "TICKET_PORTAL": portal.url,
            "TICKET_USERNAME": portal.username,
            "TICKET_PASSWORD": portal.password,
        }
        terminal = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "BROWSER": str(browser)}
        self.env = {**terminal, **folders, **person}

    def start(self, *arguments: str) -> Terminal:
        return Terminal([sys.executable, "-m", "ticketcli", *arguments], self.env, columns=100, lines=60)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ticketcli", *arguments],
            env={**os.environ, **self.env, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal(Quirks(api="disabled", ticket_captcha=True)) as portal:
        yield portal


@pytest.fixture
def customer(portal: Portal, tmp_path: Path) -> Customer:
    return Customer(portal, tmp_path)


def test_the_form_is_opened_in_the_browser_before_anything_is_typed(
    portal: Portal, customer: Customer
) -> None:
    person = customer.start("new")
    person.wait_for("This portal wants a captcha answered at every new ticket")
    person.answer("What do you want to do?", DOWN, ENTER)
    assert person.end() == 0, person.shown
    assert "Which department" not in person.shown
    assert customer.opened.read_text().split() == [f"{portal.url}/?cmd=tickets&action=new"]
    assert "There are no drafts." in customer.run("drafts", "list").stderr
    assert portal.tickets == []


def test_what_is_written_here_is_a_draft_and_the_browser_is_opened_at_the_end(
    portal: Portal, customer: Customer
) -> None:
    person = customer.start("new", "-s", "VPS is down", "-m", "No ping since 10:00.")
    person.answer("What do you want to do?", ENTER)
    person.answer("Which department is it for?", ENTER)
    person.answer("What next?", UP)
    person.wait_for("> Save as a draft and open the form in the browser")
    person.type(ENTER)
    assert person.end() == 0, person.shown
    assert "Your text: ticket drafts show d-" in person.shown
    assert customer.opened.read_text().split() == [f"{portal.url}/?cmd=tickets&action=new"]
    assert "VPS is down" in customer.run("drafts", "list").stdout
    assert portal.tickets == []


def test_ctrl_c_keeps_what_was_given(portal: Portal, customer: Customer) -> None:
    person = customer.start("new", "-s", "VPS is down", "-m", "No ping since 10:00.")
    person.answer("What do you want to do?", CTRL_C)
    assert person.end() == 130
    assert "VPS is down" in customer.run("drafts", "list").stdout
    assert not customer.opened.exists()
    assert portal.tickets == []


def test_without_a_terminal_the_error_names_the_captcha_and_the_page(
    portal: Portal, customer: Customer
) -> None:
    done = customer.run("new", "-d", portal.quirks.departments[0].name, "-s", "VPS is down", "-m", "No ping.")
    assert done.returncode == 5
    assert "captcha" in done.stderr
    assert f"{portal.url}/?cmd=tickets&action=new" in done.stderr
    assert "ticket new --recover d-" in done.stderr
    assert portal.tickets == []


def test_the_status_says_so(customer: Customer) -> None:
    assert "captcha\tat a new ticket: only a browser can open one" in customer.run("auth", "status").stdout
