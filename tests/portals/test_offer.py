"""What a new-ticket form offers: found by structure, label and kind, in three languages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from tests.contract.profiles import CARD, LANGUAGE, LOOK_ALIKES, PHONE, PROFILES, SERVICE_RATING
from tests.contract.records import Control, Department, Markup, Widget
from tests.contract.records import Service as Stored
from tests.portals.pages import PLAIN, offer_of, page

from ticketcli.model.ticket import Service
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.web.ticket_form import read_offer

CC_LABELS = [
    *("Additional Email Recipients (CC)", "CC", "Cc:", "Additional recipients", "CC email addresses"),
    *("Carbon copy", "Cc (comma separated)", "Also notify (CC)"),
    *("追加メール受信者 (CC)", "追加のメールアドレス", "メール受信者", "CC（カンマ区切り）"),
    *("其他收件人（CC）", "額外電子郵件收件人", "副本", "副本收件人", "其他邮件接收人", "抄送"),
]
SERVICE_LABELS = [
    *("Related Service", "Related service", "Related product", "Service"),
    *("関連サービス", "関連するサービス", "関連商品"),
    *("相關服務", "相关服务", "相關產品", "服務"),
]
DECOYS = [
    *(PHONE, LANGUAGE, CARD, SERVICE_RATING),
    Widget("other", "custom_field[1]", "Customer number"),
    Widget("other", "widget[1][value]", "Credit card (CC) number"),
    Widget(
        "other",
        "contact",
        "How shall we contact you?",
        "select",
        options=(("mail", "E-mail"), ("tel", "Phone")),
    ),
    Widget("other", "access", "Account name"),
    Widget("other", "success", "Tell us of your success", "textarea"),
]


@pytest.mark.parametrize("markup", get_args(Markup))
@pytest.mark.parametrize("label", CC_LABELS)
def test_a_cc_field_is_found_by_its_label(label: str, markup: Markup) -> None:
    widget = Widget("cc", "widget[12][value]", label, "text", markup)
    found = offer_of(cc=widget, other_widgets=LOOK_ALIKES).cc
    assert found is not None
    assert found.name == "widget[12][value]"


@pytest.mark.parametrize("markup", get_args(Markup))
@pytest.mark.parametrize("control", [one for one in get_args(Control) if one != "select"])
def test_a_cc_field_is_found_whatever_its_kind(control: Control, markup: Markup) -> None:
    widget = Widget(
        "cc", "f[7][]" if control == "inputs" else "f[7]", "追加メール受信者 (CC)", control, markup
    )
    found = offer_of(cc=widget).cc
    assert found is not None
    assert found.name == widget.name


@pytest.mark.parametrize("markup", get_args(Markup))
@pytest.mark.parametrize("label", SERVICE_LABELS)
def test_a_service_field_is_found_by_its_label(label: str, markup: Markup) -> None:
    widget = Widget("service", "widget[9][value]", label, "select", markup)
    found = offer_of(service=widget, other_widgets=LOOK_ALIKES).service
    assert found is not None
    assert found.name == "widget[9][value]"


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda decoy: decoy.label)
def test_a_look_alike_is_not_taken_where_there_is_no_widget(decoy: Widget) -> None:
    offer = offer_of(cc=None, service=None, other_widgets=(decoy,))
    assert (offer.cc, offer.service) == (None, None)


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda decoy: decoy.label)
@pytest.mark.parametrize("profile", ["plain-2019-english", "japanese-2019-no-api", "chinese-2019-async-only"])
def test_a_look_alike_does_not_push_the_widgets_away(profile: str, decoy: Widget) -> None:
    quirks = replace(PROFILES[profile], other_widgets=(replace(decoy, name="decoy"),))
    offer = offer_of(quirks)
    assert quirks.cc is not None
    assert quirks.service is not None
    assert offer.cc is not None
    assert offer.service is not None
    assert (offer.cc.name, offer.service.name) == (quirks.cc.name, quirks.service.name)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_every_installations_form_is_understood(profile: str) -> None:
    quirks = PROFILES[profile]
    offer = offer_of(quirks)
    assert [one.id for one in offer.departments] == [one.id for one in quirks.departments]
    if quirks.department_field != "hidden":
        assert [one.name for one in offer.departments] == [one.name for one in quirks.departments]
    assert offer.carries == {
        feature
        for feature, there in {
            Feature.CC: quirks.cc is not None,
            Feature.SERVICE: quirks.service is not None,
            Feature.ENCRYPTION: quirks.encrypt_box,
            Feature.ATTACHMENTS: quirks.attach != "none",
            Feature.PRIORITY: quirks.priority_field == "single"
            or (
                quirks.priority_field == "per-department" and any(one.priority for one in quirks.departments)
            ),
        }.items()
        if there
    }
    listed = None if quirks.extensions_line == "missing" or quirks.attach == "none" else quirks.extensions
    assert offer.extensions == listed
    assert offer.captcha is quirks.ticket_captcha
    assert bool(offer.demands) is any(one.required for one in quirks.other_widgets)
    if quirks.service:
        assert [(one.name, one.domain) for one in offer.services or ()] == [
            (one.name, one.domain) for one in quirks.services
        ]


@pytest.mark.parametrize(
    ("line", "extensions"),
    [
        ("Allowed File Extension: .jpg, .gif, .zip", (".jpg", ".gif", ".zip")),
        ("使用できる拡張子：.JPG、.PDF", (".jpg", ".pdf")),
        ("允許的副檔名:.jpg,.tar,.7z", (".jpg", ".tar", ".7z")),
        ("*.jpg *.png", (".jpg", ".png")),
        ("Send a file to a@example.com or see www.example.com", None),
        ("Any file", None),
    ],
)
def test_the_extension_line_is_read_in_any_language(line: str, extensions: tuple[str, ...] | None) -> None:
    html = f'<form id="ticketsform"><div>{line}<input type="file" name="attachments[]"></div></form>'
    shown = page(html)
    assert shown.ticket_form is not None
    assert read_offer(shown, shown.ticket_form).extensions == extensions


@pytest.mark.parametrize(
    ("line", "limit"),
    [
        ("Max file size: 8 MB", 8 * 2**20),
        ("最大 2.5MiB", int(2.5 * 2**20)),
        ("512 KB each, .jpg", 512 * 1024),
        (".jpg, .png", None),
    ],
)
def test_a_size_limit_is_read_where_it_stands(line: str, limit: int | None) -> None:
    html = f'<form id="ticketsform"><div>{line}<input type="file" name="attachments[]"></div></form>'
    shown = page(html)
    assert shown.ticket_form is not None
    assert read_offer(shown, shown.ticket_form).max_bytes == limit


def test_a_hidden_size_limit_counts_too() -> None:
    html = """<form id="ticketsform"><input type="hidden" name="MAX_FILE_SIZE" value="2000000">
    <input type="file" name="attachments[]"></form>"""
    shown = page(html)
    assert shown.ticket_form is not None
    assert read_offer(shown, shown.ticket_form).max_bytes == 2_000_000


@pytest.mark.parametrize("theme", ["2019", "default"])
def test_a_priority_belongs_to_its_department(theme: str) -> None:
    """`priority`: only where the chosen department offers it; disabled otherwise."""
    departments = (
        Department("1", "One", priority=True),
        Department("2", "Two"),
        Department("3", "Three", "", True),
    )
    offer = offer_of(departments=departments, theme=theme)
    assert [one.priorities for one in offer.departments] == [True, False, True]
    single = offer_of(departments=departments, priority_field="single")
    assert [one.priorities for one in single.departments] == [True, True, True]


def test_departments_have_the_descriptions_beside_them() -> None:
    """A department's description and average reply time stand beside it."""
    offer = offer_of()
    assert offer.departments[0].description == "VPS & cloud: servers, networks · Average reply time: 2 hours"
    assert offer.departments[1].description == "Invoices, orders and payments"


@pytest.mark.parametrize("prefix", ["", "hosting_", "s:"])
def test_a_service_of_the_api_is_found_in_the_widget(prefix: str) -> None:
    services = (
        Stored("1", "VPS", "a.example"),
        Stored("17", "VPS", "b.example"),
        Stored("170", "Mail", "c.example"),
    )
    offer = offer_of(services=services, service=replace(PLAIN.service or PHONE, prefix=prefix))
    values = [offer.service_value(Service(one.id, one.name, one.domain)) for one in services]
    assert values == [f"{prefix}{one.id}" for one in services]
    assert offer.service_value(Service("99", "Backup")) is None
    assert offer.service_value(Service("99", "VPS")) is None  # two are called so
    assert offer.service_value(Service("99", "Mail")) == f"{prefix}170"


def test_a_guests_form_asks_who_we_are() -> None:
    """`client_name`, `client_email`: only when not signed in."""
    html = """<form id="ticketsform"><input name="client_name"><input name="client_email">
    <select name="dept_id"><option value="1">One</option></select><input name="subject">
    <textarea name="body"></textarea></form>"""
    assert page(html).signed_out
    assert not page(html.replace('<input name="client_name"><input name="client_email">', "")).signed_out
