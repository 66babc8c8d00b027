"""The table of `dragoman align` in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

COLUMNS = (
    ("n", "n"),
    ("agree", "agree"),
    ("S", "s_abs"),
    ("S²", "s_sq"),
    ("kappa", "kappa"),
    ("kappa²", "kappa_sq"),
    ("pi", "pi"),
    ("pi²", "pi_sq"),
)


def table(years: Sequence[Mapping[str, Any]], states: Sequence[str]) -> Iterator[str]:
    """Lines: one a year (and pair), what disagrees below, and what the columns mean at the end."""
    pair = len(states) == 2
    points = states if pair else ("point a", "point b")
    heads = [label for label, _ in COLUMNS] + list(points)
    yield (
        f"{'year':<5}{'' if pair else 'pair'.ljust(9)}"
        + "".join(f"{head:>8}" for head in heads)
        + "  allied      pi²"
    )
    for one in years:
        for row in [{"a": states[0], "b": states[1], **one}] if pair else one["pairs"]:
            name = "" if pair else f"{row['a']}-{row['b']}".ljust(9)
            yield f"{one['year']:<5}{name}{_cells(row)}".rstrip()
            for sentence in row["disagree"]:
                yield f"     ! {sentence}"
    yield (
        "n: roll calls of the General Assembly on which both voted. S² and the others: disagreement squared. "
        "kappa and pi: 0 is what chance gives. Ideal points: mean 0, standard deviation 1 over all states "
        "and years. allied: the strongest pledge between them; pi²: over their alliances. -: not known."
    )


def _cells(row: Mapping[str, Any]) -> str:
    votes, alliances = row.get("votes") or {}, row.get("alliances") or {}
    values = [votes.get(key) for _, key in COLUMNS]
    values += [(votes.get("ideal_point") or {}).get(state) for state in (row["a"], row["b"])]
    shown = "".join(f"{_shown(value):>8}" for value in values)
    return f"{shown}  {alliances.get('pledge') or '-':<13}{_shown(alliances.get('pi_sq')):>5}"


def _shown(value: float | int | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"
