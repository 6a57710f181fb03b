"""`docs/json.md` and the schemas beside it, as tests read them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

DOCS = Path(__file__).parents[2] / "docs"
SCHEMAS = DOCS / "schemas" / "1"

_ROW = re.compile(r"^\| `ticket ?([a-z ]*)`(?: [^|]*)? \| ([^|]*) \|$", re.M)
_NAME = re.compile(r"\[([a-z-]+)\]")


@cache
def schemas() -> dict[str, Any]:
    """All schemas by their names."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}


@cache
def text() -> str:
    """`docs/json.md`."""
    return (DOCS / "json.md").read_text("utf-8")


@cache
def commands() -> dict[str, tuple[str, ...]]:
    """The schemas of what each command answers, as the table of commands names them."""
    return {command: tuple(_NAME.findall(named)) for command, named in _ROW.findall(text())}


@cache
def validator(name: str) -> Draft202012Validator:
    """Checks values against a schema, those that it refers to included."""
    resources = [(schema["$id"], Resource.from_contents(schema)) for schema in schemas().values()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(schemas()[name], registry=registry)


def check(value: Any, name: str) -> None:
    """Fail where a value is not of a shape, or has a field that its schema does not tell of."""
    errors = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(value)]
    assert errors == [], f"{name}: {errors}"
    assert list(value) == list(schemas()[name]["properties"]), name


def fields_table(name: str) -> str:
    """The fields of a shape as `docs/json.md` lists them: those of another shape by its name."""
    fields = schemas()[name]["properties"]
    whole = next((other for other in schemas() if other != name and _holds(name, other)), None)
    lines = [] if whole is None else [f"All fields of [{whole}](#{whole}), and:", ""]
    lines += ["| field | type | |", "|---|---|---|"]
    for field, schema in fields.items():
        if whole is None or field not in schemas()[whole]["properties"]:
            lines.append(f"| `{field}` | {_type(schema)} | {schema['description']} |")
    return "\n".join(lines)


def _holds(name: str, other: str) -> bool:
    """Whether a shape has all the many fields of another, and says the same of them."""
    fields, others = schemas()[name]["properties"], schemas()[other]["properties"]
    return len(others) > 5 and all(fields.get(field) == schema for field, schema in others.items())


def _type(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return "boolean"
    kinds = schema.get("type", ["string", "null"] if None in schema.get("enum", []) else "string")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    words = {"array": f"list of {_items(schema.get('items', {}))}"}
    return " or ".join(words.get(kind, kind) for kind in kinds)


def _items(schema: dict[str, Any]) -> str:
    named = schema.get("$ref", "").rpartition(":")[2]
    return f"[{named}](#{named})" if named else f"{schema.get('type', 'value')}s"
