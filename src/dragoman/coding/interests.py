"""What a sentence says that an actor seeks, holds, lacks, offers, fears or opposes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding.interest_exchanges import RULE, exchanges
from dragoman.coding.interest_reading import InterestDraft, Reading, ReadModality
from dragoman.coding.interest_rules import Rules, load_rules
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.parsing import Parse
from dragoman.coding.parties import Scene
from dragoman.coding.resources import Resources

__all__ = ["InterestDraft", "InterestReader", "ReadModality"]


@dataclass(frozen=True)
class InterestReader:
    """Patterns by head verb, by predicate adjective and by noun, with the vocabulary of things."""

    lexicon: Lexicon
    resources: Resources
    rules: Rules

    @classmethod
    def load(cls, lexicon: Lexicon, extra: Path | None = None) -> InterestReader:
        """The shipped patterns with a user's `interests.csv` and `resources.csv` added.

        Raises DictionaryError for the first line that does not hold.
        """
        return cls(lexicon, Resources.load(extra), load_rules(lexicon, extra))

    def read(self, scene: Scene, read_modality: ReadModality) -> list[InterestDraft]:
        """The interests of one sentence, in its order; empty where it names no actor."""
        if not scene.mentions:
            return []
        parse = scene.parse
        triggers = [i for i, lemma in enumerate(parse.lemmas) if self._may_start(parse, i, lemma)]
        if not triggers:
            return []
        reading = Reading(self.lexicon, self.resources, self.rules, scene, read_modality)
        drafts = [d for i in triggers for d in reading.at(i)]
        drafts += exchanges(scene, self.resources, drafts)
        return _without_repeats(_without_refused(parse, drafts))

    def _may_start(self, parse: Parse, i: int, lemma: str) -> bool:
        tag = parse.tags[i]
        if tag.startswith("VB"):
            return lemma in self.rules.verbs or parse.lower[i] in self.rules.adjectives
        if tag.startswith("NN"):
            return lemma in self.rules.nouns
        return tag.startswith("JJ") and lemma in self.rules.adjectives


def _without_refused(parse: Parse, drafts: Sequence[InterestDraft]) -> list[InterestDraft]:
    """Without what lies inside a thing that its actor opposes or fears ("refuses to accept X")."""
    out = []
    for d in drafts:
        place = parse.starts[d.token]
        inside = any(
            o.token != d.token
            and o.actor.id == d.actor.id
            and o.stance in {"opposes", "fears"}
            and o.start <= place < o.end
            for o in drafts
        )
        if not inside or d.rule == RULE:
            out.append(d)
    return out


def _without_repeats(drafts: Iterable[InterestDraft]) -> list[InterestDraft]:
    """Each thing once for an actor and stance; a thing inside a longer one is dropped."""
    kept: list[InterestDraft] = []
    for d in sorted(drafts, key=lambda d: (d.start - d.end, d.token)):
        if not any(
            k.actor.id == d.actor.id and k.stance == d.stance and k.start <= d.start and d.end <= k.end
            for k in kept
        ):
            kept.append(d)
    return sorted(kept, key=lambda d: (d.token, d.start))
