"""`dragoman evaluate`: how good is the coder."""

from __future__ import annotations

import json as jsonlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

import typer

from dragoman.cli.coders import (
    ApiKey,
    BaseUrl,
    CacheDir,
    Choice,
    ModelName,
    TokenBudget,
    WhichCoder,
    chosen_coder,
    reader_chosen,
)
from dragoman.cli.common import AsJson, Dictionaries, readable, rows_of, say, show, told
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.coding import Coder
    from dragoman.evaluation.reading import Items

Format = Literal["events", "modality", "plv", "analysis", "actors", "calibration"]
_ALONE = ("plv", "actors", "calibration")
"""The formats that carry their own texts."""


class Scores(Protocol):
    """What every scorer gives."""

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""

    def to_text(self) -> str:
        """As lines."""


@dataclass(frozen=True)
class Asked:
    """What is to be scored, and with what."""

    gold: Path
    items: Path | None
    predicted: Path | None
    second: Path | None
    errors: int
    min_confidence: float
    choice: Choice
    dictionaries: Path | None

    def coder(self) -> Coder:
        """The coder of whole texts; what it sets aside is told on standard error."""
        return chosen_coder(self.choice, self.dictionaries, on_reject=lambda reject: say(told(reject)))


def evaluate_command(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Gold events (JSONL), a key (JSON), phrases (CSV), marked pairs (TSV), judged reports (JSONL).",
        ),
    ],
    items: Annotated[
        Path | None, typer.Option("--items", metavar="ITEMS", help="The texts (JSONL), to be coded now.")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option("--predicted", metavar="FILE", help="What was coded before, as JSON lines.")
    ] = None,
    second: Annotated[
        Path | None,
        typer.Option(
            "--second", metavar="FILE", help="A second reader's events, to tell the readers' agreement."
        ),
    ] = None,
    kind: Annotated[Format, typer.Option("--format", "--kind", help="What the gold is about.")] = "events",
    errors: Annotated[
        int,
        typer.Option("--errors", metavar="N", min=0, help="List N errors of each type, with the sentences."),
    ] = 0,
    min_confidence: Annotated[
        float,
        typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out reports less sure than this."),
    ] = 0.0,
    coder: WhichCoder = None,
    base_url: BaseUrl = None,
    model: ModelName = None,
    api_key: ApiKey = None,
    token_budget: TokenBudget = None,
    cache: CacheDir = None,
    dictionaries: Dictionaries = None,
    json: AsJson = False,
) -> None:
    """Score the coder against gold data: precision, recall and F1 with 95 % intervals."""
    if kind not in _ALONE and items is None and predicted is None:
        raise InputError(
            "nothing to score", hint="Name the texts with --items or coded lines with --predicted."
        )
    choice = Choice(coder, base_url, model, api_key, token_budget, cache)
    asked = Asked(gold, items, predicted, second, errors, min_confidence, choice, dictionaries)
    scores = _scores(kind, asked)
    if json:
        show(scores.to_dict())
    else:
        print(scores.to_text())


def _scores(kind: Format, asked: Asked) -> Scores:
    """The scores of one format."""
    from dragoman import evaluation

    if kind == "calibration":
        return evaluation.score_confidence(evaluation.read_judged(asked.gold))
    if kind == "plv":
        reader = reader_chosen(asked.choice, asked.dictionaries)
        return evaluation.score_plv(asked.gold, reader, errors=asked.errors)
    if kind == "actors":
        from dragoman.actors import ActorDictionary, ActorFinder

        resolve = ActorFinder(ActorDictionary.load(asked.dictionaries)).resolve
        return evaluation.score_actors(asked.gold, resolve)
    if kind == "analysis":
        return evaluation.score_analysis(_rows(asked), _key(asked.gold))
    return _event_scores(kind, asked)


def _event_scores(kind: Format, asked: Asked) -> Scores:
    """The scores of whole items' events."""
    from dragoman import evaluation

    gold = evaluation.read_events(asked.gold)
    said, texts = _said(asked)
    kept = evaluation.at_least(said, asked.min_confidence)
    if kind == "modality":
        return evaluation.score_modality(gold, kept, errors=asked.errors, texts=texts)
    second = evaluation.read_events(asked.second) if asked.second else None
    return evaluation.score_events(gold, kept, errors=asked.errors, texts=texts, second=second)


def _said(asked: Asked) -> tuple[Items, dict[str, str]]:
    """Events by item, from a file or coded now; and the items' texts."""
    from dragoman.evaluation import predict, read_events, read_texts

    if asked.predicted is not None:
        return read_events(asked.predicted), read_texts(asked.items) if asked.items else {}
    done = predict(str(asked.items), asked.coder().code_many)
    for reject in done.rejects:
        say(told(reject))
    return done.events, done.texts


def _rows(asked: Asked) -> list[dict[str, Any]]:
    """Reports and interests of an article, from a file or coded now."""
    from dragoman.evaluation import read_rows

    if asked.predicted is not None:
        return [row for _, row in read_rows(asked.predicted)]
    coded = asked.coder().code_many(readable([str(asked.items)], None))
    return [row for one in coded for row in rows_of(one)]


def _key(path: Path) -> dict[str, Any]:
    """The key of an analysis. Raises InputError where it is no JSON object."""
    try:
        key = jsonlib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not JSON: {error}", hint="Give the key of one article.") from None
    if not isinstance(key, dict):
        raise InputError(f"{path}: not an object", hint="Give the key of one article.")
    return key
