"""Coding with several processes: each loads its own coder once, results come back in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from dragoman.records import Coded, Document, LearnedActor

_CHUNK = 48


class _Worker:
    """The coder of one process; `coder` is set once, when the process starts."""

    coder: object = None


def _start(extra: Path | None, learned: Sequence[LearnedActor], pipeline: str) -> None:
    from dragoman.coding.coder import Coder

    _Worker.coder = Coder(extra, learned, pipeline)


def _code(documents: Sequence[Document]) -> list[Coded]:
    from dragoman.coding.coder import Coder

    assert isinstance(_Worker.coder, Coder)
    return list(_Worker.coder.code_many(documents))


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def code_in_pool(
    documents: Iterable[Document],
    processes: int,
    extra: Path | None,
    learned: Sequence[LearnedActor],
    pipeline: str,
) -> Iterator[Coded]:
    """Code documents with `processes` workers, in the input's order, a bounded number of chunks ahead."""
    with get_context("spawn").Pool(processes, _start, (extra, tuple(learned), pipeline)) as pool:
        waiting = []
        chunks = _chunks(documents)
        for chunk in islice(chunks, processes * 3):
            waiting.append(pool.apply_async(_code, (chunk,)))
        while waiting:
            yield from waiting.pop(0).get()
            for chunk in islice(chunks, 1):
                waiting.append(pool.apply_async(_code, (chunk,)))
