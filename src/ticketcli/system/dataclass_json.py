"""Dataclasses to JSON and back, so that what is stored survives a release.

A field that a file lacks gets its default (an older version wrote the file), and one that the class
lacks is passed over (a newer one did). A field may be called otherwise in files than in the code:
`field(metadata={"key": "door"})`.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def encode(value: Any) -> Any:
    """Turn a value into JSON's own types: paths and times are texts, members of an Enum lower-case names."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_get_key(field): encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: encode(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(encode(inner) for inner in value)
    if isinstance(value, (tuple, list)):
        return [encode(inner) for inner in value]
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, PurePath):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def decode(kind: type[Kind], value: object) -> Kind:
    """Make a value of a type out of JSON. Raises ValueError or TypeError where it cannot be one."""
    return cast("Kind", _decode(kind, value))


def _decode(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in inner if option is not type(None)]
        return None if value is None and len(options) < len(inner) else _decode(options[0], value)
    if origin is Literal:
        if value in inner:
            return value
        raise ValueError(f"{value!r} is none of {inner}")
    if origin in (tuple, frozenset) and isinstance(value, list):
        if len(inner) > 1 and inner[1] is not Ellipsis:
            return tuple(_decode(each, item) for each, item in zip(inner, value, strict=True))
        return origin(_decode(inner[0], item) for item in value)
    if origin in (dict, Mapping) and isinstance(value, dict):
        return dict(value)
    if is_dataclass(kind) and isinstance(value, dict):
        return _decode_dataclass(cast("Any", kind), value)
    if isinstance(kind, type):
        return _decode_scalar(kind, value)
    raise TypeError(f"not {kind}: {value!r}")


def _decode_dataclass(kind: Any, value: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    values = {}
    for field in fields(kind):
        key = _get_key(field)
        if key in value:
            values[field.name] = _decode(hints[field.name], value[key])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__} lacks {key!r}")
    return kind(**values)


def _decode_scalar(kind: type, value: Any) -> Any:
    if kind in (str, int, bool) and type(value) is kind:
        return value
    if isinstance(value, str):
        if issubclass(kind, Enum):
            return kind[value.upper()]
        if kind is Path:
            return Path(value)
        if kind is datetime:
            time = datetime.fromisoformat(value)
            if time.tzinfo is None:
                raise ValueError(f"{value!r} has no offset")
            return time
    raise TypeError(f"not {kind.__name__}: {value!r}")


def _get_key(field: Field[Any]) -> str:
    return str(field.metadata.get("key", field.name))
