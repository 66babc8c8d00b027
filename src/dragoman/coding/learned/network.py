"""The exported network: pairs of one sentence in, probabilities out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.learned.encoding import Encoding, Floats, Span, Syntax, Tokens, encode_pairs
from dragoman.errors import InputError


@dataclass(frozen=True)
class Scores:
    """What the network says of P pairs: types [P,17], modalities [P,17,6], trigger [P,T], all probabilities."""

    types: Floats
    modalities: Floats
    trigger: Floats
    tokens: Tokens


class Network:
    """A loaded model directory (`reader.onnx`, `tokenizer.json`). `digest` names the exact model.

    It runs in a thread beside the one that asks; in a forked process, one of several, in the one that asks.
    Raises InputError where a file is missing.
    """

    def __init__(self, directory: Path, threads: int = 1) -> None:
        import onnxruntime

        model = directory / "reader.onnx"
        for path in (model, directory / "tokenizer.json"):
            if not path.is_file():
                raise InputError(
                    f"{path}: no such file", hint="Build it (training/README.md), or code by rules."
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # the graph is written as it runs best; onnxruntime's own fusions would slow its layer norms
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session: Any = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self.encoding = Encoding(directory / "tokenizer.json")
        self.digest = f"sha256:{hashlib.sha256(model.read_bytes()).hexdigest()[:16]}"
        self._process = os.getpid()
        self._beside = ThreadPoolExecutor(1, "network")

    def scores(
        self, text: str, spans: Sequence[Span], pairs: Sequence[tuple[int, int]], syntax: Syntax | None = None
    ) -> Callable[[], Scores]:
        """The probabilities of `pairs` (indexes into `spans`, -1 nobody) of one sentence, when they are called for."""
        tokens = self.encoding.tokens(text)
        made = encode_pairs(tokens, spans, pairs, syntax)
        inputs = {
            "ids": tokens.ids[None],
            "source": made.source,
            "target": made.target,
            "features": made.features,
            "segments": made.segments,
        }

        def run() -> Scores:
            types, modalities, trigger = self._session.run(None, inputs)
            return Scores(types, modalities, trigger, tokens)

        return self._beside.submit(run).result if os.getpid() == self._process else run


def trigger_span(row: Floats, tokens: Tokens) -> tuple[int, int]:
    """The code points of the likeliest trigger's first token."""
    content: NDArray[np.bool_] = tokens.ends > tokens.starts
    k = int(np.where(content, row, -1.0).argmax())
    return int(tokens.starts[k]), int(tokens.ends[k])
