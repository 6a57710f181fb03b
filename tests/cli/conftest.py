"""The contexts that commands are run in."""

from tests.commands.conftest import folders, make_context, now

__all__ = ["folders", "make_context", "now"]
