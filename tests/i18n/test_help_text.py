"""What of a help text is translated, and what is typed and stays."""

from __future__ import annotations

from ticketcli.i18n.help_text import split_sentences, translate_help

TEXT = """Open a ticket.

    Asks for what is missing,
    and sends it.

    \b
    Examples:
      ticket new
      ticket --portal sandbox new     (practice, no account needed)
    """


def test_paragraphs_headings_and_remarks_are_said() -> None:
    assert list(split_sentences(TEXT)) == [
        "Open a ticket.",
        "Asks for what is missing, and sends it.",
        "Examples:",
        "practice, no account needed",
    ]


def test_what_is_typed_stays_where_it_is() -> None:
    assert translate_help(TEXT, str.upper) == (
        "OPEN A TICKET.\n\nASKS FOR WHAT IS MISSING, AND SENDS IT.\n\n"
        "\b\nEXAMPLES:\n  ticket new\n  ticket --portal sandbox new     (PRACTICE, NO ACCOUNT NEEDED)"
    )
