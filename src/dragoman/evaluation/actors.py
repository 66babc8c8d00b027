"""Scoring who is who: phrases with the country and the sector for which they stand, some on a date."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from dragoman.errors import InputError
from dragoman.evaluation.sampling import Interval, share_interval

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

    An empty cell of the gold asks nothing; `strict` is the share of both where it asks for None. `intervals`
    are the shares' 95 % bootstrap intervals.
    """

    n: int
    country: float
    sector: float
    both: float
    strict: float
    intervals: Mapping[str, Interval]
    errors: tuple[PhraseError, ...]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        return asdict(self)

    def to_text(self) -> str:
        """The scores and the errors as lines for people."""
        shares = {"country": self.country, "sector": self.sector, "both": self.both, "strict": self.strict}
        lines = [f"{'':10} share   95% interval   ({self.n} phrases)"]
        for name, share in shares.items():
            low, high = self.intervals[name]
            lines.append(f"{name:10} {share:.3f}   {low:.3f}-{high:.3f}")
        lines += [
            f"{e.phrase} ({e.date or 'no date'}): expected {_shown(e.expected)}, got {_shown(e.got)}"
            for e in self.errors
        ]
        return "\n".join(lines)


def score_actors(path: Path | str, resolve: Callable[[str, str | None], Resolved]) -> ActorScores:
    """A resolver against a CSV file with the columns phrase, date, country, sector, secondary_sector.

    `resolve` is given the phrase and the date (None where the cell is empty). Raises InputError for a file
    without those columns or without rows.
    """
    rows = _rows(path)
    hits: dict[str, list[bool]] = {name: [] for name in ("country", "sector", "both", "strict")}
    errors: list[PhraseError] = []
    for row in rows:
        found = resolve(row["phrase"], row["date"] or None)
        right = _judged(row, found)
        for name, hit in right.items():
            hits[name].append(hit)
        if not right["both"]:
            wanted = (_country(row) or None, row["sector"] or None)
            errors.append(
                PhraseError(row["phrase"], row["date"] or None, wanted, (found.country, found.sector))
            )
    shares = {name: sum(found) / len(rows) for name, found in hits.items()}
    intervals = {name: share_interval(found) for name, found in hits.items()}
    return ActorScores(n=len(rows), **shares, intervals=intervals, errors=tuple(errors))


def _judged(row: Mapping[str, str], found: Resolved) -> dict[str, bool]:
    """Whether country, sector, both, and both strictly are right."""
    sectors = {row["sector"], row["secondary_sector"]} - {""}
    country = not _country(row) or found.country == _country(row)
    sector = not row["sector"] or found.sector in sectors
    exact = (found.country or "") == _country(row) and (found.sector or "") in (sectors or {""})
    return {"country": country, "sector": sector, "both": country and sector, "strict": exact}


def _country(row: Mapping[str, str]) -> str:
    """The country asked for, in our codes."""
    return dict(_SAME_COUNTRY).get(row["country"], row["country"])


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


def _shown(pair: tuple[str | None, str | None]) -> str:
    return " ".join(part or "-" for part in pair)
