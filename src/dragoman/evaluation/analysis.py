"""Scoring one coded analysis article against its key: what must be found, and what must not be said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import InputError

Row = Mapping[str, Any]
LEVELS = ("must", "should")
FLOORS = (("events", "must", 0.9), ("events", "should", 0.6), ("interests", "must", 0.85))
"""The shares an article's coding must reach to pass, besides having nothing wrong."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a key's entries were found, and which were missed."""

    found: int
    of: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        """Found entries over all, 0 to 1; 1 where there are none to find."""
        return self.found / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class AnalysisScores:
    """Shares found by part ("events", "interests") and level ("must", "should"), and the errors made."""

    reports: int
    interests: int
    shares: Mapping[str, Mapping[str, Share]]
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every floor is reached and nothing is wrong."""
        return not self.wrong and all(
            self.shares[part][level].share >= floor for part, level, floor in FLOORS
        )

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        return {
            "reports": self.reports,
            "interests": self.interests,
            "passed": self.passed,
            "wrong": list(self.wrong),
            "shares": {
                part: {
                    level: {"found": s.found, "of": s.of, "share": s.share, "missed": list(s.missed)}
                    for level, s in levels.items()
                }
                for part, levels in self.shares.items()
            },
        }

    def to_text(self) -> str:
        """The scores as lines for people."""
        lines = [
            f"{part} {level} {list(s.missed)} missed"
            for part, levels in self.shares.items()
            for level, s in levels.items()
        ]
        lines.append(f"reports {self.reports} interests {self.interests}; wrong: {list(self.wrong)}")
        events, interests = self.shares["events"], self.shares["interests"]
        shares = f"events must {events['must'].share:.2f} should {events['should'].share:.2f}"
        lines.append(f"{shares}; interests must {interests['must'].share:.2f}; wrong {len(self.wrong)}")
        return "\n".join(lines)


def score_analysis(rows: Iterable[Row], key: Mapping[str, Any]) -> AnalysisScores:
    """Coded rows (reports, interests) of one article against its key, as the shared `score_analysis.py` does.

    Raises InputError for a key without a part that it needs.
    """
    coded = list(rows)
    reports = [row for row in coded if row.get("kind", "report") == "report"]
    interests = [row for row in coded if row.get("kind") == "interest"]
    try:
        shares = {
            "events": {level: _events(key["events"], level, reports) for level in LEVELS},
            "interests": {level: _interests(key["interests"], level, interests) for level in LEVELS},
        }
        wrong = tuple(entry["why"] for entry in key["wrong"] if any(_is_wrong(entry, r) for r in reports))
    except KeyError as error:
        raise InputError(f"the key lacks {error}", hint="A key has events, interests and wrong.") from None
    return AnalysisScores(len(reports), len(interests), shares, wrong)


def _events(entries: Iterable[Row], level: str, reports: Sequence[Row]) -> Share:
    """The key's events of one level that were found."""
    return _share((e["k"], any(_tells(r, e) for r in reports)) for e in entries if e["level"] == level)


def _interests(entries: Iterable[Row], level: str, interests: Sequence[Row]) -> Share:
    """The key's interests of one level that were found."""
    return _share(
        (e["actor"] + e["stance"][0] + e["what"][0], any(_holds(i, e) for i in interests))
        for e in entries
        if e["level"] == level
    )


def _share(found: Iterable[tuple[str, bool]]) -> Share:
    """A share from names and whether each was found."""
    pairs = list(found)
    return Share(sum(hit for _, hit in pairs), len(pairs), tuple(name for name, hit in pairs if not hit))


def _tells(report: Row, entry: Row) -> bool:
    """Whether a report tells the key's event."""
    if report["type"] not in entry["types"] or report["modality"] not in entry["modality"]:
        return False
    source, target = _countries(report["source"]), _countries(report["target"])
    a, b = set(entry["a"]), set(entry["b"])
    if a <= source and b <= target:
        return True
    return not entry.get("directed", True) and ((a <= target and b <= source) or (a | b) <= (source | target))


def _holds(interest: Row, entry: Row) -> bool:
    """Whether an interest is the key's."""
    words = json.dumps(interest["what"]).lower()
    return (
        interest["actor"].get("country") == entry["actor"]
        and interest["stance"] in entry["stance"]
        and any(word in words for word in entry["what"])
    )


def _is_wrong(entry: Row, report: Row) -> bool:
    """Whether a report makes an error that the key forbids."""
    return (
        report["type"] in entry["types"]
        and report["modality"] in entry["modality"]
        and set(entry["a"]) <= _countries(report["source"])
        and set(entry["b"]) <= _countries(report["target"])
        and entry.get("evidence_has", "") in report["evidence"]["text"]
    )


def _countries(actors: Iterable[Row] | None) -> set[str | None]:
    """The parties' countries."""
    return {actor.get("country") for actor in actors or ()}
