"""The status of a ticket, out of the classes that a theme gives it."""

from __future__ import annotations

import pytest
from tests.portals.pages import page

from ticketcli.portals.hostbill.web.elements import find_status_within


@pytest.mark.parametrize(
    ("html", "status"),
    [
        ('<span class="label label-Open">Offen</span>', "Open"),
        ('<span class="badge badge-Client-Reply">お客様返信</span>', "Client-Reply"),
        ('<span class="label flat-ui-label In-Progress-label">In Arbeit</span>', "In-Progress"),
        ('<div class="left-row-side Answered-row"></div>', "Answered"),
        ('<i class="icon ticket-icon ticket-icon-Closed"></i>', "Closed"),
        ('<span class="Waiting-Vendor"><strong>Warten</strong></span>', "Waiting-Vendor"),
        ('<span class="label label-Open label-white">Open</span>', "Open"),
        ('<span class="label label-On Hold">On Hold</span>', "On Hold"),
        ('<span class="badge badge-Waiting For Vendor">Waiting For Vendor</span>', "Waiting For Vendor"),
        ('<span class="On Hold-label">On Hold</span>', "On Hold"),
        ('<span class="label label-On Hold">In Wartestellung</span>', "On Hold"),
        ('<span class="badge badge-On Hold badge-styled">保留</span>', "On Hold"),
        ('<span class="badge badge-On Hold">On hold</span>', "On Hold"),
        ('<div class="bold On Hold-label">保留</div>', "On Hold"),
        ('<span class="label label-Waiting for vendor">waiting for vendor</span>', "Waiting for vendor"),
        ('<span class="label label-Waiting for vendor">待機中</span>', None),
        ('<span class="label label-Open even">オープン</span>', "Open"),
        ('<span class="badge badge-success">7</span>', None),
        ('<span class="label label-info">x</span>', None),
        ("<span>Open</span>", None),
        ('<b class="label-Open">a</b><b class="label-Closed">b</b>', None),
    ],
)
def test_a_status_is_read_untranslated_or_not_at_all(html: str, status: str | None) -> None:
    node = page(f'<div id="x">{html}</div>').document.css_first("#x")
    assert node is not None
    assert find_status_within(node) == status
