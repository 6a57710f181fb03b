"""The commands, one file each: a thin Typer function, and a plain `run(options, context)` beside it."""
