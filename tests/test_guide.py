"""The provider's guide, sentence by sentence: what it tells a person to do by mouse, done with `ticket`.

Each test quotes what it does from “Client Portal: Support Ticket Creation Guide”, against the embedded portal
on a real socket.
"""

from __future__ import annotations

import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.whole.person import Person

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

DEPARTMENT = "BESTNET-CLOUD"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
START = {
    ".jpg": b"\xff\xd8\xff\xe0",
    ".gif": b"GIF89a",
    ".zip": b"PK\x05\x06" + bytes(18),
    ".png": PNG,
    ".pdf": b"%PDF-1.7\n",
}


@dataclass(frozen=True)
class Client:
    """A customer at the embedded portal; `tickets` and the rest are what the portal stored."""

    person: Person
    sandbox: Sandbox
    folder: Path

    def ticket(self, *arguments: str, **more: Any) -> Any:
        return self.person.ticket(*arguments, **more)

    def new(self, *options: str, **more: Any) -> str:
        """Open a ticket; returns its number."""
        supplied = {"-d": DEPARTMENT, "-s": "VPS does not answer", "-m": "Since 10:00."}
        filled = [part for flag, value in supplied.items() if flag not in options for part in (flag, value)]
        number: str = self.ticket("new", *filled, *options, **more).lines[0][0]
        return number

    def file(self, name: str, content: bytes = PNG) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self.sandbox.store.open() as db:
            return db.execute(query, values).fetchall()

    def stored(self, number: str) -> sqlite3.Row:
        (row,) = self.rows(
            "SELECT tickets.*, departments.name AS department FROM tickets"
            " JOIN departments ON departments.id = dept_id WHERE ticket_number = ?",
            number,
        )
        return row

    def attached(self, number: str) -> dict[str, bytes]:
        found = self.rows("SELECT * FROM attachments WHERE ticket_id = ?", self.stored(number)["id"])
        return {
            one["org_filename"]: (self.sandbox.store.files / one["filename"]).read_bytes() for one in found
        }

    @property
    def none_stored(self) -> bool:
        return self.rows("SELECT * FROM tickets") == []


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    folder = tmp_path / "files"
    folder.mkdir()
    with Sandbox(tmp_path / "portal", staff_after=None) as sandbox:
        env = {"TICKET_USERNAME": CUSTOMER, "TICKET_PASSWORD": PASSWORD}
        yield Client(Person(tmp_path / "home", sandbox.url, env), sandbox, folder)


# Prerequisites


def test_you_can_log_in(client: Client) -> None:
    """“You can log in to the client portal” · “Log in to the client portal.”"""
    person = Person(client.person.home, client.sandbox.url)
    outcome = person.ticket(
        *("auth", "login", client.sandbox.url, "--username", CUSTOMER, "--password-stdin"),
        "--insecure-storage",
        stdin=PASSWORD,
        named=False,
    )
    assert f"Signed in as Hanako Yamada <{CUSTOMER}>" in outcome.out
    assert person.ticket("auth", "status", "--json", named=False).json[0]["works"] is True


def test_the_inquiry_is_prepared_beforehand(client: Client) -> None:
    """“You have prepared your inquiry content (subject/message)”"""
    text = client.file("inquiry.txt", "It fails.\n\n再現します\n".encode())
    number = client.ticket("new", "-d", DEPARTMENT, "-s", "Prepared", "--message-file", str(text)).lines[0][0]
    assert client.stored(number)["body"] == "It fails.\r\n\r\n再現します"


def test_attachments_are_prepared_beforehand(client: Client) -> None:
    """“You have prepared any necessary attachments (screenshots, logs, etc.) as needed”"""
    client.file("screen 1.png"), client.file("screen 2.png", PNG + b"2")
    number = client.new("--attach", str(client.folder / "*.png"))
    assert client.attached(number) == {"screen 1.png": PNG, "screen 2.png": PNG + b"2"}


# 1 and 2: the list


