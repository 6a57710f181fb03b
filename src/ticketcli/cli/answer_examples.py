"""Examples of each command's answer in JSON.

From these `--fields help` takes the names, and `--fields`, `--jq` and `--template` are tried on them
before a command does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ticketcli.accounts.settings import SETTINGS
from ticketcli.cli.example_records import PORTAL, URL, make_account, make_entry, make_status, make_ticket
from ticketcli.model.ticket import Attachment, Department, Service
from ticketcli.output import json_shapes, setup_shapes

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
    """Find a command's answer by its path, such as "drafts send"; None where it has no fixed shape."""
    return ANSWERS.get(path)


def list_fields(answer: Answer) -> tuple[str, ...]:
    """List the names of an answer's fields, in their order."""
    return tuple(dict.fromkeys(name for example in answer.examples() for name in example))


def _make_ticket() -> dict[str, Any]:
    return json_shapes.shape_ticket(make_ticket())


def _make_shown() -> list[dict[str, Any]]:
    return [_make_ticket(), json_shapes.shape_opened("482913", URL, opened=True)]


def _make_sent() -> dict[str, Any]:
    from ticketcli.usecases.sent import Sent

    ticket = make_ticket()
    sent = Sent(
        ticket.number, ticket, ticket.url, "web", ("The service is not as asked.",), ("CC",), False, ("Hi.",)
    )
    return json_shapes.shape_submission(sent)


def _make_new() -> list[dict[str, Any]]:
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
        json_shapes.shape_checked_ticket(asked, PORTAL, "web"),
        _make_batch_result(),
    ]


def _make_batch_result() -> dict[str, Any]:
    from ticketcli.output.batch_result import Result

    return json_shapes.shape_batch_result(
        Result(1, 1, "VPS is down", "created", "482913", URL, "d-7f3k", ("The CC.",), "Refused.")
    )


def _reply() -> list[dict[str, Any]]:
    from ticketcli.portals.base import File, NewReply

    asked = NewReply("It works again.", files=(File("screen.png", Path("screen.png"), 84210),))
    shape = json_shapes.shape_checked_reply("482913", asked, PORTAL, "web", close=True)
    return [_make_sent(), shape]


def _choose_dry(given: Any) -> Sequence[int]:
    if getattr(given, "from_file", None):
        return (1, 2) if given.dry_run else (0, 2)  # one ticket or several: the file tells later
    return (1,) if given.dry_run else (0,)


def _make_arrived() -> list[dict[str, Any]]:
    ticket = make_ticket()
    return [json_shapes.shape_new_message(ticket, (ticket.messages or ())[0])]


def _make_changed() -> list[dict[str, Any]]:
    from ticketcli.usecases.change_state import Changed

    changed = json_shapes.shape_state_change(Changed("482913", already=False), closed=True)
    return [changed, _make_not_done({"number": "482914"})]


def _make_not_done(which: Mapping[str, Any]) -> dict[str, Any]:
    from ticketcli.cli.partial_result import shape_failure
    from ticketcli.model.errors import TicketError
    from ticketcli.usecases.outcome import Failure

    return shape_failure(Failure("", TicketError("The portal did not do it.")), which)


def _make_department() -> list[dict[str, Any]]:
    return [json_shapes.shape_department(Department("1", "BESTNET-CLOUD", "VPS and cloud servers", True))]


def _make_service() -> list[dict[str, Any]]:
    return [json_shapes.shape_service(Service("17", "VPS 4GB", "web1.example.com", "Active", "Cloud"))]


def _make_downloaded() -> list[dict[str, Any]]:
    saved = json_shapes.shape_saved(
        Attachment("91", "trace.zip", None), Path("/home/hanako/trace.zip"), 84210
    )
    return [saved, _make_not_done({"id": "92", "name": "screen.png"})]


def _make_deleted() -> list[dict[str, Any]]:
    return [json_shapes.shape_deleted_draft("d-7f3k"), _make_not_done({"id": "d-x2mp"})]


def _make_draft_in_list() -> list[dict[str, Any]]:
    return [json_shapes.shape_draft_in_list(make_entry())]


def _make_draft() -> list[dict[str, Any]]:
    return [json_shapes.shape_draft(make_entry())]


def _make_status() -> list[dict[str, Any]]:
    return [setup_shapes.shape_sign_in(make_status())]


def _make_overview() -> list[dict[str, Any]]:
    from ticketcli.model.awaiting import Awaited

    tickets = (make_ticket(),)
    return [json_shapes.shape_overview(Awaited(tickets, tickets, tickets), [make_entry()])]


def _make_setting() -> list[dict[str, Any]]:
    return [setup_shapes.shape_setting("editor", "vim")]


def _make_template() -> list[dict[str, Any]]:
    from ticketcli.accounts.templates import Template

    path = Path("/home/hanako/.config/ticket/templates/outage.md")
    return [setup_shapes.shape_template(Template("outage", "BESTNET-CLOUD", "When: ", path))]


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
    "auth logout": Answer(lambda: [setup_shapes.shape_signed_out(make_account(), ended=True)], changes=True),
    "auth switch": Answer(lambda: [setup_shapes.shape_account(make_account())], changes=True),
    "template add": Answer(_make_template, changes=True),
    "template list": Answer(_make_template, many=True),
    "template show": Answer(_make_template),
    "template edit": Answer(_make_template, changes=True),
    "template delete": Answer(_make_template, changes=True),
    "config get": Answer(_make_setting),
    "config set": Answer(_make_setting, changes=True),
    "config unset": Answer(_make_setting, changes=True),
    "config list": Answer(
        lambda: [setup_shapes.shape_listed_setting(SETTINGS[0], "vim", "config.toml")], many=True
    ),
    "config edit": Answer(
        lambda: [setup_shapes.shape_edited_config(Path("/home/hanako/config.toml"), changed=True)],
        changes=True,
    ),
    "alias set": Answer(lambda: [setup_shapes.shape_set_alias("co", "list", replaced=True)], changes=True),
    "alias list": Answer(lambda: [setup_shapes.shape_alias("co", "list")], many=True),
    "alias delete": Answer(lambda: [setup_shapes.shape_alias("co", "list")], changes=True),
    **{
        f"completion {shell}": Answer(
            lambda: [setup_shapes.shape_completion("bash", "complete -F _ticket ticket")]
        )
        for shell in ("bash", "zsh", "fish", "powershell")
    },
    "completion install": Answer(
        lambda: [
            setup_shapes.shape_installed_completion(
                "bash", Path("/home/hanako/ticket"), ["source x"], changed=True
            )
        ],
        changes=True,
    ),
    "diag": Answer(_report),
    "sandbox serve": Answer(
        lambda: [setup_shapes.shape_served_sandbox("http://127.0.0.1:8642", "customer@example.com", "x")]
    ),
    "sandbox reset": Answer(lambda: [setup_shapes.shape_reset_sandbox()], changes=True),
    "help": Answer(lambda: [setup_shapes.shape_topic("exit-codes", "What the number means.")]),
}
"""The answers by the path of their command. What is not here has no fields of its own to choose from."""
