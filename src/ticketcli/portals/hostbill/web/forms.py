"""Forms of a page, read the way a browser does and described the way a person sees them.

A theme may move, rename and translate everything but the fields themselves, so each field
comes with the words that stand around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ticketcli.html.to_text import extract_text
from ticketcli.model.text import clean_line
from ticketcli.portals.hostbill.web.extensions import has_extensions
from ticketcli.portals.hostbill.web.field_labels import FieldLabels

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BUTTONS = frozenset({"submit", "button"})
_CAPTCHAS = (
    "[class*=captcha], [id*=captcha], [data-sitekey], .cf-turnstile, iframe[src*=captcha],"
    ' script[src*=captcha], img[src*="action=captcha"]'
)
_LONGEST_SURROUNDINGS = 2000  # characters around a file input


@dataclass(frozen=True)
class Option:
    """One answer of a select."""

    value: str
    label: str
    selected: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class Field:
    """One control. `label` is all the words that belong to it; `within` the ids it stands in."""

    name: str
    kind: str  # the input's type, or "select", "textarea", "button"
    value: str = ""
    label: str = ""
    options: tuple[Option, ...] = ()
    checked: bool = False
    disabled: bool = False
    multiple: bool = False
    required: bool = False
    accept: str = ""
    within: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of a select as the page preset them."""
        able = [option for option in self.options if not option.disabled]
        picked = tuple(option.value for option in able if option.selected)
        if self.multiple:
            return picked
        return picked[-1:] or tuple(option.value for option in able[:1])


