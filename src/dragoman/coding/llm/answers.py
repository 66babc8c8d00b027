"""What a language model is to answer: the shape, its JSON Schema, and reading it from what came back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

T = TypeVar("T", bound=BaseModel)
_NOTES = frozenset({"title", "description", "minimum", "maximum"})
_TRIES = 50
_CLOSED = ConfigDict(frozen=True, json_schema_extra={"additionalProperties": False})


class ToldActor(BaseModel):
    """An actor: the words that name it, and the codes the model gives it, not checked yet."""

    model_config = _CLOSED

    text: str
    country: str | None
    sector: str | None


class ToldReport(BaseModel):
    """An act as the model tells it."""

    model_config = _CLOSED

    sentence: int
    trigger: str
    type: str
    mode: str | None
    modality: str
    source: tuple[ToldActor, ...]
    target: tuple[ToldActor, ...]
    confidence: float = Field(ge=0, le=1)


class ToldInterest(BaseModel):
    """An interest as the model tells it."""

    model_config = _CLOSED

    sentence: int
    actor: ToldActor
    stance: str
    what: str
    class_: str = Field(alias="class")
    counterpart: ToldActor | None
    modality: str
    confidence: float = Field(ge=0, le=1)


class _Whole(BaseModel):
    model_config = _CLOSED

    reports: tuple[ToldReport, ...]
    interests: tuple[ToldInterest, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model told of one document, and the text of it.

    `misshapen` are items that lack what an item must have.
    """

    reports: tuple[ToldReport, ...] = ()
    interests: tuple[ToldInterest, ...] = ()
    misshapen: tuple[str, ...] = ()
    text: str = field(default="", repr=False)


class AnswerError(ValueError):
    """An answer that is no JSON object with a list of reports; the message tells the model why."""


def schema(choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The JSON Schema of an answer; `choices` are the values that a field of a given name may take."""
    whole = _Whole.model_json_schema()
    for part in whole["$defs"].values():
        for name, known in part["properties"].items():
            if name in choices:
                value = {"type": "string", "enum": list(choices[name])}
                part["properties"][name] = {"anyOf": [value, {"type": "null"}]} if "anyOf" in known else value
    return dict(_without(whole))


def read_answer(text: str) -> Answer:
    """The answer in what a model wrote, with or without words around it. Raises AnswerError."""
    whole = next((o for o in _objects(text) if isinstance(o.get("reports"), list)), None)
    if whole is None:
        raise AnswerError('it is not one whole JSON object with the keys "reports" and "interests"')
    interests = whole.get("interests") or []
    if not isinstance(interests, list):
        raise AnswerError('"interests" is not a list')
    misshapen: list[str] = []
    return Answer(
        tuple(_items(ToldReport, whole["reports"], misshapen)),
        tuple(_items(ToldInterest, interests, misshapen)),
        tuple(misshapen),
        text,
    )


def _items(kind: type[T], found: Sequence[object], misshapen: list[str]) -> Iterator[T]:
    for item in found:
        try:
            yield kind.model_validate(item)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "item"
            misshapen.append(f"{kind.__name__.removeprefix('Told').lower()}: {where}: {first['msg']}")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects that begin at a brace of the text, the outermost first."""
    decoder, at, failed = json.JSONDecoder(), text.find("{"), 0
    while at >= 0 and failed < _TRIES:
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end, failed = at + 1, failed + 1
        else:
            yield found
        at = text.find("{", end)


def _without(value: Any) -> Any:
    """A schema without the notes and bounds that some servers refuse; properties keep their names."""
    if isinstance(value, list):
        return [_without(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {k: v for k, v in value.items() if k not in _NOTES}
    named = kept.pop("properties", None)
    out = {k: _without(v) for k, v in kept.items()}
    return out if named is None else out | {"properties": {n: _without(v) for n, v in named.items()}}
