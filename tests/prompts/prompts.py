"""One question on the terminal this is started on; its answer goes to stdout, as JSON."""

from __future__ import annotations

import json
import os
import sys

from ticketcli.prompts.prompter import Choice, CutShort, Prompter, prompter_for


def ask(prompter: Prompter, kind: str) -> object:
    """The answer to the question of that kind."""
    if kind == "secret":
        return prompter.secret("Password:")
    if kind == "many":
        choices = [Choice(str(number), f"service {number}", f"web{number}") for number in range(30)]
        return prompter.choose("Which service?", choices, default="1")
    return prompter.confirm("Sure?", default=True)


if __name__ == "__main__":
    try:
        answer = ask(prompter_for(sys.stdin, sys.stderr, os.environ), sys.argv[1])
    except CutShort:
        answer = "cut short"
    sys.stdout.write(json.dumps({"answer": answer}) + "\n")
