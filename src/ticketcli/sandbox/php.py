"""PHP's manner of reading a request's body and of writing JSON.

Sources: php.net's pages on ``$_FILES``, external variables and ``json_encode``; ``main/rfc1867.c``
and ``main/php_variables.c`` of php-src for the details.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl

Fields = dict[str, Any]
"""``$_GET`` or ``$_POST``: a value is a text, or again such a map for ``name[]`` and ``name[key]``."""

CHUNK = 64 * 1024

OK, TOO_LARGE, PARTIAL, NO_FILE = 0, 1, 3, 4
"""``UPLOAD_ERR_OK``, ``_INI_SIZE``, ``_PARTIAL`` and ``_NO_FILE``."""


@dataclass
class UploadedFile:
    """One entry of ``$_FILES``. ``path`` is gone when the request ends, unless it was moved away."""

    name: str  # of the form's field
    filename: str  # as the sender named it, without folders
    path: Path
    size: int = 0
    error: int = OK


@dataclass
class Form:
    fields: Fields = field(default_factory=dict)
    files: list[UploadedFile] = field(default_factory=list)

    def files_of(self, name: str) -> list[UploadedFile]:
        """Return the files of ``name`` and ``name[]`` that somebody chose (an empty file input is none)."""
        return [file for file in self.files if file.name.split("[")[0] == name and file.error != NO_FILE]


def text(fields: Fields, name: str) -> str:
    """Return the field as a text; an array, as an absent field, is an empty one."""
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def texts(fields: Fields, name: str) -> list[str]:
    """Return the texts in ``name[]``."""
    value = fields.get(name)
    return [item for item in value.values() if isinstance(item, str)] if isinstance(value, dict) else []


def intval(value: str) -> int:
    """Return the number that the text begins with, 0 without one; kept to 32 bits."""
    found = re.match(r"\s*\+?([0-9]+)", value)
    return min(int(found[1][:10]), 2**31 - 1) if found else 0


def assign(fields: Fields, name: str, value: str) -> None:
    """Put ``value`` where PHP would: ``a.b`` is ``a_b``, ``a[]`` the next of ``a``, ``a[x]`` its ``x``."""
    name = name.lstrip(" ")
    head, bracket, _ = name.partition("[")
    keys = re.match(r"(?:\[[^\]]*\])+", name[len(head) :]) if head and bracket else None
    if keys is None:
        head = name
    head = re.sub(r"[ .\[]", "_", head)
    if not head:
        return
    path = [head, *(re.findall(r"\[([^\]]*)\]", keys.group()) if keys else [])]
    place = fields
    for key in path[:-1]:
        inner = place.get(key or _next(place))
        if not isinstance(inner, dict):
            inner = {}
            place[key or _next(place)] = inner
        place = inner
    place[path[-1] or _next(place)] = value


def _next(place: Fields) -> str:
    return str(max((int(key) for key in place if key.isdecimal()), default=-1) + 1)


def pairs(items: Iterable[tuple[str, str]]) -> Fields:
    fields: Fields = {}
    for name, value in items:
        assign(fields, name, value)
    return fields


def query(string: str) -> Fields:
    """Return ``$_GET`` of a query string."""
    return pairs(parse_qsl(string, keep_blank_values=True))


@contextmanager
def read_form(
    stream: IO[bytes], content_type: str, length: int, *, folder: Path, limits: Any
) -> Iterator[Form]:
    """Read ``$_POST`` and ``$_FILES`` of a POST body of ``length`` bytes; files stream into ``folder``.

    ``limits`` has ``post_max_size``, ``upload_max_filesize`` and ``max_file_uploads``. A body above the
    first is dropped whole, without a word: that is what PHP does.
    """
    form = Form()
    try:
        kind = content_type.split(";", maxsplit=1)[0].strip().lower()
        if length > limits.post_max_size:
            pass
        elif kind == "application/x-www-form-urlencoded":
            body = stream.read(length).decode("utf-8", "replace")
            form.fields = pairs(parse_qsl(body, keep_blank_values=True))
        elif kind == "multipart/form-data":
            _read_multipart(form, stream, content_type, folder, limits)
        yield form
    finally:
        for file in form.files:
            file.path.unlink(missing_ok=True)


def _read_multipart(form: Form, stream: IO[bytes], content_type: str, folder: Path, limits: Any) -> None:
    from werkzeug.http import parse_options_header
    from werkzeug.sansio import multipart

    boundary = parse_options_header(content_type)[1].get("boundary")
    if not boundary:
        return
    decoder = multipart.MultipartDecoder(boundary.encode("latin-1", "replace"))
    name, value, file, sink = "", bytearray(), None, None
    try:
        while True:
            chunk = stream.read(CHUNK)
            decoder.receive_data(chunk or None)
            event = decoder.next_event()
            while not isinstance(event, multipart.NeedData | multipart.Epilogue):
                if isinstance(event, multipart.Field | multipart.File):
                    options = disposition(event.headers.get("Content-Disposition", ""))
                    name, value, file, sink = options.get("name", ""), bytearray(), None, None
                    if "filename" in options:
                        file, sink = _begin(form, name, options["filename"], folder, limits)
                elif isinstance(event, multipart.Data):
                    if file is None:
                        value += event.data
                    elif sink is not None:
                        _add(file, sink, event.data, limits)
                    if not event.more_data:
                        if file is None and name:
                            assign(form.fields, name, value.decode("utf-8", "replace"))
                        if sink is not None:
                            sink.close()
                            sink = None
                event = decoder.next_event()
            if isinstance(event, multipart.Epilogue) or not chunk:
                return
    except ValueError:  # a body that breaks off, or is no multipart: PHP keeps what it has read
        if file is not None and sink is not None:
            file.error = PARTIAL
    finally:
        if sink is not None:
            sink.close()


def _begin(
    form: Form, name: str, filename: str, folder: Path, limits: Any
) -> tuple[UploadedFile | None, IO[bytes] | None]:
    """Open a file for a file part; a part without file name, or one too many, is read to nowhere."""
    filename = basename(filename)
    nowhere = UploadedFile(name, filename, Path(os.devnull), error=NO_FILE)
    chosen = sum(file.error != NO_FILE for file in form.files)
    if not name or not filename or chosen >= limits.max_file_uploads:
        return nowhere, None
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(prefix="php", dir=folder)
    file = UploadedFile(name, filename, Path(path))
    form.files.append(file)
    return file, os.fdopen(handle, "wb")


def _add(file: UploadedFile, sink: IO[bytes], data: bytes, limits: Any) -> None:
    file.size += len(data)
    if file.size > limits.upload_max_filesize:
        file.error, file.size = TOO_LARGE, 0
    if file.error == OK:
        sink.write(data)


def disposition(header: str) -> dict[str, str]:
    """Return the plain parameters of a part's Content-Disposition; ``filename*`` is no file name."""
    found: dict[str, str] = {}
    pattern = r';\s*([^\s=;]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))'
    for key, quoted, bare in re.findall(pattern, header):
        found[key.lower()] = re.sub(r'\\(["\\])', r"\1", quoted) if quoted else bare.strip()
    return found


def basename(filename: str) -> str:
    r"""Return the name without folders, whichever way the slashes lean: ``C:\logs\a.png`` is ``a.png``."""
    return re.split(r"[/\\]", filename)[-1]


def json_encode(value: Any) -> str:
    r"""Encode as PHP's ``json_encode``: an array of keys 0, 1, 2... (or none) is a list; ``/`` is ``\/``."""
    return json.dumps(_array(value), separators=(",", ":")).replace("/", "\\/")


def _array(value: Any) -> Any:
    if isinstance(value, dict):
        if list(value) == [str(index) for index in range(len(value))]:
            return [_array(item) for item in value.values()]
        return {key: _array(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_array(item) for item in value]
    return value


def htmlspecialchars(value: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#039;")):
        value = value.replace(plain, entity)
    return value
