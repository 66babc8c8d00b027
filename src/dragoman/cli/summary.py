"""What a coding run gave, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dragoman.cli.common import show

if TYPE_CHECKING:
    from dragoman.cli.coding import Reading
    from dragoman.store import Store


def summary(
    store: Store, run: str, reading: Reading, coded: int, events: int, *, quiet: bool, json: bool
) -> None:
    """Print counts of the run, of the store, and what was set aside, on standard output."""
    facts = _facts(store, run, reading, coded, events)
    if json:
        show(facts)
    elif not quiet:
        print("\n".join(_text(facts)))


def _facts(store: Store, run: str, reading: Reading, coded: int, events: int) -> dict[str, Any]:
    info = store.info()
    return {
        "run": run,
        "store": info.path,
        "read": reading.read,
        "coded": coded,
        "known": reading.read - coded - reading.uncoded,
        "rejects": dict(Counter(reject.reason for reject in reading.rejects).most_common()),
        "documents": info.documents,
        "sentences": info.sentences,
        "publishers": info.publishers,
        "duplicates": info.duplicates,
        "first": info.first,
        "last": info.last,
        "reports": info.reports,
        "events": events,
        "interests": info.interests,
        "types": dict(info.types),
        "modalities": dict(info.modalities),
    }


def _text(facts: dict[str, Any]) -> list[str]:
    """The same as lines."""
    known = f", {facts['known']:,} were there already" if facts["known"] else ""
    lines = [
        f"Coded {facts['coded']:,} of {facts['read']:,} documents{known}.",
        f"{facts['store']} holds {facts['documents']:,} documents ({facts['sentences']:,} sentences, "
        f"{facts['duplicates']:,} near-duplicates) "
        f"from {facts['first'] or 'no date'} to {facts['last'] or 'no date'}: "
        f"{facts['reports']:,} reports of {facts['events']:,} events, {facts['interests']:,} interests.",
    ]
    for name in ("types", "modalities"):
        if facts[name]:
            lines.append(
                f"{name.capitalize()}: " + ", ".join(f"{k} {n:,}" for k, n in facts[name].items()) + "."
            )
    if facts["rejects"]:
        count = sum(facts["rejects"].values())
        why = "; ".join(f"{reason} ({n:,})" for reason, n in facts["rejects"].items())
        lines.append(f"Set aside {count:,}: {why}. List them with `dragoman store rejects`.")
    return lines
