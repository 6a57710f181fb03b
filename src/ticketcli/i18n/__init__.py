"""The words that the program says, in the language of the one who reads them.

`_` looks a sentence up, `ngettext` one that counts something, and `N_` only marks one that is
looked up later, such as a constant of a module: modules are imported before a language is spoken.
"""

from ticketcli.i18n.catalogue import N_, _, everywhere, ngettext, speak, speaking
from ticketcli.i18n.choice import ENGLISH, LANGUAGES, chosen

__all__ = ["ENGLISH", "LANGUAGES", "N_", "_", "chosen", "everywhere", "ngettext", "speak", "speaking"]
