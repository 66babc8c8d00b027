"""JSON Schema of the public contract, generated from `records.py`."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal

from dragoman.records import Interest, Report

Kind = Literal["report", "interest"]
_KINDS: Mapping[str, type] = types.MappingProxyType({"report": Report, "interest": Interest})
_PLAIN = types.MappingProxyType(
    {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
)


def json_schema(kind: Kind) -> dict[str, Any]:
    """The schema (draft 2020-12) of one JSON line of that kind, keys in the order of the contract."""
    definitions: dict[str, Any] = {}
    body = _object(_KINDS[kind], definitions)
    properties = {"kind": {"const": kind}, **body["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        "description": body["description"],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def key_order(kind: Kind) -> tuple[str, ...]:
    """The keys of a JSON line of that kind, in their order."""
    return tuple(json_schema(kind)["properties"])


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a record: every field is required, none may be added."""
    hints = typing.get_type_hints(cls)
    properties = {f.name.rstrip("_"): _schema(hints[f.name], definitions) for f in fields(cls)}
    return {
        "description": " ".join((cls.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one annotation."""
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_schema(part, definitions) for part in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    raise TypeError(f"No JSON Schema for {hint!r}; records hold text, numbers, lists and records.")
