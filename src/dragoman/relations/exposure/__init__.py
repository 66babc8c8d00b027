"""Exposure: what a state rests on, and what two states would lose in each other."""

from __future__ import annotations

from dragoman.relations.exposure.between import Between, Loss, between
from dragoman.relations.exposure.state import LEAST_VOTES, Exposure, Known, Share, exposure

__all__ = ["LEAST_VOTES", "Between", "Exposure", "Known", "Loss", "Share", "between", "exposure"]
