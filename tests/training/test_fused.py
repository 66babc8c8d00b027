"""The network written node by node says what the trained one says."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.fused import fused  # noqa: E402
from training.model import Reader  # noqa: E402

HIGHEST = (10, 10, 26, 26, 3, 17, 17, 6)  # of each feature


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader of random weights, one layer deep."""
    torch.manual_seed(0)
    made = Reader(1)
    for weights in made.parameters():
        weights.data.copy_(torch.randn_like(weights) * 0.06 + (0.9 if weights.dim() == 1 else 0.0))
    return made.eval()


def inputs(tokens: int, pairs: int) -> dict[str, np.ndarray]:
    """A sentence of random tokens; the first pair has no target."""
    chance = np.random.default_rng(tokens)
    source, target = (np.zeros((pairs, tokens), np.float32) for _ in range(2))
    source[np.arange(pairs), chance.integers(1, tokens - 1, pairs)] = 1
    target[np.arange(pairs), chance.integers(1, tokens - 1, pairs)] = 1
    target[0] = 0
    return {
        "ids": chance.integers(1000, 20000, (1, tokens)),
        "source": source,
        "target": target,
        "features": np.stack([chance.integers(0, most + 1, pairs) for most in HIGHEST], 1),
        "segments": chance.integers(0, 9, (pairs, tokens)),
    }


@pytest.mark.parametrize(("int8", "apart"), [(False, 1e-4), (True, 0.1)])
def test_the_graph_gives_the_readers_probabilities(reader: Reader, int8: bool, apart: float) -> None:
    """Whole floats to 1e-4; in seven bits near enough."""
    session = onnxruntime.InferenceSession(
        fused(reader, int8=int8).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    for tokens, pairs in ((3, 1), (40, 20)):
        given = inputs(tokens, pairs)
        found = session.run(None, given)
        t = {name: torch.tensor(array) for name, array in given.items()}
        with torch.no_grad():
            told = reader(
                t["ids"],
                torch.ones_like(t["ids"]),
                *(t[k][None] for k in ("source", "target", "features", "segments")),
            )
        for ours, theirs in zip(found, told, strict=True):
            assert np.abs(ours - theirs[0].softmax(-1).numpy()).max() < apart
