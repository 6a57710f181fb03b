"""Tickets written in files: what each notation says, and what is told of one that is malformed."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.draft import Draft
from ticketcli.model.errors import UsageError
from ticketcli.usecases.ticket_files.drafts import KEYS, read_drafts

HERE = Path("/srv/tickets")
WHOLE = Draft(
    department="BESTNET-CLOUD",
    subject="サーバー is down: 0017",
    message="No ping.\n\nSince 10:00.",
    service="VPS 4GB",
    cc=("a@example.com", "b@example.com"),
    priority="high",
    encrypt=True,
    urgent=True,
    impact="Shop",
    contact="Phone",
    attachments=(HERE / "trace.zip", Path("/var/log/screen.png")),
)

YAML = """\
# a comment
department: BESTNET-CLOUD
subject: "サーバー is down: 0017"
message: |-
  No ping.

  Since 10:00.
service: VPS 4GB
cc: [a@example.com, "b@example.com"]
priority: high
encrypt: true
urgent: yes
impact: Shop
contact: Phone
attachments:
  - trace.zip
  - /var/log/screen.png
"""
JSON = {
    "department": "BESTNET-CLOUD",
    "subject": "サーバー is down: 0017",
    "message": "No ping.\n\nSince 10:00.",
    "service": "VPS 4GB",
    "cc": ["a@example.com", "b@example.com"],
    "priority": "high",
    "encrypt": True,
    "urgent": True,
    "impact": "Shop",
    "contact": "Phone",
    "attachments": ["trace.zip", "/var/log/screen.png"],
}
MARKDOWN = """\
---
department: BESTNET-CLOUD
subject: "サーバー is down: 0017"
service: VPS 4GB
cc: a@example.com, b@example.com
priority: high
encrypt: true
urgent: true
impact: Shop
contact: Phone
attachments: [trace.zip, /var/log/screen.png]
---

No ping.

