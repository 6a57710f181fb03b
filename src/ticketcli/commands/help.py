"""`ticket help [TOPIC]`, and the manual pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument, flag
from ticketcli.cli.registry import COMMANDS
from ticketcli.cli.topics import TOPICS, read_topic
from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName
from ticketcli.output.setup_shapes import shape_topic

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Explain a topic or a command.

    \b
    Examples:
      ticket help
      ticket help exit-codes
      ticket help new
      ticket help new --man | man -l -
    """

    topic: str | None = argument("TOPIC", values="topics", required=False, help="A topic or a command.")
    man: bool = flag("--man", help="Print the manual page of ticket, or of a command.")


def run(options: Options, context: Context) -> None:
    """Print the text of a topic, the help of a command, or a manual page. Raises UnknownName."""
    if options.man:
        _show_manual(options.topic, context)
        return
    usage = None
    if options.topic in COMMANDS and options.topic not in TOPICS:
        from ticketcli.cli import help_page, page_cache

        usage = help_page.write_help((options.topic,), page_cache.get_width(context.stdout, context.env))
    explained = usage or (read_topic(options.topic) if options.topic else _list_topics())
    if not context.options.json:
        context.screen.long(explained, flows=usage is None)
    elif options.topic is None:
        context.screen.json([shape_topic(topic, _(summary)) for topic, summary in TOPICS.items()])
    else:
        context.screen.json(shape_topic(options.topic, explained))


def _show_manual(topic: str | None, context: Context) -> None:
    """Print a manual page as man reads it: the program's, or a command's. Raises UnknownName."""
    from ticketcli.cli.command_tree import read_commands
    from ticketcli.cli.man_page import get_page_name, write_page

    root = read_commands()
    pages = {get_page_name(command): command for command in (root, *root.commands)}
    page = f"ticket-{topic}" if topic else "ticket"
    if page not in pages:
        raise UnknownName(
            _("There is no manual page for “{topic}”. Manual pages:").format(topic=topic),
            [command.path[0] for command in root.commands],
            _("See: ticket --help"),
        )
    source = write_page(pages[page], root)
    if context.options.json:
        context.screen.json(shape_topic(topic or "ticket", source))
    else:
        context.stdout.write(source)


def _list_topics() -> str:
    lines = [f"  ticket help {topic:13}  {_(summary)}" for topic, summary in TOPICS.items()]  # data
    return "\n".join([_("Topics:"), *lines, "", _("For a command: ticket help COMMAND")])
