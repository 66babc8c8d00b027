"""Documents in batches of about the same length: what a parser reads at once and a worker is handed at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Document

_CHARACTERS = 24_000
_DOCUMENTS = 256


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in order, in lists of some twenty thousand characters; a long one may stand alone."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and (size + len(document.text) > _CHARACTERS or len(batch) == _DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch
