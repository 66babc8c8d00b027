"""Computing all findings of a brief from coded documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.brief.acts import BACKGROUND_DAYS, Act, find_acts
from dragoman.brief.camps import find_camps
from dragoman.brief.findings import Coverage, Findings, Gap, Institution
from dragoman.brief.names import Names
from dragoman.brief.plain_dates import days_before
from dragoman.brief.stakes import find_barters, find_exchanges, find_stakes
from dragoman.brief.tails import around
from dragoman.brief.ties import movements, triangles
from dragoman.brief.wording import Wording
from dragoman.records import MODALITIES, Coded, Report

_PRESSURE = frozenset({"THREATEN", "REQUEST", "REJECT", "MOBILIZE", "SANCTION"})
_ASKS_ANSWER = frozenset({"ACCUSE", "THREATEN", "REQUEST", "SANCTION"})
_DATELINE = re.compile(r"^\s*([A-Z][A-Z .'’-]{2,30}?)(?:,[^—–\n-]{0,40})?\s*(?:\([^)]*\)\s*)?[—–-]")
_TELLING = 8
_SHORTEST_QUOTE = 5


def gather(coded: Sequence[Coded], names: Names, about: Iterable[str] = ()) -> Findings:
    """Every finding, in the brief's order; `about` keeps acts and interests of the named countries."""
    wanted = tuple(about)
    told = [_sure_enough(c, names.wording) for c in coded]
    unsure = sum(len(c.reports) - len(t.reports) for c, t in zip(coded, told, strict=True))
    coded = told
    acts = find_acts(coded, names, wanted)
    stakes = find_stakes(coded, names, wanted)
    barters = find_barters(coded, names, wanted)
    fresh = [a for a in acts if not a.background]
    lead = _lead(fresh or acts)
    as_of = max((c.document.published for c in coded if c.document.published), default=None)
    return Findings(
        coverage=replace(_coverage(coded, acts, as_of), unsure=unsure),
        lead=lead,
        acts=acts,
        stakes=stakes,
        exchanges=find_exchanges(stakes, barters, names.wording),
        barters=barters,
        movements=movements(acts, names.wording),
        triangles=triangles(acts, names.wording),
        camps=find_camps([a for a in acts if not a.background or a.recent], names.wording),
        signals=_signals(fresh, lead),
        institutions=_institutions(coded, acts, names, bool(wanted)),
        watch=_watch(fresh, as_of),
        gaps=_gaps(fresh, as_of),
        background=tuple(sorted((a for a in acts if a.background), key=lambda a: a.date.start or "")),
    )


def _sure_enough(coded: Coded, wording: Wording) -> Coded:
    """The document with the reports that the coder is sure enough of to be told.

    Where the network gives a word that a rule has read for the same states another type, the rule's stands.
    """
    ruled = {_word(r) for r in coded.reports if r.explain.by != "model"}
    kept = tuple(
        r
        for r in coded.reports
        if r.confidence >= wording.least.get(r.explain.by, 0.0)
        and (r.explain.by != "model" or _word(r) not in ruled)
    )
    return replace(coded, reports=kept)


def _word(report: Report) -> tuple[int, frozenset[str | None]]:
    """The word that tells an act, and the states in it."""
    return report.trigger.start, frozenset(a.country for a in (*report.source, *report.target))


def _lead(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The development first, then the weightiest acts told by other sentences."""
    chosen: list[Act] = []
    for act in sorted(acts, key=lambda a: (-a.salience, a.order)):
        known = {key for other in chosen for key in other.keys}
        if not set(act.keys) & known and (act.phrase.own or act.dyads() or not chosen):
            chosen.append(act)
    return tuple(chosen[:5])


def _coverage(coded: Sequence[Coded], acts: Sequence[Act], as_of: str | None) -> Coverage:
    counted = Counter(a.modality for a in acts)
    dates = [c.document.published for c in coded if c.document.published]
    place = _DATELINE.match(coded[0].document.text[:120]) if len(coded) == 1 else None
    return Coverage(
        as_of,
        min(dates, default=None),
        place.group(1).title().strip() if place else None,
        len(coded),
        sum(len(c.sentences) for c in coded),
        len({c.document.publisher for c in coded if c.document.publisher}),
        len(acts),
        tuple((m, counted[m]) for m in MODALITIES if counted[m]),
    )


def _signals(acts: Sequence[Act], lead: Sequence[Act]) -> tuple[Act, ...]:
    """Threats, demands, refusals and shows of force, and what is conditional or asked for."""
    told = [a for a in acts if a.type in _PRESSURE or a.modality in {"conditional", "demanded"}]
    told = [a for a in told if a not in lead[:2]]
    return tuple(sorted(told, key=lambda a: (-a.salience, a.order))[:6])


def _institutions(
    coded: Sequence[Coded], acts: Sequence[Act], names: Names, narrow: bool
) -> tuple[Institution, ...]:
    """Each institution or procedure once, with the act whose words bring it in, else with a quotation."""
    found = []
    told = {key for act in acts for key in act.keys}
    for name, terms in names.wording.institutions.items():
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, terms)) + r")(?![\w-])")
        naming = [a for a in acts if a.phrase.own and pattern.search(f"{a.phrase.lemma} {a.phrase.rest}")]
        act = max(naming, key=lambda a: a.salience, default=None)
        if act is not None:
            found.append(Institution(name, act, "", act.keys))
            continue
        sentences = [
            (c, s) for c in coded for s in c.sentences if not narrow or (c.document.id, s.index) in told
        ]
        hit = next(((c, s, m) for c, s in sentences if (m := pattern.search(s.text))), None)
        if hit is not None:
            item, sentence, match = hit
            quote = around(sentence.text, match.start(), match.end(), names.wording)
            if len(quote.split()) < _SHORTEST_QUOTE:
                continue
            found.append(Institution(name, None, quote, ((item.document.id, sentence.index),)))
    return tuple(found)


def _watch(acts: Sequence[Act], as_of: str | None) -> tuple[Act, ...]:
    """Planned, possible and conditional acts, and dated ones still to come; the weightiest first."""
    open_acts = [
        a
        for a in acts
        if a.modality in {"planned", "possible", "conditional"}
        and (days_before(a.date.end, as_of) or 0) <= _TELLING
    ]
    return tuple(sorted(open_acts, key=lambda a: (-a.salience, a.order))[:7])


def _gaps(acts: Sequence[Act], as_of: str | None) -> tuple[Gap, ...]:
    """Plans without a date, what is said not to have happened, and hostile acts that get no answer."""
    gaps = [Gap("not_done", a) for a in acts if a.modality == "denied"]
    dated = {"text", "context"}
    acts = [a for a in acts if (days_before(a.date.end, as_of) or 0) <= BACKGROUND_DAYS]
    undated = [a for a in acts if a.modality == "planned" and a.date.basis not in dated]
    gaps += [Gap("no_date", a) for a in sorted(undated, key=lambda a: -a.salience)[:3]]
    speaks = {s.country for a in acts for s in a.source}
    hostile = [a for a in acts if a.type in _ASKS_ANSWER and a.modality == "actual" and a.phrase.own]
    for act in sorted(hostile, key=lambda a: -a.salience):
        silent = next((b for _, b in act.dyads() if b not in speaks and not b.startswith("IGO")), None)
        if silent and not any(g.side == silent for g in gaps):
            gaps.append(Gap("no_answer", act, silent))
    return tuple(gaps[:8])
