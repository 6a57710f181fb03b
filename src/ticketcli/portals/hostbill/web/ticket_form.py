"""What a new-ticket form offers: departments, priorities, extensions, widgets.

Widgets are put there by the provider's plugins under names of their own, so they are found by
the words around them, in the languages portals of this kind are run in, and by their shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ticketcli.html.to_text import extract_text
from ticketcli.model.attachments import Extensions
from ticketcli.model.phrases import join_lines
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.web.extensions import read_extensions
from ticketcli.portals.hostbill.web.forms import Field, Form, Option
from ticketcli.portals.hostbill.web.page import Page

_CC_WORDS = re.compile(
    r"(?i)additional (?:e-?mail )?(?:recipient|address)|additional e-?mail|carbon copy"
    r"|cc (?:e-?mail|address|recip)"
    r"|追加.{0,12}(?:メール|受信者|宛先)|メール受信者|カーボンコピー|同報"
    r"|(?:其他|其它|額外|额外|更多).{0,8}(?:郵件|邮件|收件)|副本|抄送"
)
_CC_ALONE = re.compile(r"(?i)\W*cc\s*(?:[(:：（,、–-].*|\W*)")
_CARD_WORDS = re.compile(r"(?i)card|credit|digits|カード|信用卡|卡號|卡号")
_CC_IN_BRACKETS = re.compile(r"(?i)[(（]\s*cc\s*[)）]")
_CC_SOMEWHERE = re.compile(r"(?i)(?<![a-z])cc(?![a-z])")
_SERVICE_WORDS = re.compile(
    r"(?i)related (?:service|product)|関連.{0,4}(?:サービス|商品|製品)|相[關关].{0,4}(?:服務|服务|產品|产品)"
)
_SERVICE_ALONE = re.compile(
    r"(?i)\W*(?:(?:your |choose (?:a |your )?)?(?:service|product)s?|サービス|服務|服务)\W*"
)
_SERVICE_SOMEWHERE = re.compile(r"(?i)\b(?:service|hosting|product)s?\b|サービス|服務|服务")
_RATING_WORDS = re.compile(
    r"(?i)\brat(?:e|ing)\b|satisf|quality|how (?:do|did|was)|評価|満足|評分|评分|滿意|满意"
)
_ENCRYPT_WORDS = re.compile(r"(?i)encrypt|暗号|加密")
_KNOWN = frozenset(
    {"subject", "body", "make", "client_name", "client_email", "image_verification", "captcha", "dept_id"}
)
_MOST_DEPARTMENTS = 500  # each costs a look at the whole page for its description
_SIZE = re.compile(r"(?i)(?<![0-9])([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(k|m|g)i?b\b")


@dataclass(frozen=True)
class Offer:
    """A new-ticket form, understood. Fields are None where the form has none."""

    form: Form
    departments: tuple[Department, ...]
    cc: Field | None
    service: Field | None
    encrypt: Field | None
    files: Field | None
    extensions: Extensions
    max_bytes: int | None
    captcha: bool

    @property
    def carries(self) -> frozenset[Feature]:
        """What this form can carry, for some department at least."""
        able = {
            Feature.ATTACHMENTS: self.files is not None or self.form.upload is not None,
            Feature.CC: self.cc is not None,
            Feature.SERVICE: self.service is not None,
            Feature.ENCRYPTION: self.encrypt is not None,
            Feature.PRIORITY: any(department.priorities for department in self.departments),
        }
        return frozenset(feature for feature, yes in able.items() if yes)

    @property
    def services(self) -> tuple[Service, ...] | None:
        """The services that the related-service widget lists; ids are its own values."""
        if self.service is None or not self.service.options:
            return None
        return tuple(_read_service(option) for option in _drop_placeholders(self.service.options))

    def priority(self, department_id: str) -> Field | None:
        """Return the priority select of a department.

        The others of that name are switched off by a script.
        """
        selects = self.form.list_named("priority")
        own = [field for field in selects if f"p{department_id}" in field.within]
        if own:
            return own[0]
        tied = [field for field in selects if any(re.fullmatch(r"p\d+", id_) for id_ in field.within)]
        return next((field for field in selects if field not in tied and not field.disabled), None)

    def service_value(self, wanted: Service) -> str | None:
        """Return the widget's own value for a service, which may be known by another id elsewhere."""
        options = _drop_placeholders(self.service.options) if self.service else []
        for same in (
            lambda option: option.value == wanted.id,
            lambda option: re.fullmatch(rf"\D*{re.escape(wanted.id)}", option.value) is not None,
            lambda option: option.label.casefold() in {wanted.name.casefold(), wanted.label.casefold()},
            lambda option: bool(wanted.domain) and str(wanted.domain).casefold() in option.label.casefold(),
            lambda option: wanted.name.casefold() in option.label.casefold(),
        ):
            found = [option for option in options if same(option)]
            if len(found) == 1:
                return found[0].value
        return None

    @property
    def demands(self) -> tuple[str, ...]:
        """Labels of required fields that nothing here knows how to fill."""
        ours = {field.name for field in (self.cc, self.service, self.encrypt, self.files) if field}
        return tuple(
            field.label.rstrip("*＊:： ") or clean_line(field.name)
            for field in self.form.fields
            if (field.required or re.search(r"[*＊]\s*$|[*＊]\s", field.label))
            and field.kind not in {"hidden", "checkbox", "file", "submit", "button"}
            and not field.disabled
            and field.name not in _KNOWN | ours | {"priority"}
            and not (field.value if field.kind != "select" else "".join(field.chosen))
        )


