"""`--template`: fields put into a line of text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.errors import UsageError
from ticketcli.output.template import Template

TICKET: dict[str, Any] = {
    "number": "482913",
    "subject": "サーバー is down",
    "service": None,
    "cc": ["a@example.com", "b@example.com"],
    "encrypted": False,
    "messages": [
        {"author": "Hanako", "attachments": [{"name": "screen.png", "size": 84210}]},
        {"author": "Support", "attachments": []},
    ],
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{number}: {subject}", "482913: サーバー is down"),
        ("#{number}#", "#482913#"),
        (r"{number}\t{subject}\n", "482913\tサーバー is down\n"),
        (r"C:\\new", r"C:\new"),
        (r"C:\users", r"C:\users"),
        ("{{{number}}}", "{482913}"),
        ("{service}|", "|"),
        ("{encrypted}", "false"),
        ("{cc}", "a@example.com, b@example.com"),
        ("{messages[-1].author} {messages[0].author}", "Support Hanako"),
        ("{messages[0].attachments[0].size}", "84210"),
        ("{messages[7].author}|{messages[1].attachments[0].name}|", "||"),
        ("{number:<8}|{number:>8}|{number:8}|", "482913  |  482913|482913  |"),
        ("{subject:<18}|", "サーバー is down  |"),
        ("{subject:.8}|{subject:<8.6}|", "サーバ…|サー…   |"),
        ("{ number }", "482913"),
        ("", ""),
    ],
)
def test_what_is_written(template: str, text: str) -> None:
    assert Template(template).text(TICKET) == text


@pytest.mark.parametrize(
    ("template", "field"),
    [
        ("{{.number}}", "{number}"),
        ("a {{ .department.name }}", "{department.name}"),
        ("{{- .url -}}", "{url}"),
    ],
)
def test_the_notation_of_gh_is_refused_with_ours(template: str, field: str) -> None:
    with pytest.raises(UsageError) as refused:
        Template(template)
    assert refused.value.hint == f"Here it is: {field}"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{number", "character 1"),
        ("number}", "character 7"),
        ("{number} {}", "character 10"),
        ("{number!r}", "character 1"),
        ("{messages[x]}", "character 1"),
        ("{number.__class__()}", "character 1"),
        ("{number:999999999}", "character 1"),
        ("{number:{number}}", "character"),
    ],
)
def test_what_is_no_template_is_refused_with_its_place(template: str, place: str) -> None:
    with pytest.raises(UsageError) as refused:
        Template(template)
    assert refused.value.message.startswith(f"--template, {place}")


@pytest.mark.parametrize(
    "template", ["{nmber}", "{number.real}", "{messages.author}", "{number[0]}", "{number.__class__}"]
)
def test_a_field_that_no_answer_has_is_refused(template: str) -> None:
    with pytest.raises(UsageError, match="character 1: the output has no field"):
        Template(template).check([TICKET])


@given(st.text(alphabet="{}[].:<>\\nt0a_- é", max_size=40))
def test_any_text_is_a_template_or_a_clear_error(text: str) -> None:
    try:
        template = Template(text)
    except UsageError:
        return
    assert isinstance(template.text(TICKET), str)
