"""`ticket help [TOPIC]`, and the manual pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from ticketcli.cli.topics import TOPICS, read_topic
from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName

if TYPE_CHECKING:
    import typer

    from ticketcli.cli.completion.commands import Command
    from ticketcli.context import Context


@dataclass(frozen=True)
class Options:
    """What to explain; None lists the topics. `usage` is the text where it is a command."""

    topic: str | None = None
    usage: str | None = None


def command(
    ctx: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="A topic, or a command's name.")
    ] = None,
    man: Annotated[
        bool, typer.Option("--man", help="Print the manual page of ticket, or of a command.")
    ] = False,
) -> None:
    """Explain a topic, or a command.

    \b
    Examples:
      ticket help
      ticket help exit-codes
      ticket help new
      ticket help new --man | man -l -
    """
    root = ctx.find_root()
    commands = root.command
    if man:
        from ticketcli.cli.command_tree import read

        show_manual(topic, read(commands, root), ctx.obj)
    elif topic not in TOPICS and topic in getattr(commands, "list_commands", lambda root: ())(root):
        name, found, _rest = commands.resolve_command(root, [topic])  # type: ignore[attr-defined]
        with found.make_context(name, [], parent=root, resilient_parsing=True) as sub:
            run(Options(topic, found.get_help(sub)), ctx.obj)
    else:
        run(Options(topic), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Print the text of a topic. Raises NoSuchName."""
    explained = options.usage or (read_topic(options.topic) if options.topic else _contents())
    if not context.options.json:
        context.screen.long(explained, flows=options.usage is None)
    elif options.topic is None:
        context.screen.json([{"topic": topic, "text": _(summary)} for topic, summary in TOPICS.items()])
    else:
        context.screen.json({"topic": options.topic, "text": explained})


def show_manual(topic: str | None, root: Command, context: Context) -> None:
    """Print a manual page as man reads it: the program's, or a command's. Raises NoSuchName."""
    from ticketcli.cli.man_page import man_page, name

    pages = {name(command): command for command in (root, *root.commands)}
    page = f"ticket-{topic}" if topic else "ticket"
    if page not in pages:
        raise UnknownName(
            _("There is no manual page of “{topic}”. There are those of:").format(topic=topic),
            [command.path[0] for command in root.commands],
            _("See: ticket --help"),
        )
    source = man_page(pages[page], root)
    if context.options.json:
        context.screen.json({"topic": topic or "ticket", "text": source})
    else:
        context.stdout.write(source)


def _contents() -> str:
    lines = [f"  ticket help {topic:13}  {_(summary)}" for topic, summary in TOPICS.items()]  # data
    return "\n".join([_("Topics:"), *lines, "", _("For a command: ticket help COMMAND")])
