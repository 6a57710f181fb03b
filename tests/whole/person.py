"""Somebody who uses `ticket`: folders of their own, an environment, and a portal on a real socket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from tests.contract.portal import Portal
from tests.streams import Outcome, Stream

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.context import Context, Folders, Globals
from ticketcli.prompts.prompter import Prompter
from ticketcli.prompts.scripted_prompter import Answer, Scripted


@dataclass(frozen=True)
class Person:
    """Runs `ticket` in this runtime, with nothing replaced but the streams, the sleep and the folders.

    `answers` to questions put a terminal on stdin and stderr; stdout is a pipe unless `terminal`.
    """

    home: Path
    portal: str
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def folders(self) -> Folders:
        return Folders(self.home / "config", self.home / "state", self.home / "cache")

    def but(self, **env: str) -> Person:
        """The same person with another environment."""
        return replace(self, env=env)

    def ticket(
        self,
        *arguments: str,
        code: int | None = 0,
        stdin: str = "",
        answers: Sequence[tuple[str, Answer]] | None = None,
        terminal: bool = False,
        named: bool = True,
    ) -> Outcome:
        """Run one command at the person's portal (unless not `named`) and expect an exit code."""
        prompter = Scripted(answers or ())
        slept: list[float] = []

        def make_prompter(_: Context) -> Prompter:
            return prompter

        requested = answers is not None
        context = Context(
            options=Globals(portal=self.env.get("TICKET_PORTAL")),
            env=dict(self.env),
            stdin=Stream(stdin, terminal=requested),
            stdout=Stream(terminal=terminal),
            stderr=Stream(terminal=requested or terminal),
            folders=self.folders,
            now=lambda: datetime.now(timezone.utc),
            sleep=slept.append,
            make_portal=runtime.make_portal,
            make_portal_with=runtime.make_portal_with,
            make_prompter=make_prompter,
            make_screen=runtime.make_screen,
            make_drafts=runtime.make_drafts,
            make_accounts=runtime.make_accounts,
        )
        place = ("--portal", self.portal) if named else ()
        ended = run([*place, *arguments], context)
        assert isinstance(context.stdout, Stream)
        assert isinstance(context.stderr, Stream)
        outcome = Outcome(ended, context.stdout.getvalue(), context.stderr.getvalue(), tuple(slept))
        if code is not None:
            assert ended == code, f"exit code {ended}\n{outcome.out}\n{outcome.err}"
        assert "Traceback" not in outcome.err or "--debug" in arguments
        prompter.finish()
        return outcome

    def drafts(self) -> list[dict[str, Any]]:
        """What `ticket drafts list` tells."""
        listed: list[dict[str, Any]] = self.ticket("drafts", "list", "--json").json
        return listed


def customer(home: Path, portal: Portal) -> Person:
    """The portal's customer, signed in as the installation allows.

    By what the environment holds; with a two-factor sign-in by `ticket auth login`, whose session is kept.
    """
    quirks = portal.quirks
    if quirks.login_captcha:
        return Person(home, portal.url, {"TICKET_TOKEN": portal.pat})
    if not quirks.two_factor:
        env = {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
        return Person(home, portal.url, env)
    person = Person(home, portal.url)
    person.ticket(
        *("auth", "login", portal.url, "--username", portal.username, "--insecure-storage"),
        answers=[("Password", portal.password), ("Two-factor code", portal.code), ("Time zone", "")],
        named=False,
    )
    return person
