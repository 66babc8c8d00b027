"""The coder that asks a language model, document by document, and keeps what the text bears out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.coding.coder import Coder, Prepared
from dragoman.coding.llm.answers import Answer
from dragoman.coding.llm.asking import Asker, SetAside
from dragoman.coding.llm.budget import Budget
from dragoman.coding.llm.cache import AnswerCache
from dragoman.coding.llm.endpoint import Endpoint, Model, client_for
from dragoman.coding.llm.prompt import Prompt
from dragoman.coding.llm.telling import Teller
from dragoman.coding.parsing import DEFAULT_PIPELINE
from dragoman.documents import make_document
from dragoman.errors import InputError
from dragoman.records import Coded, Document, LearnedActor, Reject, Sentence

VERSION = "llm 0.1.0"
_LONGEST = 1_500


class LlmCoder(Coder):
    """Codes documents by asking a language model; the records are those of the other coders.

    `token_budget` bounds the tokens of all requests together: documents beyond it are set aside. `cache` is a
    directory for answers. What is set aside, documents and single reports that the text does not bear out, goes to
    `rejects`, and to `on_reject` as it comes. Raises MissingExtraError without the extra `llm`, InputError where
    the server refuses key or model.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        dictionaries: Path | None = None,
        learned: Sequence[LearnedActor] = (),
        pipeline: str = DEFAULT_PIPELINE,
        *,
        token_budget: int | None = None,
        cache: Path | None = None,
        on_reject: Callable[[Reject], None] | None = None,
        model: Model | None = None,
    ) -> None:
        asked = model or client_for(endpoint)
        super().__init__(dictionaries, learned, pipeline, by="rules")
        self.endpoint = endpoint
        self.prompt = Prompt.load(self.steps.ontology)
        self.version = f"{VERSION} {endpoint.model} {self.prompt.version}"
        self.rejects: list[Reject] = []
        self._on_reject = on_reject
        self._budget = Budget(token_budget)
        kept = AnswerCache(cache, endpoint.model) if cache else None
        self._asker = Asker(asked, self.prompt, self._budget, kept)

    @property
    def tokens(self) -> int:
        """The tokens spent so far, answers from the cache not counted."""
        return self._budget.spent

    @property
    def from_cache(self) -> int:
        """How many documents were answered from the cache."""
        return self._asker.from_cache

    def code(self, text: str | Document, date: str | None = None) -> Coded:
        """Code one text or document. Raises InputError, with the reason, where the model gave no answer."""
        document = text if isinstance(text, Document) else make_document(text, date=date)
        for coded in self.code_many([document]):
            return coded
        reject = self.rejects[-1]
        raise InputError(
            f"{reject.source}: {reject.reason} ({reject.detail})", hint="Ask again, or another model."
        )

    def code_many(self, documents: Iterable[Document], processes: int = 1) -> Iterator[Coded]:
        """Code documents in order, streaming; one without an answer is set aside, and the rest go on.

        With `processes` above 1 so many requests are under way at a time, else as many as the endpoint says.
        """
        at_once = processes if processes > 1 else self.endpoint.at_once
        prepared = (self._prepare(d) for d in documents)
        for p, answer in self._asker.ask(prepared, _asked_about, at_once):
            if isinstance(answer, SetAside):
                self._set_aside(p.document, f"document not coded: {answer.reason}", answer.detail)
            else:
                yield self._told(p, answer)

    def _prepare(self, document: Document, *, whole: bool = True) -> Prepared:
        """With every sentence that is no table: the model may know actors that no dictionary has."""
        p = super()._prepare(document, whole=whole)
        readable = [s for s in p.sentences if s.text.strip() and len(s.text) <= _LONGEST]
        numbers = list(range(len(readable)))
        return replace(p, readable=readable, numbers=numbers, told=frozenset(numbers))

    def _told(self, p: Prepared, answer: Answer) -> Coded:
        def refuse(reason: str, detail: str) -> None:
            self._set_aside(p.document, f"answer refused: {reason}", detail)

        teller = Teller(
            self.steps, p.document.published, self.version.removeprefix(f"{VERSION} "), answer, refuse
        )
        teller.begin(_asked_about(p))
        self._assembler = teller
        return self._finish(p, self._ask(p, list(self.steps.parser.parse(p.texts()))))

    def _set_aside(self, document: Document, reason: str, detail: str) -> None:
        reject = Reject(document.source_id, None, reason, detail)
        self.rejects.append(reject)
        if self._on_reject is not None:
            self._on_reject(reject)


def _asked_about(p: Prepared) -> list[Sentence]:
    return p.readable
