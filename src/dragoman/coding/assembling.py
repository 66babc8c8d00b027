"""Drafts to reports: grounded parties, modality, date, place, speaker, contexts, confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.attribution import attribute
from dragoman.coding.clauses import governing_verb
from dragoman.coding.dates import DatedSpan, date_for
from dragoman.coding.grounding import Ground, place_of, with_sector
from dragoman.coding.interests import InterestDraft
from dragoman.coding.learned.gate import words_of
from dragoman.coding.learned.joining import Joiner
from dragoman.coding.learned.reader import LearnedReader, Reading
from dragoman.coding.lexicon import RECIPROCAL
from dragoman.coding.modality_cues import weakest
from dragoman.coding.parties import Party, Scene
from dragoman.coding.predicates import Draft
from dragoman.coding.steps import Steps
from dragoman.records import (
    MODALITIES,
    Actor,
    Document,
    Evidence,
    Explanation,
    Interest,
    Modality,
    Report,
    Sentence,
    Trigger,
    What,
    content_id,
)

_SERVING = frozenset({"for", "by", "through", "via", "of", "in", "with"})
_VERBAL = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT", "PROTEST", "THREATEN"})


@dataclass(frozen=True)
class Setting:
    """What all reports of one sentence share; `left_out` are those whom a title may not name."""

    document: Document
    sentence: Sentence
    scene: Scene
    ground: Ground
    dates: Sequence[DatedSpan]
    coder: str
    left_out: tuple[Actor, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A sentence between its reading by rules and its reports."""

    setting: Setting
    drafts: Sequence[Draft]
    reading: Reading | None


