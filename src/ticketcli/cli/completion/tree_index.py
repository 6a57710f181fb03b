"""Cache the tree of commands for completions, as JSON from one start to the next.

To read it from the declarations takes every command's module. It is kept in each language as help pages
are, and read anew when any file that it was made from has changed.
"""

from __future__ import annotations

import json

from ticketcli.cli import page_cache
from ticketcli.i18n.catalogue import get_language
from ticketcli.system.folders import find_folder

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ticketcli.cli.command_tree import Command, Option, Value


def read_tree(env: Mapping[str, str]) -> dict[str, Any]:
    """Return the root command in the language spoken: `options`, `arguments`, `summary` and `commands`.

    The options of every command stand at the root alone.
    """
    cache, name = find_folder("cache", env), f"completion/commands-{get_language()}"
    text = page_cache.read(name, cache)
    if text is None:
        from ticketcli.cli.command_tree import read_commands

        text = json.dumps(_index_command(read_commands(), ()), ensure_ascii=False)
        page_cache.write(text, name, cache=cache, language=get_language())
    found: dict[str, Any] = json.loads(text)
    return found


def _index_command(command: Command, common: tuple[Option, ...]) -> dict[str, Any]:
    own = [option for option in command.options if option not in common]
    if not command.path:
        common = tuple(own)
    return {
        "summary": command.summary,
        "options": [
            {"names": each.names, "help": each.help, "value": _index_value(each.value), "many": each.many}
            for each in own
        ],
        "arguments": [{"value": _index_value(each.value), "many": each.many} for each in command.arguments],
        "commands": {each.path[-1]: _index_command(each, common) for each in command.commands},
    }


def _index_value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"kind": value.kind, "words": value.words, "separated": value.separated}
