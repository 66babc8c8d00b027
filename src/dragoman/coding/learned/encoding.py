"""Sentences and pairs of actors as the arrays that the learned reader takes, in training and in coding alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

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


@dataclass(frozen=True)
class Pairs:
    """Pairs of one sentence: source and target weights [P,T], features [P,5], segments [P,T]."""

    source: Floats
    target: Floats
    features: Ints
    segments: Ints


def encode_pairs(tokens: Tokens, spans: Sequence[Span], pairs: Sequence[tuple[int, int]]) -> Pairs:
    """The arrays of `pairs`, indexes into `spans`; a target of -1 is nobody."""
    width = len(tokens.ids)
    masks = [tokens.at(s.start, s.end) for s in spans]
    weights = np.zeros((len(spans) + 1, width), dtype=np.float32)
    for k, mask in enumerate(masks):
        if mask.any():
            weights[k, mask] = 1.0 / mask.sum()
    nobody = np.zeros(width, dtype=bool)
    segments = np.zeros((len(pairs), width), dtype=np.int64)
    features = np.zeros((len(pairs), 5), dtype=np.int64)
    content = tokens.ends > tokens.starts
    for row, (i, j) in enumerate(pairs):
        segments[row] = _segments(masks[i], masks[j] if j >= 0 else nobody, content)
        features[row] = _features(spans[i], spans[j] if j >= 0 else None)
    sources = weights[[i for i, _ in pairs]]
    targets = weights[[j if j >= 0 else len(spans) for _, j in pairs]]
    return Pairs(sources, targets, features, segments)


def _segments(source: NDArray[np.bool_], target: NDArray[np.bool_], content: NDArray[np.bool_]) -> Ints:
    """0 special, 1 source, 2 target, 3 between them, 4 before both, 5 after both."""
    out = np.where(content, 4, 0).astype(np.int64)
    marked = np.flatnonzero(source | target)
    if len(marked):
        at = np.arange(len(content))
        out[content & (at > marked[-1])] = 5
        out[content & (at > marked[0]) & (at < marked[-1])] = 3
    out[target] = 2
    out[source] = 1
    return out


def _features(source: Span, target: Span | None) -> Ints:
    """Kinds (1-9, 10 nobody), sectors (1-24, 25 none, 26 nobody) and home (1 same, 2 other, 3 unknown country)."""
    kinds = [_index(KINDS, source.kind), 10 if target is None else _index(KINDS, target.kind)]
    sectors = [_sector(source), 26 if target is None else _sector(target)]
    home = 3
    if target is not None and source.country and target.country:
        home = 1 if source.country == target.country else 2
    return np.asarray([*kinds, *sectors, home], dtype=np.int64)


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
