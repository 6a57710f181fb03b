"""The error of a secret that is saved and cannot be read."""

from __future__ import annotations


class DamagedSecret(ValueError):
    """The stored secret was not written by this program, or is incomplete."""
