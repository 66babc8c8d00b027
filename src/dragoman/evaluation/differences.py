"""What was missed and what was coded wrongly, by type, with the sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dragoman.documents import split_sentences
from dragoman.evaluation.dyads import event_tuples
from dragoman.evaluation.reading import Event

_Found = dict[tuple[str | None, ...], Event]


@dataclass(frozen=True, slots=True)
class Difference:
    """A tuple that only the gold has (`missed`) or only the coder (`wrong`).

    `instead` are the types that the other side has for the same two countries in the item; `sentence` is
    the text that tells it, as far as known.
    """

    type: str
    side: Literal["missed", "wrong"]
    id: str
    source: str | None
    target: str | None
    instead: tuple[str, ...]
    sentence: str | None

    def to_dict(self) -> dict[str, Any]:
        """The difference as a JSON object."""
        return asdict(self)

    def to_line(self) -> str:
        """The difference for people."""
        instead = f" ({'coded' if self.side == 'missed' else 'gold'} {', '.join(self.instead)})"
        what = f"  {self.side:6} {self.source or '-'} {self.target or '-'}{instead if self.instead else ''}"
        return f"{what}  [{self.id}] {self.sentence or ''}".rstrip()


def differences(
    gold: Mapping[str, Sequence[Event]], predicted: Mapping[str, Sequence[Event]], texts: Mapping[str, str]
) -> list[Difference]:
    """All differences at the level dyad+type, by type, missed first, in the gold's order of items."""
    found = [d for key in gold for d in _of_item(key, gold[key], predicted.get(key, []), texts.get(key))]
    return sorted(found, key=lambda d: (d.type, d.side))


def listing(found: Iterable[Difference], most: int) -> list[str]:
    """The differences as lines for people: up to `most` of each type, and how many more there are."""
    by_type: dict[str, list[Difference]] = {}
    for one in found:
        by_type.setdefault(one.type, []).append(one)
    lines: list[str] = []
    for kind, several in by_type.items():
        missed = sum(d.side == "missed" for d in several)
        lines.append(f"\n{kind}: {missed} missed, {len(several) - missed} wrong")
        lines += [d.to_line() for d in several[:most]]
        if len(several) > most:
            lines.append(f"  … and {len(several) - most} more")
    return lines


def _of_item(
    key: str, gold: Sequence[Event], predicted: Sequence[Event], text: str | None
) -> Iterator[Difference]:
    """One item's differences."""
    has, said = _by_tuple(gold), _by_tuple(predicted)
    for side, ours, theirs in (("missed", has, said), ("wrong", said, has)):
        for found in sorted(ours.keys() - theirs.keys(), key=str):
            kind, source, target = found
            instead = {str(x[0]) for x in theirs.keys() - ours.keys() if _same_pair(x, found)}
            yield Difference(
                str(kind),
                "missed" if side == "missed" else "wrong",
                key,
                source,
                target,
                tuple(sorted(instead)),
                _sentence(ours[found], text),
            )


def _by_tuple(events: Sequence[Event]) -> _Found:
    """Type and dyad to the first event that tells it."""
    found: _Found = {}
    for event in events:
        for x in event_tuples([event]):
            found.setdefault(x[:3], event)
    return found


def _same_pair(a: tuple[str | None, ...], b: tuple[str | None, ...]) -> bool:
    return {*a[1:]} == {*b[1:]}


def _sentence(event: Event, text: str | None) -> str | None:
    """The sentence of a report's evidence, or the one with the gold's trigger, or the whole text."""
    evidence = event.get("evidence")
    if isinstance(evidence, Mapping) and evidence.get("text"):
        return " ".join(str(evidence["text"]).split())
    if text is None:
        return None
    trigger = event.get("trigger")
    for sentence in split_sentences(text):
        if isinstance(trigger, str) and trigger and trigger in sentence.text:
            return " ".join(sentence.text.split())
    return " ".join(text.split())
