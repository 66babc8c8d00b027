"""Scoring who is who: phrases with the country and the sector for which they stand, some on a date."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from dragoman.errors import InputError

_COLUMNS = ("phrase", "date", "country", "sector", "secondary_sector")
_SAME_COUNTRY = (("UNO", "IGOUNO"),)


class Resolved(Protocol):
    """What a resolver answers: the country and the sector for which a phrase stands, None if unknown."""

    @property
    def country(self) -> str | None:
        """The country or organisation code."""

    @property
    def sector(self) -> str | None:
        """The sector code."""


@dataclass(frozen=True, slots=True)
class PhraseError:
    """A phrase that was resolved otherwise than expected."""

    phrase: str
    date: str | None
    expected: tuple[str | None, str | None]
    got: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class ActorScores:
    """Shares (0 to 1) of n phrases with the right country, the right sector, and both.

    An empty cell of the gold asks nothing; `strict` is the share of both where it asks for None.
    """

    n: int
    country: float
    sector: float
    both: float
    strict: float
    errors: tuple[PhraseError, ...]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        return asdict(self)

    def to_text(self) -> str:
        """The scores and the errors as lines for people."""
        head = f"{self.n} phrases: country {self.country:.3f}, sector {self.sector:.3f}, both {self.both:.3f}"
        lines = [
            f"{e.phrase} ({e.date or 'no date'}): expected {e.expected}, got {e.got}" for e in self.errors
        ]
        return "\n".join([f"{head} (strict {self.strict:.3f})", *lines])


def score_actors(path: Path | str, resolve: Callable[[str, str | None], Resolved]) -> ActorScores:
    """A resolver against a CSV file with the columns phrase, date, country, sector, secondary_sector.

    `resolve` is given the phrase and the date (None where the cell is empty). Raises InputError for a file
    without those columns or without rows.
    """
    right = {"country": 0, "sector": 0, "both": 0, "strict": 0}
    errors: list[PhraseError] = []
    rows = _rows(path)
    for row in rows:
        found = resolve(row["phrase"], row["date"] or None)
        expected = (dict(_SAME_COUNTRY).get(row["country"], row["country"]), row["sector"])
        sectors = {row["sector"], row["secondary_sector"]} - {""}
        country = not expected[0] or found.country == expected[0]
        sector = not expected[1] or found.sector in sectors
        exact = (found.country or "") == expected[0] and (found.sector or "") in (sectors or {""})
        for name, hit in (
            ("country", country),
            ("sector", sector),
            ("both", country and sector),
            ("strict", exact),
        ):
            right[name] += hit
        if not (country and sector):
            wanted = (expected[0] or None, expected[1] or None)
            errors.append(
                PhraseError(row["phrase"], row["date"] or None, wanted, (found.country, found.sector))
            )
    shares = {name: hits / len(rows) for name, hits in right.items()}
    return ActorScores(n=len(rows), **shares, errors=tuple(errors))


def _rows(path: Path | str) -> list[Mapping[str, str]]:
    """The file's rows; InputError where it has none, or not the columns."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines, restval="")
            rows: list[Mapping[str, str]] = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read ({error})", hint="Give a UTF-8 CSV file.") from None
    absent = [name for name in _COLUMNS if name not in (table.fieldnames or ())]
    if absent or not rows:
        problem = f"lacks the columns {', '.join(absent)}" if absent else "has no rows"
        raise InputError(f"{path} {problem}", hint=f"Its header line is {','.join(_COLUMNS)}.")
    return rows
