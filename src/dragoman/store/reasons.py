"""Why a report is a member of an event, as a sentence with the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.store.decisions import Decisions
from dragoman.store.likeness import Likeness
from dragoman.store.telling import Telling

FIRST = "First report of the event."
_SHOWN = 5


def reason(earlier: Telling, one: Telling, like: Likeness) -> str:
    """Why `one` was joined to the event of `earlier`."""
    parts = like.parts
    what = ["type", "modality"] if earlier.report.type == one.report.type else ["modality"]
    if "parties" in parts:
        what.append("parties")
    said = [
        f"Same {_listed(what)} as {earlier.report.id}, {_apart(like.gap)}",
        f"{parts.get('contained', 0):.0%} of the shorter sentence's words shared{_shown(like.words)}",
    ]
    said += [_named("names", like.names)] if like.names else []
    said += [_named("numbers", like.numbers)] if like.numbers else []
    said += ["parties that fit"] if "parties" not in parts else []
    said += [f"the near type {earlier.report.type}"] if earlier.report.type != one.report.type else []
    said += ["the same place"] if "place" in parts else []
    return f"{'; '.join(said)}; score {like.score:.2f}.{_documents(parts)}"


def kept_apart(decisions: Decisions, one: Telling, others: Sequence[Telling]) -> str:
    """Why a report that is like others begins an event of its own."""
    found = next(
        decision
        for other in others
        if (decision := decisions.barring(one.report.id, other.report.id)) is not None
    )
    return f"{FIRST} Kept apart from {others[0].report.id} by decision {found.id}{_why(found.why)}."


def joined_by(decision_id: str, why: str, other: str) -> str:
    """Why a report was joined by a person's decision."""
    return f"Joined to {other} by decision {decision_id}{_why(why)}."


def _why(why: str) -> str:
    return f" ({why})" if why else ""


def _apart(gap: int | None) -> str:
    if gap is None:
        return "both without a day"
    return "on the same day" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} apart"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _shown(words: Sequence[str]) -> str:
    return f" ({', '.join(words[:_SHOWN])})" if words else ""


def _named(what: str, shared: Sequence[str]) -> str:
    return f"{what} shared: {', '.join(shared[:_SHOWN])}"


def _documents(parts: Mapping[str, float]) -> str:
    if "one_document" in parts:
        return " Both stand in one document."
    return " The documents are near-duplicates." if "copies" in parts else ""
