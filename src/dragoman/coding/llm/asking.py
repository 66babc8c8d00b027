"""Asking about many documents: several at a time, from the cache where it can, within the budget, in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.coding.llm.answers import Answer
from dragoman.coding.llm.budget import Budget
from dragoman.coding.llm.cache import AnswerCache
from dragoman.coding.llm.endpoint import Model, Reply
from dragoman.coding.llm.prompt import Message, Prompt
from dragoman.records import Sentence

_MUTE = 3
"""After so many documents in a row without any answer the server is not asked again."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a document could not be read, and the details."""

    reason: str
    detail: str


@dataclass
class _Request(Generic[T]):
    item: T
    outcome: Answer | SetAside | None
    future: Future[Reply] | None = None
    key: str = ""
    promised: int = 0


@dataclass
class Asker:
    """Asks a model about documents.

    What it does depends on the order of the documents, not on which answer comes first: whether a document fits
    the budget is told from those that stand at least `at_once` before it.
    """

    model: Model
    prompt: Prompt
    budget: Budget
    cache: AnswerCache | None
    mute: int = 0
    from_cache: int = 0

    def ask(
        self, items: Iterable[T], sentences: Callable[[T], Sequence[Sentence]], at_once: int
    ) -> Iterator[tuple[T, Answer | SetAside]]:
        """Each item with the answer about its sentences, or why there is none; in the order of the items."""
        waiting: deque[_Request[T]] = deque()
        for item in items:
            if len(waiting) >= at_once:
                yield self._end(waiting.popleft())
            waiting.append(self._begin(item, sentences(item)))
        while waiting:
            yield self._end(waiting.popleft())

    def _begin(self, item: T, sentences: Sequence[Sentence]) -> _Request[T]:
        if not sentences:
            return _Request(item, Answer())
        messages = self.prompt.messages(sentences)
        key = self.cache.key(messages, self.prompt) if self.cache else ""
        kept = self.cache.get(key) if self.cache else None
        if kept is not None:
            self.from_cache += 1
            return _Request(item, kept)
        if self.mute >= _MUTE:
            return _Request(item, SetAside("no answer", f"the server was silent {_MUTE} times in a row"))
        tokens = _estimate(messages)
        if not self.budget.grant(tokens):
            return _Request(item, SetAside("token budget spent", f"{self.budget.limit} tokens were allowed"))
        return _Request(item, None, _begun(lambda: self.model.ask(messages, self.prompt)), key, tokens)

    def _end(self, request: _Request[T]) -> tuple[T, Answer | SetAside]:
        if request.future is None or request.outcome is not None:
            return request.item, request.outcome or Answer()
        reply = request.future.result()
        self.budget.settle(request.promised, reply.tokens)
        self.mute = self.mute + 1 if reply.mute else 0
        if reply.answer is None:
            return request.item, SetAside(reply.failure, reply.detail)
        if self.cache:
            self.cache.put(request.key, reply.answer)
        return request.item, reply.answer


def _estimate(messages: Sequence[Message]) -> int:
    """About how many tokens a question and its answer take, at four characters a token."""
    return (sum(len(m["content"]) for m in messages) + 2 * len(messages[-1]["content"])) // 4


def _begun(call: Callable[[], Reply]) -> Future[Reply]:
    """The call on its way in a thread that does not keep the program from ending."""
    future: Future[Reply] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # it is raised where the result is taken
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
