"""What the questions about a draft work with, and the order they are asked in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.draft import Draft, Unfinished
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.capabilities import Capabilities, Feature
from ticketcli.prompts.editor import Editor
from ticketcli.prompts.prompter import BACK, Check, CutShort, GoBack, Prompter


@dataclass(frozen=True)
class Offers:
    """What can be had for a draft. Each is called only where a question needs it, and may raise
    what a portal raises.

    `zip` packs files and folders into one file, whose path it gives; `clipboard` saves the
    picture there and gives its path, and is None where this platform has no clipboard.
    `templates` gives the texts that a message for a department can start from, by their names;
    the one named “default” takes precedence over the guide's headings.
    """

    departments: Callable[[], Sequence[Department]]
    services: Callable[[], Sequence[Service]]
    capabilities: Callable[[], Capabilities]
    supports: Callable[[Feature], bool]
    zip: Callable[[Sequence[Path]], Path]
    clipboard: Callable[[], Path] | None = None
    templates: Callable[[str | None], Mapping[str, str]] = lambda _: {}


@dataclass(frozen=True)
class Interview:
    """Who asks, the editor to write in, what is offered, and what saves a draft after every answer.

    `template` is the text that the message is to start from, where one was chosen already; `quoted`
    are lines that the editor shows as a comment.
    """

    prompter: Prompter
    editor: Editor
    offers: Offers
    save: Callable[[Draft], None]
    template: str | None = None
    quoted: Sequence[str] = ()


@dataclass(frozen=True)
class Question:
    """One question of an interview, as it stands in the order and in the list of changes.

    `is_open`: whether it is to be asked about a draft before the review. `required`: whether nothing can
    be sent without an answer. `offered`: whether it makes sense at this portal. `answer`: what the draft
    holds, in a few words; "" for nothing. `parts` are the names of further questions that it asks.
    """

    name: str
    label: str
    ask: Callable[[Draft, Interview], Draft]
    is_open: Callable[[Draft], bool]
    answer: Callable[[Draft], str]
    required: bool = False
    offered: Callable[[Interview], bool] = lambda _: True
    parts: tuple[str, ...] = ()


def ask_open_questions(draft: Draft, questions: Sequence[Question], interview: Interview) -> Draft:
    """Ask every question that is open, in order, and save the draft after each answer.

    An answer that was cut short is asked for again, with what was typed of it. BACK asks the
    required question before the current one again.
    """
    index, again = 0, False
    told = False
    while index < len(questions):
        question = questions[index]
        is_open = question.is_open(draft) or draft.is_unfinished(question.name, *question.parts)
        if not (again or (is_open and question.offered(interview))):
            index += 1
            continue
        if not told:
            told = True
            interview.prompter.say(
                _("(Ctrl-C stops and saves a draft; {back} goes back to the previous question)").format(
                    back=BACK
                )
            )
        try:
            draft = ask(question, draft, interview)
        except GoBack:
            index = max((at for at in range(index) if questions[at].required), default=index)
            again = True
        else:
            index, again = index + 1, False
    return draft


def ask(question: Question, draft: Draft, interview: Interview) -> Draft:
    """Ask one question and save the draft with its answer."""
    draft = question.ask(draft, interview)
    if draft.is_unfinished(question.name, *question.parts):
        draft = replace(draft, unfinished=None)
    interview.save(draft)
    return draft


def ask_text(
    name: str,
    question: str,
    draft: Draft,
    interview: Interview,
    *,
    default: str = "",
    check: Check | None = None,
    path: bool = False,
) -> str:
    """Ask for a line of text, or for paths; what was typed of one that is cut short is saved."""
    ask = interview.prompter.path if path else interview.prompter.text
    try:
        return ask(question, default=draft.typed(name) or default, check=check)
    except CutShort as cut:
        save_unfinished(name, cut.typed, draft, interview)
        raise


def save_unfinished(name: str, typed: str, draft: Draft, interview: Interview) -> None:
    """Save what was typed of the answer to a question, beside the answer that the draft holds."""
    if typed.strip():
        interview.save(replace(draft, unfinished=Unfinished(name, typed)))


def make_required_check(fault: str) -> Check:
    """Return a check that finds fault with an empty answer."""
    return lambda answer: None if answer.strip() else fault


def name_department(department: Department, among: Sequence[Department]) -> str:
    """Return what names this department alone: its name, or its id where that could mean another."""
    key = department.name.casefold()
    same = [other for other in among if other.name.casefold() == key]
    return department.name if key.strip() and len(same) == 1 else department.id


def name_service(service: Service, among: Sequence[Service]) -> str:
    """Return what names this service alone: its name, or its id where that could mean another."""
    key = service.name.casefold()
    same = [
        other
        for other in among
        if key in (other.name.casefold(), other.label.casefold(), (other.domain or "").casefold())
    ]
    return service.name if key.strip() and len(same) == 1 else service.id
