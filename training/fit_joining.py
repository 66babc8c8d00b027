"""Fit how rules and network are joined: `python -m training.fit_joining LABELS.jsonl SENTENCES.jsonl MODEL OUT.toml`.

Codes the labelled items that were kept from training (`examples.held_out`), marks every act read as right where a
label tells the same type and the same countries, and fits a logistic regression with L2 penalty on what both said.
Prints the F1 by five-fold cross-validation over items, for rules alone and joined.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.coding import Coder, assembling
from dragoman.coding.learned.joining import Joiner, Weights
from dragoman.coding.learned.reader import LearnedReader
from dragoman.records import Explanation, Report
from training.examples import held_out
from training.labels import document_of

MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
LEFT_OUT = {"demanded", "conditional"}
KEPT = 0.05


@dataclass
class Case:
    """One act read: its item, its features, its tuples, whether most of them are labelled."""

    item: str
    features: dict[str, float]
    tuples: set[tuple[str, str, str]]
    right: bool
    modality: str
    said: tuple[float, ...] | None
    told: str | None


def tuples_of(
    kind: str, sources: Iterable[str | None], targets: Iterable[str | None]
) -> set[tuple[str, str, str]]:
    """Type and country dyads as the end-to-end score counts them."""
    out = set()
    for s in sorted({a or "---" for a in sources}) or ["None"]:
        for t in sorted({a or "---" for a in targets}) or ["None"]:
            a, b = sorted((s, t)) if kind in MUTUAL and "None" not in (s, t) else (s, t)
            out.add((kind, a, b))
    return out


def gold_of(row: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    """The labelled tuples of an item with their modality; what is only demanded or conditional is left out."""
    out = {}
    for e in row["events"]:
        if e["modality"] not in LEFT_OUT:
            for t in tuples_of(
                e["type"], [a["country"] for a in e["source"]], [a["country"] for a in e["target"]]
            ):
                out[t] = e["modality"]
    return out


def report_tuples(report: Report) -> set[tuple[str, str, str]]:
    """The tuples of a report."""
    return tuples_of(report.type, [a.country for a in report.source], [a.country for a in report.target])


def read(rows: list[dict[str, Any]], coder: Coder) -> Iterator[tuple[str, list[Report]]]:
    """The reports of each item; of a row that labels one sentence, that sentence's alone."""
    for row in rows:
        document = document_of(row["id"])
        if document is not None:
            found = coder.code(document).reports
            start = row.get("start")
            near = [r for r in found if start is None or r.evidence.start <= start < r.evidence.end]
            yield row["id"], near


def cases(rows: list[dict[str, Any]], coder: Coder, kept: list[Any]) -> list[Case]:
    """Every act read in the items, with what both readers said."""
    gold = {r["id"]: gold_of(r) for r in rows}
    out = []
    for identity, reports in read(rows, coder):
        for r in reports:
            found = report_tuples(r)
            told = [gold[identity][t] for t in found if t in gold[identity]]
            learned = kept[int(r.explain.scores["case"])]
            out.append(Case(identity, dict(learned.features), found, len(told) * 2 >= len(found) and bool(told),
                            r.modality, learned.modalities, told[0] if told else None))  # fmt: skip
    return out


def matrix(found: list[Case], names: list[str]) -> np.ndarray:
    """Features [cases, names]; the types' own weights are held small by scaling."""
    out = np.zeros((len(found), len(names)))
    for k, c in enumerate(found):
        for name, value in c.features.items():
            if name in names:
                out[k, names.index(name)] = value * (0.5 if name.startswith("type:") else 1.0)
    return out


def fitted(found: list[Case], names: list[str], strength: float) -> LogisticRegression:
    """The regression on these cases."""
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=2000)
    return model.fit(matrix(found, names), [c.right for c in found])


