"""Sanctions of the Threat and Imposition of Economic Sanctions data (Morgan, Bapat and Kobayashi 2014)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

from dragoman.store.states.sources import MISSING, Context, SetAsideError, Source, maybe_whole, whole

_DATES = ("startyear", "startmonth", "startday", "endyear", "endmonth", "endday")
_ORGANISATIONS = MappingProxyType({"1000": "IGOEUR", "1830": "IGOEUR", "4400": "IGOUNO"})
"""Numbers of organisations: 1000 is this source's own, the others are the Correlates of War's."""
_SENDERS = ("sender1", "sender2", "sender3", "sender4", "sender5")


def _sanction(cells: Sequence[str], context: Context) -> Iterable[tuple[Any, ...]]:
    case, target, primary, institution, threat, imposed, kinds, outcome, *rest = cells
    dates, senders = rest[: len(_DATES)], rest[len(_DATES) :]
    facts = (
        _party(target, context),
        maybe_whole(threat, "threat") == 1,
        maybe_whole(imposed, "imposition") == 1,
        _partial(dates[:3]),
        _partial(dates[3:]),
        " ".join(kinds.replace(",", " ").split()),
        maybe_whole(outcome, "finaloutcome"),
    )
    named = dict.fromkeys(cell for cell in (primary, *senders) if cell not in MISSING)
    found = {_party(cell, context): cell == primary for cell in named}
    if not found:
        found = {_ORGANISATIONS[one]: True for one in institution.split() if one in _ORGANISATIONS}
    if not found:
        raise SetAsideError(
            "no sender that is known", f"case {case}: institution {institution or 'not named'}"
        )
    return [(whole(case, "case"), sender, *facts, first) for sender, first in found.items()]


def _party(cell: str, context: Context) -> str:
    """The code of a state or organisation. Raises UnknownStateError."""
    return _ORGANISATIONS.get(cell) or context.codes.cow(cell)


def _partial(cells: Sequence[str]) -> str | None:
    """An ISO date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    parts = []
    for cell, width, high in zip(cells, (4, 2, 2), (2100, 12, 31), strict=True):
        value = maybe_whole(cell, "date")
        if value is None or not 1 <= value <= high:
            break
        parts.append(f"{value:0{width}d}")
    return "-".join(parts) or None


SANCTIONS = Source(
    name="sanctions",
    title="TIES sanctions",
    table="sanctions",
    takes=(
        "caseid", "targetstate", "primarysender", "institutionid", "threat", "imposition", "sanctiontype", "finaloutcome",
        *_DATES, *_SENDERS,
    ),
    columns=(
        ("case", "BIGINT"), ("sender", "VARCHAR"), ("target", "VARCHAR"), ("threatened", "BOOLEAN"),
        ("imposed", "BOOLEAN"), ("start", "VARCHAR"), ("end", "VARCHAR"), ("types", "VARCHAR"),
        ("outcome", "INTEGER"), ("primary", "BOOLEAN"),
    ),
    key=("case", "sender"),
    make=_sanction,
)  # fmt: skip
