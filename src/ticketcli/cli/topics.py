"""The topics that `ticket help` explains, and their texts."""

from __future__ import annotations

from importlib.resources import files

from ticketcli.exit_codes import Exit
from ticketcli.i18n import N_, _, get_language
from ticketcli.model.errors import UnknownName

TOPICS = {
    "exit-codes": N_("What each exit code means."),
    "environment": N_("Environment variables."),
    "attachments": N_("Which files can be attached, and how."),
    "access": N_("How a portal is reached: its API and its web pages."),
    "formatting": N_("Output for scripts: JSON, filters and templates."),
    "accessibility": N_("For screen readers, narrow windows, and terminals without colour."),
    "sandbox": N_("The practice portal, which needs no account."),
}

MEANINGS = {
    Exit.DONE: N_("Done."),
    Exit.FAILED: N_("Failed for any other reason."),
    Exit.USAGE: N_("Wrong usage: an option, or a department, service or portal that does not exist."),
    Exit.SIGN_IN: N_("Not signed in, or the credentials were rejected."),
    Exit.REFUSED: N_(
        "The content was rejected, by the portal or by local checks: too large, a captcha, or "
        "not possible with this sign-in."
    ),
    Exit.UNREACHABLE: N_("The portal cannot be reached."),
    Exit.UNKNOWN: N_("Sent, but no answer came: it may have arrived. The draft is saved."),
    Exit.IN_PART: N_("Partly done: created, but not as requested, or only some of several."),
    Exit.IN_VAIN: N_("Timed out."),
    Exit.CANCELLED: N_("Cancelled."),
}


def read_topic(topic: str) -> str:
    """Return the text of a topic. Raises UnknownName."""
    if topic not in TOPICS:
        raise UnknownName(
            _("Unknown topic “{topic}”. Topics:").format(topic=topic),
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
