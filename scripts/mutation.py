"""Changes the program in small ways and prints what no test notices. `scripts/mutate` calls it.

Each module has the tests that should notice a change of it. They run once as they are, with coverage, to
learn which tests reach which line; then each change is tried with the tests that reach it, until one fails.
Everything happens in a copy of the tree. `# unnoticed: REASON` at the end of a line leaves the line out.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src", "ticketcli")
MODULES = {
    "usecases/submit.py": "tests/usecases tests/commands/test_new.py tests/commands/test_reply.py",
    "usecases/verify.py": "tests/usecases",
    "usecases/evidence.py": "tests/usecases",
    "usecases/find_sent.py": "tests/usecases",
    "usecases/settle.py": "tests/usecases tests/commands",
    "usecases/change_state.py": "tests/usecases tests/commands",
    "commands/new/batch.py": "tests/commands",
    "drafts/store.py": "tests/drafts tests/commands/test_drafts.py",
    "drafts/entry.py": "tests/drafts tests/usecases",
    "drafts/submissions.py": "tests/drafts tests/usecases",
    "drafts/files.py": "tests/drafts",
    "system/atomic_files.py": "tests/system tests/drafts",
    "model/text.py": "tests/model tests/hostile tests/output",
    "portals/http/client.py": "tests/portals",
    "portals/http/connection.py": "tests/portals",
    "portals/http/download.py": "tests/portals",
    "portals/hostbill/routes.py": "tests/portals",
    "portals/hostbill/api/user_api.py": "tests/portals",
    "system/child_processes.py": "tests/system tests/hostile tests/accounts",
}
REACHING = 60
"""How many of the tests that reach a line are run at most, chosen by the seed."""

_OTHER: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@dataclass(frozen=True)
class Change:
    """One change of a module: where it is, what it says in place of what, and the whole module with it."""

    line: int
    last: int
    before: str
    after: str
    module: str


def list_changes(source: str) -> Iterator[Change]:
    """Yield every change of a module that can be made, in the order of its lines."""
    tree = ast.parse(source)
    lines = source.splitlines()
    for path, node in _walk(tree, ()):
        line = getattr(node, "lineno", 0)
        last = getattr(node, "end_lineno", None) or line
        if not line or "# unnoticed: " in lines[line - 1]:
            continue
        for replacement in _replacements(node):
            changed = copy.deepcopy(tree)
            _put(changed, path, replacement)
            module = ast.unparse(ast.fix_missing_locations(changed))
            before, after = ast.unparse(node).split("\n")[0], ast.unparse(replacement).split("\n")[0]
            yield Change(line, last, before, after, module)


Path_ = tuple[tuple[str, int | None], ...]


def _walk(node: ast.AST, path: Path_) -> Iterator[tuple[Path_, ast.AST]]:
    """Yield every node that runs, with the way to it: no annotations, docstrings, imports for types."""
    yield path, node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if isinstance(value, ast.AST):
            yield from _walk(value, (*path, (name, None)))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_silent(item):
                    yield from _walk(item, (*path, (name, index)))


def _is_silent(node: ast.AST) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    return docstring or typing


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OTHER:
        yield ast.Compare(node.left, [_OTHER[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(_OTHER[type(node.op)](), node.values)
        yield from (ast.BoolOp(node.op, [v for v in node.values if v is not each]) for each in node.values)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OTHER:
        yield ast.BinOp(node.left, _OTHER[type(node.op)](), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, (ast.If, ast.IfExp)):
        for value in (True, False):
            changed = copy.copy(node)
            changed.test = ast.Constant(value)
            yield changed
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _put(tree: ast.AST, path: Path_, node: ast.AST) -> None:
    for name, index in path[:-1]:
        value = getattr(tree, name)
        tree = value if index is None else value[index]
    name, index = path[-1]
    if index is None:
        setattr(tree, name, node)
    else:
        getattr(tree, name)[index] = node


class Copy:
    """A copy of the tree to change and to run tests in."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        skipped = shutil.ignore_patterns("__pycache__", "*.pyc")
        for name in ("src", "tests", "scripts", "docs", "requirements"):
            shutil.copytree(ROOT / name, folder / name, ignore=skipped)
        for path in ROOT.iterdir():
            if path.is_file() and not path.name.startswith(".coverage"):
                shutil.copy(path, folder)

    def run(self, *arguments: str, seconds: float) -> int | None:
        """Run tests, the first failure ends them; the exit code, or None after so many seconds."""
        env = {**os.environ, "PYTHONPATH": str(self.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
        try:
            with (self.root / "output").open("wb") as output:
                return subprocess.run(
                    command,
                    cwd=self.root,
                    env=env,
                    stdout=output,
                    stderr=output,
                    timeout=seconds,
                    check=False,
                ).returncode
        except subprocess.TimeoutExpired:
            return None


def read_reached(folder: Copy, name: str, tests: list[str]) -> dict[int, list[str]]:
    """Run a module's tests as they are; return the tests that reach each of its lines. Raises SystemExit."""
    from coverage import CoverageData

    (folder.root / ".coveragerc").write_text(
        f"[run]\ninclude = {folder.root / PACKAGE / name}\ndata_file = {folder.root / '.coverage'}\n"
    )
    options = ["--cov", "--cov-config=.coveragerc", "--cov-context=test", "--cov-report="]
    if folder.run(*options, *tests, seconds=1800):
        sys.exit(f"{name}: its tests fail as it is:\n{(folder.root / 'output').read_text()[-3000:]}")
    data = CoverageData(str(folder.root / ".coverage"))
    data.read()
    (file,) = data.measured_files()
    return {
        line: sorted({context.partition("|")[0] for context in contexts if context})
        for line, contexts in data.contexts_by_lineno(file).items()
    }


def is_noticed(folder: Copy, name: str, change: Change, reaching: list[str], seconds: float) -> bool:
    """Tell whether one of these tests fails, or none ends, with the change."""
    path = folder.root / PACKAGE / name
    original = path.read_text("utf-8")
    path.write_text(change.module, "utf-8")
    try:
        return folder.run(*reaching, seconds=seconds) != 0
    finally:
        path.write_text(original, "utf-8")


def try_module(folder: Copy, name: str, tests: str, count: int, seed: int) -> tuple[int, int]:
    """Print those changes of a module that nobody notices; return how many were tried and noticed."""
    chance = random.Random(f"{seed} {name}")
    changes = list(list_changes((ROOT / PACKAGE / name).read_text("utf-8")))
    chosen = sorted(chance.sample(changes, min(count, len(changes))), key=lambda change: change.line)
    reached = read_reached(folder, name, tests.split())
    noticed = 0
    for change in chosen:
        # The first line alone may be run at import; what stands in a function is run by some test.
        reaching = sorted(
            {test for line in range(change.line, change.last + 1) for test in reached.get(line, ())}
        )
        reaching = chance.sample(reaching, min(REACHING, len(reaching)))
        if reaching and is_noticed(folder, name, change, reaching, seconds=300):
            noticed += 1
        else:
            how = "no test noticed" if reaching else "no test runs"
            print(f"{PACKAGE / name}:{change.line}: {how}: {change.before}  ->  {change.after}", flush=True)
    return len(chosen), noticed


def main() -> int:
    """Try the modules, several at a time; 1 where less than 95 % of the changes were noticed."""
    parser = argparse.ArgumentParser(prog="scripts/mutate")
    parser.add_argument("--changes", type=int, default=25, help="how many of each module (default: 25)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("modules", nargs="*", help=f"below {PACKAGE}; all that count, if none is named")
    options = parser.parse_args()
    names = options.modules or list(MODULES)
    if unknown := set(names) - MODULES.keys():
        parser.error(f"no tests are named for {', '.join(sorted(unknown))}; known: {', '.join(MODULES)}")

    def work(name: str) -> tuple[int, int]:
        with tempfile.TemporaryDirectory() as folder:
            return try_module(Copy(Path(folder)), name, MODULES[name], options.changes, options.seed)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = list(pool.map(work, names))
    tried, noticed = (sum(each) for each in zip(*counts, strict=True))
    print(f"{noticed} of {tried} changes were noticed ({100 * noticed / max(tried, 1):.0f} %)")
    return int(noticed < 0.95 * tried)


if __name__ == "__main__":
    sys.exit(main())
