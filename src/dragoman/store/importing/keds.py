"""KEDS/TABARI event data in WEIS codes (Schrodt, Davis and Weddle 1994): Levant, Gulf, Balkan."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.store.importing.cameo import party_of
from dragoman.store.importing.crosswalk import Crosswalk, Meaning
from dragoman.store.importing.event_codes import Act, EventCodes
from dragoman.store.importing.source import Party

FIELDS: Mapping[str, str] = {
    "date": '"date"', "source_actor": "upper(source)", "target_actor": "upper(target)",
    "source_own": "source", "target_own": "target", "code": "weis", "place": "phrase",
}  # fmt: skip
_ROLES = {"PLC": "COP", "LAP": "PTY", "SET": "CVL", "JW": "CVL"}


class Keds:
    """KEDS: a row an event coded from a lead sentence; it has no ids, so a row's id is its file's stem and its line.

    `regional` is the scheme of codes that only one of the sets uses, told by the file's name.
    """

    name = "keds"
    title = "KEDS events in WEIS codes"

    def __init__(self, regional: str | None = None) -> None:
        self._regional = regional

    def of(self, file: str) -> Keds:
        """The importer of the set that the name tells."""
        return Keds("keds-balkan") if "balkan" in file.lower() else self

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """Its columns; the phrase is kept with the place, since it has none."""
        return FIELDS

    def party(self, key: str, known: Crosswalk) -> Party:
        """A code whole, or its first three letters (or two: US, UN) and a role: `ISRGOV`."""
        for length in (len(key), 3, 2):
            found = self._found(key[:length], known)
            if found:
                return party_of(found, self._role(key[length:], known))
        return Party(why="unknown code")

    def _found(self, code: str, known: Crosswalk) -> tuple[Meaning, ...]:
        regional = known.meanings(self._regional, code) if self._regional else ()
        return regional or known.meanings("keds", code)

    def _role(self, rest: str, known: Crosswalk) -> str | None:
        role = rest[-3:]
        return _ROLES.get(role) or known.sector("cameo", role)

    def place(self, own: str, known: Crosswalk) -> str | None:
        """It has no places."""
        return None

    def act(self, code: str, known: EventCodes) -> Act | None:
        """WEIS codes; 000 and an empty code tell no act."""
        return known.listed("weis", code.zfill(3))
