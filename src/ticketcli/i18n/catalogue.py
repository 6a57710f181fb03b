"""The language spoken now.

A process speaks one language, so it is kept here and not handed to every sentence: the same
arrangement as `gettext.install`, without a name among the builtins.
"""

from __future__ import annotations

from os import sep

from ticketcli.i18n.choice import ENGLISH, LANGUAGES

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations
    from typing import Any

CATALOGUES = f"{__file__.rpartition(sep)[0]}{sep}catalogues"
DOMAIN = "ticket"

_spoken = ENGLISH
_read: dict[str, NullTranslations] = {}


def set_language(language: str) -> str:
    """Speak one of `LANGUAGES` from now on. Return the one that was spoken before."""
    global _spoken
    before, _spoken = _spoken, language
    return before


def get_language() -> str:
    """Return the one of `LANGUAGES` that is spoken now."""
    return _spoken


def N_(sentence: str, *, context: str = "") -> str:
    """Return the sentence itself: it is looked up where it is said, there with the same `context`."""
    return sentence


def _(sentence: str, *, context: str = "") -> str:
    """Return the sentence in the language spoken now; in English where it is not known.

    `context` tells one meaning of an English sentence from its others: two may be two elsewhere.
    """
    if _spoken == ENGLISH:
        return sentence
    catalogue = _load_catalogue(_spoken)
    return catalogue.pgettext(context, sentence) if context else catalogue.gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """Return a sentence that counts in the language spoken now, in its form for that number."""
    if _spoken == ENGLISH:
        return one if count == 1 else many
    return _load_catalogue(_spoken).ngettext(one, many, count)


def join_list(items: Iterable[str]) -> str:
    """Join what stands side by side in a sentence, as the language spoken now does."""
    return _(", ").join(items)


def translate_to(language: str, sentence: str) -> str:
    """Return the sentence in one of `LANGUAGES`, whichever is spoken now."""
    return sentence if language == ENGLISH else _load_catalogue(language).gettext(sentence)


def translate_to_all(sentence: str) -> tuple[str, ...]:
    """Return the sentence in every language, to recognize it where another one was spoken then."""
    return tuple(translate_to(language, sentence) for language in LANGUAGES)


def _load_catalogue(language: str) -> NullTranslations:
    # English has none, so that it pays for neither the module nor a file.
    if language not in _read:
        import gettext
        import io

        loader: Any = __spec__.loader  # reads from an archive as well, and needs no import
        try:
            _read[language] = gettext.GNUTranslations(io.BytesIO(loader.get_data(find_catalogue(language))))
        except OSError:
            _read[language] = gettext.NullTranslations()
    return _read[language]


def find_catalogue(language: str) -> str:
    """Find the file that holds the words of a language, where there is one."""
    return f"{CATALOGUES}{sep}{language}{sep}LC_MESSAGES{sep}{DOMAIN}.mo"