class Assembler:
    """Turns the drafts of a sentence into records."""

    def __init__(
        self, steps: Steps, reader: LearnedReader | None = None, joiner: Joiner | None = None
    ) -> None:
        self.steps = steps
        self.reader = reader
        self.joiner = joiner

    def ask(self, setting: Setting) -> Asked:
        """What the rules read in a sentence, and what the network was asked about it: it may still be reading."""
        drafts = self.drafts(setting.scene, elliptic=bool(setting.left_out))
        return Asked(setting, drafts, self._asked(setting.scene, drafts))

    def reports(self, asked: Asked) -> list[Report]:
        """The reports of one sentence, each act once."""
        setting, drafts = asked.setting, asked.drafts
        if self.joiner is not None:
            drafts = self.joiner.join(setting.scene, drafts, asked.reading, len(setting.document.text))
        out = [self._report(setting, d) for d in drafts]
        return list(_once(r for r in out if r is not None))

    def drafts(self, scene: Scene, *, elliptic: bool = False) -> list[Draft]:
        """The acts of a sentence as the rules read them."""
        return self.steps.predicates.read(scene, elliptic=elliptic)

    def _asked(self, scene: Scene, drafts: Sequence[Draft]) -> Reading | None:
        """The network's reading of a sentence that is worth its time."""
        if self.reader is None or self.joiner is None:
            return None
        if not self.joiner.gate.asks(words_of(scene.parse.text), told=bool(drafts)):
            return None
        read = self.steps.modality.read
        ruled = [(d, self.ruled_modality(scene, d)) for d in drafts]
        return self.reader.read(scene, ruled, lambda token: read(scene.parse, token).modality)

    def _report(self, setting: Setting, draft: Draft) -> Report | None:
        steps, scene = self.steps, setting.scene
        draft = _with_left_out(draft, setting.left_out)
        place = place_of(scene, draft.token, steps.policy)
        draft = steps.grounder.ground(draft, place, _nearer(scene, setting.ground))
        if not self._stands(draft):
            return None
        modality = self._modality(scene, draft)
        future = modality in {"planned", "possible", "conditional", "demanded"}
        date = date_for(scene.parse, draft.token, setting.dates, 0, setting.document.published, future)
        source = self._actors(draft, draft.source, is_source=True)
        target = self._actors(draft, draft.target, is_source=False)
        trigger = self._trigger(scene, draft)
        cameo = draft.cameo or steps.ontology.cameo_for(draft.type, draft.mode)
        evidence = evidence_of(setting)
        return Report(
            id=content_id(
                "r", setting.document.id, trigger.start, trigger.end, draft.type, draft.mode, modality,
                [a.id for a in source], [a.id for a in target],
            ),
            type=draft.type,
            mode=draft.mode,
            contexts=steps.contexts.contexts_of(setting.sentence.text),
            cameo=cameo,
            intensity=steps.ontology.intensity(draft.type, draft.mode, cameo=cameo),
            quad=steps.ontology.quad(draft.type),
            source=source,
            target=target,
            date=date,
            place=place,
            modality=modality,
            attribution=attribute(scene, draft.token, steps.speech),
            trigger=trigger,
            evidence=evidence,
            confidence=self._confidence(draft),
            explain=_explained(draft),
            coder=setting.coder,
            ontology=steps.ontology.version,
            dictionaries=steps.digest,
        )  # fmt: skip

    def _stands(self, draft: Draft) -> bool:
        """Whether the parties suffice: a source, a target where the type needs one, and a country."""
        if not draft.source:
            return False
        policy = self.steps.policy
        carried_out = draft.verb is not None and draft.verb != draft.token and draft.type in policy.open_nouns
        if not draft.target and draft.type not in policy.open and not carried_out:
            return False
        return any(p.actor.country for p in (*draft.source, *draft.target))

    def _modality(self, scene: Scene, draft: Draft) -> Modality:
        read = self.ruled_modality(scene, draft)
        return read if self.joiner is None else self.joiner.modality(draft, read)

    def ruled_modality(self, scene: Scene, draft: Draft) -> Modality:
        """The modality of a draft as the rules read it."""
        read = self.steps.modality.read(scene.parse, draft.token).modality
        if draft.verb is not None and draft.verb != draft.token:
            read = weakest(read, self.steps.modality.read(scene.parse, draft.verb).modality)
        if draft.verb is not None:
            read = weakest(read, self._inherited(scene, draft.verb, read))
        if read == "planned" and draft.type in _VERBAL and self._is_purpose(scene, draft):
            read = "actual"
        if draft.effect in MODALITIES:
            read = weakest(read, draft.effect)
        return read

    def _inherited(self, scene: Scene, verb: int, read: Modality) -> Modality:
        """What a gerund has from the verb it serves ("could trade X for supplying Y")."""
        parse = scene.parse
        if parse.deps[verb] == "pcomp" and parse.lower[parse.heads[verb]] in _SERVING:
            governor = governing_verb(parse, verb)
            return self.steps.modality.read(parse, governor).modality if governor is not None else read
        return read

    def _is_purpose(self, scene: Scene, draft: Draft) -> bool:
        """As in "rally to call on T", "meet to condemn T": what is said for a purpose is said."""
        parse, verb = scene.parse, draft.verb
        if verb is None or parse.tags[verb] != "VB" or parse.deps[verb] not in {"advcl", "acl"}:
            return False
        governor = parse.heads[verb]
        return self.steps.modality.read(parse, governor).modality == "actual"

    def _actors(self, draft: Draft, parties: Iterable[Party], *, is_source: bool) -> tuple[Actor, ...]:
        """The actors of one side as this act shows them, each once."""
        told = (with_sector(draft, p, self.steps.policy, is_source=is_source) for p in parties)
        return tuple(dict.fromkeys(told))

    def _trigger(self, scene: Scene, draft: Draft) -> Trigger:
        start, end = scene.parse.starts[draft.token], scene.parse.end(draft.token)
        return Trigger(scene.parse.text[start:end], scene.offset + start, scene.offset + end)

    def _confidence(self, draft: Draft) -> float:
        """The fitted probability of being right; by rules alone a first estimate from fit and parties."""
        if draft.learned is not None and self.joiner is not None:
            return round(min(0.99, max(0.01, self.joiner.sureness(draft.learned.confidence))), 3)
        value = 0.55 + 0.06 * min(draft.score, 5.0)
        for party in (*draft.source, *draft.target):
            value -= {"owner": 0.04, "grounded": 0.06, "placed": 0.08, "left out": 0.06}.get(party.how, 0.0)
        return round(min(0.95, max(0.3, value)), 2)

    def interests(self, setting: Setting) -> list[Interest]:
        """The interests of one sentence."""
        read = self.steps.modality.read
        drafts = self.steps.interests.read(setting.scene, lambda parse, token: read(parse, token).modality)
        return [self._interest(setting, d) for d in drafts]

    def _interest(self, setting: Setting, draft: InterestDraft) -> Interest:
        key = (setting.document.id, setting.sentence.start + draft.start, draft.actor.id, draft.stance)
        return Interest(
            id=content_id("i", *key, draft.class_, draft.text, draft.modality),
            actor=draft.actor,
            stance=draft.stance,
            what=What(draft.class_, draft.text),
            counterpart=draft.counterpart,
            modality=draft.modality,
            evidence=evidence_of(setting),
            confidence=draft.confidence,
            explain=Explanation("rules", draft.rule),
            coder=setting.coder,
            dictionaries=self.steps.digest,
        )


