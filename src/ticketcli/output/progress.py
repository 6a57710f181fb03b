"""Show progress on stderr: a bar, a spinner, or lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Lock, Timer, current_thread
from typing import TYPE_CHECKING, TextIO

from ticketcli.i18n import _
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from ticketcli.portals.base import Progress


def ignore_progress(done: int, total: int) -> None:
    """Ignore progress that nobody watches."""


@contextmanager
def show_bar(label: str, stream: TextIO, *, width: int, colour: bool) -> Iterator[Progress]:
    """Show a bar with bytes, rate and time left, gone when it ends. A narrow window shows less of it."""
    from rich.progress import (
        BarColumn,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Bar
    from rich.text import Text

    from ticketcli.output.widths import fit_text

    class AmountColumn(ProgressColumn):
        """How much came, of how much."""

        def render(self, task: Task) -> Text:
            done = format_size(int(task.completed))
            return Text(f"{done} / {format_size(int(task.total))}" if task.total else done)

    columns: list[str | ProgressColumn] = [TextColumn("{task.description}", markup=False)]
    if width >= 70:
        columns += [BarColumn(bar_width=None, pulse_style="", complete_style="bold", finished_style="bold")]
        columns += [AmountColumn(), TransferSpeedColumn(), TimeRemainingColumn(compact=True)]
    elif width >= 50:
        columns += [AmountColumn(), TransferSpeedColumn(), TimeRemainingColumn(compact=True)]
    else:
        columns += [TaskProgressColumn(), TimeRemainingColumn(compact=True)]
    with Bar(
        *columns, console=_make_console(stream, width, colour), transient=True, expand=width >= 70
    ) as shown:
        task = shown.add_task(fit_text(clean_line(label), max(10, width // 3)), total=None)

        def progress(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)

        yield progress


EVERY = timedelta(seconds=3)  # between two lines
DELAY = 0.5  # seconds until a spinner is shown


@contextmanager
def show_lines(
    label: str, say: Callable[[str], None], now: Callable[[], datetime], *, announced: bool
) -> Iterator[Progress]:
    """Print a sentence every few seconds, for logs and screen readers; `announced`: one at once too."""
    began = printed_at = now()
    printed = False

    def progress(done: int, total: int) -> None:
        nonlocal printed_at, printed
        time = now()
        if announced and not printed:
            printed = True
            say(describe_progress(label, 0, total, 0))
        elif time - printed_at >= EVERY:
            printed_at, printed = time, True
            say(describe_progress(label, done, total, (time - began).total_seconds()))

    yield progress
    if printed:
        say(_("{label}: done.").format(label=label))


def describe_progress(label: str, done: int, total: int, seconds: float) -> str:
    """Describe the progress: bytes, rate, and the time that is left at that rate."""
    rate = done / seconds if seconds > 0 else 0.0
    told = (
        _("{label}: {done} of {total}").format(label=label, done=format_size(done), total=format_size(total))
        if total
        else _("{label}: {done}").format(label=label, done=format_size(done))
    )
    if rate < 1:
        return told
    if total <= done:
        return _("{told}, {rate}/s").format(told=told, rate=format_size(int(rate)))
    return _("{told}, {rate}/s, {seconds} s left").format(
        told=told, rate=format_size(int(rate)), seconds=int((total - done) / rate)
    )


class Spinner:
    """A turning sign and a few words for what takes longer than `DELAY` seconds, gone when it is stopped."""

    def __init__(self, text: str, stream: TextIO, *, width: int, colour: bool) -> None:
        self._text = text
        self._stream = stream
        self._width = width
        self._colour = colour
        self._lock = Lock()
        self._timer: Timer | None = None
        self._status: Status | None = None

    def start(self) -> None:
        """Show it after the delay."""
        self._timer = Timer(DELAY, self._show)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Have it gone from the screen, and not come."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            status, self._timer, self._status = self._status, None, None
            if status is not None:
                status.stop()

    def _show(self) -> None:
        from rich.text import Text

        from ticketcli.output.widths import fit_text

        console = _make_console(self._stream, self._width, self._colour)
        words = Text(fit_text(clean_line(self._text), self._width - 4))
        status = console.status(words, spinner="line", spinner_style="")
        with self._lock:
            if self._timer is current_thread():
                self._status = status
                with suppress(
                    OSError, ValueError
                ):  # the terminal is gone or closed: the waiting command finds out
                    status.start()


def _make_console(stream: TextIO, width: int, colour: bool) -> Console:
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        force_terminal=True,
        color_system="standard" if colour else None,
        no_color=True,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
