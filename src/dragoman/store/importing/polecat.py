"""POLECAT events in PLOVER types (Halterman et al. 2023): `ngecEvents` files."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.cameo import party_of
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.named import named_party
from dragoman.store.importing.source import Party

KEY = (
    "concat(coalesce({0}_country, ''), '|', coalesce({1}, ''), '|', "
    "CASE WHEN {0}_country IS NULL THEN {0}_name END)"
)
QUADS = (
    "CASE upper(quad_code) WHEN 'VERBAL COOPERATION' THEN 1 WHEN 'MATERIAL COOPERATION' THEN 2 "
    "WHEN 'VERBAL CONFLICT' THEN 3 WHEN 'MATERIAL CONFLICT' THEN 4 ELSE TRY_CAST(quad_code AS TINYINT) END"
)
FIELDS: Mapping[str, str] = {
    "id": "event_id", "date": "event_date", "reported": "publication_date",
    "source_actor": "actor_name", "target_actor": "recipient_name",
    "source_own": "actor_country", "target_own": "recipient_country",
    "source_key": KEY.format("actor", "primary_actor_sector"),
    "target_key": KEY.format("recipient", "primary_recipient_sector"),
    "code": "concat(event_type, '|', event_mode)",
    "own_quad": QUADS, "own_intensity": "intensity",
    "place": "placename", "place_own": "country", "latitude": "latitude", "longitude": "longitude",
    "publisher": "source",
}  # fmt: skip


class Polecat:
    """POLECAT: a row an event coded from an article. It gives a country as a code, or several divided by ;."""

    name = "polecat"
    title = "POLECAT events (ngecEvents)"

    def of(self, file: str) -> Polecat:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """A country's code or name and a sector; several countries are no one's and are listed."""
        country, word, name = key.split("|", 2)
        sector = word if word in known.sectors else None
        if ";" in country:
            return Party(sector=sector, why="several countries")
        found = known.meanings("iso3", country) if country else ()
        return party_of(found, sector) if found else named_party(country, name, sector, known)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """Codes or names of countries."""
        return known.country("iso3", own) or known.country("name", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """PLOVER's types and modes."""
        type_, _, mode = code.partition("|")
        return known.plover(type_, mode)
