"""Phoenix events in CAMEO codes: the daily files of the Open Event Data Alliance, and the historical ones of Cline."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.cameo import cameo_party
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.gdelt import DAY
from dragoman.store.importing.source import Party

DAILY: Mapping[str, str] = {
    "id": "eventid", "date": DAY.format('"date"'),
    "source_actor": "sourceactorfull", "target_actor": "targetactorfull",
    "source_own": "sourceactorentity", "target_own": "targetactorentity",
    "source_key": "nullif(concat(sourceactorentity, sourceactorrole), '')",
    "target_key": "nullif(concat(targetactorentity, targetactorrole), '')",
    "code": "eventcode", "own_intensity": "goldsteinscore",
    "place": "locationname", "place_own": "countrycode", "latitude": "lat", "longitude": "lon",
    "url": "urls", "publisher": "newssources",
}  # fmt: skip
HISTORICAL: Mapping[str, str] = {
    "id": "eid",
    "date": "coalesce(TRY_CAST(story_date AS DATE), CAST(TRY_STRPTIME(story_date, ['%m/%d/%Y', '%Y%m%d']) AS DATE))",
    "source_actor": "source", "target_actor": "target",
    "source_own": "source_root", "target_own": "target_root",
    "source_key": "nullif(concat(source_root, source_agent), '')",
    "target_key": "nullif(concat(target_root, target_agent), '')",
    "code": "code", "own_quad": "CASE WHEN quad_class BETWEEN 1 AND 4 THEN quad_class END",
    "own_intensity": "goldstein", "place": "placename", "place_own": "countryname",
    "latitude": "lat", "longitude": "lon", "url": "aid", "publisher": "process",
}  # fmt: skip


class Phoenix:
    """Phoenix: a row an event. PentaClass (0 to 4, 0 for statements) is not a quad class and is left out."""

    name = "phoenix"
    title = "Phoenix events"

    def of(self, file: str) -> Phoenix:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns; the historical files name theirs otherwise."""
        return HISTORICAL if "eid" in columns else DAILY

    def party(self, key: str, known: Crosswalk) -> Party:
        """CAMEO's actor codes."""
        return cameo_party(key, known)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """Codes or names of countries."""
        return known.country("cameo", own) or known.country("name", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """CAMEO codes."""
        return known.cameo(code)
