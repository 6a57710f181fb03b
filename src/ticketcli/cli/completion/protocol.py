"""`ticket __complete WORDS...`: complete the last word, by the protocol of cobra.

Prints lines of a value and, behind a tab, what it is; the last line is a colon and what the shell is to do
with them (see `candidates`). It reads this machine's files only, asks nobody, and says nothing where
something is wrong: a person is in the middle of typing. It imports almost nothing, so that it ends in the
time that Python needs to start.

With `--bash` the words are read from COMP_LINE as bash has them, and values are written as bash is to put
them in; COMP_TYPE, COMP_WORDBREAKS and COLUMNS are bash's own (bash(1)). Its last line holds, behind a tab,
the word without quotation marks.
"""

from __future__ import annotations

from ticketcli.cli.completion.candidates import BY_EXTENSION, NO_FILES, find_candidates
from ticketcli.i18n import choose_language, set_language
from ticketcli.i18n.setting import add_language_setting
from ticketcli.i18n.system import list_system_languages
from ticketcli.system.folders import find_folder

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

_ERROR = 1  # cobra's, too
_LISTING = "63"  # COMP_TYPE where all that fits is listed and nothing put in: the code of "?"


def answer_question(arguments: Sequence[str], env: Mapping[str, str], stdout: TextIO) -> None:
    """Print the answers to a question. With TICKET_DEBUG it also says what went wrong."""
    before = set_language(
        choose_language(
            add_language_setting(env, f"{find_folder('config', env)}/config.toml"), list_system_languages()
        )
    )
    if hasattr(stdout, "reconfigure"):
        stdout.reconfigure(errors="replace")  # a question mark instead of silence
    try:
        lines = _answer_bash(env) if list(arguments) == ["--bash"] else _answer(arguments, env)
        stdout.write("".join([f"{line}\n" for line in lines]))
    except Exception:
        if env.get("TICKET_DEBUG"):
            raise
        stdout.write(f":{_ERROR}\n")
    finally:
        set_language(before)
    stdout.flush()


def _answer(words: Sequence[str], env: Mapping[str, str]) -> Iterator[str]:
    from ticketcli.cli.completion.tree_index import read_tree

    found, directive = find_candidates(words, read_tree(env), env)
    for value, about in found:
        yield f"{value}\t{about}" if about else value
    yield f":{directive}"


def _answer_bash(env: Mapping[str, str]) -> Iterator[str]:
    from ticketcli.cli.completion.bash_line import Line, write_listed
    from ticketcli.cli.completion.tree_index import read_tree

    line = Line(env.get("COMP_LINE", ""), env.get("COMP_WORDBREAKS", ""))
    found, directive = find_candidates(line.words[1:], read_tree(env), env)
    if directive & BY_EXTENSION or not directive & NO_FILES:
        yield from (value for value, _about in found)
    elif env.get("COMP_TYPE") == _LISTING and len(found) > 1:
        columns = int(env.get("COLUMNS") or 80) - 2
        yield from (write_listed(value, about, columns) for value, about in found)
    else:
        yield from (line.write(value) for value, _about in found)
    yield f":{directive}\t{line.words[-1]}"
