"""The tables of the store; columns of records are generated from `records.py`."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal

from dragoman.records import Document, Event, Interest, LearnedActor, Reject, Report

SCHEMA_VERSION = 1
"""Raised whenever a table changes; a store of another version is not opened."""

_PLAIN = types.MappingProxyType({str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"})


def sql_type(hint: Any) -> str:
    """The DuckDB type of an annotation in `records.py`: records become structs, tuples lists."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return f"STRUCT({', '.join(columns(hint))})"
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return _PLAIN[type(arguments[0])]
    if origin in (types.UnionType, typing.Union):
        return next(sql_type(part) for part in arguments if part is not type(None))
    if origin is tuple:
        return f"{sql_type(arguments[0])}[]"
    if origin is Mapping:
        return f"MAP({sql_type(arguments[0])}, {sql_type(arguments[1])})"
    raise TypeError(f"No column type for {hint!r}.")


def columns(record: type) -> list[str]:
    """Column definitions of a record, in the order of its fields."""
    hints = typing.get_type_hints(record)
    return [f'"{f.name.rstrip("_")}" {sql_type(hints[f.name])}' for f in fields(record)]


def statements() -> Iterator[str]:
    """The statements that make an empty store."""
    yield 'CREATE TABLE meta("key" VARCHAR PRIMARY KEY, "value" VARCHAR)'
    yield _table("documents", [*columns(Document), "PRIMARY KEY (id)"])
    yield 'CREATE TABLE spans(document VARCHAR, "index" BIGINT, "start" BIGINT, "end" BIGINT)'
    yield (
        'CREATE VIEW sentences AS SELECT s.document, s."index", s."start", s."end", '
        'substring(d.text, s."start" + 1, s."end" - s."start") AS text '
        "FROM spans s JOIN documents d ON d.id = s.document"
    )
    yield (
        "CREATE TABLE codings(document VARCHAR PRIMARY KEY, coder VARCHAR, dictionaries VARCHAR, run VARCHAR)"
    )
    yield _table("reports", columns(Report))
    yield _table("interests", columns(Interest))
    yield _table("events", columns(Event))
    yield _table("actors_seen", columns(LearnedActor))
    yield "CREATE TABLE unknown_names(name VARCHAR, document VARCHAR, published VARCHAR)"
    yield _table("rejects", ["id VARCHAR PRIMARY KEY", *columns(Reject), "run VARCHAR"])
    yield (
        'CREATE TABLE runs(id VARCHAR PRIMARY KEY, "started" VARCHAR, "ended" VARCHAR, status VARCHAR, '
        "coder VARCHAR, ontology VARCHAR, dictionaries VARCHAR, versions MAP(VARCHAR, VARCHAR), "
        "settings VARCHAR, inputs MAP(VARCHAR, VARCHAR), counts MAP(VARCHAR, BIGINT))"
    )
    yield f"INSERT INTO meta VALUES ('schema', '{SCHEMA_VERSION}'), ('program', 'dragoman')"


def _table(name: str, parts: list[str]) -> str:
    return f"CREATE TABLE {name}({', '.join(parts)})"
