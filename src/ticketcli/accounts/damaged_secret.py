"""The error of a secret that is saved and cannot be read."""

from __future__ import annotations


class DamagedSecret(ValueError):
    """What is stored was not written by this program, or only a part of it is there."""
