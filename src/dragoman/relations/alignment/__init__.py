"""Alignment: how alike states behave, by their votes and alliances, with the n that each number rests on."""

from __future__ import annotations

from dragoman.relations.alignment.ballots import Ballots
from dragoman.relations.alignment.chance import MEASURES
from dragoman.relations.alignment.disagreement import disagreements
from dragoman.relations.alignment.ideal_points import IdealPoints, ideal_points
from dragoman.relations.alignment.pairs import align
from dragoman.relations.alignment.portfolios import Portfolios, level, portfolio_similarity
from dragoman.relations.alignment.similarity import Similarities, similarity

__all__ = [
    "MEASURES",
    "Ballots",
    "IdealPoints",
    "Portfolios",
    "Similarities",
    "align",
    "disagreements",
    "ideal_points",
    "level",
    "portfolio_similarity",
    "similarity",
]
