"""The importers of states' data by name, and importing with what they need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dragoman.errors import InputError, UnknownTermError
from dragoman.ontology.nearest import nearest_hint
from dragoman.store.states.alliances import ALLIANCES
from dragoman.store.states.asking import days_of_roll_calls
from dragoman.store.states.capabilities import CAPABILITIES
from dragoman.store.states.codes import load_states
from dragoman.store.states.disputes import CONTIGUITY, DISPUTES
from dragoman.store.states.ledger import Ledger
from dragoman.store.states.risk import RISK
from dragoman.store.states.sanctions import SANCTIONS
from dragoman.store.states.sources import Context, Source
from dragoman.store.states.transfers import TRANSFERS
from dragoman.store.states.vetoes import VETOES
from dragoman.store.states.visits import TRAVELS, VISITS
from dragoman.store.states.votes import ROLL_CALLS, VOTES
from dragoman.store.states.writing import import_file

if TYPE_CHECKING:
    from dragoman.store.store import Store

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        source.name: source
        for source in (
            ROLL_CALLS,
            VOTES,
            VETOES,
            ALLIANCES,
            TRANSFERS,
            CAPABILITIES,
            SANCTIONS,
            DISPUTES,
            CONTIGUITY,
            VISITS,
            TRAVELS,
            RISK,
        )
    }
)


def import_states(store: Store, name: str, path: Path | str) -> Ledger:
    """Imports a file of one of SOURCES into the store's table of that kind; see `import_file`.

    Raises UnknownTermError for a name that is none of them, InputError for a file of another kind, and for
    votes where the store has no roll calls yet (their days tell which state a name means).
    """
    source = SOURCES.get(name)
    if source is None:
        raise UnknownTermError(f"no importer is called {name!r}", hint=nearest_hint(name, SOURCES))
    context = Context(load_states())
    if source is VOTES:
        context.roll_calls = days_of_roll_calls(store)
        if not context.roll_calls:
            raise InputError(
                f"{path}: votes need the list of roll calls, for their days",
                hint="Give it with --roll-calls un_roll_calls.csv.gz.",
            )
    return import_file(store, source, path, context)
