"""One question on the terminal this is started on; its answer goes to stdout, as JSON."""

from __future__ import annotations

import json
import os
import sys
import time

from ticketcli.model.addresses import check_address, split_addresses
from ticketcli.prompts.prompter import Choice, CutShort, Prompter
from ticketcli.prompts.suitable_prompter import choose_prompter


def ask(prompter: Prompter, kind: str) -> object:
    """The answer to the question of that kind."""
    if kind == "secret":
        return prompter.secret("Password:")
    if kind == "many":
        choices = [Choice(str(number), f"service {number}", f"web{number}") for number in range(30)]
        return prompter.choose("Which service?", choices, default="1")
    if kind == "address":
        return prompter.text("CC:", check=lambda typed: first_fault(typed))
    if kind == "lines":
        return prompter.lines("Message:", hint="(to a dot)", commands=("e",))
    if kind == "late":
        prompter.say("Wait.")
        while "go" not in sys.stdin.readline():
            pass
        time.sleep(0.2)  # for the rest that is typed
    return prompter.confirm("Sure?", default=True)


def first_fault(typed: str) -> str | None:
    """What is wrong with the addresses typed."""
    return next(filter(None, map(check_address, split_addresses([typed]))), None)


if __name__ == "__main__":
    try:
        answer = ask(choose_prompter(sys.stdin, sys.stderr, os.environ), sys.argv[1])
    except CutShort:
        answer = "cut short"
    sys.stdout.write(json.dumps({"answer": answer}) + "\n")
