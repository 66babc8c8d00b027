"""States' data beside the events: votes, vetoes, alliances, arms, capabilities, sanctions, disputes, visits, risk.

Each kind is a `Source`: the columns of its file, the table it fills, and how a record becomes rows. What was
imported stands in `store runs`, what was set aside in `store rejects`.
"""

from __future__ import annotations

from dragoman.store.states.catalogue import SOURCES, import_states
from dragoman.store.states.codes import StateCodes, UnknownStateError, load_states
from dragoman.store.states.ledger import Ledger
from dragoman.store.states.sources import Source

__all__ = ["SOURCES", "Ledger", "Source", "StateCodes", "UnknownStateError", "import_states", "load_states"]
