"""ICEWS coded events (Boschee et al. 2015), as published (`.tab`) and with normalised column names."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.named import named_party
from dragoman.store.importing.source import Party

KEY = "concat(coalesce({0}_country, ''), '|', coalesce({0}_sectors, ''), '|', CASE WHEN {0}_country IS NULL THEN {0}_name END)"
FIELDS: Mapping[str, str] = {
    "id": "event_id", "date": "TRY_CAST(left(event_date, 10) AS DATE)",
    "source_actor": "source_name", "target_actor": "target_name",
    "source_own": "source_country", "target_own": "target_country",
    "source_key": KEY.format("source"), "target_key": KEY.format("target"),
    "code": "cameo_code", "own_intensity": "intensity",
    "place": "concat_ws(', ', city, district, province, country)", "place_own": "country",
    "latitude": "latitude", "longitude": "longitude",
    "url": "'icews:story:' || story_id || ':' || sentence_number", "publisher": "publisher",
}  # fmt: skip


class Icews:
    """ICEWS: a row an event coded from a sentence; the story and the sentence number stand for an address."""

    name = "icews"
    title = "ICEWS coded events"

    def of(self, file: str) -> Icews:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """A country's name and the sectors of an actor; where no country is given, an organisation's name."""
        country, sectors, name = key.split("|", 2)
        found = (known.sector("icews", word.strip()) for word in sectors.split(","))
        sector = next((one for one in found if one), None)
        return named_party(country, name, sector, known)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """Names of countries."""
        return known.country("name", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """CAMEO codes."""
        return known.cameo(code)
