"""Coding with several processes: results come back in order.

Where processes can be forked (Linux) the workers inherit the loaded coder, and start at once and share its
memory; elsewhere each loads its own.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.coding.batches import batches
from dragoman.records import Coded, Document, LearnedActor

if TYPE_CHECKING:
    from dragoman.coding.coder import Coder

Recipe = tuple[Path | None, Sequence[LearnedActor], str, str | None]
_AHEAD = 3


class _Worker:
    """The coder of one process; `coder` is set once, when the process starts."""

    coder: Coder | None = None


def _load(*recipe: Any) -> None:
    from dragoman.coding.coder import Coder

    _inherit(Coder(*recipe))


def _inherit(coder: Coder) -> None:
    _Worker.coder = coder
    # what is loaded stays: the collector need not look at it again and again
    gc.freeze()


def _code(documents: Sequence[Document]) -> list[Coded]:
    if _Worker.coder is None:
        raise RuntimeError("a worker was started without a coder")
    return list(_Worker.coder.code_many(documents))


def _started(coder: Coder, recipe: Recipe) -> tuple[str, Callable[..., None], tuple[object, ...]]:
    """How workers start, what they do first, and with what."""
    return ("fork", _inherit, (coder,)) if sys.platform == "linux" else ("spawn", _load, recipe)


def code_in_pool(
    documents: Iterable[Document], processes: int, coder: Coder, recipe: Recipe
) -> Iterator[Coded]:
    """Code documents with `processes` workers, in the input's order, a bounded number of batches ahead.

    `recipe` is what makes another `coder` like this one.
    """
    method, start, arguments = _started(coder, recipe)
    with get_context(method).Pool(processes, start, arguments) as pool:
        todo = batches(documents)
        waiting = [pool.apply_async(_code, (batch,)) for batch in islice(todo, processes * _AHEAD)]
        while waiting:
            done = waiting.pop(0).get()
            waiting += [pool.apply_async(_code, (batch,)) for batch in islice(todo, 1)]
            yield from done
