"""GDELT's events, versions 1.0 and 2.0 (Leetaru and Schrodt 2013)."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.cameo import cameo_party
from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.source import Party

DAY = "TRY(make_date({0} // 10000, {0} // 100 % 100, {0} % 100))"
ADDED = "CASE WHEN dateadded > 99999999 THEN dateadded // 1000000 ELSE dateadded END"
FIELDS: Mapping[str, str] = {
    "id": "globaleventid", "date": DAY.format("day"), "reported": DAY.format(f"({ADDED})"),
    "source_actor": "actor1code", "target_actor": "actor2code",
    "source_own": "actor1countrycode", "target_own": "actor2countrycode",
    "code": "eventcode", "own_quad": "quadclass", "own_intensity": "goldsteinscale",
    "place": "actiongeo_fullname", "place_own": "actiongeo_countrycode",
    "latitude": "actiongeo_lat", "longitude": "actiongeo_long", "url": "sourceurl",
    "mentions": "nummentions", "sources": "numsources", "articles": "numarticles", "tone": "avgtone",
}  # fmt: skip


class Gdelt:
    """GDELT: a row a mention of an event in an article; its own scale, quad class and tone are kept beside ours."""

    name = "gdelt"
    title = "GDELT 1.0 and 2.0 events"

    def of(self, file: str) -> Gdelt:
        """Itself."""
        return self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """CAMEO's actor codes."""
        return cameo_party(key, known)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """FIPS 10-4 codes."""
        return known.country("fips", own)

    def act(self, code: str, known: EventCodes) -> Act | None:
        """CAMEO codes."""
        return known.cameo(code)
