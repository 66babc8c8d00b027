"""Sentences and pairs of actors as the arrays that the learned reader takes, in training and in coding alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from dragoman.records import MODALITIES, Modality

TYPES = (
    "NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
KINDS = ("country", "adjective", "person", "organisation", "group", "sector", "place", "reference", "other")
SECTORS = (
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "PRM", "PTY", "OPP", "CVL", "REL", "BUS", "MED", "JRN", "LAB",
    "EDU", "CRM", "REF", "SOC", "ELI", "UNK", "IGO", "NGO",
)  # fmt: skip
LONGEST = 192
_MODALITIES = tuple(MODALITIES)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Span(NamedTuple):
    """An actor's place in a sentence, with what the dictionaries say of it."""

    start: int
    end: int
    country: str | None
    sector: str | None
    kind: str


@dataclass(frozen=True)
class Tokens:
    """A sentence's token ids [T] and the code points each covers [T,2]; special tokens cover none."""

    ids: Ints
    starts: Ints
    ends: Ints

    def at(self, start: int, end: int) -> NDArray[np.bool_]:
        """Which tokens [T] share a letter with the span."""
        return (self.starts < end) & (self.ends > start) & (self.ends > self.starts)


class Encoding:
    """Text to tokens by the base model's own tokenizer (`tokenizer.json`)."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def tokens(self, text: str) -> Tokens:
        """The tokens of one sentence, cut at 192."""
        encoded = self._tokenizer.encode(text)
        offsets = np.asarray(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        return Tokens(np.asarray(encoded.ids, dtype=np.int64), offsets[:, 0], offsets[:, 1])


class Told(NamedTuple):
    """What a rule says of a pair: type, modality, and the parse's token that tells it."""

    type: str
    modality: str
    token: int


def _unmarked(_: int) -> Modality | None:
    return None


