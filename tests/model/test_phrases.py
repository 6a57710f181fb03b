"""Blanks between pieces of a line, which full-width marks bring themselves."""

from __future__ import annotations

import pytest

from ticketcli.model.phrases import join_lines, join_phrases


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("Subject:", "", "Subject: "),
        ("Message:", "(finish with Ctrl-D)", "Message: (finish with Ctrl-D)"),
        ("件名:", "障害", "件名: 障害"),
        ("どうしますか?", "（矢印キーで選択）", "どうしますか?（矢印キーで選択）"),
        ("主旨：", "", "主旨："),
        ("主旨：", "VPS", "主旨：VPS"),
    ],
)
def test_no_blank_stands_beside_a_full_width_mark(one: str, other: str, joined: str) -> None:
    assert join_phrases(one, other) == joined


def test_lines_become_one() -> None:
    assert join_lines(["網域與 DNS。", "", " 移轉：", "請先閱讀"]) == "網域與 DNS。移轉：請先閱讀"
    assert join_lines(["Domains and DNS.", "Transfers"]) == "Domains and DNS. Transfers"
    assert join_lines([]) == ""