def test_the_list_of_tickets_is_opened(client: Client) -> None:
    """“Click “Support Tickets” in the left menu (Help section).” · “Open the “Support Tickets” menu.”"""
    number = client.new()
    outcome = client.ticket("list")
    assert outcome.lines[0][:4] == [number, "VPS does not answer", "Open", DEPARTMENT]


def test_a_new_ticket_is_started(client: Client) -> None:
    """“Click “Create New” on the right side of the support ticket list screen.” ·
    “Start ticket creation by clicking “Create New”.”"""
    outcome = client.ticket("new", answers=[("Which department", KeyboardInterrupt())], code=130)
    assert "Cancelled" in outcome.err
    assert client.none_stored


# 3: the department


def test_a_department_is_chosen_from_the_list(client: Client) -> None:
    """“Click the department from the displayed “Department” list that matches your inquiry content.” ·
    “Inquiries about VPS → BESTNET-CLOUD”"""
    shown = {line[1]: line[2] for line in client.ticket("departments").lines}
    assert "VPS" in shown[DEPARTMENT]
    assert client.stored(client.new("-d", "bestnet-c"))["department"] == DEPARTMENT
    outcome = client.ticket("new", "-d", "VPS", "-s", "x", "-m", "y", code=2)
    for name in shown:
        assert name in outcome.err


# 4: subject and message


def test_a_subject_is_entered(client: Client) -> None:
    """“Enter the main point of your inquiry in the Subject field.”"""
    assert (
        client.stored(client.new("-s", "メールが届かない & <slow>"))["subject"] == "メールが届かない & <slow>"
    )
    assert "--subject" in client.ticket("new", "-d", DEPARTMENT, "-m", "x", code=2).err


def test_details_are_entered_under_headings(client: Client) -> None:
    """“Enter details in the Message field (occurrence date/time, situation, reproduction steps, error
    messages, impact scope, etc.).”"""
    script = client.file(
        "editor.py",
        b"import pathlib, sys\n"
        b"path = pathlib.Path(sys.argv[1])\n"
        b"text = path.read_text(encoding='utf-8')\n"
        b"headings = [line for line in text.splitlines() if line.endswith(':')]\n"
        b"assert len(headings) == 5, text\n"
        b"for heading in headings[:1] + headings[3:]:\n"
        b"    text = text.replace(heading, heading + chr(10) + 'about ' + heading.lower())\n"
        b"path.write_text(text, encoding='utf-8')\n",
    )
    person = client.person.but(**client.person.env, TICKET_EDITOR=f"{sys.executable} {script}")
    number = person.ticket("new", "-d", DEPARTMENT, "-s", "x", "--editor").lines[0][0]
    assert [line for line in client.stored(number)["body"].split("\r\n") if line] == [
        "When (date and time):",
        "about when (date and time):",
        "Error messages:",
        "about error messages:",
        "Impact:",
        "about impact:",
    ]


# 5: service, CC, attachments


def test_a_related_service_is_optional(client: Client) -> None:
    """“Related Service: Select the applicable service (e.g., VPS) if applicable (optional).”"""
    assert client.stored(client.new())["service_id"] is None
    services = {line[1]: line[0] for line in client.ticket("services").lines}
    number = client.new("--service", "vps")
    assert str(client.stored(number)["service_id"]) == services["VPS Standard 4G"]


def test_others_are_notified(client: Client) -> None:
    """“Additional Email Recipients (CC): If you want to notify other parties, enter email addresses
    separated by commas (optional).”"""
    number = client.new("--cc", "boss@example.com, ops@example.com")
    assert client.stored(number)["cc"].replace(" ", "") == "boss@example.com,ops@example.com"
    assert client.stored(client.new("-s", "Another"))["cc"] == ""
    assert "“boss@”" in client.ticket("new", "-d", "1", "-s", "x", "-m", "y", "--cc", "boss@", code=5).err


