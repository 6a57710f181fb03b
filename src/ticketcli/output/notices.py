"""Print notices, hints, warnings and progress on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from ticketcli.i18n import _
from ticketcli.model.text import clean
from ticketcli.output import progress as signs
from ticketcli.output.accessible import may_move
from ticketcli.output.colour import choose_shade, paint
from ticketcli.output.terminal_size import get_size

if TYPE_CHECKING:
    from ticketcli.portals.base import Progress


class Notices:
    """The stream beside the answers. `still` keeps everything from moving, whatever it can do.

    `verbose` has progress told in lines where no terminal shows it. `now` gives the time, aware.
    """

    def __init__(
        self,
        stderr: TextIO,
        env: Mapping[str, str],
        *,
        now: Callable[[], datetime],
        still: bool = False,
        verbose: bool = False,
    ) -> None:
        self._now = now
        self._verbose = verbose
        self._stderr = stderr
        self._stderr_env = env
        self._stderr_shade = choose_shade(env, terminal=stderr.isatty())
        self._spinner: signs.Spinner | None = None
        self._moving = not still and may_move(env, terminal=stderr.isatty())
        self._in_words = stderr.isatty() and not may_move(env, terminal=True)

    def note(self, text: str) -> None:
        """Print something to know."""
        self._write_notice(text)

    def hint(self, text: str) -> None:
        """Print what could be done next: never wrapped, so that a command in it can be copied."""
        self._write_notice(text, "dim", wrapped=False)

    def warn(self, text: str) -> None:
        """Print that something may not be as wanted."""
        self._write_notice(_("Warning: {text}").format(text=text), "red")

    @contextmanager
    def progress(self, label: str) -> Iterator[Progress]:
        """Show a progress bar where stderr is a terminal, lines where nothing may move or in a log that
        wants them. Yields what is to be told of bytes sent."""
        if not self._moving:
            if self._stderr.isatty() or self._verbose:
                with signs.show_lines(
                    label, self._write_notice, self._now, announced=self._in_words
                ) as progress:
                    yield progress
            else:
                yield signs.ignore_progress
            return
        with signs.show_bar(
            label, self._stderr, width=self._stderr_width, colour=self._stderr_shade is not None
        ) as progress:
            yield progress

    @contextmanager
    def busy(self, text: str) -> Iterator[None]:
        """Show a spinner where stderr is a terminal and it takes a while, or the words alone.

        Who asks meanwhile does it `paused`.
        """
        if not self._moving:
            if self._in_words:
                self._write_notice(_("{what}...").format(what=text))
            yield
            return
        self._spinner = spinner = signs.Spinner(
            text, self._stderr, width=self._stderr_width, colour=self._stderr_shade is not None
        )
        spinner.start()
        try:
            yield
        finally:
            self._spinner = None
            spinner.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Hide the spinner, if one is turning, for as long as this lasts."""
        spinner = self._spinner
        if spinner is None:
            yield
            return
        spinner.stop()
        try:
            yield
        finally:
            spinner.start()

    @property
    def _stderr_width(self) -> int:
        return get_size(self._stderr, self._stderr_env)[0]

    def _write_notice(self, text: str, style: str = "", *, wrapped: bool = True) -> None:
        lines: Iterable[str] = clean(text).split("\n")
        if wrapped and self._stderr.isatty():
            from ticketcli.output.widths import wrap_text

            lines = wrap_text(clean(text), self._stderr_width)
        with self.paused():
            self._stderr.write(paint(([(line, style)] for line in lines), shade=self._stderr_shade))
            self._stderr.flush()
