"""The program's own secrets, blanked in whatever a portal made of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Value = TypeVar("Value")

BLANK = "***"
SHORTEST = 6  # signs; a shorter secret would be found in texts that do not hold it


class Redactor:
    """Blanks secrets that it was told of, in texts and in values that hold texts."""

    def __init__(self) -> None:
        self._secrets: tuple[str, ...] = ()

    def add(self, *secrets: str | None) -> None:
        """Take secrets to be blanked from now on, also as JSON writes them. Short ones are passed over."""
        new = {secret for secret in secrets if secret and len(secret) >= SHORTEST}
        new |= {json.dumps(secret, ensure_ascii=ascii)[1:-1] for secret in new for ascii in (True, False)}
        # The longest first: one may be part of another.
        self._secrets = tuple(sorted({*self._secrets, *new}, key=len, reverse=True))

    def redact(self, text: str) -> str:
        """Blank every secret in a text."""
        for secret in self._secrets:
            text = text.replace(secret, BLANK)
        return text

    def redact_value(self, value: Value) -> Value:
        """Blank every secret in a value: a text, a dataclass, a tuple, a list or a mapping, at any depth."""
        return self._redact(value) if self._secrets else value

    def _redact(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.redact(value)
        if isinstance(value, tuple):
            return tuple(self._redact(item) for item in value)
        if isinstance(value, list):
            return [self._redact(item) for item in value]
        if isinstance(value, Mapping):
            return {key: self._redact(item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            names = (field.name for field in fields(value) if field.init)
            changed = {name: self._redact(getattr(value, name)) for name in names}
            return replace(value, **changed)
        return value
