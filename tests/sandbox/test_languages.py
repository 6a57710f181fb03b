"""Pages speak English, Japanese and Traditional Chinese."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox.server import Sandbox
from ticketcli.sandbox.words import LANGUAGES, choose, get_words

Portal = Callable[..., Sandbox]
Visit = Callable[..., Visitor]

LABELS = {
    "en": [
        "Department",
        "Subject",
        "Message",
        "Additional Email Recipients (CC)",
        "Attachments",
    ],
    "ja": ["部門", "件名", "メッセージ", "追加のメール受信者 (CC)", "添付ファイル"],
    "zh-TW": ["部門", "主旨", "訊息", "其他電子郵件收件人 (CC)", "附件"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_the_portals_own_labels(portal: Portal, visit: Visit, language: str) -> None:
    person = visit(portal(), **{"Accept-Language": language}).sign_in()
    page = person.open("/tickets/new/")
    labels = [label.text(strip=True) for label in page.css("#ticketsform label")]
    assert [label for label in labels if label in LABELS[language]] == LABELS[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["/?cmd=login", "/?cmd=userapi"])
def test_every_page_says_that_it_is_a_stand_in(
    portal: Portal, visit: Visit, language: str, place: str
) -> None:
    person = visit(portal(language=language))
    person.open(place)
    assert person.text(".stand-in") == get_words(language)["stand_in"]


def test_a_language_once_chosen_stays(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open("/tickets/?language=japanese")
    person.open("/tickets/")
    assert person.text("h1") == "サポートチケット"


def test_a_plugins_labels_need_not_follow_the_page(portal: Portal, visit: Visit) -> None:
    person = visit(portal(widgets_language="ja")).sign_in()
    person.open("/tickets/new/")
    assert person.text(".ticketwidget_newticket label") == "追加のメール受信者 (CC)"
    assert person.text("h1") == "Create New"


@pytest.mark.parametrize(
    ("requested", "cookie", "accept", "chosen"),
    [
        ("chinese", "ja", "en", "zh-TW"),
        ("", "ja", "en", "ja"),
        ("", "", "fr, ja;q=0.3, zh-Hant-TW;q=0.8", "zh-TW"),
        ("klingon", "", "", "en"),
        ("", "", "ja;q=high", "en"),
    ],
)
def test_address_then_cookie_then_browser_choose(
    requested: str, cookie: str, accept: str, chosen: str
) -> None:
    assert choose(requested, cookie, accept, "en") == chosen