def score(found: list[Case], p: np.ndarray, least: float, gold: dict[str, Any]) -> tuple[float, float, float]:
    """Precision, recall and F1 over tuples of the cases at or above `least`."""
    said = {
        (c.item, t)
        for c, q in zip(found, p, strict=True)
        if q >= least and c.modality not in LEFT_OUT
        for t in c.tuples
    }
    told = {(i, t) for i, ts in gold.items() for t in ts}
    hit = len(said & told)
    pr, re = hit / max(1, len(said)), hit / max(1, len(told))
    return pr, re, 2 * pr * re / max(1e-9, pr + re)


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("sentences", type=Path, help="labels of single sentences, rich in modality")
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--propose", type=float, default=0.2)
    parser.add_argument("--strength", type=float, default=0.3)
    a = parser.parse_args()
    rows, single = ([r for r in map(json.loads, path.open(encoding="utf-8")) if held_out(r["id"])]
                    for path in (a.labels, a.sentences))  # fmt: skip
    gold = {r["id"]: gold_of(r) for r in rows}
    text = []
    for part, reader in (("rules", None), ("joined", LearnedReader(a.model, threads=2))):
        coder, kept = prepared(reader, a.propose)
        found = cases(rows, coder, kept)
        names = sorted({n for c in found for n in c.features})
        p = np.zeros(len(found))
        folds = np.asarray([hash_of(c.item) % 5 for c in found])
        for k in range(5):
            train = [c for c, f in zip(found, folds, strict=True) if f != k]
            if (folds == k).any():
                test = [c for c, f in zip(found, folds, strict=True) if f == k]
                p[folds == k] = fitted(train, names, a.strength).predict_proba(matrix(test, names))[:, 1]
        print(
            part, "items", len(gold), "labelled tuples", sum(map(len, gold.values())), "acts read", len(found)
        )
        best = (0.0, 0.0)
        for least in np.arange(0.0, 0.85, 0.05):
            pr, re, f1 = score(found, p, float(least), gold)
            print(f"  least {least:.2f}  P {pr:.3f} R {re:.3f} F1 {f1:.3f}")
            best = max(best, (f1, float(least)))
        model = fitted(found, names, a.strength)
        more = cases(single, coder, kept)
        told = [c for c, q in zip(found, p, strict=True) if q >= best[1]]
        told += [
            c
            for c, q in zip(more, model.predict_proba(matrix(more, names))[:, 1], strict=True)
            if q >= best[1]
        ]
        heard = heard_of(told)
        weights = {
            n: w * (0.5 if n.startswith("type:") else 1.0) for n, w in zip(names, model.coef_[0], strict=True)
        }
        # a reader who wants fewer and surer acts has --min-confidence: an analyst who loses one cannot get it back
        text.append(table(part, weights, a.propose, KEPT, heard))
    a.out.write_text(
        "# Written by training/fit_joining.py; do not edit.\n" + "\n".join(text), encoding="utf-8"
    )


def heard_of(found: list[Case]) -> tuple[float, float]:
    """How much the rules' modality weighs beside the network's, where they read `actual` and where another.

    The mean of the shares of actual and of other acts that come out right is taken, since most acts are actual; the
    rules weigh at least e² and e⁵ against the network: a false `actual` is the worst mistake.
    """
    from dragoman.records import MODALITIES

    pairs = [c for c in found if c.told and c.said]
    best = (0.0, 1.0, 1.0, 0.0, 0.0)
    for plain in np.arange(2.0, 6.0, 0.5):
        for other in np.arange(5.0, 8.0, 0.5):
            right: dict[bool, list[bool]] = {True: [], False: []}
            for c in pairs:
                scores = {m: math.log(max(x, 1e-6)) for m, x in zip(MODALITIES, c.said or (), strict=True)}
                scores[c.modality] += float(plain if c.modality == "actual" else other)
                right[c.told == "actual"].append(max(scores, key=lambda m: scores[m]) == c.told)
            shares = [sum(r) / max(1, len(r)) for r in right.values()]
            best = max(best, (sum(shares) / 2, float(plain), float(other), *shares))
    if pairs:
        print(
            f"  modality right: {best[3]:.3f} of actual, {best[4]:.3f} of other acts, nats for the rules {best[1:3]}"
        )
    return best[1], best[2]


def prepared(reader: LearnedReader | None, propose: float) -> tuple[Coder, list[Any]]:
    """A coder that keeps every act, and the list of what was said of each (its place is in the report's scores)."""
    coder = Coder(by="rules")
    kept: list[Any] = []
    joiner = Joiner(Weights({}, propose, 0.0, 99.0, 99.0), coder.steps.policy)
    coder.join(reader, joiner)

    def explained(draft: Any) -> Explanation:
        kept.append(draft.learned)
        return Explanation(draft.learned.by, draft.rule, {"case": len(kept) - 1})

    assembling._explained = explained
    return coder, kept


def hash_of(text: str) -> int:
    """A number of a text that is the same in every run."""
    import zlib

    return zlib.crc32(text.encode()[::-1])


def table(
    part: str, weights: dict[str, float], propose: float, keep: float, heard: tuple[float, float]
) -> str:
    """The TOML of one part."""
    lines = [
        f"[{part}]",
        f"propose = {propose}",
        f"keep = {keep:.2f}",
        f"heard_actual = {heard[0]}",
        f"heard_other = {heard[1]}",
        f"[{part}.features]",
    ]
    lines += [f'"{n}" = {w:.4f}' for n, w in sorted(weights.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
