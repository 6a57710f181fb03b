"""A choice on the screen: with its description while one chooses, by its label alone once it is chosen.

The library repeats the whole line as the answer, which a narrow window breaks within words.
"""

from __future__ import annotations

from questionary import Choice, Question
from questionary.prompts.common import InquirerControl


class Offered(Choice):
    """One choice of a list; `control` is the list that it stands in, once there is one."""

    control: InquirerControl | None = None

    def __init__(self, line: str, label: str, value: str) -> None:
        self._line, self._label = line, label
        super().__init__(line, value=value)

    @property
    def title(self) -> str:
        """What is shown of it now."""
        answered = self.control is not None and self.control.is_answered
        return self._label if answered else self._line

    @title.setter
    def title(self, line: str) -> None:
        self._line = line


def know_their_list(asked: Question) -> None:
    """Tell each choice of a question which list it stands in."""
    for control in asked.application.layout.find_all_controls():
        if isinstance(control, InquirerControl):
            for choice in control.choices:
                if isinstance(choice, Offered):
                    choice.control = control
