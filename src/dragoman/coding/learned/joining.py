"""Rules and network joined: the network proposes where the lexicon is silent, and weighs what the rules read.

Every act read by either gets one probability of being right, from a logistic regression over what both said,
fitted on sentences that neither was made from (`training/fit_joining.py`, weights in `joining.toml`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.coding.learned.acts import acts_of
from dragoman.coding.learned.candidates import Pair, pairs_of_draft
from dragoman.coding.learned.encoding import TYPES
from dragoman.coding.learned.gate import Gate, words_of
from dragoman.coding.learned.reader import Reading
from dragoman.coding.learned.sureness import Sureness
from dragoman.coding.learned.track import TrackRecord
from dragoman.coding.lexicon import RECIPROCAL
from dragoman.coding.parties import Party, Scene
from dragoman.coding.predicates import Draft, Learned, TargetPolicy
from dragoman.records import MODALITIES, Modality

_UNREAL = frozenset({"possible", "conditional", "demanded", "denied"})


@dataclass(frozen=True)
class Weights:
    """The fitted weights: `features` by name.

    `propose` is the least probability at which the network alone proposes an act; `item` and `article` have those at
    which an act is kept, by who read it (`rules`, `model`), and for a rule's act without a target (`targetless`): in a
    text of `long` characters or more what completes an act stands in other sentences, which the network does not see.
    `modality` has, for each thing said of an act's modality, a weight for each of the six.
    """

    features: Mapping[str, float]
    modality: Mapping[str, Sequence[float]]
    propose: float
    long: int
    item: Mapping[str, float]
    article: Mapping[str, float]

    @classmethod
    def load(cls, path: Path, part: str) -> Weights:
        """The weights of a `joining.toml`: `part` is `rules` or `joined`."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))[part]
        return cls(**table)

    def probability(self, features: Mapping[str, float]) -> float:
        """How likely an act with these features was read right."""
        z = sum(self.features.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-z))


class Joiner:
    """Joins the drafts of the rules with the network's reading of the same sentence."""

    def __init__(
        self,
        weights: Weights,
        ruled: Weights,
        policy: TargetPolicy,
        track: TrackRecord,
        gate: Gate,
        sureness: Sureness | None = None,
    ) -> None:
        """`weights` weigh what both read, `ruled` what the rules read where the network was not asked."""
        self.weights = weights
        self.ruled = ruled
        self.policy = policy
        self.track = track
        self.gate = gate
        self.sureness = sureness or Sureness()

    def join(
        self, scene: Scene, drafts: Sequence[Draft], reading: Reading | None, length: int = 0
    ) -> list[Draft]:
        """Drafts of both, each with its probability; those below the least worth keeping are left out.

        `length` is that of the whole document, in characters.
        """
        worth = self.gate.score(words_of(scene.parse.text))
        out = [self._weighed(scene, d, reading, worth) for d in drafts]
        if reading is not None:
            told = {(d.type, *_dyad(d)) for d in drafts}
            fresh = [d for d in self._proposed(scene, reading, worth) if (d.type, *_dyad(d)) not in told]
            out += _untold(scene, reading, drafts, fresh)
        least = self.weights.article if length >= self.weights.long else self.weights.item
        return [d for d in out if d.learned is not None and d.learned.confidence >= least[_reader(d)]]

    def modality(self, draft: Draft, read: Modality) -> Modality:
        """The modality likeliest on both accounts; `read` is that of the rules.

        What the rules read as possible, conditional, demanded or denied has a word that says so, and never becomes a
        fact.
        """
        if draft.learned is None or draft.learned.modalities is None:
            return read
        scores = [0.0] * len(MODALITIES)
        said = said_of_modality(draft.type, read, draft.learned.modalities, ruled=draft.rule != "model")
        for name, value in said.items():
            for k, weight in enumerate(self.weights.modality.get(name, ())):
                scores[k] += weight * value
        likeliest = tuple(MODALITIES)[max(range(len(scores)), key=scores.__getitem__)]
        return read if likeliest == "actual" and read in _UNREAL else likeliest

    # -- what the rules read ---------------------------------------------------------------------------

    def _weighed(self, scene: Scene, draft: Draft, reading: Reading | None, worth: float) -> Draft:
        pair = None if reading is None else best_pair(scene, draft, reading)
        features = features_of(draft, reading, pair, self.track, worth)
        if reading is None or pair is None:
            return replace(
                draft, learned=Learned("rules", self.ruled.probability(features), features, None, None)
            )
        p = reading.probability(pair, draft.type) or 0.0
        modalities = tuple(float(x) for x in reading.modalities(pair, draft.type))
        by = "rules+model" if p >= 0.5 else "rules"
        return replace(
            draft, learned=Learned(by, self.weights.probability(features), features, p, modalities)
        )

    # -- what the network alone reads --------------------------------------------------------------------

    def _proposed(self, scene: Scene, reading: Reading, worth: float) -> Iterator[Draft]:
        for act in acts_of(reading, self._worth(reading)):
            start, _ = reading.trigger(act.pair)
            draft = Draft(
                act.type, None, None, "model", _token_at(scene, start), _parties(scene, reading, act.sources),
                _parties(scene, reading, act.targets), 0.0, "", None,
            )  # fmt: skip
            features = features_of(draft, reading, act.pair, self.track, worth)
            modalities = tuple(float(x) for x in reading.modalities(act.pair, act.type))
            confidence = self.weights.probability(features)
            yield replace(draft, learned=Learned("model", confidence, features, act.probability, modalities))

    def _worth(self, reading: Reading) -> Iterator[tuple[Pair, str, float]]:
        for pair in reading.pairs:
            kind, p = reading.kind(pair)
            if p >= self.weights.propose and (pair[1] >= 0 or kind in self.policy.open):
                yield pair, kind, p


