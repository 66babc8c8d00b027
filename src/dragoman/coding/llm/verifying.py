"""What a model told, held against the text and the codebook: drafts of what stands, reasons for the rest.

Nothing is repaired: words that the cited sentence lacks, codes that nobody has and actors that cannot be told
make a report fall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from dragoman.coding.interests import InterestDraft
from dragoman.coding.llm.answers import ToldActor, ToldInterest, ToldReport
from dragoman.coding.llm.naming import Namer
from dragoman.coding.llm.quoting import gap, nearest, occurrences
from dragoman.coding.llm.refusing import CODES, WORDS, RefusedError
from dragoman.coding.parsing import Parse, Span
from dragoman.coding.parties import Party, Scene
from dragoman.coding.predicates import Draft
from dragoman.coding.steps import Steps
from dragoman.records import MODALITIES, STANCES, Modality, Stance

RULE = "told"


@dataclass(frozen=True, slots=True)
class ToldDraft(Draft):
    """An act that a model told; `span` holds the trigger's offsets in the sentence."""

    modality: Modality = "actual"
    span: Span = (0, 0)


class Verifier:
    """Checks what a model told about sentences against them."""

    def __init__(self, steps: Steps, namer: Namer) -> None:
        self.types = steps.ontology.types
        self.classes = steps.interests.resources.classes
        self.namer = namer

    def draft(self, told: ToldReport, scene: Scene) -> ToldDraft:
        """The draft of a report. Raises RefusedError where the sentence does not bear it out."""
        modality = self._codes(told)
        if not told.source:
            raise RefusedError(CODES, "no source")
        text = scene.parse.text
        actors = [self._spans(a.text, text, "actor") for a in (*told.source, *told.target)]
        span = _together(self._spans(told.trigger, text, "trigger"), actors)
        source = self._parties(told.source, scene, span)
        target = self._parties(told.target, scene, span)
        token = root(scene.parse, span)
        verb = token if scene.parse.tags[token].startswith("VB") else None
        return ToldDraft(
            told.type, told.mode or None, None, RULE, token, source, target, told.confidence,
            verb=verb, modality=modality, span=span,
        )  # fmt: skip

    def interest(self, told: ToldInterest, scene: Scene) -> InterestDraft:
        """The draft of an interest. Raises RefusedError where the sentence does not bear it out."""
        _among(told.stance, STANCES, "stance")
        _among(told.class_, self.classes, "class")
        _among(told.modality, MODALITIES, "modality")
        text = scene.parse.text
        start, end = self._spans(told.what, text, "thing")[0]
        actor = self._party(told.actor, scene, (start, end)).actor
        other = self._party(told.counterpart, scene, (start, end)).actor if told.counterpart else None
        return InterestDraft(
            actor, cast("Stance", told.stance), told.class_, text[start:end], other,
            cast("Modality", told.modality), root(scene.parse, (start, end)), start, end, RULE,
            round(told.confidence, 2),
        )  # fmt: skip

    def _codes(self, told: ToldReport) -> Modality:
        _among(told.type, self.types, "type")
        if told.mode:
            _among(told.mode, self.types[told.type].modes, f"mode of {told.type}")
        _among(told.modality, MODALITIES, "modality")
        return cast("Modality", told.modality)

    def _spans(self, quote: str, text: str, what: str) -> list[Span]:
        found = occurrences(quote, text)
        if not found:
            raise RefusedError(WORDS, f"{what} {quote!r}")
        return found

    def _parties(self, told: Sequence[ToldActor], scene: Scene, near: Span) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for one in told:
            party = self._party(one, scene, near)
            found.setdefault(party.actor.id, party)
        return tuple(found.values())

    def _party(self, told: ToldActor, scene: Scene, near: Span) -> Party:
        span = nearest(self._spans(told.text, scene.parse.text, "actor"), near)
        token = root(scene.parse, span)
        actor = self.namer.actor(told, scene, span, token)
        return Party(replace(actor, text=scene.parse.text[span[0] : span[1]]), token, "named")


def _among(value: str, known: Iterable[str], what: str) -> None:
    if value not in known:
        raise RefusedError(CODES, f"{what} {value!r}")


def _together(triggers: Sequence[Span], actors: Sequence[Sequence[Span]]) -> Span:
    """Of the places where the trigger's words stand the one nearest to its actors, the first of such."""
    distance: Callable[[Span], int] = lambda t: sum(min(gap(t, a) for a in spans) for spans in actors)  # noqa: E731
    return min(triggers, key=lambda t: (distance(t), t))


def root(parse: Parse, span: Span) -> int:
    """The token in a span of the sentence that the rest of the sentence governs; else its last."""
    inside = [i for i in range(len(parse)) if parse.starts[i] < span[1] and parse.ends[i] > span[0]]
    within = set(inside)
    return next((i for i in inside if parse.heads[i] == i or parse.heads[i] not in within), inside[-1])