@dataclass(frozen=True)
class Syntax:
    """A sentence's parse (code points and head of each token), what the rules read in it, and how it is marked.

    `said` gives the rules' modality of an act told by a token, None where they have none.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    heads: Sequence[int]
    told: Mapping[tuple[int, int], Told] = field(default_factory=dict)
    said: Callable[[int], Modality | None] = _unmarked

    def chain(self, start: int, end: int) -> list[int]:
        """The tokens from the one that governs a span up to the root; empty where no token lies in it."""
        inside = [k for k in range(len(self.starts)) if self.starts[k] < end and self.ends[k] > start]
        if not inside:
            return []
        out = [next((k for k in inside if self.heads[k] not in inside or self.heads[k] == k), inside[-1])]
        while self.heads[out[-1]] != out[-1] and len(out) <= len(self.heads):
            out.append(self.heads[out[-1]])
        return out


def path_between(source: Sequence[int], target: Sequence[int]) -> tuple[list[int], int]:
    """The tokens on the way from one chain's begin to the other's, and the one where the chains meet (-1: none)."""
    if not target:
        return list(source), source[-1] if source else -1
    at = {token: k for k, token in enumerate(target)}
    for k, token in enumerate(source):
        if token in at:
            return [*source[:k], *target[: at[token]], token], token
    return [], -1


@dataclass(frozen=True)
class Pairs:
    """Pairs of one sentence: source and target weights [P,T], features [P,8], segments [P,T]."""

    source: Floats
    target: Floats
    features: Ints
    segments: Ints


def encode_pairs(
    tokens: Tokens, spans: Sequence[Span], pairs: Sequence[tuple[int, int]], syntax: Syntax | None = None
) -> Pairs:
    """The arrays of `pairs`, indexes into `spans`; a target of -1 is nobody."""
    width = len(tokens.ids)
    masks = np.zeros((len(spans) + 1, width), dtype=bool)
    for k, s in enumerate(spans):
        masks[k] = tokens.at(s.start, s.end)
    weights = (masks / np.maximum(masks.sum(1, keepdims=True), 1)).astype(np.float32)
    sources = np.asarray([i for i, _ in pairs])
    targets = np.asarray([j if j >= 0 else len(spans) for _, j in pairs])
    segments = _positions(masks[sources], masks[targets], tokens)
    if syntax is not None:
        apexes = _mark_paths(segments, tokens, spans, pairs, syntax)
        said = [_said(syntax, pair, apex) for pair, apex in zip(pairs, apexes, strict=True)]
    else:
        said = [(0, 0, 0)] * len(pairs)
    segments[masks[targets]] = 2
    segments[masks[sources]] = 1
    features = [
        (*_features(spans[i], spans[j] if j >= 0 else None), *more)
        for (i, j), more in zip(pairs, said, strict=True)
    ]
    return Pairs(weights[sources], weights[targets], np.asarray(features, dtype=np.int64), segments)


def _positions(source: NDArray[np.bool_], target: NDArray[np.bool_], tokens: Tokens) -> Ints:
    """[P,T]: 0 special, 3 between source and target, 4 before both, 5 after both."""
    marked = source | target
    width = marked.shape[1]
    at = np.arange(width)[None]
    any_marked = np.any(marked, axis=1, keepdims=True)
    first, last = marked.argmax(1)[:, None], width - 1 - marked[:, ::-1].argmax(1)[:, None]
    content = np.asarray(tokens.ends > tokens.starts)[None]
    out = np.where(content, 4, 0).repeat(len(marked), 0).astype(np.int64)
    out[content & any_marked & (at > first) & (at < last)] = 3
    out[content & any_marked & (at > last)] = 5
    return out


def _mark_paths(
    segments: Ints, tokens: Tokens, spans: Sequence[Span], pairs: Sequence[tuple[int, int]], syntax: Syntax
) -> list[int]:
    """Mark in the segments: 6 on the way between the two, 7 where their ways meet, 8 a rule's trigger."""
    chains = [syntax.chain(s.start, s.end) for s in spans]
    # which token of the parse each piece lies in; the last column is for pieces in none
    of = np.searchsorted(np.asarray(syntax.starts), tokens.starts, side="right") - 1
    of = np.where(tokens.ends > tokens.starts, of, len(syntax.starts))
    on = np.zeros((len(pairs), len(syntax.starts) + 1), dtype=bool)
    apexes = []
    for row, (i, j) in enumerate(pairs):
        way, apex = path_between(chains[i], chains[j] if j >= 0 else [])
        on[row, way] = True
        apexes.append(apex)
    segments[on[:, of]] = 6
    segments[np.asarray(apexes)[:, None] == of[None]] = 7
    triggers = np.asarray([syntax.told[p].token if p in syntax.told else -2 for p in pairs])
    segments[triggers[:, None] == of[None]] = 8
    return apexes


def _said(syntax: Syntax, pair: tuple[int, int], apex: int) -> tuple[int, int, int]:
    """What rules say: the pair's type, that of the pair turned round (1 none, 2-17), the modality (1-6, 0 none)."""
    ours, turned = syntax.told.get(pair), syntax.told.get((pair[1], pair[0]))
    modality = ours.modality if ours else syntax.said(apex) if apex >= 0 else None
    return (
        1 + (TYPES.index(ours.type) if ours else 0),
        1 + (TYPES.index(turned.type) if turned else 0),
        1 + _MODALITIES.index(cast(Modality, modality)) if modality else 0,
    )


def _features(source: Span, target: Span | None) -> tuple[int, ...]:
    """Kinds (1-9, 10 nobody), sectors (1-24, 25 none, 26 nobody) and home (1 same, 2 other, 3 unknown country)."""
    home = 3
    if target is not None and source.country and target.country:
        home = 1 if source.country == target.country else 2
    return (
        _index(KINDS, source.kind), 10 if target is None else _index(KINDS, target.kind),
        _sector(source), 26 if target is None else _sector(target), home,
    )  # fmt: skip


def _index(names: tuple[str, ...], name: str) -> int:
    return names.index(name) + 1 if name in names else len(names)


def _sector(span: Span) -> int:
    return SECTORS.index(span.sector) + 1 if span.sector in SECTORS else 25


def modality_name(index: int) -> Modality:
    """The modality at the network's output `index`."""
    return _MODALITIES[index]


def modality_index(name: str) -> int:
    """The network's output index of a modality."""
    return _MODALITIES.index(name)
