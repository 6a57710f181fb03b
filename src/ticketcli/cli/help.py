"""`ticket help [TOPIC]`."""

from __future__ import annotations

import typer


def command(ctx: typer.Context) -> None:
    """Explain a topic."""
