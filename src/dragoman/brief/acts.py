"""Acts: the reports of one document or several that tell the same thing, merged, worded and weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.clauses import Style, predicate
from dragoman.brief.names import Names, join_words
from dragoman.brief.phrases import phrase
from dragoman.brief.plain_dates import days_before
from dragoman.brief.setting import RECIPROCAL, Phrase, Setting
from dragoman.records import Actor, Coded, DateSpan, Modality, Report, Sentence

Key = tuple[str, int]
BACKGROUND_DAYS = 60
RECENT_DAYS = 730
_ONE_THING = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT", "AID", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Act:
    """One thing told, by one report or several; `keys` are the sentences that tell it."""

    id: str
    type: str
    mode: str | None
    modality: Modality
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    phrase: Phrase
    date: DateSpan
    reports: tuple[str, ...]
    keys: tuple[Key, ...]
    intensity: float
    quad: int
    order: tuple[int, int, int]
    background: bool
    recent: bool
    speaker: str | None = None
    salience: float = 0.0

    @property
    def sides(self) -> frozenset[str]:
        """The countries and organisations that take part."""
        return frozenset(a.country for a in (*self.source, *self.target) if a.country)

    def dyads(self) -> list[tuple[str, str]]:
        """The pairs of different countries between which the act runs, each once, source first."""
        pairs = [(s.country, t.country) for s in self.source for t in self.target]
        return list(dict.fromkeys((a, b) for a, b in pairs if a and b and a != b))


def subject(act: Act, names: Names, full: bool = False) -> str:
    """Who acts, in words; both parties where they act together."""
    actors = (*act.source, *act.target) if act.phrase.together else act.source
    if full:
        return join_words(list(dict.fromkeys(names.actor(a, full=True) for a in actors)))
    return names.join(actors)


def is_plural(act: Act, names: Names) -> bool:
    """Whether the act's subject takes a plural verb."""
    actors = (*act.source, *act.target) if act.phrase.together else act.source
    called = {names.actor(a) for a in actors}
    return len(called) > 1 or any(names.is_plural(a) for a in actors)


def clause(act: Act, names: Names, style: Style = "text", full: bool = False) -> str:
    """`Turkey has agreed to …`: subject and predicate in the act's modality."""
    words = predicate(act.phrase, act.modality, is_plural(act, names), names.wording, style)
    return f"{subject(act, names, full)} {words}"


def find_acts(coded: Sequence[Coded], names: Names, about: Iterable[str] = ()) -> tuple[Act, ...]:
    """All acts of the documents, in the text's order. `about` keeps those with one of the named."""
    wanted = frozenset(about)
    singles = [_single(i, c, r, names) for i, c in enumerate(coded) for r in c.reports if r.source]
    merged: list[Act] = []
    for act in singles:
        if wanted and not wanted & act.sides:
            continue
        at = next((i for i, known in enumerate(merged) if _same(known, act, names)), None)
        if at is None:
            merged.append(act)
        else:
            merged[at] = _merge(merged[at], act)
    as_of = max((c.document.published for c in coded if c.document.published), default=None)
    return tuple(sorted((_weighed(a, names, wanted, as_of) for a in merged), key=lambda a: a.order))


def _single(index: int, coded: Coded, report: Report, names: Names) -> Act:
    sentence = _sentence(coded, report)
    as_of = coded.document.published
    words = phrase(Setting(report, sentence.text, sentence.start, names))
    speaker = report.attribution.text if report.attribution.by == "speaker" else None
    return Act(
        report.id,
        report.type,
        report.mode,
        report.modality,
        report.source,
        report.target,
        words,
        report.date,
        (report.id,),
        ((coded.document.id, report.evidence.sentence),),
        report.intensity,
        report.quad,
        (index, report.evidence.sentence, report.trigger.start),
        _is_background(report, as_of),
        (days_before(report.date.end or report.date.start, as_of) or 0) <= RECENT_DAYS,
        speaker,
    )


