"""The `ticket` command, also as `python -m ticketcli`."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from typing import TextIO


def main() -> None:
    """Run the command line of this process and exit with its code."""
    gc.set_threshold(50_000)  # objects; with the usual 700 a tenth of a start is spent on looking for garbage
    try:
        _open_what_is_closed()
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program itself is still being read
        code = 130
    for stream in (sys.stdout, sys.stderr):
        _drop_unwritten(stream)
    gc.freeze()  # what is left ends with the process: nothing of it is worth looking through
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["__complete"]:  # asked by shells at every press of TAB
        from ticketcli.cli.completion import protocol

        protocol.answer_question(arguments[1:], os.environ, sys.stdout)
        return 0
    text = _answer_at_once(arguments)
    if text is not None and _write_text(text):
        return 0
    from ticketcli.app import run
    from ticketcli.runtime import make_context

    return run(arguments, make_context())


def _answer_at_once(arguments: list[str]) -> str | None:
    """What is answered before anything large is imported: the version, and help that was shown before."""
    if arguments == ["--version"]:
        from ticketcli.version import __version__

        return f"ticket {__version__}"
    if arguments[-1:] in (["--help"], ["-h"]):
        from ticketcli.cli import page_cache

        return page_cache.find_help(arguments, sys.stdout, os.environ)
    return None


def _write_text(text: str) -> bool:
    """Whether it could be written. Where it could not, the long way tells what is wrong."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:
        _drop_unwritten(sys.stdout)
        return False
    return True


def _drop_unwritten(stream: TextIO) -> None:
    """Empty the buffer of a stream that takes nothing; the interpreter would fail on it again at its end."""
    try:
        stream.flush()
    except OSError:
        kept = os.dup(stream.fileno())
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        stream.flush()
        os.dup2(kept, stream.fileno())
        os.close(nowhere)
        os.close(kept)


def _open_what_is_closed() -> None:
    # Python has None for a stream that whoever started it has closed (`>&-`), and the next file that
    # is opened would get its number.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