def test_screenshots_and_logs_are_attached(client: Client) -> None:
    """“Attachments: Add screenshots or logs (optional).” · “Configure related services or attachments and
    send.”"""
    log = client.file("syslog.txt", b"Destination host unreachable\n" * 50)
    number = client.new("-a", str(client.file("画面.png")), "-a", str(log), "--zip", "--service", "11")
    attached = client.attached(number)
    assert attached.pop("画面.png") == PNG
    ((name, content),) = attached.items()
    path = client.file("arrived.zip", content)
    with zipfile.ZipFile(path) as archive:
        assert (name, archive.read("syslog.txt")) == ("syslog.txt.zip", log.read_bytes())


@pytest.mark.parametrize("extension", START)
def test_the_allowed_extensions_are_taken(client: Client, extension: str) -> None:
    """“Allowed File Extensions” · “.jpg / .gif / .zip / .png / .pdf”"""
    path = client.file(f"FILE{extension.upper()}", START[extension])
    assert client.attached(client.new("-a", str(path))) == {path.name: START[extension]}


def test_a_screenshot_is_pasted(client: Client) -> None:
    """“In some cases, you can paste screenshots into the message field using copy and paste (behavior may
    vary depending on your environment).”"""
    picture = client.file("copied", PNG)
    programs = client.folder / "bin"
    programs.mkdir()
    xclip = programs / "xclip"
    xclip.write_text(f"#!/bin/sh\nexec /bin/cat '{picture}'\n")
    xclip.chmod(0o755)
    graphical = client.person.but(**client.person.env, DISPLAY=":0", PATH=str(programs))
    supplied = ("new", "-d", DEPARTMENT, "-s", "x", "-m", "y", "--attach-clipboard")
    number = graphical.ticket(*supplied).lines[0][0]
    assert client.attached(number) == {"clipboard.png": PNG}
    assert "no clipboard" in client.ticket(*supplied, code=1).err


# 6: send


WIZARD = [
    ("Which department", DEPARTMENT),
    ("Subject", "VPS is down"),
    ("Message", "No ping since 10:00."),
]
ADD = ("What next?", "change")
SERVICE = [ADD, ("What do you want to add", "Related service"), ("Related service", "11")]
COPY = [ADD, ("What do you want to add", "CC"), ("CC", "boss@example.com")]


def test_everything_is_verified_and_sent(client: Client) -> None:
    """“Verify your input and click “Send”.” · “Click “Send” to create the ticket”"""
    outcome = client.ticket("new", answers=[*WIZARD, *SERVICE, *COPY, ("What next?", "keep")])
    assert client.none_stored
    (draft,) = client.person.drafts()
    assert draft["id"] in outcome.err
    outcome = client.ticket("new", "--recover", draft["id"], answers=[("What next?", "send")])
    number = outcome.lines[0][0]
    assert client.stored(number)["subject"] == "VPS is down"
    assert client.stored(number)["service_id"] == 11


def test_it_says_that_the_ticket_was_created(client: Client) -> None:
    """“If “Ticket created!” is displayed, creation is complete.” · “Screen displayed after ticket
    creation”"""
    outcome = client.ticket(
        *("new", "-d", DEPARTMENT, "-s", "x", "-m", "y", "-a", str(client.file("a.png"))), terminal=True
    )
    (row,) = client.rows("SELECT * FROM tickets")
    for words in ("Ticket created!", row["ticket_number"], DEPARTMENT, "Open", "a.png", client.sandbox.url):
        assert words in outcome.out


def test_the_confirmation_leads_to_the_ticket(client: Client) -> None:
    """“After ticket creation, you can review the content by clicking “View Ticket”.” · “Click “View Ticket”
    on the confirmation screen to display the ticket details.”"""
    outcome = client.ticket("new", "-d", DEPARTMENT, "-s", "x", "-m", "y")
    number, link = outcome.lines[0]
    assert client.ticket("show", link, "--json").json["number"] == number
    shown = client.ticket("new", "-d", DEPARTMENT, "-s", "z", "-m", "y", terminal=True).out
    (latest,) = client.rows("SELECT ticket_number FROM tickets WHERE subject = 'z'")
    assert f" show {latest[0]}" in shown
    assert f" reply {latest[0]}" in shown