def said_of_modality(
    kind: str, read: Modality, probabilities: Sequence[float], *, ruled: bool
) -> dict[str, float]:
    """What both said of an act's modality, by name: the rules' reading, and the logarithm of the network's of each.

    `kind` is the act's type: a visit announced is held more often than a strike announced. Where both read the same,
    the network's probability of it counts once more.
    """
    out = {"bias": 1.0, kind: 1.0, f"{read}:{'rules' if ruled else 'alone'}": 1.0}
    out[f"same:{read}"] = probabilities[tuple(MODALITIES).index(read)]
    return out | {m: math.log(max(p, 1e-4)) for m, p in zip(MODALITIES, probabilities, strict=True)}


def _untold(scene: Scene, reading: Reading, drafts: Sequence[Draft], fresh: Sequence[Draft]) -> list[Draft]:
    """What the network proposes, less that of which a rule tells the likeliest pair with the same type.

    Of two types for one pair both stay, each with its probability: a promise of arms is a promise and arms.
    """
    told = {(d.type, pair) for d in drafts for pair in pairs_of_draft(scene, d, reading.spans)}
    return [d for d in fresh if (d.type, best_pair(scene, d, reading)) not in told]


def _reader(draft: Draft) -> str:
    """Who read a draft, as the least probabilities are told apart."""
    if draft.rule == "model":
        return "model"
    return "rules" if draft.target else "targetless"


def best_pair(scene: Scene, draft: Draft, reading: Reading) -> Pair | None:
    """The pair of spans of the draft's parties for which its type is likeliest; None where none was asked."""
    asked = [p for p in sorted(pairs_of_draft(scene, draft, reading.spans)) if p in reading.rows]
    return max(asked, key=lambda p: reading.probability(p, draft.type) or 0.0) if asked else None


def _parties(scene: Scene, reading: Reading, spans: Iterable[int]) -> tuple[Party, ...]:
    out = []
    for k in spans:
        span = reading.spans[k]
        for m in scene.mentions:
            if (m.start - scene.offset, m.end - scene.offset) == (span.start, span.end):
                out.append(Party(m.actor, scene.root(m), "named"))
                break
    return tuple(out)


def _token_at(scene: Scene, start: int) -> int:
    parse = scene.parse
    return max((k for k in range(len(parse)) if parse.starts[k] <= start), default=0)


def _dyad(draft: Draft) -> tuple[frozenset[str | None], frozenset[str | None]]:
    s = frozenset(p.actor.country for p in draft.source)
    t = frozenset(p.actor.country for p in draft.target)
    return (s | t, frozenset()) if draft.type in RECIPROCAL else (s, t)


def features_of(
    draft: Draft, reading: Reading | None, pair: Pair | None, track: TrackRecord, worth: float
) -> dict[str, float]:
    """What both said of a draft, by name; the inputs of the regression. `worth` is the gate's score of the sentence."""
    rules = draft.rule != "model"
    asked = "rules" if rules else "model"
    out = {"bias": 1.0, f"type:{draft.type}:{asked}": 1.0, f"gate:{asked}": max(-1.0, min(1.0, worth / 4.0))}
    if rules:
        out |= {
            "rules": 1.0,
            "fit": min(draft.score, 6.0) / 4.0,
            "noun": 1.0 if draft.verb is None else 0.0,
            "track": track.odds(draft),
        }
        out |= {f"source by {p.how}": 1.0 for p in draft.source[:1]}
        out |= {f"target by {p.how}": 1.0 for p in draft.target[:1]}
    out["targetless"] = 0.0 if draft.target else 1.0
    if reading is None or pair is None:
        return out
    row = reading.scores.types[reading.rows[pair]]
    p = float(row[TYPES.index(draft.type)])
    others = max(float(x) for k, x in enumerate(row) if k and TYPES[k] != draft.type)
    source, target = reading.spans[pair[0]], reading.spans[pair[1]] if pair[1] >= 0 else None
    out[f"source:{source.kind}:{asked}"] = 1.0
    if target is not None:
        out[f"target:{target.kind}:{asked}"] = 1.0
        if source.country and target.country:
            out[f"home:{asked}"] = 1.0 if source.country == target.country else 0.0
    return out | {
        f"model:{asked}": _logit(p), f"acts:{asked}": _logit(1.0 - float(row[0])), f"others:{asked}": others
    }  # fmt: skip


def _logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))
