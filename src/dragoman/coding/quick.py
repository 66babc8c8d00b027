"""SpaCy's small networks on numpy's matrix product, which is some three times as fast as the one they use.

The sums are the same but for the order of additions, the sixth digit and beyond. One thread does them: several
processes then share a machine's cores without a fight, and a run gives the same bytes on one core and on many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]
_BATCH = 256
_PAD = 4  # as many empty rows between sentences as the network has layers
_MIXERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63,
     0xFF51AFD7ED558CCD],
    dtype=np.uint64,
)  # fmt: skip


class Products(NumpyOps):  # type: ignore[misc]
    """Thinc's operations with numpy's matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, either of them transposed first."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


class Layer:
    """A maxout layer of three pieces with its normalisation, as plain matrices."""

    def __init__(self, model: Any) -> None:
        maxout, norm = model.layers[0].layers
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.width, pieces, depth = weights.shape
        if pieces != 3:
            raise ValueError(f"a maxout layer of {pieces} pieces, expected 3")
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, depth).T)
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        """The layer's output (n, width) for n rows."""
        n = self.width
        sums = rows @ self._weights
        sums += self._bias
        best: Floats = np.maximum(sums[:, :n], sums[:, n : 2 * n])
        np.maximum(best, sums[:, 2 * n :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / n + 1e-8
        best *= (variance**-0.5)[:, None]
        best *= self._scale
        best += self._shift
        return best


class Encoder:
    """SpaCy's `HashEmbedCNN`: every distinct word of a batch is embedded once, then four convolutions.

    Raises ValueError, IndexError, AttributeError or KeyError where the model is built otherwise.
    """

    def __init__(self, model: Any) -> None:
        embed, convolve = model.layers
        extract, _, tables, mix, _ = embed.layers
        self._columns: list[str] = extract.attrs["columns"]
        if len(self._columns) > len(_MIXERS) or convolve.attrs["pad"] != _PAD:
            raise ValueError("another number of features or layers")
        self._tables = [t.layers[1] for t in tables.layers[0].layers]
        self._mix = Layer(mix.layers[0])
        self._layers = [Layer(r.layers[0].layers[1]) for r in convolve.layers[0].layers]

    def __call__(self, docs: Sequence[Any]) -> list[Floats]:
        """A matrix (tokens, width) for each document."""
        lengths = [len(d) for d in docs]
        words = self._embedded(np.concatenate([d.to_array(self._columns) for d in docs]))
        at = np.arange(len(words)) + _PAD * (1 + np.repeat(np.arange(len(docs)), lengths))
        rows = np.zeros((len(words) + _PAD * (len(docs) + 1), words.shape[1]), dtype=np.float32)
        rows[at] = words
        for layer in self._layers:
            rows += layer(_windows(rows))
        return np.split(rows[at], np.cumsum(lengths[:-1]))

    def _embedded(self, features: NDArray[np.uint64]) -> Floats:
        keys = (features * _MIXERS[: features.shape[1]]).sum(axis=1, dtype=np.uint64)
        _, first, where = np.unique(keys, return_index=True, return_inverse=True)
        distinct = features[first]
        found = [t.predict(np.ascontiguousarray(distinct[:, i])) for i, t in enumerate(self._tables)]
        vectors: Floats = self._mix(np.concatenate(found, axis=1))[where]
        return vectors


def _windows(rows: Floats) -> Floats:
    """Each row between its neighbours: (n, 3 * width)."""
    n, width = rows.shape
    out = np.zeros((n, 3 * width), dtype=np.float32)
    out[1:, :width] = rows[:-1]
    out[:, width : 2 * width] = rows
    out[:-1, 2 * width :] = rows[1:]
    return out


class Engine:
    """Runs a pipeline's networks over documents, on one thread."""

    def __init__(self, nlp: Any) -> None:
        self._pipes = nlp.pipeline
        self._threads = ThreadpoolController()
        self._encoder: Encoder | None = None
        for name, pipe in self._pipes:
            if type(pipe.model.ops) is NumpyOps:
                pipe.model._to_ops(Products())
            if name == "tok2vec":
                self._encoder = _encoder(pipe.model)

    def run(self, docs: list[Any]) -> list[Any]:
        """The documents with what each part of the pipeline says of them."""
        with self._threads.limit(limits=1, user_api="blas"):
            for name, pipe in self._pipes:
                if name == "tok2vec" and self._encoder is not None:
                    pipe.set_annotations(docs, self._encoder(docs))
                else:
                    docs = list(pipe.pipe(docs, batch_size=_BATCH))
        return docs


def _encoder(model: Any) -> Encoder | None:
    """The quick form of a model; None where it is of another build, and then spaCy's own runs."""
    try:
        return Encoder(model)
    except (ValueError, IndexError, AttributeError, KeyError):
        return None
