"""Choose the language: TICKET_LANG, the locale, then the system's setting."""

from __future__ import annotations

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "ja": "日本語", "zh_TW": "繁體中文"}  # data
"""The languages spoken here, each called by its own name."""

_TRADITIONAL = {"zh", "zh_tw", "zh_hk", "zh_mo", "zh_hant"}


def choose_language(env: Mapping[str, str], system: Iterable[str] = ()) -> str:
    """Choose one of `LANGUAGES`, by TICKET_LANG, then the locale, then what the system is set to.

    `env` are environment variables, in which the setting stands as TICKET_LANG too; `system` are
    languages where the environment names none, as on Windows. What is not spoken here is
    passed over in the first, and is English in a locale.
    """
    said = match_language(env.get("TICKET_LANG", ""))
    if said:
        return said
    named = list(list_locale_names(env))
    return next(filter(None, map(match_language, named or system)), ENGLISH)


def match_language(name: str) -> str | None:
    """Find the language that a name such as `ja_JP.UTF-8`, `zh-Hant` or `C` stands for, or None."""
    plain = name.partition(".")[0].partition("@")[0].replace("-", "_").casefold()
    first = plain.partition("_")[0]
    if plain in _TRADITIONAL or plain.startswith("zh_hant"):
        return "zh_TW"
    if plain in {"c", "posix"}:
        return ENGLISH
    return first if first in {ENGLISH, "ja"} else None


def list_locale_names(env: Mapping[str, str]) -> Iterator[str]:
    """List the names in the order in which gettext reads them (GNU gettext manual, 2.3.3 and 2.3.4)."""
    locale = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    if locale and locale.partition(".")[0] not in {"C", "POSIX"}:
        yield from filter(None, env.get("LANGUAGE", "").split(":"))
    if locale:
        yield locale
