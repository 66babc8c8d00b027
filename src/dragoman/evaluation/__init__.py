"""Measuring the coder against gold: events, modality, marked pairs, whole analyses, actors; and its confidence."""

from __future__ import annotations

from dragoman.evaluation.actors import ActorScores, score_actors
from dragoman.evaluation.analysis import AnalysisScores, score_analysis
from dragoman.evaluation.calibration import Calibration, fit_calibration
from dragoman.evaluation.calibration_error import CalibrationError, calibration_error
from dragoman.evaluation.confidence import ConfidenceScores, score_confidence
from dragoman.evaluation.curve import at_least
from dragoman.evaluation.events import EventScores, score_events
from dragoman.evaluation.judged import Judged, read_judged
from dragoman.evaluation.modality import ModalityScores, score_modality
from dragoman.evaluation.plv import PlvScores, score_plv
from dragoman.evaluation.predicting import Prediction, predict
from dragoman.evaluation.reading import read_events, read_rows, read_texts
from dragoman.evaluation.relations import JoinedReader, Relation, RelationReader, ReportReader

__all__ = [
    "ActorScores",
    "AnalysisScores",
    "Calibration",
    "CalibrationError",
    "ConfidenceScores",
    "EventScores",
    "JoinedReader",
    "Judged",
    "ModalityScores",
    "PlvScores",
    "Prediction",
    "Relation",
    "RelationReader",
    "ReportReader",
    "at_least",
    "calibration_error",
    "fit_calibration",
    "predict",
    "read_events",
    "read_judged",
    "read_rows",
    "read_texts",
    "score_actors",
    "score_analysis",
    "score_confidence",
    "score_events",
    "score_modality",
    "score_plv",
]
