"""Fit how rules and network are joined: `python -m training.fit_joining LABELS_DIRECTORY MODEL_DIRECTORY`.

An act read is right where a label tells the same type and the same countries. On the items that the network was
trained on, the rules' acts alone are counted by type and head (`track.csv`). On those kept from training
(`examples.held_out`, and all of `tuning/`) a logistic regression with L2 penalty is fitted on what both said
(`joining.toml`), on items and on single sentences of other kinds of text. Both files are written beside the model.
Prints the F1 by five-fold cross-validation over items, for rules alone and joined.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.coding import Coder, assembling
from dragoman.coding.learned.gate import Gate
from dragoman.coding.learned.joining import Joiner, Weights, said_of_modality
from dragoman.coding.learned.reader import LearnedReader
from dragoman.coding.learned.track import Key, TrackRecord, key_of
from dragoman.records import MODALITIES, Explanation, Modality, Report
from training.examples import held_out
from training.labels import document_of

MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
LEFT_OUT = {"demanded", "conditional"}
# a reader who wants fewer and surer acts has --min-confidence: an analyst who loses one cannot get it back
LONG = 1500
ITEM = {"rules": 0.30, "model": 0.30, "targetless": 0.15}
ARTICLE = {"rules": 0.0, "model": 0.80, "targetless": 0.0}
# the rules' own modality stands
AS_RULED = {f"{m}:{by}": [float(m == n) for n in MODALITIES] for m in MODALITIES for by in ("rules", "alone")}
FOLDS = 5
ITEMS, SENTENCES = "current_events.jsonl", "sentences.jsonl"


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


def key(row: dict[str, Any]) -> str:
    """What names an item, or one labelled sentence of it."""
    return f"{row['id']}:{row['start']}" if "start" in row else str(row["id"])


def gold_of(row: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    """The labelled tuples with their modality; of whole items, what is only demanded or conditional is left out."""
    out = {}
    for e in row["events"]:
        if "start" in row or e["modality"] not in LEFT_OUT:
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
    last, found = "", ()
    for row in rows:
        document = document_of(row["id"])
        if document is not None:
            if row["id"] != last:  # the sentences of a document follow each other
                last, found = row["id"], coder.code(document).reports
            start = row.get("start")
            near = [r for r in found if start is None or r.evidence.start <= start < r.evidence.end]
            yield key(row), near


def cases(rows: list[dict[str, Any]], coder: Coder, kept: list[Any]) -> list[Case]:
    """Every act read in the items, with what both readers said."""
    gold = {key(r): gold_of(r) for r in rows}
    out = []
    for identity, reports in read(rows, coder):
        for r in reports:
            found = report_tuples(r)
            told = [gold[identity][t] for t in found if t in gold[identity]]
            learned = kept[int(r.explain.scores["case"])]
            out.append(Case(identity, dict(learned.features), found, len(told) * 2 >= len(found) and bool(told),
                            r.modality, learned.modalities, told[0] if told else None))  # fmt: skip
    return out


class Fit:
    """A regression with L2 penalty on cases, and the same without each fifth of them.

    The types' own weights are held small by scaling.
    """

    def __init__(self, found: list[Case], strength: float) -> None:
        self.names = sorted({n for c in found for n in c.features})
        self._column = {n: k for k, n in enumerate(self.names)}
        self._scale = np.asarray([0.5 if n.startswith("type:") else 1.0 for n in self.names])
        x, y = np.stack([self._row(c) for c in found]), np.asarray([c.right for c in found])
        fold = np.asarray([hash_of(c.item) % FOLDS for c in found])
        chosen = [np.full(len(y), True), *(fold != k for k in range(FOLDS))]
        self._models = [
            LogisticRegression(C=strength, fit_intercept=False, max_iter=2000).fit(x[some], y[some])
            for some in chosen
        ]

    def _row(self, case: Case) -> np.ndarray:
        row = np.zeros(len(self.names))
        for name, value in case.features.items():
            if name in self._column:
                row[self._column[name]] = value
        return row * self._scale

    def whole(self, case: Case) -> float:
        """How likely the case is right."""
        return float(self._models[0].predict_proba(self._row(case)[None])[0, 1])

    def apart(self, case: Case) -> float:
        """How likely the case is right, told by cases of other items."""
        model = self._models[1 + hash_of(case.item) % FOLDS]
        return float(model.predict_proba(self._row(case)[None])[0, 1])

    def weights(self) -> dict[str, float]:
        """The fitted weights by name."""
        return dict(zip(self.names, self._models[0].coef_[0] * self._scale, strict=True))


def labelled(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of labels; none where it is absent."""
    return [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []


def untrained(labels: Path, name: str) -> list[dict[str, Any]]:
    """The rows of this name that the network was not trained on."""
    rows = [r for r in labelled(labels / name) if held_out(r["id"])] + labelled(labels / "tuning" / name)
    return sorted(rows, key=lambda r: (r["id"], r.get("start", 0)))


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
    parser.add_argument("model", type=Path)
    parser.add_argument("--track", action="store_true", help="take the counts that are there")
    parser.add_argument("--propose", type=float, default=0.15)
    parser.add_argument("--strength", type=float, default=0.3)
    a = parser.parse_args()
    if not a.track:
        counted([r for r in labelled(a.labels / ITEMS) if not held_out(r["id"])], a.model / "track.csv")
    track, gate = TrackRecord.load(a.model / "track.csv"), Gate.load(a.model / "gate.toml")
    rows, single = untrained(a.labels, ITEMS), untrained(a.labels, SENTENCES)
    gold = {key(r): gold_of(r) for r in rows}
    text: list[str] = []
    ruled: Fit | None = None
    for part, reader in (("rules", None), ("joined", LearnedReader(a.model, threads=2))):
        coder, kept = prepared(reader, a.propose, track, gate)
        found, more = cases(rows, coder, kept), cases(single, coder, kept)
        fit = Fit([c for c in (*found, *more) if reader is None or c.said], a.strength)
        ruled = ruled or fit
        # what the network was not asked about is weighed as where there is none
        p = np.asarray([(fit if c.said else ruled).apart(c) for c in found])
        print(
            part, "items", len(gold), "labelled tuples", sum(map(len, gold.values())), "acts read", len(found)
        )
        best = (0.0, 0.0)
        for least in np.arange(0.0, 0.85, 0.05):
            pr, re, f1 = score(found, p, float(least), gold)
            print(f"  least {least:.2f}  P {pr:.3f} R {re:.3f} F1 {f1:.3f}")
            best = max(best, (f1, float(least)))
        least = min(best[1], ITEM["rules"])
        heard = heard_of([c for c in (*found, *more) if fit.whole(c) >= least])
        text.append(table(part, fit.weights(), a.propose, heard))
    (a.model / "joining.toml").write_text(
        "# Written by training/fit_joining.py; do not edit.\n" + "\n".join(text), encoding="utf-8"
    )


def heard_of(found: list[Case]) -> dict[str, list[float]]:
    """How each thing said of an act's modality weighs for each of the six: a multinomial regression.

    An act that is not actual counts three times: most are, and a possible act told as a fact is the worst mistake.
    """
    pairs = [c for c in found if c.told and c.said]
    if not pairs:
        return {}
    names = tuple(MODALITIES)
    rows = [
        said_of_modality(
            next(iter(c.tuples))[0], cast(Modality, c.modality), c.said or (), ruled="rules" in c.features
        )
        for c in pairs
    ]
    index = sorted({n for r in rows for n in r})
    x = np.asarray([[r.get(n, 0.0) for n in index] for r in rows])
    y = np.asarray([names.index(c.told or "") for c in pairs])
    weight = np.where(y == 0, 1.0, 3.0)
    folds = np.asarray([hash_of(c.item) % 5 for c in pairs])
    guess = np.zeros(len(pairs), dtype=int)
    for k in range(5):
        model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=3000)
        model.fit(x[folds != k], y[folds != k], weight[folds != k])
        guess[folds == k] = model.predict(x[folds == k])
    for what, chosen in (("actual", y == 0), ("other", y != 0)):
        print(f"  modality of {what} acts right: {np.mean(guess[chosen] == y[chosen]):.3f} of {chosen.sum()}")
    print(f"  actual that are not: {np.mean(y[guess == 0] != 0):.3f} of {(guess == 0).sum()}")
    model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=3000).fit(x, y, weight)
    weights = np.zeros((len(names), len(index)))
    weights[model.classes_] = model.coef_
    return {n: [round(float(w), 4) for w in weights[:, k]] for k, n in enumerate(index)}


