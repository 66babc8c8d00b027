"""The coder: dated text in, reports and interests out, one line-up of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from dragoman.actors import learn_names, unknown_names
from dragoman.coding.assembling import Asked, Assembler, Setting
from dragoman.coding.batches import batches
from dragoman.coding.dates import dates_in
from dragoman.coding.grounding import Ground
from dragoman.coding.learned.gate import Gate
from dragoman.coding.learned.joining import Joiner
from dragoman.coding.learned.model_files import load_joined, model_installed
from dragoman.coding.learned.reader import LearnedReader
from dragoman.coding.parsing import DEFAULT_PIPELINE, Parse
from dragoman.coding.parties import Scene
from dragoman.coding.references import resolve_references
from dragoman.coding.screening import Screen, mentions_in
from dragoman.coding.steps import load_steps
from dragoman.coding.titles import plain_case, read_as_title, tellers, told_once
from dragoman.documents import make_document, split_sentences, title_end
from dragoman.records import Coded, Document, Interest, LearnedActor, Mention, Report, Sentence

VERSION = "rules 0.1.0"
_LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its sentences and mentions, before parsing.

    `wanted` are the sentences to parse, `numbers` their places among those worth reading (`readable`), `told`
    those that may tell something; the others are only for what refers to them. The title with which the text
    begins ends at `title` (0: there is none).
    """

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: list[Mention]
    learned: tuple[LearnedActor, ...]
    readable: list[Sentence]
    numbers: list[int]
    told: frozenset[int]
    title: int

    @property
    def wanted(self) -> list[int]:
        """The indexes of the sentences to parse."""
        return [self.readable[n].index for n in self.numbers]

    def texts(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """The wanted sentences as the parser reads them, with the names in them."""
        for i in self.wanted:
            text = self.sentences[i].text
            yield plain_case(text, self.spans(i)) if self.is_title(i) else text, self.names(i)

    def is_title(self, i: int) -> bool:
        """Whether sentence `i` stands in the title."""
        return self.sentences[i].end <= self.title

    def spans(self, i: int) -> list[tuple[int, int]]:
        """Spans, within sentence `i`, of all mentions."""
        s = self.sentences[i]
        return [(m.start - s.start, m.end - s.start) for m in mentions_in(self.mentions, s) if m.end <= s.end]

    def names(self, i: int) -> list[tuple[int, int]]:
        """Spans, within sentence `i`, of the names that the parser had better see as one word."""
        s = self.sentences[i]
        return [
            (m.start - s.start, m.end - s.start)
            for m in mentions_in(self.mentions, s)
            if m.kind in {"person", "organisation", "group"} and m.end <= s.end
        ]


class Coder:
    """Codes documents by rules and, where its model is installed, the learned reader; make one and keep it.

    `dictionaries` is a directory of a user's own data files; `learned` are names learned from earlier
    documents; `by` is `rules`, `joined`, or None for both where the model is there. Raises DictionaryError where
    a data file has a bad line, InputError where `joined` is asked for and there is no model.
    """

    def __init__(
        self,
        dictionaries: Path | None = None,
        learned: Sequence[LearnedActor] = (),
        pipeline: str = DEFAULT_PIPELINE,
        by: Literal["rules", "joined"] | None = None,
    ) -> None:
        self.steps = load_steps(dictionaries, pipeline)
        self.learned = tuple(learned)
        self.version = VERSION
        self.dictionaries = self.steps.digest
        self._extra = dictionaries
        self._pipeline = pipeline
        self._by = by
        self._assembler = Assembler(self.steps)
        self._gate: Gate | None = None
        reading = self.steps.predicates
        self._screen = Screen(
            reading.lexicon, reading.policy, self.steps.interests, self.steps.parser.lemmatizer
        )

        if by == "joined" or (by is None and model_installed()):
            self.join(*load_joined(self.steps.policy))

    def join(self, reader: LearnedReader | None, joiner: Joiner | None) -> None:
        """Have what the rules read weighed by `joiner`, beside what `reader` reads where there is one."""
        self._assembler = Assembler(self.steps, reader, joiner)
        self._gate = joiner.gate if reader is not None and joiner is not None else None
        self.version = f"{VERSION} model {reader.network.digest[7:15]}" if reader is not None else VERSION

    def code(self, text: str | Document, date: str | None = None) -> Coded:
        """Code one text or document; `date` (ISO) is its day of publication where the text tells none."""
        document = text if isinstance(text, Document) else make_document(text, date=date)
        return next(iter(self.code_many([document])))

    def code_many(self, documents: Iterable[Document], processes: int = 1) -> Iterator[Coded]:
        """Code documents in order, streaming; memory does not grow with their number."""
        if processes > 1:
            from dragoman.coding.pool import code_in_pool

            recipe = (self._extra, self.learned, self._pipeline, self._by)
            yield from code_in_pool(documents, processes, self, recipe)
            return
        for batch in batches(documents):
            yield from self._code_batch(batch)

    def scenes(self, document: Document) -> list[tuple[Sentence, Scene]]:
        """The parsed sentences of a document with their mentions, references resolved; for training and tools."""
        p = self._prepare(document, whole=True)
        parses = list(self.steps.parser.parse(p.texts()))
        return list(zip((p.sentences[i] for i in p.wanted), self._scenes(p, parses), strict=True))

    # -- one batch -----------------------------------------------------------------------------------

    def _code_batch(self, documents: Sequence[Document]) -> Iterator[Coded]:
        prepared = [self._prepare(d) for d in documents]
        parses = self.steps.parser.parse(text for p in prepared for text in p.texts())
        # the network reads the first documents while the rules read the last
        asked = [self._ask(p, list(islice(parses, len(p.wanted)))) for p in prepared]
        for p, sentences in zip(prepared, asked, strict=True):
            yield self._finish(p, sentences)

    def _prepare(self, document: Document, *, whole: bool = False) -> Prepared:
        finder, text, on = self.steps.finder, document.text, document.published
        sentences = split_sentences(text)
        mentions = _placed(finder.find(text, on, self.learned))
        learned = tuple(learn_names(text, mentions, on, document.id))
        if learned:
            mentions = _placed(finder.find(text, on, (*self.learned, *learned)))
        readable, title, country = (
            _readable(sentences, mentions),
            title_end(document),
            Ground.of(mentions).country,
        )
        choice = self._screen.choose(readable, mentions, country, title, gate=self._gate)
        parsed = list(range(len(readable))) if whole else choice.parsed
        return Prepared(document, sentences, mentions, learned, readable, parsed, choice.told, title)

    def _ask(self, p: Prepared, parses: Sequence[Parse]) -> list[Asked]:
        scenes = self._scenes(p, parses)
        ground = Ground.of(p.mentions)
        left_out = tellers(p.document, p.mentions, p.title, self.steps.publishers) if p.title else ()
        asked = []
        for n, scene in zip(p.numbers, scenes, strict=True):
            if n not in p.told:
                continue
            sentence = p.readable[n]
            dates = dates_in(sentence.text, p.document.published)
            missing = left_out if p.is_title(sentence.index) else ()
            setting = Setting(p.document, sentence, scene, ground, dates, self.version, missing)
            asked.append(self._assembler.ask(setting))
        return asked

    def _finish(self, p: Prepared, asked: Sequence[Asked]) -> Coded:
        reports: list[Report] = []
        interests: list[Interest] = []
        for sentence in asked:
            reports += self._assembler.reports(sentence)
            interests += self._assembler.interests(sentence.setting)
        unknown = tuple(unknown_names(p.document.text, p.mentions, self.steps.dictionary.endings))
        reports = told_once(reports, p.title)
        return Coded(
            p.document, p.sentences, tuple(reports), tuple(interests), tuple(p.mentions), p.learned, unknown
        )

    def _scenes(self, p: Prepared, parses: Sequence[Parse]) -> list[Scene]:
        scenes = []
        for i, parse in zip(p.wanted, parses, strict=True):
            s = p.sentences[i]
            if p.is_title(i):
                nouns = self.steps.predicates.lexicon.nouns
                parse = read_as_title(replace(parse, text=s.text), p.spans(i), nouns)  # noqa: PLW2901
            scenes.append(Scene(parse, s.start, mentions_in(p.mentions, s)))
        named = (m for s in p.readable for m in mentions_in(p.mentions, s))
        name = self.steps.finder.country_name
        found = resolve_references(scenes, p.document.published, name, p.numbers, named)
        return [_with_references(s, new) if new else s for s, new in zip(scenes, found, strict=True)]


def _placed(mentions: Iterable[Mention]) -> list[Mention]:
    """Places between states belong to none."""
    return [
        m if m.actor.country != "" else replace(m, actor=replace(m.actor, country=None)) for m in mentions
    ]


def _with_references(scene: Scene, new: Sequence[Mention]) -> Scene:
    """The scene with reference mentions; one at a found mention's place replaces it."""
    spans = {(m.start, m.end) for m in new}
    kept = [m for m in scene.mentions if (m.start, m.end) not in spans]
    return replace(scene, mentions=sorted([*kept, *new], key=lambda m: (m.start, m.end)))


def _readable(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Sentence]:
    """Sentences that can tell an act: some actor is known in the document by then, and they are no tables."""
    first = next((m.start for m in mentions if m.kind != "place"), None)
    if first is None:
        return []
    return [s for s in sentences if s.end > first and len(s.text) <= _LONGEST]
