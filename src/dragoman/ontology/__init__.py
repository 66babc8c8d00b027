"""PLOVER and CAMEO as checked data: types, modes, contexts, sectors, modalities, codes, intensities."""

from __future__ import annotations

from dragoman.ontology.contexts import ContextTagger, load_contexts
from dragoman.ontology.explain import Explained, explain
from dragoman.ontology.load import load_ontology
from dragoman.ontology.model import CameoCode, EventType, Mode, Ontology, Term

__all__ = [
    "CameoCode",
    "ContextTagger",
    "EventType",
    "Explained",
    "Mode",
    "Ontology",
    "Term",
    "explain",
    "load_contexts",
    "load_ontology",
]
