"""ACLED exports (Raleigh et al. 2010): political violence and protest, with the actors' names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.store.importing.cameo import party_of
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.source import Party

DAY = (
    "coalesce(TRY_CAST(event_date AS DATE), "
    "CAST(TRY_STRPTIME(event_date, ['%d %B %Y', '%d-%b-%Y', '%d/%m/%Y']) AS DATE))"
)
FIELDS: Mapping[str, str] = {
    "id": "event_id_cnty",
    "date": DAY,
    "source_actor": "actor1", "target_actor": "actor2",
    "source_key": "actor1 || '|' || coalesce(inter1, '')", "target_key": "actor2 || '|' || coalesce(inter2, '')",
    "code": "event_type || '/' || coalesce(sub_event_type, '')",
    "place": "concat_ws(', ', location, admin1, country)", "place_own": "country",
    "latitude": "latitude", "longitude": "longitude", "publisher": "source", "deaths": "fatalities",
}  # fmt: skip
_OF = re.compile(
    r"\b(?:Forces|Government|Police|Army|Military|Guard|Administration) of (?:the )?([^()]+?)\s*(?:\(|$)"
)
_BRACKET = re.compile(r"\(([^()]+)\)\s*$")


class Acled:
    """ACLED: a row an event. The first actor is taken for the source, though ACLED's order says nothing of who began."""

    name = "acled"
    title = "ACLED events"

    def of(self, file: str) -> Acled:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """The state in `Military Forces of X (2019-)` or `Protesters (X)`; armed groups of no state have none."""
        name, _, kind = key.rpartition("|")
        sector = known.sector("acled", kind)
        forces, bracket = _OF.search(name), _BRACKET.search(name)
        if forces:
            found = known.meanings("name", forces[1])
            return party_of(found, sector) if found else Party(sector=sector, why="unknown country")
        return party_of(known.meanings("name", bracket[1]) if bracket else (), sector)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """Names of countries."""
        return known.country("name", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """Event type with its sub-event type, or the type alone."""
        return known.listed("acled", code) or known.listed("acled", code.split("/", maxsplit=1)[0])
