"""What each command answers in JSON, shown by examples.

From these `--fields help` takes the names, and `--fields`, `--jq` and `--template` are tried on them
before a command does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

Examples = Callable[[], list[dict[str, Any]]]


@dataclass(frozen=True)
class Answer:
    """A command's answer. `examples` has one for each of its json_shapes.

    `many`: it is a list of such. `changes`: the command changes something before it answers.
    `shapes` says by the command's options which of the examples its answer will be like.
    """

    examples: Examples
    many: bool = False
    changes: bool = False
    shapes: Callable[[Any], Sequence[int]] = lambda _: (0,)


def find_answer(path: str) -> Answer | None:
    """The answer of the command with that path, such as "drafts send"; None where it has no fixed shape."""
    return ANSWERS.get(path)


def list_fields(answer: Answer) -> tuple[str, ...]:
    """The names of an answer's fields, in their order."""
    return tuple(dict.fromkeys(name for example in answer.examples() for name in example))


def _make_ticket() -> dict[str, Any]:
    from ticketcli.output import json_shapes

    return json_shapes.shape_ticket(_make_example_ticket())


def _make_shown() -> list[dict[str, Any]]:
    return [_make_ticket(), {"number": "482913", "url": _URL, "opened": True}]


def _make_sent() -> dict[str, Any]:
    from ticketcli.output import json_shapes
    from ticketcli.usecases.sent import Sent

    ticket = _make_example_ticket()
    sent = Sent(
        ticket.number, ticket, ticket.url, "web", ("The service is not as asked.",), ("CC",), False, ("Hi.",)
    )
    return json_shapes.shape_submission(sent)


def _make_new() -> list[dict[str, Any]]:
    from ticketcli.model.ticket import Department, Service
    from ticketcli.output import json_shapes
    from ticketcli.portals.base import File, NewTicket

    asked = NewTicket(
        Department("1", "BESTNET-CLOUD"),
        "VPS is down",
        "No ping since 10:00.",
        Service("17", "VPS 4GB"),
        ("boss@example.com",),
        "high",
        files=(File("screen.png", Path("screen.png"), 84210),),
    )
    return [
        _make_sent(),
        json_shapes.shape_checked_ticket(asked, "https://hb.bestnetllc.co.jp", "web"),
        _make_batch_result(),
    ]


def _make_batch_result() -> dict[str, Any]:
    from ticketcli.output import json_shapes
    from ticketcli.output.batch_result import Result

    return json_shapes.shape_batch_result(
        Result(1, 1, "VPS is down", "created", "482913", _URL, "d-7f3k", ("The CC.",), "Refused.")
    )


def _reply() -> list[dict[str, Any]]:
    from ticketcli.output import json_shapes
    from ticketcli.portals.base import File, NewReply

    asked = NewReply("It works again.", files=(File("screen.png", Path("screen.png"), 84210),))
    shape = json_shapes.shape_checked_reply("482913", asked, "https://hb.bestnetllc.co.jp", "web", close=True)
    return [_make_sent(), shape]


def _choose_dry(given: Any) -> Sequence[int]:
    if getattr(given, "from_file", None):
        return (1, 2) if given.dry_run else (0, 2)  # one ticket or several: the file tells later
    return (1,) if given.dry_run else (0,)


def _make_arrived() -> list[dict[str, Any]]:
    from ticketcli.output import json_shapes

    ticket = _make_example_ticket()
    return [json_shapes.shape_new_message(ticket, ticket.messages[0])]


def _make_changed() -> list[dict[str, Any]]:
    from ticketcli.output import json_shapes
    from ticketcli.usecases.change_state import Changed

    changed = json_shapes.shape_state_change(Changed("482913", already=False), closed=True)
    return [changed, _make_not_done({"number": "482914"})]


def _make_not_done(which: Mapping[str, Any]) -> dict[str, Any]:
    from ticketcli.cli.partial_result import shape_failure
    from ticketcli.model.errors import TicketError
    from ticketcli.usecases.outcome import Failure

    return shape_failure(Failure("", TicketError("The portal did not do it.")), which)


