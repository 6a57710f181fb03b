"""A list of choices on a terminal: arrow keys choose one, and among many typing filters them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from ticketcli.i18n import _
from ticketcli.prompts.prompter import BACK, Choice, GoBack

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

MANY = 9
"""So many choices are passed quickly with arrow keys; with more, what is typed filters them."""

_WITHIN = " " * 5  # before what a choice goes on with in its next line

Handler = TypeVar("Handler", bound=Callable[..., None])


class ChoiceList:
    """What is shown of the choices now, and the keys that change it.

    `broken` breaks a line to the window's width, with an indent; `beside` gives what follows a
    question, on its line or below it.
    """

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        default: str | None,
        *,
        broken: Callable[[str, str], str],
        beside: Callable[[str, str], str],
    ) -> None:
        self._question, self._choices = question, choices
        self._broken, self._beside = broken, beside
        self._filters = len(choices) > MANY
        self._typed = ""
        values = [choice.value for choice in choices]
        self._at = values.index(default) if default in values else 0
        self._chosen: Choice | None = None

    def application(self) -> Application[str]:
        """Return what shows the list until one is chosen; its result is the value of that one."""
        from prompt_toolkit.application import Application
        from prompt_toolkit.layout import FormattedTextControl, Layout, Window

        control = FormattedTextControl(self._shown, focusable=True, show_cursor=False)
        window = Window(control, wrap_lines=True, dont_extend_height=True)
        return Application(layout=Layout(window), key_bindings=self._keys())

    @property
    def _matches(self) -> list[Choice]:
        part = self._typed.casefold()
        return [choice for choice in self._choices if part in choice.line.casefold()]

    def _shown(self) -> StyleAndTextTuples:
        title: StyleAndTextTuples = [("bold", "? "), ("bold", self._broken(self._question, "  "))]
        if self._chosen is not None:
            return [*title, ("", self._beside(self._question, self._chosen.label))]
        hint = _("(arrow keys, or type to filter)") if self._filters else _("(arrow keys)")
        lines: StyleAndTextTuples = [*title, ("", self._beside(self._question, hint))]
        if self._typed:
            lines += [("", f"\n  /{self._typed}")]
        for index, choice in enumerate(self._matches):
            here = index == self._at
            lines += [("[SetCursorPosition]", "")] if here else []
            line = self._broken(choice.line, _WITHIN)
            lines += [("", "\n"), ("bold" if here else "", f" {'>' if here else ' '} {line}")]
        if not self._matches:
            lines += [("", "\n   "), ("", _("no match"))]
        return lines

    def _keys(self) -> KeyBindings:
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        keys = KeyBindings()

        def on(*names: str) -> Callable[[Handler], Handler]:
            def add(handler: Handler) -> Handler:
                for name in names:
                    keys.add(name)(handler)
                return handler

            return add

        @on("up", "c-p")
        def _up(_: KeyPressEvent) -> None:
            self._move(-1)

        @on("down", "c-n")
        def _down(_: KeyPressEvent) -> None:
            self._move(1)

        @on("enter")
        def _enter(event: KeyPressEvent) -> None:
            if self._matches:
                self._chosen = self._matches[self._at]
                event.app.exit(result=self._chosen.value)

        @on("c-c", "<sigint>")
        def _interrupt(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        @on("c-d")
        def _end(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError)

        @on("escape")
        def _back(event: KeyPressEvent) -> None:
            event.app.exit(exception=GoBack())

        @on("backspace")
        def _shorter(_: KeyPressEvent) -> None:
            self._filter(self._typed[:-1])

        @keys.add(Keys.Any)
        def _type(event: KeyPressEvent) -> None:
            if event.data == BACK and not self._typed:
                event.app.exit(exception=GoBack())
            elif self._filters and event.data.isprintable():
                self._filter(self._typed + event.data)

        return keys

    def _move(self, by: int) -> None:
        if self._matches:
            self._at = (self._at + by) % len(self._matches)

    def _filter(self, typed: str) -> None:
        if typed != self._typed:
            self._typed, self._at = typed, 0
