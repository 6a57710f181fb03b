"""What Enter, Ctrl-D and a paste do where a text is typed on a drawn prompt."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TextIO

from ticketcli.prompts.prompter import END
from ticketcli.prompts.terminal_input import has_more

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


def make_line_bindings(stdin: TextIO) -> KeyBindings:
    """Enter ends the line, unless more follows it in a paste: the lines of that are joined."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        if _is_text_following(event, stdin):
            event.current_buffer.insert_text(" ")
        else:
            event.current_buffer.validate_and_handle()

    @keys.add("<bracketed-paste>")
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(" ".join(event.data.split()))

    return keys


def make_text_bindings(stdin: TextIO, commands: Collection[str]) -> KeyBindings:
    """A line that is END ends the text, or Ctrl-D; so does Enter where all of it is one of `commands`.

    Nothing ends it in the middle of a paste, whether or not the terminal marks pastes as such.
    """
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        ended = buffer.document.is_cursor_at_the_end and (
            buffer.document.current_line == END or buffer.text in commands
        )
        if ended and not _is_text_following(event, stdin):
            if buffer.document.current_line == END:
                buffer.delete_before_cursor(len(END))
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    @keys.add("tab")
    def _tab(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\t")

    @keys.add("c-d")
    def _end(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.validate_and_handle()
        else:
            event.app.exit(exception=EOFError, style="class:exiting")

    return keys


def _is_text_following(event: KeyPressEvent, stdin: TextIO) -> bool:
    """Return whether text comes right behind this key, as only in a paste. Ends of lines are no text."""
    processor = event.key_processor
    while not any(_is_text(press.key) for press in processor.input_queue):
        if not has_more(stdin):
            return False
        processor.feed_multiple(event.app.input.read_keys())
        if event.app.input.closed:
            return False
    return True


def _is_text(key: str) -> bool:
    return len(key) == 1
