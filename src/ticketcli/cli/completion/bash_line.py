"""Split a command line as bash does, and quote the words that complete it.

bash hands a function no words without their quotation marks, and breaks them at `=` and `:` besides
(COMP_WORDBREAKS). What it gets back takes the place of what stands behind the last such break.
"""

from __future__ import annotations

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,+@%:=")
"""What needs no mark before it."""


class Line:
    """A command line up to the cursor.

    `words` are what the program would get. `quote` is the mark that is still open in the last one, or "".
    """

    def __init__(self, text: str, breaks: str) -> None:
        """Read a line. Its last quotation mark may be open."""
        self.words: list[str] = []
        self.quote = ""
        plain: str | None = None  # the word so far, None between words
        broken = opened = 0  # how much of it stands before the last break, and before the last mark
        characters = iter(text)
        for char in characters:
            if self.quote and char == self.quote:
                self.quote = ""
            elif char == "\\" and self.quote != "'":
                char = next(characters, "")
                backslash = "\\" if self.quote and char not in '"$`\\' else ""
                plain = f"{plain or ''}{backslash}{char}"
            elif self.quote:
                plain = f"{plain or ''}{char}"
            elif char in "'\"":
                self.quote, plain = char, plain or ""
                opened = len(plain)
            elif char in " \t\n":
                if plain is not None:
                    self.words.append(plain)
                plain, broken = None, 0
            else:
                plain = f"{plain or ''}{char}"
                broken = len(plain) if char in breaks else broken
        self.words.append(plain or "")
        self._skipped = opened if self.quote else broken

    def write(self, value: str) -> str:
        """Return what bash is to put in for a value, in the marks that its word was begun with."""
        text = value[self._skipped :]
        if self.quote == "'":
            return text.replace("'", "'\\''")
        special = '\\"$`' if self.quote else None
        return "".join(f"\\{char}" if _is_special(char, special) else char for char in text)


def _is_special(char: str, special: str | None) -> bool:
    return char in special if special is not None else char.isascii() and char not in _PLAIN


def write_listed(value: str, about: str, columns: int) -> str:
    """Return a line of a list under the prompt, cut to the cells of the terminal: bash cuts none."""
    text = f"{value}  ({about})" if about else value
    if text.isascii():
        return text[:columns]
    from unicodedata import east_asian_width

    for index, char in enumerate(text):
        columns -= 2 if east_asian_width(char) in ("W", "F") else 1
        if columns < 0:
            return text[:index]
    return text
