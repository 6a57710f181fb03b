"""The `ticket` command, also as `python -m ticketcli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process and exit with its code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # started often by scripts: answered before anything is imported
        from ticketcli.version import __version__

        sys.stdout.write(f"ticket {__version__}\n")
        return
    if arguments[:1] == ["__complete"]:  # asked by shells at every press of TAB
        import os

        from ticketcli.completion import answers

        answers.main(arguments[1:], os.environ, sys.stdout)
        return
    if arguments[-1:] == ["--help"] and _shown_before(arguments):
        return
    from ticketcli.app import run
    from ticketcli.process import context

    sys.exit(run(arguments, context()))


def _shown_before(arguments: list[str]) -> bool:
    """Show a help page that was kept. Where that fails, the long way does it, and says why."""
    import os

    from ticketcli.cli import help_cache

    page = help_cache.kept(arguments, sys.stdout, os.environ)
    if page is None:
        return False
    try:
        sys.stdout.write(f"{page}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
