"""A model's answer to records, by the same steps as the rules' drafts: dates, place, speaker, contexts, codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.coding.assembling import Assembler, Setting
from dragoman.coding.llm.answers import Answer, ToldInterest, ToldReport
from dragoman.coding.llm.naming import Namer
from dragoman.coding.llm.refusing import PARTIES, SENTENCE, SHAPE, RefusedError
from dragoman.coding.llm.verifying import ToldDraft, Verifier
from dragoman.coding.parties import Scene
from dragoman.coding.predicates import Draft
from dragoman.coding.steps import Steps
from dragoman.records import Explanation, Interest, Modality, Report, Sentence, Trigger

Refuse = Callable[[str, str], None]
"""Takes the reason and the details of what is not believed."""


class Teller(Assembler):
    """Assembles one document's records from what a model told of it; `who` is the model."""

    def __init__(self, steps: Steps, on: str | None, who: str, answer: Answer, refuse: Refuse) -> None:
        super().__init__(steps)
        self.who = who
        self.answer = answer
        self.refuse = refuse
        self.verifier = Verifier(steps, Namer(steps, on))
        self._numbers: dict[int, int] = {}

    def begin(self, sentences: Sequence[Sentence]) -> None:
        """Take note of the sentences that were asked about; what cites another is refused."""
        self._numbers = {s.start: s.index for s in sentences}
        asked = set(self._numbers.values())
        for shape in self.answer.misshapen:
            self.refuse(SHAPE, shape)
        every: list[ToldReport | ToldInterest] = [*self.answer.reports, *self.answer.interests]
        for told in every:
            if told.sentence not in asked:
                self.refuse(SENTENCE, f"{_name(told)} cites sentence {told.sentence}")

    def drafts(self, scene: Scene, *, elliptic: bool = False) -> list[Draft]:
        """The acts told of a sentence that its text bears out."""
        out: list[Draft] = []
        for told in self.answer.reports:
            if told.sentence == self._numbers.get(scene.offset):
                try:
                    out.append(self.verifier.draft(told, scene))
                except RefusedError as error:
                    self.refuse(error.reason, f"{_name(told)}, sentence {told.sentence}: {error.detail}")
        return sorted(out, key=lambda d: d.token)

    def interests(self, setting: Setting) -> list[Interest]:
        """The interests told of a sentence that its text bears out, each once."""
        out: dict[str, Interest] = {}
        for told in self.answer.interests:
            if told.sentence == setting.sentence.index:
                try:
                    draft = self.verifier.interest(told, setting.scene)
                except RefusedError as error:
                    self.refuse(error.reason, f"{_name(told)}, sentence {told.sentence}: {error.detail}")
                else:
                    found = replace(self._interest(setting, draft), explain=self._said(draft.confidence))
                    out.setdefault(found.id, found)
        return list(out.values())

    # -- what the rules would tell otherwise ---------------------------------------------------------

    def _report(self, setting: Setting, draft: Draft) -> Report | None:
        report = super()._report(setting, draft)
        if report is None:
            source, target = (
                ", ".join(p.actor.id for p in side) or "nobody" for side in (draft.source, draft.target)
            )
            why = "no target that the type needs, or no country"
            where = f"report {draft.type}, sentence {setting.sentence.index}"
            self.refuse(PARTIES, f"{where}: {source} to {target}: {why}")
            return None
        return replace(report, explain=self._said(draft.score))

    def _stands(self, draft: Draft) -> bool:
        needed = self.steps.ontology.types[draft.type].target == "required"
        parties = (*draft.source, *draft.target)
        return (
            bool(draft.source)
            and (bool(draft.target) or not needed)
            and any(p.actor.country for p in parties)
        )

    def _modality(self, scene: Scene, draft: Draft) -> Modality:
        return draft.modality if isinstance(draft, ToldDraft) else super()._modality(scene, draft)

    def _trigger(self, scene: Scene, draft: Draft) -> Trigger:
        if not isinstance(draft, ToldDraft):
            return super()._trigger(scene, draft)
        start, end = draft.span
        return Trigger(scene.parse.text[start:end], scene.offset + start, scene.offset + end)

    def _confidence(self, draft: Draft) -> float:
        return round(draft.score, 2)

    def _said(self, confidence: float) -> Explanation:
        return Explanation("llm", self.who, {"stated": round(confidence, 2)})


def _name(told: ToldReport | ToldInterest) -> str:
    return f"report {told.type}" if isinstance(told, ToldReport) else f"interest {told.stance} {told.class_}"