def read_offer(page: Page, form: Form) -> Offer:
    """Return understand the new-ticket form of a page."""
    files = form.file_field
    offer = Offer(
        form=form,
        departments=(),
        cc=_find_best(form, _score_cc),
        service=_find_best(form, _score_service),
        encrypt=_encrypt(form),
        files=files,
        extensions=read_extensions(form.around_files, files.accept if files is not None else ""),
        max_bytes=_read_max_bytes(form),
        captcha=form.captcha,
    )
    departments = tuple(
        Department(
            id=clean_line(option.value),
            name=option.label,
            description=_read_description(page, option.value),
            priorities=offer.priority(option.value) is not None,
        )
        for option in _read_departments(form)[:_MOST_DEPARTMENTS]
    )
    from dataclasses import replace

    return replace(offer, departments=departments)


def _read_departments(form: Form) -> list[Option]:
    select = next((field for field in form.list_named("dept_id") if field.kind == "select"), None)
    if select is not None:
        return _drop_placeholders(select.options)
    return [
        Option(field.value, field.label.removesuffix("*").strip() or clean_line(field.value))
        for field in form.list_named("dept_id")
        if field.value and field.kind in {"radio", "hidden"}
    ]


def _read_description(page: Page, id_: str) -> str:
    if not re.fullmatch(r"(?a)[\w-]+", id_):
        return ""
    nodes = page.document.css(f'.dept_{id_}, .deptsdesc [id="d{id_}"]')
    texts = [extract_text(node).split("\n") for node in nodes]
    return " · ".join(filter(None, (clean_line(join_lines(lines)) for lines in texts)))


def _drop_placeholders(options: tuple[Option, ...]) -> list[Option]:
    return [option for option in options if option.value not in {"", "0", "-1"} and not option.disabled]


def _read_service(option: Option) -> Service:
    """Return the service of an option, whose words often end with its domain in brackets."""
    found = re.fullmatch(r"(.+\S)\s*[(（]([^\s()（）]+\.[^\s()（）]+)[)）]", option.label)
    name, domain = (found[1], found[2]) if found else (option.label, None)
    return Service(clean_line(option.value), name, domain)


def _find_best(form: Form, score: object) -> Field | None:
    rated = [(score(field), -index, field) for index, field in enumerate(form.fields)]  # type: ignore[operator]
    best = max(rated, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= 2 else None


def _score_cc(field: Field) -> int:
    if field.name in _KNOWN or field.disabled or not field.name:
        return 0
    if field.kind not in {"text", "email", "textarea"} and not (field.kind == "select" and field.multiple):
        return 0
    if _CARD_WORDS.search(field.label):
        return 0
    named = re.search(r"(?i)(?:^|[_\W])ccs?(?:$|[_\W])", field.name) is not None
    return (
        (4 if _CC_WORDS.search(field.label) else 0)
        + (3 if _CC_ALONE.fullmatch(field.label) or _CC_IN_BRACKETS.search(field.label) else 0)
        + (1 if _CC_SOMEWHERE.search(field.label) else 0)
        + (2 if named else 0)
        + (2 if field.kind == "email" else 0)
        + (1 if "@" in field.label else 0)
    )


def _score_service(field: Field) -> int:
    if field.kind != "select" or field.name in _KNOWN | {"priority"} or field.disabled or not field.name:
        return 0
    if _RATING_WORDS.search(field.label):
        return 0
    named = re.search(r"(?i)service|hosting|account", field.name) is not None
    return (
        (4 if _SERVICE_WORDS.search(field.label) else 0)
        + (2 if named else 0)
        + (3 if _SERVICE_ALONE.fullmatch(field.label) else 0)
        + (1 if _SERVICE_SOMEWHERE.search(field.label) else 0)
    )


def _encrypt(form: Form) -> Field | None:
    boxes = [field for field in form.fields if field.kind == "checkbox"]
    named = [field for field in boxes if field.name == "encrypt"]
    worded = [field for field in boxes if _ENCRYPT_WORDS.search(field.label)]
    return next(iter([*named, *worded]), None)


def _read_max_bytes(form: Form) -> int | None:
    limits = []
    limit = form.field("MAX_FILE_SIZE")
    if limit is not None and re.fullmatch(r"[0-9]{1,15}", limit.value):
        limits.append(int(limit.value))
    for amount, unit in _SIZE.findall(form.around_files):
        limits.append(int(float(amount.replace(",", ".")) * 1024 ** ("kmg".index(unit.lower()) + 1)))
    return min((limit for limit in limits if limit > 0), default=None)
