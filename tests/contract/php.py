"""How PHP reads a request: last value wins, `[]` collects, a file needs `filename=`, folders fall off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class PostedFile:
    """A file part, as PHP's $_FILES knows it."""

    field: str
    name: str
    content: bytes
    type: str = ""


@dataclass
class Form:
    """A POST body's fields and files, in the order of the parts."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[PostedFile] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """The last value of a name, as PHP keeps it."""
        return next((value for key, value in reversed(self.fields) if key == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a name that ends in []; of another name just the last."""
        values = [value for key, value in self.fields if key == name]
        return values if name.endswith("[]") else values[-1:]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.fields)


def read_query(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="replace")


def read_form(content_type: str, body: bytes, *, post_max_size: int | None = None) -> Form:
    """A form body. Above `post_max_size` bytes it is empty, and nobody is told."""
    if post_max_size is not None and len(body) > post_max_size:
        return Form()
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        fields = read_query(body.decode("utf-8", "replace"))
        return Form(fields, [], [name for name, _ in fields])
    if kind == "multipart/form-data":
        return read_multipart(content_type, body)
    return Form()


def read_multipart(content_type: str, body: bytes) -> Form:
    form = Form()
    boundary = parameter(content_type, "boundary")
    if not boundary:
        return form
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    for part in parts[1:]:
        if part.startswith(b"--"):
            break
        head, separator, content = part.partition(b"\r\n\r\n")
        if separator:
            add_part(form, head.decode("utf-8", "surrogateescape"), content)
    return form


def add_part(form: Form, head: str, content: bytes) -> None:
    headers: dict[str, str] = {}
    for line in head.split("\r\n"):
        key, colon, value = line.partition(":")
        if colon:
            headers[key.strip().lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    name = parameter(disposition, "name")
    if not name:
        return
    form.names.append(name)
    filename = parameter(disposition, "filename")
    if filename is None:
        form.fields.append((name, content.decode("utf-8", "replace")))
    elif filename:
        base = re.split(r"[/\\]", filename)[-1]
        form.files.append(PostedFile(name, base, content, headers.get("content-type", "")))


def parameter(header: str, name: str) -> str | None:
    """A header's parameter. `filename*` is another name than `filename`. %22 is how browsers send a quote."""
    pattern = rf';\s*{re.escape(name)}\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]+))'
    found = re.search(pattern, header, re.IGNORECASE | re.DOTALL)
    if not found:
        return None
    value = found.group(1) if found.group(1) is not None else found.group(2)
    value = re.sub(r'\\(["\\])', r"\1", value)
    return value.replace("%22", '"').encode("utf-8", "surrogateescape").decode("utf-8", "replace")
