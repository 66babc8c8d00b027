"""Records to rows and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

R = TypeVar("R")
Convert = Callable[[Any], Any]


class Codec(Generic[R]):
    """Turns one kind of record into a row of plain values, and such a row into the record."""

    def __init__(self, record: type[R]) -> None:
        hints = typing.get_type_hints(record)
        names = [f.name for f in fields(record)]  # type: ignore[arg-type]
        self._record = record
        self._get = attrgetter(*names)
        self._encode = [_encoder(hints[name]) for name in names]
        self._decode = [_decoder(hints[name]) for name in names]
        self.columns = [name.rstrip("_") for name in names]

    @property
    def select(self) -> str:
        """The quoted column names, in order, for a SELECT."""
        return ", ".join(f'"{name}"' for name in self.columns)

    def row(self, record: R) -> list[Any]:
        """The record as a list of text, numbers, lists and dicts, in the order of the columns."""
        values = self._get(record)
        return [
            value if encode is None else encode(value)
            for encode, value in zip(self._encode, values, strict=True)
        ]

    def record(self, row: Sequence[Any]) -> R:
        """The record of a row."""
        return self._record(
            *(
                value if decode is None or value is None else decode(value)
                for decode, value in zip(self._decode, row, strict=True)
            )
        )


def _encoder(hint: Any) -> Convert | None:
    """What turns a value of that annotation into plain values; None where it is plain already."""
    if isinstance(hint, type) and is_dataclass(hint):
        codec: Codec[Any] = Codec(hint)
        return lambda value: (
            None if value is None else dict(zip(codec.columns, codec.row(value), strict=True))
        )
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return next(_encoder(part) for part in arguments if part is not type(None))
    if origin is tuple:
        inner = _encoder(arguments[0])
        return list if inner is None else lambda value: [inner(part) for part in value]
    return dict if origin is Mapping else None


def _decoder(hint: Any) -> Convert | None:
    """What turns plain values into a value of that annotation; None where they are the same."""
    if isinstance(hint, type) and is_dataclass(hint):
        codec: Codec[Any] = Codec(hint)
        return lambda value: codec.record([value[name] for name in codec.columns])
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return next(_decoder(part) for part in arguments if part is not type(None))
    if origin is tuple:
        inner = _decoder(arguments[0])
        return tuple if inner is None else lambda value: tuple(inner(part) for part in value)
    return None