def evidence_of(setting: Setting) -> Evidence:
    """The sentence as evidence, with its document's source."""
    d, s = setting.document, setting.sentence
    return Evidence(d.id, d.source_id, d.published, d.publisher, d.url, s.index, s.start, s.end, s.text)


def _with_left_out(draft: Draft, left_out: Sequence[Actor]) -> Draft:
    """An elliptic title's act with its source: the first of those left out whom the target does not name."""
    if draft.source or not left_out:
        return draft
    named = {p.actor.country for p in draft.target}
    actor = next((a for a in left_out if a.country not in named), left_out[0])
    targets = tuple(t for t in draft.target if t.actor.id not in {actor.id, actor.country})
    return replace(draft, source=(Party(actor, draft.token, "left out"),), target=targets)


def _explained(draft: Draft) -> Explanation:
    """Who read the act, by which rule, with the scores behind it."""
    scores = {"fit": round(draft.score, 2)}
    if draft.learned is None:
        return Explanation("rules", draft.rule, scores)
    if draft.learned.probability is not None:
        scores["model"] = round(draft.learned.probability, 2)
    return Explanation(draft.learned.by, draft.rule, scores)


def _nearer(scene: Scene, ground: Ground) -> Ground:
    """The sentence's own country, where it names just one."""
    countries = {m.actor.country for m in scene.mentions if m.actor.country}
    return Ground(next(iter(countries))) if len(countries) == 1 else ground


def _once(reports: Iterable[Report]) -> Iterable[Report]:
    """Each act of a sentence once: of reports with one type and the same parties the surest stays.

    What only the network read gives way to a rule's report of the same act, whatever its modality; an act told
    without its target gives way to the same act told with it.
    """
    best: dict[tuple[object, ...], Report] = {}
    told: set[tuple[str, str | None, str | None]] = set()
    for report in sorted(reports, key=lambda r: r.explain.by == "model"):
        dyads = _dyads(report)
        if report.explain.by == "model" and dyads <= told:
            continue
        told |= dyads
        key = (report.type, _ids(report.source), _ids(report.target), report.modality)
        if key not in best or report.confidence > best[key].confidence:
            best[key] = report
    kept = sorted(best.values(), key=lambda r: (r.trigger.start, r.explain.by == "model"))
    return [r for r in kept if r.target or not any(_fuller(r, other) for other in kept)]


def _fuller(bare: Report, other: Report) -> bool:
    """Whether `other` tells the bare report's act with a target."""
    if not other.target or other.type != bare.type:
        return False
    mine = {a.country for a in bare.source}
    theirs = {a.country for a in other.source}
    if bare.type in RECIPROCAL:
        theirs |= {a.country for a in other.target}
    return bool(mine & theirs)


def _dyads(report: Report) -> set[tuple[str, str | None, str | None]]:
    """The act as type and pairs of countries, both orders for a mutual one."""
    sources: list[str | None] = [a.country or a.id for a in report.source]
    targets: list[str | None] = [a.country or a.id for a in report.target] or [None]
    pairs = {(report.type, s, t) for s in sources for t in targets}
    if report.type in RECIPROCAL:
        pairs |= {(report.type, t, s) for s in sources for t in targets if t is not None}
    return pairs


def _ids(actors: Sequence[Actor]) -> tuple[str | None, ...]:
    return tuple(sorted({a.country or a.id for a in actors}))
