"""Changes the program in small ways and prints what no test notices. `scripts/mutate` calls it.

Each module has the tests that should notice a change of it. They run once as they are, with coverage, to
learn which tests reach which line; then each change is tried with the tests that reach it, until one fails.
What no test can notice stands in scripts/unnoticed.txt, with the reason.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.mutation_changes import Change, list_changes
from scripts.mutation_tests import PACKAGE, ROOT, Copy

COMMANDS = (
    "tests/commands/test_new.py tests/commands/test_new_[fw]*.py "
    "tests/commands/test_reply.py tests/commands/test_drafts*.py"
)
SENDING = "tests/usecases/test_[efrsv]*.py"
WHOLE = "tests/portals/test_side_by_side.py tests/portals/test_whole_lists.py tests/portals/test_route*.py"
HTTP = f"tests/portals/test_http*.py tests/portals/test_[rdw]*.py tests/portals/test_hostile.py {WHOLE}"
API = f"tests/portals/test_installations.py tests/portals/test_user_api.py {WHOLE}"
SIGN_IN = "tests/portals/test_second_factor.py tests/portals/test_offer.py"
QUESTIONS = "tests/prompts/test_[cflnqrs]*.py"
MODULES = {
    "usecases/submit.py": f"{SENDING} {COMMANDS}",
    "usecases/verify.py": f"{SENDING} {COMMANDS}",
    "usecases/evidence.py": SENDING,
    "usecases/find_sent.py": f"{SENDING} {COMMANDS}",
    "usecases/settle.py": f"{SENDING} {COMMANDS}",
    "usecases/change_state.py": "tests/usecases/test_change_state.py tests/commands/test_close_reopen.py",
    "commands/new/batch.py": "tests/commands/test_new_from*.py",
    "commands/new/from_file.py": "tests/commands/test_new_from*.py",
    "drafts/store.py": f"tests/drafts tests/commands/test_drafts*.py {SENDING}",
    "drafts/draft_locks.py": f"tests/drafts tests/commands/test_drafts*.py {SENDING}",
    "drafts/entry.py": f"tests/drafts tests/commands/test_drafts*.py {SENDING}",
    "drafts/request.py": f"tests/drafts {SENDING}",
    "drafts/submissions.py": f"tests/drafts {SENDING}",
    "drafts/files.py": "tests/drafts",
    "system/atomic_files.py": "tests/system tests/drafts",
    "model/text.py": "tests/model/test_text.py tests/hostile/test_properties.py",
    "portals/http/client.py": HTTP,
    "portals/http/early_answers.py": HTTP,
    "portals/http/reading.py": HTTP,
    "portals/http/requests.py": HTTP,
    "portals/http/transports.py": HTTP,
    "portals/http/writing.py": HTTP,
    "portals/http/download.py": HTTP,
    "portals/hostbill/routes.py": f"{API} {SIGN_IN}",
    "portals/hostbill/discovery.py": f"{API} {SIGN_IN}",
    "portals/hostbill/api/user_api.py": API,
    "portals/hostbill/api/paging.py": API,
    "system/child_processes.py": "tests/system/test_child_processes.py tests/commands/test_watch_wait.py",
    "accounts/secret_store.py": "tests/accounts",
    "prompts/new_ticket.py": QUESTIONS,
    "prompts/message.py": QUESTIONS,
    "prompts/review.py": QUESTIONS,
    "prompts/reply.py": QUESTIONS,
    "prompts/recipients.py": QUESTIONS,
    "prompts/attachments.py": QUESTIONS,
}
"""Those that decide, each with its tests, as a shell would name them."""

UNNOTICED = ROOT / "scripts" / "unnoticed.txt"
MOST = 60.0
"""Seconds that the tests take which are tried with a change, at most."""


@dataclass(frozen=True)
class Count:
    """How many changes of a module were tried, noticed, and not noticed for a reason that is written down."""

    tried: int = 0
    noticed: int = 0
    explained: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.tried + other.tried, self.noticed + other.noticed, self.explained + other.explained)


Reasons = Mapping[tuple[str, str], str]
"""By module, and the text of the change."""


def read_reasons(text: str) -> Reasons:
    """Read what scripts/unnoticed.txt says: a module, and below it changes, each with its reason below it."""
    reasons: dict[tuple[str, str], str] = {}
    module = change = ""
    for line in text.splitlines():
        if line.startswith("    "):
            reasons[module, change] = f"{reasons.get((module, change), '')} {line.strip()}".strip()
        elif line.startswith("  "):
            change = line.strip()
        elif line and not line.startswith("#"):
            module = line
    return reasons


def describe(change: Change) -> str:
    """Return a change in one line."""
    told = f"{change.before}  ->  {change.after}"
    return f"{told}  in  {change.text}" if change.text else told


def try_module(folder: Copy, module: str, count: int, seed: int, reasons: Reasons) -> Count:
    """Print those changes of a module that nobody notices."""
    start = time.monotonic()
    changes = list(list_changes((ROOT / PACKAGE / module).read_text("utf-8")))
    chosen = random.Random(f"{seed} {module}").sample(changes, min(count, len(changes)))
    tests = sorted({str(path) for each in MODULES[module].split() for path in Path().glob(each)})
    reached = folder.read_reached(module, tests)
    total = Count()
    for change in sorted(chosen, key=lambda change: change.line):
        names = reached.choose(change.line, change.last, MOST)
        reason = reasons.get((module, describe(change)))
        noticed = folder.is_noticed(module, change.module, names, seconds=300)
        if noticed is None:
            continue
        total += Count(1, int(noticed), int(not noticed and reason is not None))
        place = f"{PACKAGE / module}:{change.line}: {describe(change)}"
        if not noticed:
            print(f"{place}\n    not noticed: {reason or 'no reason is written down'}", flush=True)
        elif reason:
            print(f"{place}\n    noticed, though scripts/unnoticed.txt has it", flush=True)
    seconds = round(time.monotonic() - start)
    print(f"{module}: {total.noticed} of {total.tried} noticed, in {seconds} s", flush=True)
    return total


def try_in_copy(module: str, count: int, seed: int) -> Count:
    """Try a module in a copy of the tree of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return try_module(Copy(Path(folder)), module, count, seed, read_reasons(UNNOTICED.read_text("utf-8")))


def main() -> int:
    """Try the modules; 1 where less than 95 % was noticed, or something without a reason was not."""
    parser = argparse.ArgumentParser(prog="scripts/mutate")
    parser.add_argument("--changes", type=int, default=25, help="how many of each module (default: 25)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("--processes", type=int, default=2, help="modules tried at a time (default: 2)")
    parser.add_argument("modules", nargs="*", help=f"below {PACKAGE}; all that count, if none is named")
    options = parser.parse_args()
    names = options.modules or list(MODULES)
    if unknown := set(names) - MODULES.keys():
        parser.error(f"no tests are named for {', '.join(sorted(unknown))}; known: {', '.join(MODULES)}")

    total = Count()
    # A process for each module: it works in the folder of its copy, and imports what is found there.
    with ProcessPoolExecutor(options.processes) as pool:
        for future in [pool.submit(try_in_copy, module, options.changes, options.seed) for module in names]:
            total += future.result()
    share = 100 * total.noticed / max(total.tried, 1)
    print(f"{total.noticed} of {total.tried} changes were noticed ({share:.0f} %)")
    return int(share < 95 or total.noticed + total.explained < total.tried)


if __name__ == "__main__":
    sys.exit(main())
