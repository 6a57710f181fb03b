"""The fields that plugins add to the new-ticket form: how they look, and what is read from them."""

from __future__ import annotations

import re

from tests.contract.layout import Layout, e
from tests.contract.php import Form
from tests.contract.quirks import Quirks
from tests.contract.records import Widget

# What a browser or a mail program would take for an address; the portal is stricter than nothing, no more.
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")


def present(quirks: Quirks) -> list[Widget]:
    """The form's widgets, in order. Decoys come first."""
    service = quirks.service if quirks.service_plugin == "printed" else None
    return [*quirks.other_widgets, *(one for one in (service, quirks.cc) if one)]


def show(layout: Layout, widget: Widget, form: Form) -> str:
    identity = "w" + re.sub(r"\W+", "_", widget.name).strip("_")
    control = control_of(layout, widget, form, identity)
    label = e(widget.label) + (" *" if widget.required else "")
    if widget.markup == "for":
        return f'<label for="{identity}">{label}</label>{control}'
    if widget.markup == "wrap":
        return f"<label>{label} {control}</label>"
    if widget.markup == "table":
        return f"<table><tr><th>{label}:</th><td>{control}</td></tr></table>"
    if widget.markup == "placeholder":
        return f'<div class="mb-3">{control}</div>'
    return f'<div class="form-group"><label>{label}</label>{control}</div>'


def control_of(layout: Layout, widget: Widget, form: Form, identity: str) -> str:
    value = e(form.get(widget.name) or widget.value)
    hint = f' placeholder="{e(widget.label)}"' if widget.markup == "placeholder" else ""
    name = f'name="{e(widget.name)}"'
    common = f'{name} id="{identity}" class="form-control"{hint}'
    if widget.control == "textarea":
        return f'<textarea rows="2" {common}>{value}</textarea>'
    if widget.control == "emails":
        return f'<input type="email" multiple="multiple" {common} value="{value}"/>'
    if widget.control == "email":
        return f'<input type="email" {common} value="{value}"/>'
    if widget.control == "inputs":
        ids = (f' id="{identity}"', "", "")
        return "".join(f'<input type="text" {name}{one} class="form-control"{hint}/>' for one in ids)
    if widget.control == "select":
        options = "".join(
            f'<option value="{e(key)}"{" selected" if key and key == value else ""}>{e(text)}</option>'
            for key, text in options_of(layout.quirks, widget)
        )
        empty = e(widget.label) if widget.markup == "placeholder" else layout.words["choose"]
        return f'<select {common}><option value="">{empty}</option>{options}</select>'
    return f'<input type="text" {common} value="{value}"/>'


def options_of(quirks: Quirks, widget: Widget) -> list[tuple[str, str]]:
    if widget.kind != "service":
        return list(widget.options)
    return [(widget.prefix + one.id, f"{one.name} ({one.domain})") for one in quirks.services]


def values_of(widget: Widget, form: Form) -> list[str]:
    """What the form holds for a widget; one string of several addresses is taken apart."""
    values = form.all(widget.name)
    if widget.kind == "cc" and widget.control != "email":
        separators = r"[,\n]" if widget.control == "textarea" else ","
        values = [part for value in values for part in re.split(separators, value)]
    return [value.strip() for value in values if value.strip()]


def faults_of(layout: Layout, widget: Widget, values: list[str]) -> list[str]:
    words = layout.words
    if widget.required and not values:
        return [words["required"].format(label=widget.label)]
    if widget.kind == "cc":
        bad = [value for value in values if not ADDRESS.fullmatch(value)]
        return [words["bad_email"].format(value=value) for value in bad]
    if widget.control == "select" and values:
        known = [key for key, _ in options_of(layout.quirks, widget)]
        if values[0] not in known:
            return [words["bad_service"]]
    return []
