"""The interface of an importer: what one source's rows say, in DuckDB's SQL over its columns, and whose codes they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dragoman.store.importing.crosswalk import Crosswalk
from dragoman.store.importing.event_codes import Act, EventCodes

TEXT, WHOLE, REAL = "VARCHAR", "INTEGER", "FLOAT"

FIELDS: Mapping[str, str] = {
    "id": TEXT, "date": "DATE", "reported": "DATE",
    "source_actor": TEXT, "target_actor": TEXT, "source_own": TEXT, "target_own": TEXT,
    "source_key": TEXT, "target_key": TEXT, "code": TEXT,
    "own_quad": "TINYINT", "own_intensity": REAL,
    "place": TEXT, "place_own": TEXT, "latitude": REAL, "longitude": REAL,
    "url": TEXT, "publisher": TEXT, "mentions": WHOLE, "sources": WHOLE, "articles": WHOLE, "tone": REAL,
    "deaths": WHOLE,
}  # fmt: skip
"""What a source can tell of an event, with its type; `*_key` is what `party` resolves, `code` what `act` does."""


@dataclass(frozen=True, slots=True)
class Span:
    """What an actor's code means from `since` to before `until` (ISO days)."""

    country: str | None
    since: str = "0001-01-01"
    until: str = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Party:
    """Whose an actor's code is; `why` says why a code that should name a state does not, and is listed then."""

    spans: tuple[Span, ...] = ()
    sector: str | None = None
    why: str | None = None


class Source(Protocol):
    """One importer. `name` is its subcommand; `fields` gives an expression for some of FIELDS.

    A source without ids of its own tells no `id`: a row's is then its file's stem and its line.
    """

    @property
    def name(self) -> str:
        """The name of the source, of its subcommand and of its rows' origin."""

    @property
    def title(self) -> str:
        """What it is, in a line."""

    def of(self, file: str) -> Source:
        """The importer for a file of that name; itself, unless the name tells which codes are used."""

    def fields(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """An SQL expression for each field that the source tells, over these columns."""

    def party(self, key: str, known: Crosswalk) -> Party:
        """Whose code it is."""

    def place(self, own: str, known: Crosswalk) -> str | None:
        """The country of a place, from the source's own code or name; None where unknown."""

    def act(self, code: str, known: EventCodes) -> Act | None:
        """What a code of an act means in our terms; None for a code that nobody knows."""