def _make_department() -> list[dict[str, Any]]:
    from ticketcli.model.ticket import Department
    from ticketcli.output import json_shapes

    return [json_shapes.shape_department(Department("1", "BESTNET-CLOUD", "VPS and cloud servers", True))]


def _make_service() -> list[dict[str, Any]]:
    from ticketcli.model.ticket import Service
    from ticketcli.output import json_shapes

    return [json_shapes.shape_service(Service("17", "VPS 4GB", "web1.example.com", "Active", "Cloud"))]


def _make_downloaded() -> list[dict[str, Any]]:
    from ticketcli.model.ticket import Attachment
    from ticketcli.output import json_shapes

    saved = json_shapes.shape_saved(
        Attachment("91", "trace.zip", None), Path("/home/hanako/trace.zip"), 84210
    )
    return [saved, _make_not_done({"id": "92", "name": "screen.png"})]


def _make_deleted() -> list[dict[str, Any]]:
    return [{"id": "d-7f3k", "deleted": True}, _make_not_done({"id": "d-x2mp"})]


def _make_draft_in_list() -> list[dict[str, Any]]:
    from ticketcli.output import json_shapes

    return [json_shapes.shape_draft_in_list(_make_example_entry())]


def _make_draft() -> list[dict[str, Any]]:
    from ticketcli.output import json_shapes

    return [json_shapes.shape_draft(_make_example_entry())]


def _make_status() -> list[dict[str, Any]]:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.status import Status
    from ticketcli.model.errors import TicketError
    from ticketcli.model.ticket import Department, Service
    from ticketcli.output import json_shapes
    from ticketcli.portals.base import Capabilities, Feature, Identity, Route

    routes = (Route("api", True), Route("web", True, frozenset({Feature.ATTACHMENTS})))
    departments = (Department("1", "BESTNET-CLOUD", "VPS and cloud servers", True),)
    services = (Service("17", "VPS 4GB", "web1.example.com", "Active", "Cloud"),)
    offers = Capabilities(
        routes, departments, services, (".jpg",), 2**25, learned="2026-06-09T12:00:00+00:00"
    )
    account = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", None, None, "keyring")
    identity = Identity("hanako@example.com", "山田 花子", "Example KK")
    sources = {"password": "keyring", "token": "keyring"}
    status = Status(account, True, True, identity, offers, sources, TicketError("It no longer works."))
    return [json_shapes.sign_in_shape(status)]


_URL = "https://hb.bestnetllc.co.jp/?cmd=tickets&action=view&num=482913"
_OPENED = datetime(2026, 6, 9, 10, 5, tzinfo=timezone.utc)
_ANSWERED = datetime(2026, 6, 9, 10, 42, tzinfo=timezone.utc)


def _make_example_ticket() -> Any:
    from ticketcli.model.ticket import Attachment, Message, Ticket

    attachment = Attachment("91", "screen.png", 84210)
    opening = Message("7001", "山田 花子", False, _OPENED, "No ping since 10:00.", None, False, (attachment,))
    answer = replace(
        opening,
        id="7002",
        author="Support",
        staff=True,
        time=_ANSWERED,
        body="Fixed.",
        body_html="<p>Fixed.</p>",
    )
    return Ticket(
        number="482913",
        subject="VPS is down",
        url=_URL,
        status="Answered",
        state="answered",
        department="BESTNET-CLOUD",
        service="VPS 4GB",
        cc=("boss@example.com",),
        priority="high",
        encrypted=False,
        created=_OPENED,
        updated=_ANSWERED,
        messages=(opening, answer),
    )


def _make_example_entry() -> Any:
    from ticketcli.drafts.entry import Entry
    from ticketcli.model.draft import Draft

    draft = Draft(
        kind="new",
        number="482913",
        department="BESTNET-CLOUD",
        subject="VPS is down",
        message="No ping since 10:00.",
        service="VPS 4GB",
        cc=("boss@example.com",),
        priority="high",
        urgent=True,
        impact="The shop is closed.",
        contact="Phone",
        attachments=(Path("/home/hanako/screen.png"),),
    )
    return Entry("d-7f3k", "unsent", "hb", _OPENED, draft)


