"""The words that the program says, in the language of the one who reads them.

`_` looks a sentence up, `ngettext` one that counts something, and `N_` only marks one that is
looked up later, such as a constant of a module: modules are imported before a language is spoken.
"""

from ticketcli.i18n.catalogue import (
    N_,
    _,
    get_language,
    join_list,
    ngettext,
    set_language,
    translate_to,
    translate_to_all,
)
from ticketcli.i18n.choice import ENGLISH, LANGUAGES, choose_language

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "N_",
    "_",
    "choose_language",
    "get_language",
    "join_list",
    "ngettext",
    "set_language",
    "translate_to",
    "translate_to_all",
]
