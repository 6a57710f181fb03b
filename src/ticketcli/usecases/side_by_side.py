"""Run what waits for answers side by side, a few at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 4
"""So many tasks run at a time."""


def run_side_by_side(tasks: Sequence[Callable[[], T]], begun: threading.Event) -> Iterator[T]:
    """Yield what the tasks return, in their order, while some of those to come are done. Raises the same.

    The first of them has `begun` set when the others may start. The threads are daemons, unlike those of
    `concurrent.futures`: Ctrl-C waits for none of them.
    """
    if len(tasks) == 1:
        yield tasks[0]()
        return
    results: list[T | None] = [None] * len(tasks)
    errors: list[Exception | None] = [None] * len(tasks)
    ended = [threading.Event() for _task in tasks]
    following = iter(range(len(tasks)))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                index = next(following, None)
            if index is None:
                return
            try:
                results[index] = tasks[index]()
            except Exception as error:
                errors[index] = error
            ended[index].set()

    for worker in range(min(AT_ONCE, len(tasks))):
        threading.Thread(target=work, daemon=True).start()
        while worker == 0 and not begun.wait(1.0):  # without an end, Windows would not hear Ctrl-C
            continue
    for index, event in enumerate(ended):
        while not event.wait(1.0):
            continue
        error = errors[index]
        if error is not None:
            raise error
        yield results[index]  # type: ignore[misc]
