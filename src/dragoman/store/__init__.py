"""The store: one DuckDB file, what it answers, and what is exported from it."""

from __future__ import annotations

from dragoman.store.answers import Coverage, LearnedName, Run, StoreInfo, UnknownName
from dragoman.store.events import group_reports
from dragoman.store.exporting import Exported, export, export_dyads
from dragoman.store.filters import Filters
from dragoman.store.store import DEFAULT_PATH, Store

__all__ = [
    "DEFAULT_PATH",
    "Coverage",
    "Exported",
    "Filters",
    "LearnedName",
    "Run",
    "Store",
    "StoreInfo",
    "UnknownName",
    "export",
    "export_dyads",
    "group_reports",
]
