"""Commands in settings, split into words as their platform's shell does."""

from __future__ import annotations

import pytest

from ticketcli.model.command_line import split_command


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("code --wait", ["code", "--wait"]),
        ("'/opt/my editor/run' -n", ["/opt/my editor/run", "-n"]),
        (r"my\ editor", ["my editor"]),
        ("less '#1'", ["less", "#1"]),
    ],
)
def test_as_a_shell_does(text: str, split: list[str]) -> None:
    assert split_command(text, windows=False) == split


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("notepad", ["notepad"]),
        (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
        (
            r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst -nosession',
            [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst", "-nosession"],
        ),
        (r'code --wait --user-data-dir="D:\my data"', ["code", "--wait", r"--user-data-dir=D:\my data"]),
        (r"\\server\tools\vim.exe -f", [r"\\server\tools\vim.exe", "-f"]),
        ("C:\\Users\\O'Neil\\ed.exe #1", ["C:\\Users\\O'Neil\\ed.exe", "#1"]),
    ],
)
def test_a_backslash_is_a_folders_on_windows(text: str, split: list[str]) -> None:
    assert split_command(text, windows=True) == split


@pytest.mark.parametrize("windows", [True, False])
def test_an_open_quote_is_refused(windows: bool) -> None:
    with pytest.raises(ValueError, match="quotation"):
        split_command('"C:/Program Files', windows=windows)
