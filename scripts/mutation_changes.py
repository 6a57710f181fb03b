"""The small changes that `scripts/mutate` puts into a module. Nothing here reads or runs anything."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
    """One change of a module: where it is, what it says in place of what, and the whole module with it.

    `text` is the line it is in, where what was changed says too little: a number, or yes or no.
    """

    line: int
    last: int
    text: str
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
        if not line:
            continue
        for replacement in _replacements(node):
            changed = copy.deepcopy(tree)
            _put(changed, path, replacement)
            module = ast.unparse(ast.fix_missing_locations(changed))
            before, after = ast.unparse(node).split("\n")[0], ast.unparse(replacement).split("\n")[0]
            text = lines[line - 1].partition("  #")[0].strip() if isinstance(node, ast.Constant) else ""
            yield Change(line, last, text, before, after, module)


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
        # One more of what is counted; of a limit that large, whose edge comparisons have, twice as much.
        yield ast.Constant(node.value + 1 if node.value < 10 else node.value * 2)
    elif isinstance(node, (ast.If, ast.IfExp)):
        for value in (True, False):
            changed = copy.copy(node)
            changed.test = ast.Constant(value)
            yield changed
    elif isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()


def _is_nothing(node: ast.expr) -> bool:
    """Tell whether it is None, or as empty or untrue as that."""
    empty = isinstance(node, (ast.List, ast.Tuple)) and not node.elts
    return empty or (isinstance(node, ast.Dict) and not node.keys) or _is_untrue(node)


def _is_untrue(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not node.value


def _put(tree: ast.AST, path: Path_, node: ast.AST) -> None:
    for name, index in path[:-1]:
        value = getattr(tree, name)
        tree = value if index is None else value[index]
    name, index = path[-1]
    if index is None:
        setattr(tree, name, node)
    else:
        getattr(tree, name)[index] = node
