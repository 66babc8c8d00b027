"""Parties that a source names in words."""

from __future__ import annotations

from dragoman.store.importing.cameo import party_of
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.source import Party


def named_party(country: str, organisation: str, sector: str | None, known: Crosswalk) -> Party:
    """The party of a country's name, or, without one, of an organisation's name.

    A country's name that nobody knows is listed; an organisation's is not, since most are nobody's state.
    """
    if country:
        found = known.meanings("name", country)
        return party_of(found, sector) if found else Party(sector=sector, why="unknown country")
    found = known.meanings("name", organisation) if organisation else ()
    bodies = tuple(one for one in found if one.country and len(one.country) > 3)
    return party_of(bodies, sector) if bodies else Party(sector=sector)
