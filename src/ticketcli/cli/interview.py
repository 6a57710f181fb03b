"""Connect the interview about a draft to this run's terminal, portal and draft."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import CannotCarry
from ticketcli.portals.capabilities import Capabilities, Feature, RouteName
from ticketcli.prompts.editor import Editor, HoldFile, make_hold_file, make_runner
from ticketcli.prompts.interview import Interview, Offers

if TYPE_CHECKING:
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.context import Context


def make_interview(
    context: Context,
    working: WorkingDraft,
    draft: Draft,
    template: str | None = None,
    quoted: Sequence[str] = (),
) -> Interview:
    """Make the interview about a draft. The portal is asked only where a question needs it.

    `template` is the text that the message starts from, where the command line chose one.
    """
    reply = draft.kind == "reply"

    @cache
    def departments() -> Sequence[Department]:
        return context.portal.departments()

    @cache
    def services() -> Sequence[Service]:
        return context.portal.services()

    @cache
    def capabilities() -> Capabilities:
        return context.portal.capabilities()

    @cache
    def supports(feature: Feature) -> bool:
        try:
            route = context.portal.check(frozenset({feature}), reply=reply)
        except CannotCarry:
            return False
        return reply or not _wants_captcha(context, route)

    def zip(paths: Sequence[Path]) -> Path:
        from ticketcli.usecases.zip_files import zip_into

        left_out: list[str] = []
        zipped = zip_into(paths, working.folder_for_files(draft), left_out)
        for sentence in left_out:
            context.prompter.say(sentence)
        return zipped

    def clipboard() -> Path:
        from ticketcli.usecases.clipboard import paste_picture

        return paste_picture(working.folder_for_files(draft), context.env)

    def templates(department: str | None) -> Mapping[str, str]:
        from ticketcli.accounts.templates import Templates

        offered = Templates(context.folders.config).offered(department)
        return {template.name: template.text for template in offered}

    return Interview(
        prompter=context.prompter,
        editor=make_editor(context, lambda: working.hold_text(draft)),
        offers=Offers(
            departments=departments,
            services=services,
            capabilities=capabilities,
            supports=supports,
            zip=zip,
            clipboard=clipboard if _has_clipboard(context) else None,
            templates=templates,
        ),
        save=working.save,
        template=template,
        quoted=quoted,
    )


def conclude_review(draft: Draft, verdict: str, working: WorkingDraft, context: Context) -> Draft | None:
    """Return the draft where it is to be sent, None where it stays a draft.

    Raises Cancelled where it is discarded.
    """
    if verdict == "discard":
        working.delete()
        raise Cancelled(_("Cancelled. Nothing was sent; the draft was discarded."))
    if verdict == "keep":
        working.entry_for(draft)
        context.screen.note(working.hint)
        return None
    return draft


def _wants_captcha(context: Context, route: RouteName) -> bool:
    return route == "web" and context.portal.capabilities().ticket_captcha is True


def make_editor(context: Context, hold_file: HoldFile | None = None) -> Editor:
    """Make the user's editor on this run's terminal, its file a new one unless `hold_file` yields another."""
    run = make_runner(context.env, context.stdout, context.stderr)
    return Editor(context.env, hold_file or make_hold_file(context.folders.state), run)


def _has_clipboard(context: Context) -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(context.env.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))