Since 10:00.
"""
LINES = json.dumps(JSON, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ticket.yaml", YAML),
        ("ticket.yml", f"---\n{YAML}"),
        ("-", YAML),
        ("ticket.txt", YAML),
        ("ticket.yaml", json.dumps(JSON, indent=2)),
        ("ticket.json", json.dumps(JSON, indent=2)),
        ("ticket.json", json.dumps([JSON], indent="\t")),
        ("-", json.dumps(JSON)),
        ("-", json.dumps(JSON, indent=1)),
        ("ticket.jsonl", f"{LINES}\n"),
        ("ticket.md", MARKDOWN),
        ("-", MARKDOWN),
        ("ticket.json", json.dumps(JSON, ensure_ascii=True).replace("\\n", "\\r\\n").replace("\\r", "")),
    ],
)
def test_each_notation_says_the_same(name: str, text: str) -> None:
    (only,) = read_drafts(text, name, HERE)
    assert only.draft == WHOLE


def test_what_is_left_out_or_null_is_not_asked_for() -> None:
    (only,) = read_drafts(
        "department: Billing\nsubject: Hello\nmessage: ~\nservice:\ncc: []\n", "t.yaml", HERE
    )
    assert only.draft == Draft(department="Billing", subject="Hello")


def test_numbers_and_days_stay_as_they_were_written() -> None:
    (only,) = read_drafts(
        "department: 0017\nsubject: 2026-06-09\nmessage: 1e3\nservice: 17\n", "t.yaml", HERE
    )
    assert only.draft == Draft(department="0017", subject="2026-06-09", message="1e3", service="17")
    (only,) = read_drafts('{"service": 17, "subject": 1.50}', "t.json", HERE)
    assert only.draft == Draft(service="17", subject="1.50")


def test_what_drafts_show_prints_beside_a_ticket_is_read_over() -> None:
    beside = {
        "id": "d-7f3k",
        "state": "unsent",
        "kind": "new",
        "portal": "hb",
        "number": None,
        "close": False,
    }
    (only,) = read_drafts(json.dumps({**beside, "created": "2026-06-09T12:00:00+00:00", **JSON}), "-", HERE)
    assert only.draft == WHOLE


def test_several_come_as_a_list_as_lines_or_as_documents() -> None:
    for name, text in (
        ("t.yaml", "- subject: One\n- subject: Two\n"),
        ("t.yaml", "subject: One\n---\nsubject: Two\n"),
        ("t.json", '[{"subject": "One"},\n {"subject": "Two"}]'),
        ("t.jsonl", '{"subject": "One"}\n\n{"subject": "Two"}\n'),
        ("-", '{"subject": "One"}\n{"subject": "Two"}'),
    ):
        assert [each.draft.subject for each in read_drafts(text, name, HERE)] == ["One", "Two"], text
        assert [each.place for each in read_drafts(text, name, HERE)] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("t.yaml", "subject: One\nmesage: x\n", "line 2: Unknown field “mesage”. Did you mean “message”?"),
        ("t.json", '{\n "subject": "One",\n "zzz": 1\n}', "line 3: Unknown field “zzz”. Fields: "),
        (
            "t.yaml",
            "- subject: One\n- subject: Two\n  subjct: x\n",
            "Entry 2, line 3: Unknown field “subjct”",
        ),
        (
            "t.jsonl",
            '{"subject": "One"}\n{"subject": 1, "cc": 2}\n',
            "Entry 2, line 2: “cc” must be a list",
        ),
        (
            "t.yaml",
            "subject: no\n",
            "line 1: “subject” must be a string; words such as yes or no need quotation",
        ),
        ("t.yaml", "subject: {a: 1}\n", "line 1: “subject” must be a string"),
        ("t.yaml", "urgent: very\n", "line 1: “urgent” must be true or false."),
        ("t.yaml", "attachments:\n  - {path: x}\n", "line 1: “attachments” must be a list of strings."),
        ("t.json", '{"kind": "reply", "number": "1"}', "line 1: This is a reply, not a new ticket."),
        ("t.yaml", "subject: a\nsubject: b\n", "line 2: Duplicate “subject”, first on line 1."),
        ("t.json", '{"subject": "a",\n"subject": "b"}', "line 2: Duplicate “subject”, first on line 1."),
        ("t.yaml", "subject: [a\n", "Invalid YAML: "),
        ("t.yaml", "a: b: c\n", "line 1: Invalid YAML: mapping values are not allowed here."),
        ("t.yaml", "subject: !!python/object/apply:os.system [ls]\n", "“subject” must be a string"),
        (
            "t.yaml",
            "subject: !!python/name:os.system x\n",
            "line 1: The tag “tag:yaml.org,2002:python/name:os",
        ),
        ("t.yaml", "<<: *base\n", "Invalid YAML: "),
        ("t.yaml", "just words\n", "line 1: An entry must be a mapping of keys to values."),
        ("t.yaml", "\x07", "Invalid YAML: "),
        ("t.json", '{"subject": "a"\n "message": "b"}', "line 2: Expected “,”."),
        ("t.json", '{"subject": "a}', "line 1: Invalid JSON: Unterminated string"),
        ("t.json", '{"subject": NaN}', "line 1: NaN is not valid JSON."),
        ("t.json", '[{"subject": "a"}, 3]', "line 1: An entry must be an object in braces."),
        ("t.json", '{"subject": "a"} x', "line 1: Unexpected text after the end of the JSON."),
        ("t.jsonl", '{"subject": "a"}\nnothing\n', "line 2: An entry must be an object in braces."),
        ("t.md", "Hello", "line 1: Markdown must begin with the fields between two lines of “---”."),
        ("t.md", "---\nsubject: a\nmessage: b\n---\nc\n", "line 3: “message” is not allowed here"),
        ("t.md", "---\nsubject: a\nzzz: b\n---\nc\n", "line 3: Unknown field “zzz”."),
        ("t.yaml", "", "“t.yaml” contains no tickets."),
        ("-", "# nothing\n", "Standard input contains no tickets."),
        (
            "t.yaml",
            "- subject: a\n- subject: b\n- subject: a\n",
            "Entry 3, line 3: Duplicate of entry 1, line 1.",
        ),
    ],
)
def test_what_is_malformed_is_told_with_its_place(name: str, text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_drafts(text, name, HERE)
    assert sentence in refused.value.message


def test_every_fault_of_a_file_is_told_at_once() -> None:
    with pytest.raises(UsageError) as refused:
        read_drafts("- subjct: One\n  urgent: 3\n- cc: {}\n", "t.yaml", HERE)
    assert len(refused.value.message.splitlines()) == 4


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "- " * 50_000, "a: &x [*x]\n"])
def test_no_nesting_makes_it_fall_over(text: str) -> None:
    for name in ("t.json", "t.yaml", "-"):
        with pytest.raises(UsageError):
            read_drafts(text, name, HERE)


def test_aliases_of_aliases_cost_nothing() -> None:
    levels = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 20))
    with pytest.raises(UsageError, match="Unknown field “k0”"):
        read_drafts(f"k0: &k0 [x]\n{levels}", "t.yaml", HERE)


@given(
    st.text(alphabet='{}[]":,-\n #&*!|>abc 01\t', max_size=60),
    st.sampled_from(["t.json", "t.yaml", "t.md", "-"]),
)
def test_any_text_is_tickets_or_a_clear_error(text: str, name: str) -> None:
    with suppress(UsageError):
        assert read_drafts(text, name, HERE)


@given(
    st.dictionaries(
        st.sampled_from([key for key in KEYS if key not in ("cc", "attachments", "encrypt", "urgent")]),
        st.text(st.characters(blacklist_categories=["Cs"]), min_size=1),
    )
)
def test_json_and_json_lines_read_every_text_back(values: dict[str, str]) -> None:
    for name, text in (("t.json", json.dumps(values, indent=2)), ("t.jsonl", json.dumps(values))):
        (only,) = read_drafts(text, name, HERE)
        assert {key: getattr(only.draft, key) for key in values} == values
