"""Bodies are read, and JSON is written, in PHP's manner."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ticketcli.sandbox import php
from ticketcli.sandbox.settings import Settings


def part(disposition: str, content: str = "x") -> str:
    return f"--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n"


def read(
    folder: Path, *parts: str, settings: Settings | None = None
) -> tuple[php.Fields, list[tuple[str, bytes, int]]]:
    body = ("".join(parts) + "--b--\r\n").encode()
    limits = settings or Settings()
    kind = "multipart/form-data; boundary=b"
    with php.read_form(io.BytesIO(body), kind, len(body), folder=folder, limits=limits) as form:
        return form.fields, [(file.filename, file.path.read_bytes(), file.error) for file in form.files]


def test_names_with_brackets_are_arrays() -> None:
    assert php.query("a[]=1&a[]=2&f[status]=Open&m[x][]=3&plain.name=4") == {
        "a": {"0": "1", "1": "2"},
        "f": {"status": "Open"},
        "m": {"x": {"0": "3"}},
        "plain_name": "4",
    }


@pytest.mark.parametrize(("fields", "name"), [("a[]=1", "a"), ("", "a")])
def test_an_array_or_an_absent_field_is_an_empty_text(fields: str, name: str) -> None:
    assert php.text(php.query(fields), name) == ""


def test_an_unclosed_bracket_is_part_of_the_name() -> None:
    assert php.query("a[b=1") == {"a_b": "1"}


def test_a_part_with_a_plain_filename_is_a_file(tmp_path: Path) -> None:
    assert read(tmp_path, part('name="attachments[]"; filename="a.png"')) == ({}, [("a.png", b"x", php.OK)])


def test_a_part_with_only_an_extended_filename_is_no_file(tmp_path: Path) -> None:
    fields, files = read(tmp_path, part("name=\"attachments[]\"; filename*=UTF-8''a.png"))
    assert (fields, files) == ({"attachments": {"0": "x"}}, [])


@pytest.mark.parametrize("sent", ["../../etc/a.png", "C:\\\\logs\\\\a.png", "/tmp/a.png", "a.png"])
def test_folders_are_dropped_from_a_files_name(tmp_path: Path, sent: str) -> None:
    _, files = read(tmp_path, part(f'name="f"; filename="{sent}"'))
    assert files == [("a.png", b"x", php.OK)]


def test_an_escaped_quote_is_part_of_the_name(tmp_path: Path) -> None:
    _, files = read(tmp_path, part('name="f"; filename="a \\"b\\"; c.png"'))
    assert files == [('a "b"; c.png', b"x", php.OK)]


def test_an_empty_file_input_is_no_file(tmp_path: Path) -> None:
    assert read(tmp_path, part('name="f"; filename=""', "")) == ({}, [])


def test_a_file_above_the_limit_is_marked(tmp_path: Path) -> None:
    settings = Settings(upload_max_filesize=3)
    _, files = read(tmp_path, part('name="f"; filename="a.png"', "four"), settings=settings)
    assert files == [("a.png", b"", php.TOO_LARGE)]


def test_no_more_files_than_allowed_are_read(tmp_path: Path) -> None:
    parts = [part(f'name="f[]"; filename="{number}.png"') for number in range(3)]
    _, files = read(tmp_path, *parts, settings=Settings(max_file_uploads=2))
    assert [name for name, _, _ in files] == ["0.png", "1.png"]


def test_a_body_above_the_limit_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, part('name="a"'), settings=Settings(post_max_size=10)) == ({}, [])


def test_a_body_that_breaks_off_leaves_a_partial_file(tmp_path: Path) -> None:
    body = part('name="a"').encode() + part('name="f"; filename="a.png"', "half").encode()[:-2]
    kind = "multipart/form-data; boundary=b"
    with php.read_form(io.BytesIO(body), kind, len(body), folder=tmp_path, limits=Settings()) as form:
        assert form.fields == {"a": "x"}
        assert [file.error for file in form.files] == [php.PARTIAL]


def test_uploaded_files_are_gone_after_the_request(tmp_path: Path) -> None:
    read(tmp_path, part('name="f"; filename="a.png"'))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({}, "[]"),
        ({"0": "a"}, '["a"]'),
        ({"0": "a", "17": "b"}, '{"0":"a","17":"b"}'),
        ({"a": []}, '{"a":[]}'),
        ("a/b é", r'"a\/b \u00e9"'),
        (True, "true"),
    ],
)
def test_json_is_written_as_php_writes_it(value: object, written: str) -> None:
    assert php.json_encode(value) == written
