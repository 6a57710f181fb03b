"""What bash lists is cut to the terminal, for bash breaks lines anywhere and never cuts them."""

from __future__ import annotations

import pytest
from tests.completion.conftest import NEEDS, Person
from tests.completion.test_shells import LIST

from ticketcli.cli.completion.bash_line import Line


@NEEDS["bash"]
def test_an_option_takes_one_line_also_where_its_characters_take_two_cells(person: Person) -> None:
    person.env["TICKET_LANG"] = "ja"
    terminal = person.at("bash", columns=40)
    terminal.type("ticket show --" + LIST["bash"])
    terminal.wait_for("--help")
    terminal.wait_for_prompt("ticket show --")  # bash writes the line again below the whole list
    listed = [line for line in terminal.shown.splitlines() if line and not line.startswith((">", "ready"))]
    assert len(listed) > 10
    assert all(line.startswith("--") for line in listed)
    assert any(line.startswith("--fields  (") for line in listed)


@pytest.mark.parametrize(
    ("typed", "words", "value", "written"),
    [
        ("ticket show 4", ["ticket", "show", "4"], "482913", "482913"),
        ("ticket  new -d ", ["ticket", "new", "-d", ""], "Sales: EU & $HOME", "Sales:\\ EU\\ \\&\\ \\$HOME"),
        ("ticket new --dept=Sal", ["ticket", "new", "--dept=Sal"], "--dept=Sales: EU", "Sales:\\ EU"),
        ("ticket new -d Sales:", ["ticket", "new", "-d", "Sales:"], "Sales: EU", "\\ EU"),
        ("ticket new -d 'Sales: E", ["ticket", "new", "-d", "Sales: E"], "Sales: EU's", "Sales: EU'\\''s"),
        ('ticket new -d "Sal', ["ticket", "new", "-d", "Sal"], "Sales $HOME", "Sales \\$HOME"),
        ('ticket new --dept="Sal', ["ticket", "new", "--dept=Sal"], "--dept=Sales: EU", "Sales: EU"),
        ("ticket new -d VPS\\ 8", ["ticket", "new", "-d", "VPS 8"], "VPS 8GB", "VPS\\ 8GB"),
        ("ticket new -d '' \"a b\"c 請", ["ticket", "new", "-d", "", "a bc", "請"], "請求 書", "請求\\ 書"),
    ],
)
def test_a_line_is_read_and_a_value_written_as_bash_has_them(
    typed: str, words: list[str], value: str, written: str
) -> None:
    line = Line(typed, " \t\n\"'@><=;|&(:")
    assert line.words == words
    assert line.write(value) == written
