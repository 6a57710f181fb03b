"""No module needs itself, on whatever way: imports within functions count too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"


def imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of ours that one imports, wherever in it; not what is there for types alone."""
    nodes: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from (
                    name for name in (whole, node.module)[: 1 if whole in modules else 2] if name in modules
                )
        nodes += ast.iter_child_nodes(node)


def find_circle(source: Path) -> list[str]:
    """Return the names of modules that import each other in a circle, or nothing."""
    modules = {
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): path
        for path in source.rglob("*.py")
    }
    graph = {name: {*imported(path, modules)} - {name} for name, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert find_circle(SOURCE) == []


@pytest.mark.parametrize("way", ["import b\n", "def f():\n    import b\n", "def f():\n    from b import x\n"])
def test_a_circle_is_found_whatever_its_form(tmp_path: Path, way: str) -> None:
    (tmp_path / "a.py").write_text(way)
    (tmp_path / "b.py").write_text("def g():\n    from a import f\n")
    assert sorted({*find_circle(tmp_path)}) == ["a", "b"]


def test_what_is_there_for_types_alone_is_no_circle(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import b\n")
    (tmp_path / "b.py").write_text("if TYPE_CHECKING:\n    import a\n")
    assert find_circle(tmp_path) == []
