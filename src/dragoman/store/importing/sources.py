"""The importers by name."""

from __future__ import annotations

from dragoman.errors import UnknownTermError
from dragoman.ontology.nearest import nearest_hint
from dragoman.store.importing.acled import Acled
from dragoman.store.importing.gdelt import Gdelt
from dragoman.store.importing.icews import Icews
from dragoman.store.importing.keds import Keds
from dragoman.store.importing.phoenix import Phoenix
from dragoman.store.importing.polecat import Polecat
from dragoman.store.importing.source import Source
from dragoman.store.importing.ucdp import Ucdp


def sources() -> tuple[Source, ...]:
    """Every importer of events, in the order of the command line's help."""
    return (Gdelt(), Icews(), Keds(), Polecat(), Phoenix(), Acled(), Ucdp())


def source_named(name: str) -> Source:
    """The importer of that name. Raises UnknownTermError with the known ones."""
    known = {one.name: one for one in sources()}
    if name not in known:
        raise UnknownTermError(f"no importer of events is called {name!r}", hint=nearest_hint(name, known))
    return known[name]
