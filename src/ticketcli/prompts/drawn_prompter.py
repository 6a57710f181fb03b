"""Asking with questionary: arrow keys, completion, faults shown while typing.

Drawn on stderr, for stdout is the answer's. Emphasis is bold and reverse only, which read
the same on light and dark.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from ticketcli.i18n import _
from ticketcli.prompts.prompter import Check, Choice, CutShort, ended, without_end

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

_STYLE = [
    ("qmark", "noinherit bold"),  # data
    ("question", "bold"),
    ("answer", "noinherit"),
    ("pointer", "bold"),
    ("highlighted", "bold"),
    ("instruction", "noinherit"),
    ("search_success", "noinherit bold"),  # data
    ("search_none", "noinherit bold"),  # data
    ("validation-toolbar", "noinherit reverse"),  # data
]
_USUAL, _NARROWEST = 80, 20  # columns
_MANY = 9  # choices beyond which typing finds faster than arrow keys


class Questions:
    """A prompter on a terminal that can be redrawn."""

    redraws = True

    def __init__(self, stdin: TextIO, stderr: TextIO) -> None:
        self._stdin = stdin
        self._stderr = stderr

    def say(self, text: str) -> None:
        """Show a line or a few, broken between words where the window is narrow."""
        from ticketcli.output.widths import wrap_text

        lines = wrap_text(text, max(_NARROWEST, self._columns()))
        self._stderr.write("".join(f"{line}\n" for line in lines))
        self._stderr.flush()

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """One line of text, to be edited with the usual keys."""
        import questionary

        with self._terminal():
            return self._ask(
                questionary.text(
                    self._shown(question),
                    default=default,
                    validate=_validator(check),
                    validate_while_typing=False,
                    **_look(),
                )
            )

    def lines(self, question: str) -> str:
        """Several lines, all of which can be edited until the end."""
        import questionary

        with self._terminal():
            typed = self._ask(
                questionary.text(
                    self._shown(question),
                    multiline=True,
                    instruction=self._beside(
                        question, _("(end with a line that holds a single dot, or with Ctrl-D)\n")
                    ),
                    key_bindings=_ending(),
                    **_look(),
                )
            )
        return without_end(typed.split("\n"))

    def secret(self, question: str) -> str:
        """One line shown as asterisks."""
        import questionary

        with self._terminal():
            return self._ask(questionary.password(self._shown(question), **_look()))

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Yes or no, by its first letter or Enter."""
        import questionary
        from questionary.prompts import confirm

        # What is shown as the answer; the library has it as constants.
        vars(confirm).update(YES=_("Yes"), NO=_("No"))
        with self._terminal():
            return bool(self._answer(questionary.confirm(self._shown(question), default=default, **_look())))

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """One of the choices, by arrow keys; among many also by typing a part of it."""
        import questionary
        from prompt_toolkit.filters import Always

        from ticketcli.prompts.choices import Offered, know_their_list

        many = len(choices) > _MANY
        with self._terminal():
            asked = questionary.select(
                self._shown(question),
                [
                    Offered(self._shown(choice.line, "   "), self._shown(choice.label), choice.value)
                    for choice in choices
                ],
                default=default if any(choice.value == default for choice in choices) else None,
                pointer=">",  # its own is no ASCII
                use_indicator=False,
                use_jk_keys=not many,
                use_search_filter=many,
                instruction=self._beside(
                    question, _("(arrow keys, or type to filter)") if many else _("(arrow keys)")
                ),
                **_look(),
            )
            know_their_list(asked)
            for window in asked.application.layout.find_all_windows():
                window.wrap_lines = Always()  # a narrow terminal shows a description whole
            return str(self._answer(asked))

    def path(self, question: str, *, check: Check | None = None) -> str:
        """A path, completed with Tab as in a shell: one Enter takes it."""
        import questionary
        from prompt_toolkit.shortcuts import CompleteStyle
        from questionary.prompts.path import GreatUXPathCompleter

        with self._terminal():
            return self._ask(
                questionary.text(
                    self._shown(question),
                    validate=_validator(check),
                    validate_while_typing=False,
                    completer=GreatUXPathCompleter(expanduser=True),
                    complete_style=CompleteStyle.READLINE_LIKE,
                    complete_while_typing=False,
                    **_look(),
                )
            )

    def _shown(self, text: str, indent: str = "  ") -> str:
        # What draws the questions breaks lines anywhere, and puts a question mark for what an encoding lacks.
        from ticketcli.output.encoding import encode_for
        from ticketcli.output.widths import wrap_text

        room = max(_NARROWEST, self._columns() - len(indent))
        return encode_for(self._stderr, f"\n{indent}".join(wrap_text(text, room)))

    def _beside(self, question: str, instruction: str) -> str:
        """What is said behind a question, or below where it does not fit."""
        from rich.cells import cell_len

        line = f"  {self._shown(question)}".rpartition("\n")[2]
        shown = self._shown(instruction)
        fits = cell_len(line) + 1 + cell_len(instruction) < self._columns()
        return shown if fits else f"\n  {shown}"

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stderr.fileno()).columns
        except OSError:
            return _USUAL

    @contextmanager
    def _terminal(self) -> Iterator[None]:
        from prompt_toolkit.application import create_app_session
        from prompt_toolkit.input import create_input
        from prompt_toolkit.output import create_output

        with create_app_session(input=create_input(self._stdin), output=create_output(self._stderr)):
            yield

    def _ask(self, question: Question) -> str:
        try:
            return str(question.unsafe_ask())
        except (KeyboardInterrupt, EOFError) as reason:
            raise CutShort(question.application.current_buffer.text) from reason

    def _answer(self, question: Question) -> Any:
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError) as reason:
            raise CutShort from reason


def _look() -> dict[str, Any]:
    from questionary import Style

    return {"qmark": "?", "style": Style(_STYLE)}


def _validator(check: Check | None) -> Any:
    if check is None:
        return None
    return lambda answer: check(answer) or True


def _ending() -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.document.is_cursor_at_the_end and ended(buffer.text.split("\n")):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.validate_and_handle()
        else:
            event.app.exit(exception=EOFError, style="class:exiting")

    return keys
