"""Importing other people's event data: one file a source behind one interface, one block a transaction."""

from __future__ import annotations

from dragoman.store.importing.crosswalk import Crosswalk, load_crosswalk
from dragoman.store.importing.ledger import Ledger
from dragoman.store.importing.mentions import import_mentions
from dragoman.store.importing.run import import_events
from dragoman.store.importing.source import Source
from dragoman.store.importing.sources import source_named, sources

__all__ = [
    "Crosswalk",
    "Ledger",
    "Source",
    "import_events",
    "import_mentions",
    "load_crosswalk",
    "source_named",
    "sources",
]
