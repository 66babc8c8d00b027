"""`dragoman evaluate`: how good is the coder."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

import typer

from dragoman.cli.common import AsJson, Dictionaries, make_coder, readable, rows_of, say, show, told
from dragoman.errors import InputError

Kind = Literal["events", "modality", "analysis", "actors"]


class Scores(Protocol):
    """What every scorer gives."""

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""

    def to_text(self) -> str:
        """As lines."""


def evaluate_command(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Gold events (JSONL), a key (JSON), or phrases (CSV).")
    ],
    items: Annotated[
        Path | None, typer.Option("--items", metavar="ITEMS", help="The texts (JSONL), to be coded now.")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option("--predicted", metavar="FILE", help="What was coded before, as JSON lines.")
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind", help="What the gold is about.")] = "events",
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", help="List the first N differing items.")
    ] = 0,
    dictionaries: Dictionaries = None,
    json: AsJson = False,
) -> None:
    """Score the coder against gold data: precision, recall and F1 with 95 % intervals."""
    if kind != "actors" and items is None and predicted is None:
        raise InputError(
            "nothing to score", hint="Name the texts with --items or coded lines with --predicted."
        )
    scores = _scores(kind, gold, items, predicted, errors, dictionaries)
    if json:
        show(scores.to_dict())
    else:
        print(scores.to_text())


def _scores(
    kind: Kind, gold: Path, items: Path | None, predicted: Path | None, errors: int, dictionaries: Path | None
) -> Scores:
    from dragoman import evaluation

    if kind == "actors":
        from dragoman.actors import ActorDictionary, ActorFinder

        return evaluation.score_actors(gold, ActorFinder(ActorDictionary.load(dictionaries)).resolve)
    if kind == "analysis":
        return evaluation.score_analysis(_rows(items, predicted, dictionaries), _key(gold))
    said, texts = _said(items, predicted, dictionaries)
    if kind == "modality":
        return evaluation.score_modality(evaluation.read_events(gold), said)
    return evaluation.score_events(evaluation.read_events(gold), said, errors=errors, texts=texts)


def _said(
    items: Path | None, predicted: Path | None, dictionaries: Path | None
) -> tuple[Any, dict[str, str]]:
    """Events by item, from a file or coded now; and the items' texts."""
    from dragoman.evaluation import predict, read_events, read_texts

    if predicted is not None:
        return read_events(predicted), read_texts(items) if items else {}
    done = predict(str(items), make_coder(dictionaries).code_many)
    for reject in done.rejects:
        say(told(reject))
    return done.events, done.texts


def _rows(items: Path | None, predicted: Path | None, dictionaries: Path | None) -> list[dict[str, Any]]:
    """Reports and interests of an article, from a file or coded now."""
    from dragoman.evaluation import read_rows

    if predicted is not None:
        return [row for _, row in read_rows(predicted)]
    coder = make_coder(dictionaries)
    coded = [coder.code(document) for document in readable([str(items)], None)]
    return [row for one in coded for row in rows_of(one)]


def _key(path: Path) -> dict[str, Any]:
    """The key of an analysis. Raises InputError where it is no JSON object."""
    try:
        key = jsonlib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: not JSON: {error}", hint="Give the key of one article.") from None
    if not isinstance(key, dict):
        raise InputError(f"{path}: not an object", hint="Give the key of one article.")
    return key
