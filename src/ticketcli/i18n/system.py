"""Find the user's languages where the environment does not say, as on Windows."""

from __future__ import annotations

import sys


def list_system_languages() -> list[str]:
    """List names such as `ja_JP`, the preferred one first; none where the environment is what counts."""
    if sys.platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        name = locale.windows_locale.get(number)
        return [name] if name else []
    return []
