"""The trained reader as an ONNX graph of few large operations, written node by node.

What `torch.onnx.export` makes of the same network has some 250 nodes at run time, and their fixed cost was a third
of a sentence's. Here the query, key and value of a layer are one matrix product with the attention's scale in the
weights, attention and layer norms are onnxruntime's own, and what the head says of features and pointers is folded:
its embeddings are stored as what the pair's layer makes of them, and the pointer looks at the tokens themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.model import HEADS, WIDTH, Layer, PairHead, Reader

Array = NDArray[np.float32]
_OPSET = 18
_OURS = "com.microsoft"
_LEVELS = 63  # 7 bits: on AVX2 a sum of two products of 8 bits would overflow


@dataclass
class _Graph:
    """Nodes and constants in the making; `quantised` says whether weights are stored as int8."""

    quantised: bool
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def add(self, op: str, inputs: Sequence[str], domain: str = "", **attributes: Any) -> str:
        """A node with one output, whose name is returned."""
        name = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, array: NDArray[Any]) -> str:
        """A constant; returns its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def floats(self, values: torch.Tensor | Array) -> str:
        """A constant of 32-bit floats."""
        return self.constant(np.asarray(_array(values), dtype=np.float32))

    def linear(self, x: str, weights: Array, bias: Array | None) -> str:
        """X @ weights + bias, weights [in, out]."""
        if not self.quantised:
            product = self.add("MatMul", [x, self.floats(weights)])
            return product if bias is None else self.add("Add", [product, self.floats(bias)])
        whole, scale = quantised(weights)
        inputs = [x, self.constant(whole), self.floats(scale)]
        if bias is not None:
            inputs += ["", self.floats(bias)]
        return self.add("DynamicQuantizeMatMul", inputs, _OURS)

    def skip_norm(self, x: str, skip: str, norm: nn.LayerNorm) -> str:
        """The layer norm of x + skip."""
        inputs = [self.add("Add", [x, skip]), self.floats(norm.weight), self.floats(norm.bias)]
        return self.add("LayerNormalization", inputs, epsilon=norm.eps)

    def gelu(self, x: str) -> str:
        """The exact Gelu."""
        return self.add("Gelu", [x], _OURS)


def quantised(weights: Array) -> tuple[NDArray[np.int8], Array]:
    """Weights [in, out] as 7-bit whole numbers, with a scale a column."""
    scale = np.maximum(np.abs(weights).max(0), 1e-12) / _LEVELS
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def _array(values: torch.Tensor | Array) -> Array:
    return values.detach().cpu().float().numpy() if isinstance(values, torch.Tensor) else values


def _weights(*layers: nn.Linear) -> tuple[Array, Array]:
    """Weights [in, out] and bias of linear layers side by side."""
    return (
        np.concatenate([_array(f.weight).T for f in layers], 1),
        np.concatenate([_array(f.bias) for f in layers]),
    )


def _thirds(g: _Graph, x: str, parts: int) -> list[str]:
    """The last axis in equal parts."""
    names = [f"{x}_{k}" for k in range(parts)]
    g.nodes.append(helper.make_node("Split", [x], names, name=f"Split_{x}", axis=-1, num_outputs=parts))
    return names


def _embedded(g: _Graph, reader: Reader, ids: str) -> str:
    """Ids [1,T] to [1,T,W]."""
    encoder = reader.encoder
    words = _array(encoder.words.weight)
    if g.quantised:
        scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-12) / 127
        rows = g.add("Gather", [g.constant(np.rint(words / scale).astype(np.int8)), ids])
        rows = g.add("Cast", [rows], to=TensorProto.FLOAT)
        rows = g.add("Mul", [rows, g.add("Gather", [g.floats(scale), ids])])
    else:
        rows = g.add("Gather", [g.floats(words), ids])
    places = g.floats((encoder.places.weight + encoder.sentence)[None])
    length = g.add("Shape", [ids], start=1)
    zero, axis = g.constant(np.zeros(1, np.int64)), g.constant(np.ones(1, np.int64))
    places = g.add("Slice", [places, zero, length, axis])
    return g.skip_norm(rows, places, encoder.norm)


