"""The words that the program says, in the language of the one who reads them.

`_` looks a sentence up, `ngettext` one that counts something, and `N_` only marks one that is
looked up later, such as a constant of a module: modules are imported before a language is spoken.
"""

from ticketcli.language.choice import ENGLISH, LANGUAGES, chosen
from ticketcli.language.speech import N_, _, everywhere, ngettext, speak, speaking

__all__ = ["ENGLISH", "LANGUAGES", "N_", "_", "chosen", "everywhere", "ngettext", "speak", "speaking"]
