"""What bash lists is cut to the terminal, for bash breaks lines anywhere and never cuts them."""

from __future__ import annotations

from tests.completion.conftest import NEEDS, ROOT, Person
from tests.completion.test_shells import LIST

pytestmark = NEEDS["bash"]


def test_an_option_takes_one_line_also_where_its_characters_take_two_cells(person: Person) -> None:
    terminal = person.at("bash", script=ROOT / "completions" / "ja" / "ticket.bash", columns=40)
    terminal.type("ticket show --" + LIST["bash"])
    terminal.wait_for("--help")
    listed = [line for line in terminal.shown.splitlines() if line and not line.startswith((">", "ready"))]
    assert len(listed) > 10
    assert all(line.startswith("--") for line in listed)
    assert any(line.startswith("--fields  (") for line in listed)
