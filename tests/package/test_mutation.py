"""The changes that scripts/mutate tries are small, real, and say what they change."""

from __future__ import annotations

from scripts.mutation import UNNOTICED, describe, read_reasons
from scripts.mutation_changes import list_changes
from scripts.mutation_tests import PACKAGE, ROOT

SOURCE = '''
"""A module."""
LIMIT: int = 3


def is_small(number: int) -> bool:
    """Tell it."""
    if number < LIMIT and not number == 2:
        return True
    raise ValueError
'''


def reported(source: str) -> list[tuple[int, str, str]]:
    return [(change.line, change.before, change.after) for change in list_changes(source)]


def test_each_change_is_one_that_a_test_should_notice() -> None:
    assert reported(SOURCE) == [
        (3, "3", "4"),
        (8, "if number < LIMIT and (not number == 2):", "if True:"),
        (8, "if number < LIMIT and (not number == 2):", "if False:"),
        (8, "number < LIMIT and (not number == 2)", "number < LIMIT or not number == 2"),
        (8, "number < LIMIT and (not number == 2)", "not number == 2"),
        (8, "number < LIMIT and (not number == 2)", "number < LIMIT"),
        (8, "number < LIMIT", "number <= LIMIT"),
        (8, "not number == 2", "number == 2"),
        (8, "number == 2", "number != 2"),
        (8, "2", "3"),
        (9, "return True", "return None"),
        (9, "True", "False"),
        (10, "raise ValueError", "pass"),
    ]


def test_every_changed_module_is_another_one_that_compiles() -> None:
    modules = [change.module for change in list_changes(SOURCE)]
    assert len(set(modules)) == len(modules)
    for module in modules:
        compile(module, "module.py", "exec")


def test_a_number_is_told_with_the_line_that_it_is_in() -> None:
    assert [describe(change) for change in list_changes("a = 3  # three\nb = 20 > a\n")] == [
        "3  ->  4  in  a = 3",
        "20 > a  ->  20 >= a",
        "20  ->  40  in  b = 20 > a",
    ]


def test_a_reason_belongs_to_one_change_of_one_module() -> None:
    text = "# Why.\na.py\n  1  ->  2\n    it is\n    only a hint\nb.py\n  1  ->  2\n    another\n"
    assert read_reasons(text) == {
        ("a.py", "1  ->  2"): "it is only a hint",
        ("b.py", "1  ->  2"): "another",
    }


def test_every_reason_that_is_written_down_is_of_a_change_that_can_be_made() -> None:
    for module, change in read_reasons(UNNOTICED.read_text("utf-8")):
        made = list_changes((ROOT / PACKAGE / module).read_text("utf-8"))
        assert change in map(describe, made), f"{module}: {change}"
