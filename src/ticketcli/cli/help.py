"""`ticket help [TOPIC]`, and the manual pages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

from ticketcli.exits import Exit
from ticketcli.language import N_, _, speaking
from ticketcli.tickets.errors import NoSuchName

if TYPE_CHECKING:
    import typer

    from ticketcli.cli.context import Context
    from ticketcli.completion.commands import Command

TOPICS = {
    "exit-codes": N_("What the number means that a command ends with."),
    "environment": N_("Environment variables that are read."),
    "attachments": N_("Which files can be attached, and how."),
    "doors": N_("How the portal is reached: its API and its web pages."),
    "formatting": N_("Answers for scripts: JSON, parts of it, and texts made from it."),
    "accessibility": N_("For screen readers, narrow windows, and terminals without colour."),
    "sandbox": N_("The practice portal, which needs no account."),
}

MEANINGS = {
    Exit.DONE: N_("Done."),
    Exit.FAILED: N_("Failed, for a reason that none of the others is."),
    Exit.USAGE: N_("Wrong usage: an option, or a department, service or portal that does not exist."),
    Exit.SIGN_IN: N_("Not signed in, or the credentials were refused."),
    Exit.REFUSED: N_(
        "The portal or the checks before it refused the content: also when it is too "
        "large, the portal demands a captcha, or this sign-in cannot carry it."
    ),
    Exit.UNREACHABLE: N_("The portal could not be reached."),
    Exit.UNKNOWN: N_("Sent, but no answer came: it may have arrived. The draft is kept."),
    Exit.IN_PART: N_("Done in part: created, but not as asked, or some of several."),
    Exit.IN_VAIN: N_("Waited in vain."),
    Exit.CANCELLED: N_("Cancelled."),
}


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
        from ticketcli.cli.tree import read

        show_manual(topic, read(commands, root), ctx.obj)
    elif topic not in TOPICS and topic in getattr(commands, "list_commands", lambda root: ())(root):
        name, found, _rest = commands.resolve_command(root, [topic])  # type: ignore[attr-defined]
        with found.make_context(name, [], parent=root, resilient_parsing=True) as sub:
            run(Options(topic, found.get_help(sub)), ctx.obj)
    else:
        run(Options(topic), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Print the text of a topic. Raises NoSuchName."""
    explained = options.usage or (text(options.topic) if options.topic else _contents())
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
        raise NoSuchName(
            _("There is no manual page of “{topic}”. There are those of:").format(topic=topic),
            [command.path[0] for command in root.commands],
            _("See: ticket --help"),
        )
    source = man_page(pages[page], root)
    if context.options.json:
        context.screen.json({"topic": topic or "ticket", "text": source})
    else:
        context.stdout.write(source)


def text(topic: str) -> str:
    """The text of a topic. Raises NoSuchName."""
    if topic not in TOPICS:
        raise NoSuchName(
            _("There is no topic “{topic}”. There is:").format(topic=topic),
            list(TOPICS),
            _("See: ticket --help"),
        )
    if topic == "exit-codes":
        return _exit_codes()
    topics = files("ticketcli.cli") / "topics"
    own = topics / speaking() / f"{topic}.txt"
    if own.is_file():
        # Its first line says which English text it is a translation of.
        return own.read_text("utf-8").partition("\n")[2]
    return (topics / f"{topic}.txt").read_text("utf-8")


def _contents() -> str:
    lines = [f"  ticket help {topic:13}  {_(summary)}" for topic, summary in TOPICS.items()]  # data
    return "\n".join([_("Topics:"), *lines, "", _("For a command: ticket help COMMAND")])


def _exit_codes() -> str:
    from ticketcli.render.widths import wrap

    lines = [_("EXIT CODES"), "", _("The same for every command:"), ""]
    for code in Exit:
        first, *rest = wrap(_(MEANINGS[code]), 73)
        lines += [f"  {code:>3}  {first}", *(f"{'':7}{line}" for line in rest)]
    return "\n".join(lines)
