"""UCDP's georeferenced events (Sundberg and Melander 2013): deadly violence, with Gleditsch and Ward's numbers."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.cameo import party_of
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.source import Party

FIELDS: Mapping[str, str] = {
    "id": "id", "date": "CAST(date_start AS DATE)",
    "source_actor": "side_a", "target_actor": "side_b", "source_own": "gwnoa", "target_own": "gwnob",
    "source_key": "concat(coalesce(gwnoa, ''), '|', side_a)", "target_key": "concat(coalesce(gwnob, ''), '|', side_b)",
    "code": "CAST(type_of_violence AS VARCHAR)",
    "place": "where_coordinates", "place_own": "country", "latitude": "latitude", "longitude": "longitude",
    "publisher": "source_office", "url": "source_original", "sources": "number_of_sources", "deaths": "best",
}  # fmt: skip


class Ucdp:
    """UCDP GED: a row an event in which somebody was killed; `deaths` is the best estimate."""

    name = "ucdp"
    title = "UCDP GED"

    def of(self, file: str) -> Ucdp:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """The state of a side by its number, else by `Government of X`; armed groups have none."""
        number, _, name = key.partition("|")
        if number:
            found = known.meanings("gw", number.split(".")[0])
            return party_of(found, "GOV") if found else Party(sector="GOV", why="unknown number")
        if name.startswith("Government of "):
            found = known.meanings("name", name.removeprefix("Government of "))
            return party_of(found, "GOV") if found else Party(sector="GOV", why="unknown country")
        return Party(sector="CVL" if name == "Civilians" else "REB")

    def place(self, own: str, known: Crosswalk) -> str | None:
        """Names of countries."""
        return known.country("name", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """Types of violence."""
        return known.listed("ucdp", code)
