"""Structural balance of signed ties: triangles, walks, the frustration index, camps, and what one dyad adds."""

from __future__ import annotations

from dragoman.relations.balance.camps import best_camps, frustrated
from dragoman.relations.balance.dyad import DyadBalance, Triangle, dyad_balance
from dragoman.relations.balance.events import Pair, TieRule, load_rule, pairs_of_events, ties_of_pairs
from dragoman.relations.balance.frustration import Frustration, frustration
from dragoman.relations.balance.reading import read_ties
from dragoman.relations.balance.ties import SignedTies, signed_ties
from dragoman.relations.balance.triads import Triads, triads, walk_balance

__all__ = [
    "DyadBalance",
    "Frustration",
    "Pair",
    "SignedTies",
    "TieRule",
    "Triads",
    "Triangle",
    "best_camps",
    "dyad_balance",
    "frustrated",
    "frustration",
    "load_rule",
    "pairs_of_events",
    "read_ties",
    "signed_ties",
    "ties_of_pairs",
    "triads",
    "walk_balance",
]
