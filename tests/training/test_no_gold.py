"""No gold sentence is among what the learned reader was trained on."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared_data import shared

TRAINING = Path(__file__).parents[2] / "training"
NEWS = {
    "wpce": "news/current_events_2025_2026.jsonl.gz",
    "kremlin": "news/kremlin_en_1999_2019.jsonl.gz",
    "reut": "news/reuters21578.jsonl.gz",
}


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}|\d+", text.lower()))


def digest(text: str) -> str:
    return hashlib.sha256(" ".join(re.findall(r"\w+", text.lower())).encode()).hexdigest()


def gold_texts() -> Iterator[str]:
    for name in ("current_events_dev", "modality_dev"):
        for line in shared(f"gold/{name}.items.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for line in shared("gold/plv_train.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")[1]


def labelled() -> set[str]:
    rows = [
        line for path in sorted(TRAINING.glob("labels/**/*.jsonl")) for line in path.read_text().splitlines()
    ]
    return {json.loads(row)["id"] for row in rows}


def test_no_labelled_item_is_a_gold_item() -> None:
    gold = set()
    for name in ("current_events_dev", "modality_dev"):
        for line in shared(f"gold/{name}.items.jsonl").read_text(encoding="utf-8").splitlines():
            found = re.search(r"wpce-[\d-]+|kremlin-\d+|reut-\d+", json.loads(line)["id"])
            assert found is not None
            gold.add(re.sub(r"^(wpce-\d{4}-\d\d-\d\d-\d+).*", r"\1", found[0]))
            gold.add(re.sub(r"^((?:kremlin|reut)-\d+).*", r"\1", found[0]))
    assert not gold & labelled()


def test_no_labelled_text_is_near_a_gold_sentence() -> None:
    gold = [words(t) for t in gold_texts()]
    places: dict[str, list[int]] = defaultdict(list)
    for k, bag in enumerate(gold):
        for word in bag:
            places[word].append(k)
    digests = {digest(t) for t in gold_texts()}
    ids = labelled()
    with gzip.open(shared(NEWS["wpce"]), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        if row["id"] not in ids:
            continue
        assert digest(row["text"]) not in digests, row["id"]
        bag = words(row["text"])
        shares = Counter(k for word in bag for k in places.get(word, ()))
        for k, n in shares.most_common(3):
            assert n / len(bag | gold[k]) < 0.45, row["id"]


def test_no_frame_is_near_a_gold_sentence() -> None:
    gold = [words(t) for t in gold_texts()]
    for path in sorted(TRAINING.glob("frames/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line[0] in "#>=?":
                continue
            bag = words(re.sub(r"<[^>]*>", " ", line))
            if len(bag) < 6:
                continue
            for other in gold:
                if len(bag & other) >= 0.8 * len(other) and len(other) >= 6:
                    pytest.fail(f"{path.name}: {line}")
