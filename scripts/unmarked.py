"""Find sentences that the program says and that nobody marked for translation.

A literal is taken for speech where it has two words, or is one word with a capital letter or a
full stop; in `portals/`, whose single words are names of fields, only where it has two words. What is
data nevertheless says so at the end of its line: `# data`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

SILENT = (
    "sandbox/*.py",  # the practice portal speaks as a portal does: sandbox/words.py
    "cli/completion/*.py",  # programs for shells
    "commands/diag.py",  # a report for those who develop the program
    "cli/answer_examples.py",  # examples for docs/json.md
    "cli/example_records.py",
    "prompts/scripted_prompter.py",  # tells the writer of a test what went wrong
    "model/confidential.py",  # what a secret looks like
    "portals/hostbill/web/ticket_form.py",  # the words of portals
    "portals/hostbill/web/page.py",
    "portals/hostbill/times.py",
)
_SPEECH = re.compile(r"[^\W\d_]{2,}[.:?!,]? +[^\W\d_{]|^[A-Z][a-z]+[.:?!]?$|^[a-z]+[.?!]$")
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[.:?!,]? +[^\W\d_{]")
_CODE = re.compile(
    r"\(\?|\\[bdswDSW(\[]|\[\^|#\{|[a-z]\.[a-z-]+[ ,.\[]|\[[a-z*^]+[=\]]|^[a-z0-9]+(?:, [a-z0-9]+)+$"
)
_DATA = re.compile(r"# data\b")
_MARKS = {"_", "N_", "ngettext"}
_SILENT_CALLS = {
    *_MARKS,
    *(
        "compile",
        "match",
        "fullmatch",
        "search",
        "sub",
        "split",
        "css",
        "css_first",
        "css_matches",
        "cast",
        "TypeVar",
    ),
    *("AssertionError", "TypeError", "RuntimeError", "NotImplementedError", "ValueError", "KeyError"),
}
_SILENT_ARGUMENTS = {"help", "metavar"}  # extracted with the commands; typed


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each sentence in a module that is neither marked nor data."""
    tree = ast.parse(source)
    lines = source.splitlines()
    above: dict[ast.AST, ast.AST] = {
        child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            text = _text(node)
            where = lines[node.lineno - 1 : node.end_lineno]
            if _is_speech(text) and not _is_silent(node, above) and not any(map(_DATA.search, where)):
                yield node.lineno, text


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def _is_speech(text: str) -> bool:
    return bool(_SPEECH.search(text)) and not _CODE.search(text)


def _is_silent(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    below = node
    while below in above:
        here = above[below]
        if isinstance(here, ast.JoinedStr):
            return True  # a part of one that is looked at as a whole
        if isinstance(here, ast.Expr) and below is node:
            return True  # a docstring
        if isinstance(here, ast.Call) and _name(here.func) in _SILENT_CALLS:
            return True
        if isinstance(here, ast.keyword) and here.arg in _SILENT_ARGUMENTS:
            return True
        if isinstance(here, ast.Subscript) and below is here.slice:
            return True
        if below in (getattr(here, "annotation", None), getattr(here, "returns", None)):
            return True
        below = here
    return False


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def main() -> int:
    """Print what is unmarked in the program; 1 where anything is."""
    root = Path(str(files("ticketcli")))
    wrong = 0
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root)
        if not any(name.match(pattern) for pattern in SILENT):
            for line, text in unmarked(path.read_text("utf-8")):
                if name.parts[0] == "portals" and not _TWO_WORDS.search(text):
                    continue
                sys.stderr.write(f"src/ticketcli/{name}:{line}: not marked for translation: {text!r}\n")
                wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
