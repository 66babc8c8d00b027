"""What the codes of a block mean: resolved once a code, not once a row, and joined in SQL."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.store.importing.crosswalk import FIRST, LAST, Crosswalk
from dragoman.store.importing.event_codes import EventCodes
from dragoman.store.importing.source import Party, Source, Span

if TYPE_CHECKING:
    import duckdb

_TABLES = (
    "parties(key VARCHAR, since DATE, until DATE, country VARCHAR, sector VARCHAR, why VARCHAR)",
    "places(own VARCHAR, country VARCHAR)",
    'acts(code VARCHAR, "type" VARCHAR, mode VARCHAR, cameo VARCHAR, weis VARCHAR, quad TINYINT, intensity FLOAT)',
)


class Meanings:
    """The temporary tables `parties`, `places` and `acts`, which grow as new codes are seen."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, source: Source, crosswalk: Crosswalk, codes: EventCodes
    ) -> None:
        self._connection, self._source = connection, source
        self._crosswalk, self._codes = crosswalk, codes
        for table in _TABLES:
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {table}")

    def learn(self, key: dict[str, str]) -> None:
        """Adds the codes of the block in `stage` that are new. `key` names the expression of each side's key."""
        parties = self._new(
            "parties",
            "key",
            f"SELECT {key['source']} AS c FROM stage s UNION SELECT {key['target']} FROM stage s",
        )
        self._add("parties", [row for code in parties for row in self._party_rows(code)])
        places = self._new("places", "own", "SELECT DISTINCT place_own AS c FROM stage")
        self._add("places", [(own, self._source.place(own, self._crosswalk)) for own in places])
        acts = self._new("acts", "code", "SELECT DISTINCT code AS c FROM stage")
        found = [(code, self._source.act(code, self._codes)) for code in acts]
        self._add(
            "acts",
            [(c, a.type, a.mode, a.cameo, a.weis, a.quad, a.intensity) for c, a in found if a is not None],
        )

    def unknown(self, key: dict[str, str]) -> Counter[tuple[str, str]]:
        """How many rows of `stage` have, on either side, a code that should name a state and does not."""
        counts: Counter[tuple[str, str]] = Counter()
        for side in ("source", "target"):
            rows = self._connection.execute(
                f"SELECT p.key, p.why, count(*) FROM stage s JOIN parties p ON p.key = {key[side]} "
                "AND s.date >= p.since AND s.date < p.until AND p.why IS NOT NULL GROUP BY ALL"
            ).fetchall()
            counts.update({(code.strip("|"), why): n for code, why, n in rows})
        return counts

    def _new(self, table: str, column: str, codes: str) -> list[str]:
        query = f"SELECT c FROM ({codes}) WHERE c IS NOT NULL AND c NOT IN (SELECT {column} FROM {table}) ORDER BY c"
        return [row[0] for row in self._connection.execute(query).fetchall()]

    def _add(self, table: str, rows: list[tuple[object, ...]]) -> None:
        if rows:
            appender = self._connection.appender(table)
            appender.append_rows(rows)
            appender.flush()

    def _party_rows(self, code: str) -> list[tuple[object, ...]]:
        """The spans of a code, with those between them in which it means nobody."""
        party = self._source.party(code, self._crosswalk)
        return [
            (code, span.since, span.until, span.country, party.sector, why) for span, why in _filled(party)
        ]


def _filled(party: Party) -> list[tuple[Span, str | None]]:
    """All of time, each day once: the party's spans, and why it has no country between them."""
    if not party.spans:
        return [(Span(None), party.why)]
    out = [(span, party.why if span.country is None else None) for span in party.spans]
    edges = [Span(None, FIRST, FIRST), *party.spans, Span(None, LAST, LAST)]
    for one, two in pairwise(edges):
        if one.until < two.since:
            out.append((Span(None, one.until, two.since), "code not in use on the date"))
    return out
