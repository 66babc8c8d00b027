"""Fit which sentences the network is asked about: `python -m training.fit_gate EXAMPLES.jsonl OUT.toml`.

A logistic regression with L1 penalty over the words of the labelled sentences that name two actors; right where some
pair is told. Prints what passes of the items held out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dragoman.coding.learned.gate import words_of
from training.examples import held_out

LEAST = 4


def matrix(rows: list[dict[str, Any]], index: dict[str, int]) -> csr_matrix:
    """Which words each sentence has [sentences, words]."""
    cells = [(n, index[w]) for n, r in enumerate(rows) for w in words_of(r["text"]) if w in index]
    at = np.asarray(cells, dtype=np.int64).reshape(-1, 2)
    return csr_matrix((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(len(rows), len(index)))


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--least", type=float, default=-0.6, help="asked where the rules read nothing")
    parser.add_argument("--doubt", type=float, default=-1.0, help="asked where the rules read an act")
    parser.add_argument("--strength", type=float, default=0.6)
    parser.add_argument("--frames", type=float, default=0.15, help="weight of a frame's sentence")
    a = parser.parse_args()
    rows = [r for r in map(json.loads, a.examples.open(encoding="utf-8")) if len(r["spans"]) > 1]
    test = [r for r in rows if r["from"] != "frames" and held_out(r["id"])]
    train = [r for r in rows if r["from"] == "frames" or not held_out(r["id"])]
    seen = Counter(w for r in train for w in words_of(r["text"]))
    index = {w: k for k, w in enumerate(sorted(w for w, n in seen.items() if n >= LEAST))}
    model = LogisticRegression(C=a.strength, l1_ratio=1.0, solver="liblinear", class_weight="balanced")
    weight = [a.frames if r["from"] == "frames" else 1.0 for r in train]
    model.fit(matrix(train, index), [bool(r["pairs"]) for r in train], sample_weight=weight)
    z = matrix(test, index) @ model.coef_[0] + model.intercept_[0]
    told = np.asarray([bool(r["pairs"]) for r in test])
    for corpus in sorted({r["from"] for r in test}):
        of = np.asarray([r["from"] == corpus for r in test])
        print(f"{corpus}: {of.sum()} sentences, {told[of].sum()} tell something; "
              f"{np.mean(z[of & told] >= a.least):.3f} of those and {np.mean(z[of] >= a.least):.3f} of all pass")  # fmt: skip
    lines = [f'"{w}" = {model.coef_[0][k]:.3f}' for w, k in index.items() if abs(model.coef_[0][k]) >= 0.005]
    head = [
        "# Written by training/fit_gate.py; do not edit.",
        f"bias = {model.intercept_[0]:.3f}",
        f"least = {a.least:.3f}",
        f"doubt = {a.doubt:.3f}",
    ]
    a.out.write_text("\n".join([*head, "[words]", *lines, ""]), encoding="utf-8")
    print(f"{a.out}: {len(lines)} words, least {a.least:.2f}")


if __name__ == "__main__":
    main()