def counted(rows: list[dict[str, Any]], out: Path) -> None:
    """Write how often the acts of each rule's type and head were read in these items, and how often rightly."""
    coder, _ = prepared(None, 0.0, TrackRecord({}, {}), Gate({}, 0.0, 0.0, 0.0))
    gold = {key(r): gold_of(r) for r in rows}
    read_, right = Counter[Key](), Counter[Key]()
    for identity, reports in read(rows, coder):
        for r in reports:
            found = report_tuples(r)
            of_rule = key_of(r.type, r.explain.rule or "")
            read_[of_rule] += 1
            right[of_rule] += sum(t in gold[identity] for t in found) * 2 >= len(found)
    lines = [f"{kind},{head},{right[kind, head]},{n}" for (kind, head), n in sorted(read_.items())]
    out.write_text("\n".join(["type,head,right,read", *lines, ""]), encoding="utf-8")


def prepared(
    reader: LearnedReader | None, propose: float, track: TrackRecord, gate: Gate
) -> tuple[Coder, list[Any]]:
    """A coder that keeps every act, and the list of what was said of each (its place is in the report's scores)."""
    coder = Coder(by="rules")
    kept: list[Any] = []
    everything = dict.fromkeys(ITEM, 0.0)
    weights = Weights({}, AS_RULED, propose, 0, everything, everything)
    joiner = Joiner(weights, weights, coder.steps.policy, track, gate)
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


def leasts(kept: dict[str, float]) -> str:
    """The least probabilities as the inside of an inline table of TOML."""
    return ", ".join(f"{name} = {least:.2f}" for name, least in kept.items())


def table(part: str, weights: dict[str, float], propose: float, heard: dict[str, list[float]]) -> str:
    """The TOML of one part."""
    lines = [
        f"[{part}]",
        f"propose = {propose}",
        f"long = {LONG}",
        *(f"{name} = {{ {leasts(kept)} }}" for name, kept in (("item", ITEM), ("article", ARTICLE))),
        f"[{part}.features]",
    ]
    lines += [f'"{n}" = {w:.4f}' for n, w in sorted(weights.items())]
    lines += [f"[{part}.modality]", *(f'"{n}" = {ws}' for n, ws in heard.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
