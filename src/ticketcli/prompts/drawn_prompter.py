"""Asking on a terminal that can be redrawn: arrow keys, completion, texts edited in place.

Drawn on stderr, for stdout is the answer's. Emphasis is bold and reverse only, which read
the same on light and dark.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from ticketcli.i18n import _
from ticketcli.model.phrases import join_phrases
from ticketcli.prompts.prompter import BACK, Check, Choice, CutShort, GoBack, read_yes_or_no
from ticketcli.prompts.terminal_input import discard_waiting

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings

_USUAL, _NARROWEST = 80, 20  # columns

# The library's orange is hard to read on white, and is not a colour that a user chose.
_PLAIN = [("qmark", "noinherit bold"), ("question", "bold"), ("answer", "noinherit")]  # data


class DrawnPrompter:
    """A prompter on a terminal that can be redrawn."""

    completes_paths = True

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
        """Ask for one line, to be edited with the usual keys; after a fault it is edited further."""
        return self._line(question, default, check)

    def lines(self, question: str, *, hint: str, default: str = "", commands: Collection[str] = ()) -> str:
        """Ask for several lines, all of which can be edited until the end."""
        from ticketcli.prompts.text_keys import make_text_bindings

        title = f"{self._shown(question)}{self._beside(question, hint)}\n "
        typed = self._typed(
            title, default, make_text_bindings(self._stdin, (BACK, *commands)), multiline=True
        )
        text = typed.strip("\n").rstrip()
        return text if text in commands else self._or_back(text)

    def secret(self, question: str) -> str:
        """Ask for one line shown as asterisks."""
        from ticketcli.prompts.text_keys import make_line_bindings

        title = join_phrases(self._shown(question), "")
        return self._typed(title, "", make_line_bindings(self._stdin), is_password=True)

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for yes or no, in a word or its first letter."""
        usual = _("(Y/n)") if default else _("(y/N)")

        def fault(answer: str) -> str | None:
            if read_yes_or_no(answer, default=default) is None:
                return _("Please answer yes or no.")
            return None

        answer = self._line(join_phrases(question, usual), check=fault, corrects=False)
        return read_yes_or_no(answer, default=default) is True

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """Ask for one of the choices, by arrow keys; among many also by typing a part of it."""
        from ticketcli.prompts.choice_list import ChoiceList

        shown = ChoiceList(question, choices, default, broken=self._shown, beside=self._beside)
        with self._terminal():
            return self._run(shown.application())

    def path(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """Ask for paths, completed with Tab as in a shell."""
        from ticketcli.prompts.path_completer import PathsCompleter

        return self._line(question, default, check, PathsCompleter())

    def _line(
        self,
        question: str,
        default: str = "",
        check: Check | None = None,
        completer: Completer | None = None,
        *,
        corrects: bool = True,
    ) -> str:
        """Ask for one line; after a fault it is edited further, or typed anew unless it `corrects`."""
        from ticketcli.prompts.text_keys import make_line_bindings

        asked_again = False
        while True:
            title = join_phrases(self._shown(question), "")
            keys = make_line_bindings(self._stdin)
            default = self._typed(title, default, keys, asked_again=asked_again, completer=completer)
            asked_again = True
            self._or_back(default)
            fault = check(default) if check else None
            if fault is None:
                return default
            self.say(fault)
            default = default if corrects else ""

    def _typed(
        self, title: str, default: str, keys: KeyBindings, *, asked_again: bool = False, **options: Any
    ) -> str:
        from prompt_toolkit.layout.processors import TabsProcessor
        from prompt_toolkit.shortcuts import CompleteStyle
        from questionary import Style, text

        with self._terminal():
            asked = text(
                title.removesuffix(" "),  # one is added
                default=default,
                qmark="?",
                style=Style(_PLAIN),
                instruction="",  # what ends several lines is said in the title
                prompt_continuation=" ",
                key_bindings=keys,
                input_processors=[TabsProcessor(char1=" ", char2=" ")],
                complete_style=CompleteStyle.READLINE_LIKE,
                complete_while_typing=False,
                enable_suspend=True,
                **options,
            )
            if not title.endswith(" "):
                _drop_blank_before_answer(asked.application)
            return self._run(asked.application, asked_again=asked_again)

    def _run(self, application: Application[str], *, asked_again: bool = False) -> str:
        from prompt_toolkit.input.typeahead import clear_typeahead

        if not asked_again:
            discard_waiting(self._stdin)
            clear_typeahead(application.input)
        application.ttimeoutlen = 0.05  # seconds after which Escape is no longer taken for an arrow key
        try:
            return application.run()
        except (KeyboardInterrupt, EOFError, OSError) as reason:  # the last where the terminal was closed
            raise CutShort(application.current_buffer.text) from reason

    def _or_back(self, answer: str) -> str:
        if answer.strip() == BACK:
            raise GoBack
        return answer

    def _shown(self, text: str, indent: str = "  ") -> str:
        # What draws the questions breaks lines anywhere, and puts a question mark for what an encoding lacks.
        from ticketcli.output.encoding import encode_for
        from ticketcli.output.widths import wrap_text

        room = max(_NARROWEST, self._columns() - len(indent))
        return encode_for(self._stderr, f"\n{indent}".join(wrap_text(text, room)))

    def _beside(self, question: str, hint: str) -> str:
        """Return what is said behind a question, or below where it does not fit."""
        from rich.cells import cell_len

        line = f"  {self._shown(question)}".rpartition("\n")[2]
        shown = self._shown(hint)
        fits = cell_len(join_phrases(line, hint)) < self._columns()
        return join_phrases(line, shown).removeprefix(line) if fits else f"\n  {shown}"

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
        from prompt_toolkit.output.vt100 import Vt100_Output

        output = create_output(self._stderr)
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # the library warns where a terminal does not tell its cursor's place
        with create_app_session(input=create_input(self._stdin), output=output):
            yield


def _drop_blank_before_answer(application: Application[str]) -> None:
    """Take the blank off that questionary sets behind a question: full-width marks need none."""
    from prompt_toolkit.formatted_text import to_formatted_text

    window = application.layout.current_window
    get_prefix = window.get_line_prefix

    def get_shorter_prefix(line: int, wrapped: int) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = to_formatted_text(get_prefix(line, wrapped) if get_prefix else "")
        ends_blank = line == wrapped == 0 and fragments and fragments[-1][1] == " "
        return fragments[:-1] if ends_blank else fragments

    window.get_line_prefix = get_shorter_prefix