@dataclass(frozen=True)
class Form:
    """A form. `upload` is the address of `data-url`; `around` the text near its file input."""

    id: str
    action: str
    method: str
    fields: tuple[Field, ...]
    upload: str | None = None
    around_files: str = ""
    captcha: bool = False  # a picture or a puzzle that only a browser can answer

    def field(self, name: str) -> Field | None:
        """Return the first field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def list_named(self, name: str) -> tuple[Field, ...]:
        """Return all fields of that name."""
        return tuple(field for field in self.fields if field.name == name)

    @property
    def file_field(self) -> Field | None:
        """The file input for attachments, or the first one if none is called so."""
        files = [field for field in self.fields if field.kind == "file" and field.name]
        return next((field for field in files if is_for_attachments(field.name)), files[0] if files else None)

    def has(self, *names: str) -> bool:
        """Return whether it has fields of all these names."""
        return set(names) <= {field.name for field in self.fields}

    @property
    def untouched(self) -> list[tuple[str, str]]:
        """What a browser would send if nobody changed anything, buttons and files left out."""
        sent: list[tuple[str, str]] = []
        for field in self.fields:
            if not field.name or field.disabled:
                continue
            if field.kind == "select":
                sent.extend((field.name, value) for value in field.chosen)
            elif field.kind in {"checkbox", "radio"}:
                if field.checked:
                    sent.append((field.name, field.value))
            elif field.kind not in {"file", "submit", "button", "image", "reset"}:
                sent.append((field.name, field.value))
        return sent


def is_for_attachments(name: str) -> bool:
    """Return whether the name of a file input says that it is for attachments."""
    return name.startswith(("attachments", "asyncattachment"))


def read_forms(page: LexborHTMLParser) -> tuple[Form, ...]:
    """Return the forms of a page, in its order."""
    labels = FieldLabels(page)
    owners: list[tuple[LexborNode, list[LexborNode]]] = []
    by_id: dict[str, int] = {}
    places: dict[int, int] = {}
    loose: int | None = None
    for node in page.css("form, input, select, textarea, button"):
        if node.tag == "form":
            if node.attributes.get("id"):
                by_id[str(node.attributes["id"])] = len(owners)
            places[node.mem_id] = len(owners)
            owners.append((node, []))
            # In old table layouts the parser empties a form; what follows belongs to it all the same.
            loose = len(owners) - 1 if not node.css("input, select, textarea") else None
            continue
        owner = _find_form(node, places)
        reference = node.attributes.get("form")
        if reference in by_id:
            owner = by_id[str(reference)]
        if owner is None:
            owner = loose
        if owner is not None:
            owners[owner][1].append(node)
    forms = (_read_form(node, controls, labels) for node, controls in owners)
    return tuple(each for form in forms for each in _press_buttons(form))


def _press_buttons(form: Form) -> list[Form]:
    """Return the form as each of its buttons for `make` sends it: some themes have no hidden field for it."""
    buttons = [field for field in form.fields if field.name == "make" and field.kind in _BUTTONS]
    others = tuple(field for field in form.fields if field not in buttons)
    if not buttons or any(field.name == "make" for field in others):
        return [form]
    return [replace(form, fields=(*others, replace(button, kind="hidden"))) for button in buttons]


def _find_form(node: LexborNode, places: dict[int, int]) -> int | None:
    above = node.parent
    while above is not None and above.tag != "form":
        above = above.parent
    return None if above is None else places.get(above.mem_id)


def _read_form(node: LexborNode, controls: list[LexborNode], labels: FieldLabels) -> Form:
    elements = [node, *node.css("[data-url]")]
    uploads = [str(each.attributes["data-url"]) for each in elements if each.attributes.get("data-url")]
    files = [control for control in controls if (control.attributes.get("type") or "").lower() == "file"]
    # Plugins put fields of their own in front, and a select or an editor may have an address too.
    uploads.sort(key=lambda address: "upload" not in address)
    files.sort(key=lambda control: not is_for_attachments(control.attributes.get("name") or ""))
    return Form(
        id=node.attributes.get("id") or "",
        action=node.attributes.get("action") or "",
        method=(node.attributes.get("method") or "get").lower(),
        fields=tuple(_read_field(control, labels) for control in controls),
        upload=uploads[0] if uploads else None,
        around_files=_read_words_around(files[0], node) if files else "",
        captcha=_has_captcha(node, controls),
    )


def _has_captcha(node: LexborNode, controls: list[LexborNode]) -> bool:
    names = {(control.attributes.get("name") or "").lower() for control in controls}
    if any(name in {"captcha", "image_verification"} or "captcha" in name for name in names):
        return True
    return node.css_first(_CAPTCHAS) is not None


def _read_field(node: LexborNode, labels: FieldLabels) -> Field:
    given = node.attributes
    kind = (given.get("type") or "text").lower() if node.tag == "input" else str(node.tag)
    value = given.get("value")
    if node.tag == "textarea":
        value = (node.text()).removeprefix("\n")
    elif value is None and kind in {"checkbox", "radio"}:
        value = "on"
    disabled = _is_disabled(node)
    return Field(
        name=given.get("name") or "",
        kind=kind,
        value=value or "",
        label=labels.find(node),
        options=tuple(_read_option(option) for option in node.css("option")) if node.tag == "select" else (),
        checked="checked" in given,
        disabled=disabled,
        multiple="multiple" in given,
        required=not disabled and ("required" in given or given.get("aria-required") == "true"),
        accept=given.get("accept") or "",
        within=tuple(_list_ids_above(node)),
    )


def _is_disabled(node: LexborNode) -> bool:
    """Return whether a field is disabled, itself or with its fieldset; a fieldset's first legend is not."""
    if "disabled" in node.attributes:
        return True
    below, above = node, node.parent
    while above is not None and above.tag != "body":
        if above.tag == "fieldset" and "disabled" in above.attributes:
            legend = next((child for child in above.iter() if child.tag == "legend"), None)
            if legend is None or legend.mem_id != below.mem_id:
                return True
        below, above = above, above.parent
    return False


def _read_option(node: LexborNode) -> Option:
    label = clean_line(node.text()) or clean_line(node.attributes.get("label") or "")
    value = node.attributes.get("value")
    return Option(
        value=label if value is None else value,
        label=label,
        selected="selected" in node.attributes,
        disabled="disabled" in node.attributes,
    )


def _list_ids_above(node: LexborNode) -> list[str]:
    ids = []
    above = node.parent
    while above is not None and above.tag != "form":
        if above.attributes.get("id"):
            ids.append(str(above.attributes["id"]))
        above = above.parent
    return ids


def _read_words_around(node: LexborNode, form: LexborNode) -> str:
    """Return the words around a file input, as far as the next field that can be filled in.

    They are those of the smallest element that names an extension.
    """
    above, words = node.parent, ""
    while (
        above is not None and above.css_first("textarea, select, input[type=text], input[type=email]") is None
    ):
        words = clean_line(extract_text(above, most=_LONGEST_SURROUNDINGS))
        if above.mem_id == form.mem_id or has_extensions(words):
            break
        above = above.parent
    return words[:_LONGEST_SURROUNDINGS]
