"""Measuring the coder against gold: events, modality, whole analyses, actors; as the shared scorers do."""

from __future__ import annotations

from dragoman.evaluation.actors import ActorScores, score_actors
from dragoman.evaluation.analysis import AnalysisScores, score_analysis
from dragoman.evaluation.events import EventScores, score_events
from dragoman.evaluation.modality import ModalityScores, score_modality
from dragoman.evaluation.predicting import Prediction, predict
from dragoman.evaluation.reading import read_events, read_rows, read_texts

__all__ = [
    "ActorScores",
    "AnalysisScores",
    "EventScores",
    "ModalityScores",
    "Prediction",
    "predict",
    "read_events",
    "read_rows",
    "read_texts",
    "score_actors",
    "score_analysis",
    "score_events",
    "score_modality",
]
