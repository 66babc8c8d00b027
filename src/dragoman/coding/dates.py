"""When an act happened: the dates in a text, and the one that belongs to a predicate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.coding import spans
from dragoman.coding.date_rules import RULES, cues_of
from dragoman.coding.date_words import Reader, Reading, Tense
from dragoman.coding.parsing import Parse
from dragoman.records import DateSpan

_BOUND = re.compile(
    r"\b(since|by|until|till|before|after|from|through|ever since)\s+(?:the\s+|at\s+least\s+)?$", re.I
)
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "csubj", "csubjpass", "acl", "parataxis", "pcomp"})
_INSIDE_NOUN = frozenset({"poss", "compound", "amod", "nummod", "nmod"})


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """Words that say when; offsets into the text that was read.

    `span` is the reading for the past, `ahead` the one for the future where it differs ("on Tuesday").
    """

    start: int
    end: int
    span: DateSpan
    tense: Tense
    kind: str
    weekday: int | None = None
    ahead: DateSpan | None = None


def dates_in(text: str, published: str | None) -> list[DatedSpan]:
    """The dates that `text` names, in order, counted from `published` (ISO) where they are relative."""
    words = cues_of(text)
    now = date.fromisoformat(published) if published else None
    taken: list[DatedSpan] = []
    for kind, cues, pattern, reader in RULES:
        if cues.isdisjoint(words):
            continue
        for m in pattern.finditer(text):
            if any(t.start < m.end() and m.start() < t.end for t in taken):
                continue
            reading = _safely(reader, m, now)
            if reading is not None:
                taken.append(_dated(text, m.start(), m.end(), kind, reading, now))
    return sorted(taken, key=lambda d: d.start)


def _safely(reader: Reader, m: re.Match[str], now: date | None) -> Reading | None:
    """The reading, or None where it lies beyond the calendar's first or last day."""
    try:
        return reader(m, now)
    except (ValueError, OverflowError):
        return None


def settle(dated: DatedSpan, published: str | None, future: bool) -> DateSpan:
    """What the words mean where the text speaks of the future, or of the past."""
    if future and dated.tense != "past" and dated.ahead is not None:
        return dated.ahead
    return dated.span


def date_for(
    parse: Parse, token: int, dates: Sequence[DatedSpan], offset: int, published: str | None, future: bool
) -> DateSpan:
    """The date of the predicate at `token`: the nearest that its clause has, else the publication date.

    `offset` is the sentence's start in the text in which `dates` were found (0 if in the sentence itself).
    """
    best: tuple[int, DatedSpan] | None = None
    chain = _chain(parse, token)
    for dated in dates:
        root = _root(parse, dated, offset)
        cost = None if root is None else _distance(parse, chain, token, root, dated, future)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, dated)
    if best is not None:
        return settle(best[1], published, future)
    since = _since(parse, chain, dates, offset)
    if since is not None:
        return replace(since, end=max(published or "", since.start or "") or None)
    if published is None:
        return spans.UNKNOWN
    if not future and _past_perfect(parse, chain):
        return DateSpan(None, published, "open", "context")
    return DateSpan(published, published, "day", "published")


def _dated(text: str, start: int, end: int, kind: str, reading: Reading, now: date | None) -> DatedSpan:
    tense, span, ahead = reading.tense, reading.span, reading.ahead
    # "before Tuesday's vote" bounds the vote, not the day.
    bound = None if text.startswith(("'s", "’s"), end) else _BOUND.search(text, max(0, start - 24), start)
    word = bound[1].lower().split()[-1] if bound else ""
    if word == "since" and span.start:
        tense, ahead = "past", None
        span = replace(span, end=max(now.isoformat(), span.start) if now else None)
    elif word in {"by", "until", "till", "before"}:
        span, ahead = _up_to(span, now), _up_to(ahead, now) if ahead else None
        span = ahead if ahead and word == "by" else span
        tense = "future" if now and span.end and span.end > now.isoformat() else tense
    kind = "modifier" if reading.modifier else kind
    return DatedSpan(start, end, span, tense, kind, reading.weekday, ahead)


def _up_to(span: DateSpan, now: date | None) -> DateSpan:
    today = now.isoformat() if now else None
    return replace(span, start=today if today and span.end and span.end >= today else None)


def _root(parse: Parse, dated: DatedSpan, offset: int) -> int | None:
    """The token of the date that the rest of the sentence governs; None if it is in another sentence."""
    start, end = dated.start - offset, dated.end - offset
    if end <= 0 or start >= len(parse.text):
        return None
    inside = [i for i, s in enumerate(parse.starts) if s < end and parse.end(i) > start]
    for i in inside:
        head = parse.heads[i]
        if head == i or head not in inside:
            return i
    return None


def _chain(parse: Parse, token: int) -> dict[int, int]:
    """`token` and its governors up to the end of its clause, each with its distance."""
    out, i, steps = {token: 0}, token, 0
    while parse.heads[i] != i and parse.deps[i] not in _CLAUSES:
        if parse.deps[i] == "conj" and parse.kid(i, "nsubj", "nsubjpass") is not None:
            break
        i, steps = parse.heads[i], steps + 1
        out[i] = steps
    return out


def _distance(
    parse: Parse, chain: dict[int, int], token: int, root: int, dated: DatedSpan, future: bool
) -> int | None:
    """Steps from the date up to the predicate's chain; None where the date belongs to another clause."""
    i, steps = root, 0
    while i not in chain:
        dep, head = parse.deps[i], parse.heads[i]
        if head == i or (dep in _CLAUSES and i != root) or (dep == "conj" and parse.tags[i].startswith("VB")):
            return None
        if dep in _INSIDE_NOUN and parse.tags[head].startswith("NN") and head not in chain:
            return None
        if dep == "prep" and parse.lower[i] == "of" and head not in chain:
            return None
        i, steps = head, steps + (3 if dep == "prep" and parse.tags[head].startswith("NN") else 1)
    if _bound_to_noun(parse, root, dated, i) and i != token:
        return None
    if future and i != token and parse.deps[token] == "xcomp" and root < token:
        return None  # "agreed on Tuesday to send": the day is that of the promise
    return steps + 2 * chain[i]


def _bound_to_noun(parse: Parse, root: int, dated: DatedSpan, meeting: int) -> bool:
    """Whether the date is part of a noun phrase ("the 2015 deal", "Tuesday's attack")."""
    inside = parse.deps[root] in _INSIDE_NOUN or dated.kind == "modifier"
    return inside and parse.tags[meeting].startswith("NN")


def _since(parse: Parse, chain: dict[int, int], dates: Sequence[DatedSpan], offset: int) -> DateSpan | None:
    """The date inside a "since" phrase of the clause's verb: "since the collapse of talks in 2019"."""
    for i in chain:
        for k in parse.kids(i, "prep"):
            if parse.lower[k] == "since":
                inside = set(parse.subtree(k))
                found = [d.span for d in dates if d.span.start and _root(parse, d, offset) in inside]
                if found:
                    return found[0]
    return None


def _past_perfect(parse: Parse, chain: dict[int, int]) -> bool:
    """Whether the clause's verb stands in the past perfect."""
    for i in chain:
        if parse.tags[i].startswith("VB"):
            aux = parse.kids(i, "aux")
            if any(parse.lower[k] in {"had", "'d", "’d"} for k in aux):
                return True
            if aux or parse.deps[i] not in {"xcomp", "conj"}:
                return False
    return False