def _make_overview() -> list[dict[str, Any]]:
    awaited = {f"awaiting_{side}": [_make_ticket()] for side in ("me", "staff", "unknown")}
    return [{**awaited, "unsent": _make_draft_in_list()}]


def _make_setting() -> list[dict[str, Any]]:
    return [{"key": "editor", "value": "vim"}]


def _make_template() -> list[dict[str, Any]]:
    path = "/home/hanako/.config/ticket/templates/outage.md"
    return [{"name": "outage", "department": "BESTNET-CLOUD", "text": "When: ", "path": path}]


def _report() -> list[dict[str, Any]]:
    names = ("program", "terminal", "environment", "folders", "settings", "keyring", "drafts", "portals")
    return [{name: {} for name in names}]


ANSWERS: dict[str, Answer] = {
    "": Answer(_make_overview),
    "new": Answer(_make_new, changes=True, shapes=_choose_dry),
    "list": Answer(lambda: [_make_ticket()], many=True),
    "show": Answer(_make_shown),
    "reply": Answer(_reply, changes=True, shapes=_choose_dry),
    "watch": Answer(_make_arrived),
    "wait": Answer(lambda: [_make_ticket()]),
    "close": Answer(_make_changed, many=True, changes=True),
    "reopen": Answer(_make_changed, many=True, changes=True),
    "download": Answer(_make_downloaded, many=True, changes=True),
    "departments": Answer(_make_department, many=True),
    "services": Answer(_make_service, many=True),
    "drafts list": Answer(_make_draft_in_list, many=True),
    "drafts show": Answer(_make_draft),
    "drafts edit": Answer(_make_draft, changes=True),
    "drafts send": Answer(lambda: [_make_sent()], changes=True),
    "drafts delete": Answer(_make_deleted, many=True, changes=True),
    "auth login": Answer(_make_status, changes=True),
    "auth status": Answer(_make_status, many=True),
    "auth logout": Answer(
        lambda: [{"name": "hb", "url": "https://hb.bestnetllc.co.jp", "session_ended": True}], changes=True
    ),
    "auth switch": Answer(lambda: [{"name": "hb", "url": "https://hb.bestnetllc.co.jp"}], changes=True),
    "template add": Answer(_make_template, changes=True),
    "template list": Answer(_make_template, many=True),
    "template show": Answer(_make_template),
    "template edit": Answer(_make_template, changes=True),
    "template delete": Answer(_make_template, changes=True),
    "config get": Answer(_make_setting),
    "config set": Answer(_make_setting, changes=True),
    "config unset": Answer(_make_setting, changes=True),
    "config list": Answer(
        lambda: [{**_make_setting()[0], "from": "config.toml", "about": "Writes."}], many=True
    ),
    "config edit": Answer(lambda: [{"path": "/home/hanako/config.toml", "changed": True}], changes=True),
    "alias set": Answer(lambda: [{"name": "co", "expansion": "list", "replaced": True}], changes=True),
    "alias list": Answer(lambda: [{"name": "co", "expansion": "list"}], many=True),
    "alias delete": Answer(lambda: [{"name": "co", "expansion": "list"}], changes=True),
    **{
        f"completion {shell}": Answer(lambda: [{"shell": "bash", "script": "complete -F _ticket ticket"}])
        for shell in ("bash", "zsh", "fish", "powershell")
    },
    "completion install": Answer(
        lambda: [{"shell": "bash", "path": "/home/hanako/ticket", "changed": True, "lines": ["source x"]}],
        changes=True,
    ),
    "diag": Answer(_report),
    "sandbox serve": Answer(
        lambda: [{"url": "http://127.0.0.1:8642", "username": "customer@example.com", "password": "x"}]
    ),
    "sandbox reset": Answer(lambda: [{"reset": True}], changes=True),
    "help": Answer(lambda: [{"topic": "exit-codes", "text": "What the number means."}]),
}
"""The answers by the path of their command. What is not here has no fields of its own to choose from."""
