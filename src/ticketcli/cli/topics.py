"""The topics that `ticket help` explains, and their texts."""

from __future__ import annotations

from importlib.resources import files

from ticketcli.exit_codes import Exit
from ticketcli.i18n import N_, _, get_language
from ticketcli.model.errors import UnknownName

TOPICS = {
    "exit-codes": N_("What the number means that a command ends with."),
    "environment": N_("Environment variables that are read."),
    "attachments": N_("Which files can be attached, and how."),
    "access": N_("How a portal is reached: its API and its web pages."),
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


def read_topic(topic: str) -> str:
    """Return the text of a topic. Raises NoSuchName."""
    if topic not in TOPICS:
        raise UnknownName(
            _("There is no topic “{topic}”. There is:").format(topic=topic),
            list(TOPICS),
            _("See: ticket --help"),
        )
    if topic == "exit-codes":
        return _list_exit_codes()
    topics = files("ticketcli.cli") / "topic_texts"
    own = topics / get_language() / f"{topic}.txt"
    if own.is_file():
        # Its first line says which English text it is a translation of.
        return own.read_text("utf-8").partition("\n")[2]
    return (topics / f"{topic}.txt").read_text("utf-8")


def _list_exit_codes() -> str:
    from ticketcli.output.widths import wrap_text

    lines = [_("EXIT CODES"), "", _("The same for every command:"), ""]
    for code in Exit:
        first, *rest = wrap_text(_(MEANINGS[code]), 73)
        lines += [f"  {code:>3}  {first}", *(f"{'':7}{line}" for line in rest)]
    return "\n".join(lines)