def _sentence(coded: Coded, report: Report) -> Sentence:
    number = report.evidence.sentence
    for sentence in coded.sentences[number : number + 1]:
        if sentence.index == number:
            return sentence
    found = next((s for s in coded.sentences if s.index == number), None)
    evidence = report.evidence
    return found or Sentence(number, evidence.start, evidence.end, evidence.text)


def _is_background(report: Report, as_of: str | None) -> bool:
    age = days_before(report.date.end or report.date.start, as_of)
    return report.date.basis in {"text", "context"} and age is not None and age > BACKGROUND_DAYS


def _same(known: Act, act: Act, names: Names) -> bool:
    """Whether two acts are one act told twice."""
    if (known.type, known.modality) != (act.type, act.modality) or not _dates_agree(known.date, act.date):
        return False
    ours, theirs = _parties(known), _parties(act)
    alike = known.phrase.lemma == act.phrase.lemma and known.phrase.rest == act.phrase.rest
    if alike and known.keys == act.keys and (ours[0] == theirs[0] or known.phrase.together):
        return True
    if ours != theirs and not (act.type in RECIPROCAL and ours[0] | ours[1] == theirs[0] | theirs[1]):
        return False
    plain = not (known.phrase.own and act.phrase.own)
    if known.phrase.lemma == act.phrase.lemma:
        return alike or plain
    return act.type in _ONE_THING and plain


def _parties(act: Act) -> tuple[frozenset[str], frozenset[str]]:
    def key(actor: Actor) -> str:
        return f"{actor.country}" if actor.sector in {"GOV", None} and actor.country else actor.id

    return frozenset(map(key, act.source)), frozenset(map(key, act.target))


def _dates_agree(a: DateSpan, b: DateSpan) -> bool:
    vague = {"published", "unknown"}
    if a.basis in vague or b.basis in vague or not (a.start and b.start):
        return True
    return (a.start or "") <= (b.end or b.start) and (b.start or "") <= (a.end or a.start)


def _merge(known: Act, act: Act) -> Act:
    better = act.phrase if act.phrase.own and not known.phrase.own else known.phrase
    parties = act if better is act.phrase and better is not known.phrase else known
    if known.keys == act.keys and known.phrase == act.phrase:
        parties = replace(known, target=_union(known.target, act.target))
    vague = known.date.basis in {"published", "unknown"}
    return replace(
        known,
        phrase=better,
        source=parties.source,
        target=parties.target,
        date=act.date if vague else known.date,
        reports=known.reports + act.reports,
        keys=tuple(dict.fromkeys(known.keys + act.keys)),
        background=known.background and act.background,
        speaker=known.speaker if act.speaker else None,
    )


def _union(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    known = {x.id for x in a}
    return a + tuple(x for x in b if x.id not in known)


def _weighed(act: Act, names: Names, wanted: frozenset[str], as_of: str | None) -> Act:
    """Salience: type, modality, place in the text, tellings, parties, own words."""
    wording = names.wording
    base = wording.weight.get(act.type, 2.0) * wording.certainty[act.modality]
    place = 3.0 / (1.0 + 0.4 * act.order[1])
    tellings = 0.6 * (len(act.keys) - 1)
    parties = 0.8 if act.dyads() else 0.0
    own = 0.5 if act.phrase.own or not act.phrase.quote else -0.5
    asked = 1.5 if len(wanted & act.sides) > 1 else 0.0
    age = min(max(days_before(act.date.end, as_of) or 0, 0), BACKGROUND_DAYS)
    old = -3.0 if act.background else -3.0 * age / BACKGROUND_DAYS
    return replace(act, salience=round(base + place + tellings + parties + own + asked + old, 3))


def by_id(acts: Iterable[Act]) -> Mapping[str, Act]:
    """Acts by their id."""
    return {act.id: act for act in acts}
