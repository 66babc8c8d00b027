"""Precedents: past cases like the one asked about, and what followed, against matched periods without them."""

from __future__ import annotations

from dragoman.foresight.precedents.counting import Counted, count, onsets
from dragoman.foresight.precedents.dyads import Like, Pairs, Trait, like
from dragoman.foresight.precedents.find import Case, Outcome, Precedents, precedents
from dragoman.foresight.precedents.odds import Odds, holm, odds
from dragoman.foresight.precedents.pattern import Kind, Pattern, read_kind, read_pattern, read_within
from dragoman.foresight.precedents.rules import Rules, load_rules

__all__ = [
    "Case",
    "Counted",
    "Kind",
    "Like",
    "Odds",
    "Outcome",
    "Pairs",
    "Pattern",
    "Precedents",
    "Rules",
    "Trait",
    "count",
    "holm",
    "like",
    "load_rules",
    "odds",
    "onsets",
    "precedents",
    "read_kind",
    "read_pattern",
    "read_within",
]
