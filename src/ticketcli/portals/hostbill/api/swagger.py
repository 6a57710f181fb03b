"""What an installation's own Swagger document says of its ticket calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ticketcli.portals.capabilities import Feature

# The names that an installation may give to what the plain call does not carry.
_NAMES: dict[Feature, tuple[str, ...]] = {
    Feature.ATTACHMENTS: ("attachments",),
    Feature.CC: ("cc",),
    Feature.SERVICE: ("service_id", "related_service", "service"),
    Feature.ENCRYPTION: ("encrypt", "encrypted"),
    Feature.PRIORITY: ("priority",),
}


@dataclass(frozen=True)
class Calls:
    """The parameter names, by feature, that new tickets and replies take beyond the plain ones."""

    new: Mapping[Feature, str]
    reply: Mapping[Feature, str]


NOTHING = Calls({}, {})


def encode_parameters(calls: Calls) -> dict[str, dict[str, str]]:
    """Return the names as they are noted, in JSON's own types."""
    return {
        call: {feature.name.lower(): name for feature, name in names.items()}
        for call, names in (("new", calls.new), ("reply", calls.reply))
    }


def decode_parameters(noted: Any) -> Calls | None:
    """Do the inverse of `encode_parameters`. Return None for anything else."""
    try:
        new, reply = (
            {Feature[feature.upper()]: str(name) for feature, name in noted[call].items()}
            for call in ("new", "reply")
        )
    except (AttributeError, KeyError, TypeError):
        return None
    return Calls(new, reply)


def read(document: Mapping[str, Any]) -> Calls:
    """Return the extra parameters of `POST /tickets` and `POST /tickets/{number}`. Nothing if unreadable."""
    paths = document.get("paths")
    if not isinstance(paths, dict):
        return NOTHING
    new: dict[Feature, str] = {}
    reply: dict[Feature, str] = {}
    for path, methods in paths.items():
        if not isinstance(methods, dict) or not isinstance(methods.get("post"), dict):
            continue
        parts = str(path).removeprefix("/api").strip("/").split("/")
        if parts == ["tickets"]:
            new = _find_features(set(_list_parameters(document, methods["post"])))
        elif len(parts) == 2 and parts[0] == "tickets" and parts[1][:1] in "{:@$":
            reply = _find_features(set(_list_parameters(document, methods["post"])))
    return Calls(new, reply)


def _find_features(names: set[str]) -> dict[Feature, str]:
    return {feature: name for feature, known in _NAMES.items() for name in reversed(known) if name in names}


def _list_parameters(document: Mapping[str, Any], call: Mapping[str, Any]) -> Iterator[str]:
    """Yield names given one by one (`in: query`, `in: formData`) or by the schema of a body."""
    given = call.get("parameters")
    for parameter in given if isinstance(given, list) else ():
        if isinstance(parameter, dict):
            yield str(parameter.get("name", "")).removesuffix("[]")
            yield from _list_properties(document, parameter.get("schema"))
    body = call.get("requestBody")
    if isinstance(body, dict) and isinstance(body.get("content"), dict):
        for media in body["content"].values():
            if isinstance(media, dict):
                yield from _list_properties(document, media.get("schema"))


def _list_properties(document: Mapping[str, Any], schema: object) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    reference = str(schema.get("$ref", ""))
    if reference.startswith("#/"):
        target: Any = document
        for part in reference[2:].split("/"):
            target = target.get(part) if isinstance(target, dict) else None
        schema = target if isinstance(target, dict) else {}
    properties = schema.get("properties")
    if isinstance(properties, dict):
        yield from (str(name) for name in properties)
