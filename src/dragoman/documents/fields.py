"""The fields of a record (a JSON object, a row of a table), under whatever usual names it has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from dragoman.documents.dates import shorten
from dragoman.documents.make import make_document
from dragoman.errors import InputError
from dragoman.records import Document


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Field to the names under which it may stand, in order of preference."""
    raw = tomllib.loads(resources.files(__package__).joinpath("data/fields.toml").read_text("utf-8"))
    return {field: tuple(names) for field, names in raw.items()}


def document_from_record(record: Mapping[str, Any], source_id: str, *, basis: str = "field") -> Document:
    """The document that a record holds; `source_id` stands in where it has no id of its own.

    A date in the record gives `date_basis` = `basis`; without one the text's own header or dateline may.

    Raises InputError for a record without text, or with a date that cannot be.
    """
    lower = {str(key).strip().lower(): value for key, value in record.items()}
    text = _get(lower, "text")
    if not isinstance(text, str):
        raise InputError(
            _no_text(record, text), hint="The text must stand in a field named text, body or content."
        )
    name, address = _first_source(lower)
    return make_document(
        text,
        date=_get(lower, "date"),
        date_basis=basis,
        source_id=_text(_get(lower, "id")) or source_id,
        title=_text(_get(lower, "title")),
        url=_text(_get(lower, "url")) or address,
        publisher=_text(_get(lower, "publisher")) or name,
        language=_text(_get(lower, "language")),
    )


def has_text_field(names: list[str]) -> bool:
    """Whether one of a table's columns holds the text."""
    return not {name.strip().lower() for name in names}.isdisjoint(known_names()["text"])


def _get(record: Mapping[str, Any], field: str) -> Any:
    """The first value that is there and not empty, under any of the field's names."""
    return next((record[name] for name in known_names()[field] if record.get(name) not in (None, "")), None)


def _text(value: object) -> str | None:
    """A short field as text; numbers are written out, anything else counts as absent."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _first_source(record: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Name and address of the first of a record's `sources`, where it has such a list."""
    sources = _get(record, "sources")
    first = sources[0] if isinstance(sources, list) and sources else None
    if not isinstance(first, Mapping):
        return _text(first), None
    return _text(first.get("name")), _text(first.get("url"))


def _no_text(record: Mapping[str, Any], text: object) -> str:
    """What is wrong with a record that has no text."""
    if text is not None:
        return f"its text is not a string but {type(text).__name__}"
    return f"the record has no text (its fields: {shorten(', '.join(map(str, record)) or 'none', 100)})"