def _layer(g: _Graph, layer: Layer, x: str) -> str:
    weights, bias = _weights(layer.query, layer.key, layer.value)
    scale = 1 / math.sqrt(WIDTH // HEADS)
    weights[:, :WIDTH] *= scale
    bias[:WIDTH] *= scale
    parts = _thirds(g, g.linear(x, weights, bias), 3)
    mixed = g.add("MultiHeadAttention", parts, _OURS, num_heads=HEADS, scale=1.0)
    x = g.skip_norm(g.linear(mixed, *_weights(layer.out)), x, layer.norm1)
    inner = g.gelu(g.linear(x, *_weights(layer.up)))
    return g.skip_norm(g.linear(inner, *_weights(layer.down)), x, layer.norm2)


def _features(g: _Graph, head: PairHead, weights: Array, ids: str) -> str:
    """What the pair's layer makes of the features' embeddings: one table, a row a feature's value, to [1,P,W]."""
    tables = [head.kind, head.kind, head.sector, head.sector, head.home, head.told, head.told, head.said]
    width = head.kind.embedding_dim
    rows = [_array(t.weight) @ weights[k * width : (k + 1) * width] for k, t in enumerate(tables)]
    begins = np.cumsum([0, *(len(r) for r in rows[:-1])])
    at = g.add("Add", [ids, g.constant(begins.astype(np.int64))])
    found = g.add("Gather", [g.floats(np.concatenate(rows)), at])
    return g.add("ReduceSum", [found, g.constant(np.asarray([1], np.int64))], keepdims=0)


def _pairs(g: _Graph, head: PairHead, tokens: str, source: str, target: str, features: str) -> str:
    """The pairs' vectors [P,W]."""
    weights, bias = _weights(head.pair)
    s, o = g.add("MatMul", [source, tokens]), g.add("MatMul", [target, tokens])
    empty = g.add("Sub", [g.floats(np.ones(1, np.float32)), _row_sums(g, target)])
    o = g.add("Add", [o, g.add("Mul", [empty, g.floats(head.nobody)])])
    both = g.add("Concat", [s, o, g.add("Mul", [s, o])], axis=-1)
    told = _features(g, head, weights[3 * WIDTH :], features)
    return g.gelu(g.add("Add", [g.linear(both, weights[: 3 * WIDTH], bias), told]))


def _row_sums(g: _Graph, x: str) -> str:
    return g.add("ReduceSum", [x, g.constant(np.asarray([-1], np.int64))], keepdims=1)


def _reshaped(g: _Graph, x: str, shape: Sequence[int]) -> str:
    return g.add("Reshape", [x, g.constant(np.asarray(shape, np.int64))])


def _head(g: _Graph, head: PairHead, tokens3: str) -> tuple[str, str, str]:
    """Logits [P,17], [P,17,6] and [P,T]."""
    tokens = _reshaped(g, tokens3, [-1, WIDTH])
    pair = _pairs(g, head, tokens, "source", "target", "features")
    scale = 1 / math.sqrt(WIDTH // head.heads)
    query, bias = _weights(head.query)
    asked = _reshaped(g, g.linear(pair, query * scale, bias * scale), [1, -1, WIDTH])
    keys, values = _thirds(g, g.linear(tokens3, *_weights(head.key, head.value)), 2)
    marked = g.add("Gather", [g.floats(_array(head.segment.weight).T), "segments"], axis=1)
    marked = g.add("Unsqueeze", [marked, g.constant(np.asarray([0], np.int64))])
    seen = g.add(
        "MultiHeadAttention", [asked, keys, values, "", "", marked], _OURS, num_heads=head.heads, scale=1.0
    )
    seen = _reshaped(g, seen, [-1, WIDTH])
    h = g.skip_norm(g.linear(seen, *_weights(head.out)), pair, head.norm)
    up = g.gelu(g.linear(g.add("Concat", [h, seen], axis=-1), *_weights(head.up)))
    h = g.skip_norm(up, h, head.norm2)
    # of pointer(h) · pointed(x), what does not depend on x falls out of the softmax over tokens
    pointed, ours = _array(head.pointed.weight), math.sqrt(WIDTH)
    folded = _array(head.pointer.weight).T @ pointed / ours
    looking = g.linear(h, folded, _array(head.pointer.bias) @ pointed / ours)
    trigger = g.add("FusedMatMul", [looking, tokens], _OURS, transB=1)
    modality, bias = _weights(head.modality)
    modalities = _reshaped(g, g.linear(h, modality, bias), [-1, 1, head.modality.out_features])
    return g.linear(h, *_weights(head.types)), g.add("Add", [modalities, g.floats(head.typed)]), trigger


def fused(reader: Reader, *, int8: bool = True) -> onnx.ModelProto:
    """The reader for the pairs of one sentence.

    Ids [1,T]; source, target, segments [P,T]; features [P,8] to probabilities types [P,17], modalities [P,17,6],
    trigger [P,T]. With `int8` weights are stored in 7 bits, a scale a column, and what is multiplied with them is
    quantised by its own range; without it the outputs are the reader's, but for the order of additions.
    """
    g = _Graph(int8)
    x = _embedded(g, reader, "ids")
    for layer in reader.encoder.layers:
        x = _layer(g, layer, x)  # type: ignore[arg-type]
    logits = zip(("types", "modalities", "trigger"), _head(g, reader.head, x), strict=True)
    for name, scores in logits:
        g.nodes.append(helper.make_node("Softmax", [scores], [name], name=name, axis=-1))
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    types, modalities = reader.head.typed.shape
    inputs = [("ids", whole, [1, "T"]), ("source", real, ["P", "T"]), ("target", real, ["P", "T"]),
              ("features", whole, ["P", 8]), ("segments", whole, ["P", "T"])]  # fmt: skip
    outputs = [("types", real, ["P", types]), ("modalities", real, ["P", types, modalities]),
               ("trigger", real, ["P", "T"])]  # fmt: skip
    made = helper.make_graph(
        g.nodes, "reader", [helper.make_tensor_value_info(*i) for i in inputs],
        [helper.make_tensor_value_info(*o) for o in outputs], g.constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OURS, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9)
