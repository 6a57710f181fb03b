"""Explanations set anew for a window: paragraphs flow, lists hang, what is typed stays."""

from __future__ import annotations

from ticketcli.output.reflow import reflow_text

TEXT = """DOORS

There are two of them, and the one that fits
is taken:

  api   Quick. Lists and shows tickets,
        and carries plain ones.
  web   Everything.
  FORCE_COLOR, CLICOLOR_FORCE
                 Colour even in a pipe,
                 and elsewhere.

  ticket --portal sandbox new --department BESTNET-CLOUD"""


def test_a_window_that_is_wide_enough() -> None:
    assert (
        "\n".join(reflow_text(TEXT, 60))
        == """DOORS

There are two of them, and the one that fits is taken:

  api   Quick. Lists and shows tickets, and carries plain
        ones.
  web   Everything.
  FORCE_COLOR, CLICOLOR_FORCE
                 Colour even in a pipe, and elsewhere.

  ticket --portal sandbox new --department BESTNET-CLOUD"""
    )


def test_a_window_in_which_nothing_fits_beside_a_name() -> None:
    assert (
        "\n".join(reflow_text(TEXT, 30))
        == """DOORS

There are two of them, and the
one that fits is taken:

  api
      Quick. Lists and shows
      tickets, and carries
      plain ones.
  web
      Everything.
  FORCE_COLOR, CLICOLOR_FORCE
      Colour even in a pipe,
      and elsewhere.

  ticket --portal sandbox new --department BESTNET-CLOUD"""
    )


def test_lines_of_japanese_are_joined_without_a_blank() -> None:
    assert list(reflow_text("使用する\nポータル。API\nです。", 80)) == ["使用するポータル。API です。"]