# 7: the ticket


def test_more_is_sent_from_the_ticket(client: Client) -> None:
    """“You can send additional communications from the reply section on the ticket detail screen.”"""
    number = client.new()
    client.ticket("reply", number, "-m", "One more thing", "-a", str(client.file("more.png")))
    (reply,) = client.rows("SELECT * FROM replies")
    assert reply["body"] == "One more thing"
    assert client.attached(number) == {"more.png": PNG}


def test_the_content_is_verified(client: Client) -> None:
    """“You can verify content and reply on the ticket detail screen.” · “Verify the created ticket”"""
    number = client.new("-m", "The text\n  as written", "-a", str(client.file("a.png")))
    client.ticket("reply", number, "-m", "One more thing")
    reported = client.ticket("show", number, "--json").json
    assert [message["body"] for message in reported["messages"]] == [
        "The text\n  as written",
        "One more thing",
    ]
    assert reported["messages"][0]["attachments"][0]["name"] == "a.png"
    client.ticket("download", number, "--dir", str(client.folder / "saved"))
    assert (client.folder / "saved" / "a.png").read_bytes() == PNG


# Additional notes


def test_confidential_information_is_encrypted(client: Client) -> None:
    """“If your inquiry contains confidential information, use encryption (checkbox) according to the
    on-screen instructions.”"""
    assert client.stored(client.new("--encrypt"))["flags"] & 1024
    assert not client.stored(client.new("-s", "Plain"))["flags"] & 1024
    script = [
        (words, "root password: geheim-123" if words == "Message" else answer) for words, answer in WIZARD
    ]
    script.append(("Store the message encrypted on the portal?", ""))
    outcome = client.ticket("new", answers=[*script, ("What next?", "send")])
    assert client.stored(outcome.lines[0][0])["flags"] & 1024


def test_urgent_tickets_say_so(client: Client) -> None:
    """“Prefixing the subject line with [URGENT] or similar and clearly stating the “impact (e.g., service
    outage)” and “preferred contact method” in the message body will help ensure smooth handling.”"""
    number = client.new("--urgent", "--impact", "service outage", "--contact", "phone +81 3 1234")
    row = client.stored(number)
    assert row["subject"] == "[URGENT] VPS does not answer"
    assert row["body"].split("\r\n") == [
        "Impact: service outage",
        "Preferred contact method: phone +81 3 1234",
        "",
        "Since 10:00.",
    ]


# Frequently asked questions


def test_another_extension_is_told_before_anything_is_sent(client: Client) -> None:
    """“I cannot attach files / I get an error” · “Verify that the file extension is allowed (e.g., .jpg /
    .png / .pdf, etc.).”"""
    outcome = client.ticket(
        "new", "-d", "1", "-s", "x", "-m", "y", "-a", str(client.file("log.txt", b"x")), code=5
    )
    assert ".jpg .gif .zip .png .pdf" in outcome.err
    assert client.none_stored


def test_large_files_are_compressed(client: Client) -> None:
    """“If the file size is large, try compressing it (.zip) or reducing its size.”"""
    log = client.file("huge.log", b"the same line again\n" * 200_000)
    ((name, content),) = client.attached(client.new("-a", str(log), "--zip")).items()
    assert name == "huge.log.zip"
    assert len(content) < 100_000


def test_not_knowing_the_department_is_an_answer(client: Client) -> None:
    """“I don’t know which department to select” · “First, select the most appropriate department and submit.
    The support team will route it to the correct department if needed.”"""
    script = [("Which department", "I am not sure"), ("is closest", "BILLING"), *WIZARD[1:]]
    outcome = client.ticket("new", answers=[*script, ("What next?", "send")])
    assert client.stored(outcome.lines[0][0])["department"] == "BILLING"
