"""Sentences with mentions and labelled pairs, from frames and from hand labels: what the network trains on.

`python -m training.examples OUT.jsonl` writes one line a sentence:
`{"text", "spans": [[start, end, country, sector, kind]], "pairs": [[i, j, type, modality, [start, end] | null]],
"unclear": [[i, j]], "from": "frames" | corpus, "id", "parse": [starts, ends, heads], "told": [[i, j, type,
modality, token]], "said": {token: modality}}`; j is -1 for nobody. Pairs not listed do not interact; `told` and
`said` are what the rules read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, cast

from dragoman.coding import Coder
from dragoman.coding.assembling import Assembler
from dragoman.coding.learned.candidates import spans_of, syntax_of
from dragoman.coding.learned.encoding import Span
from dragoman.coding.parties import Scene
from dragoman.records import Actor, Mention
from training.frames import expand, read_frames
from training.labels import document_of
from training.naming import load_vocabulary

ROOT = Path(__file__).parent
MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}


# -- frames ------------------------------------------------------------------------------------------------


def from_frames(variants: int, seed: int, coder: Coder) -> Iterator[dict[str, Any]]:
    """Up to `variants` different sentences of every frame, parsed and read by the rules."""
    made = _frames(variants, seed)
    while batch := list(islice(made, 256)):
        parses = coder.steps.parser.parse((row["text"], _names(row)) for row in batch)
        for row, parse in zip(batch, parses, strict=True):
            mentions = [_mention(row["text"], Span(*s)) for s in row["spans"]]
            yield {**row, **_ruled(Scene(parse, 0, mentions), [Span(*s) for s in row["spans"]], coder)}


def _names(row: dict[str, Any]) -> list[tuple[int, int]]:
    return [(s, e) for s, e, _, _, kind in row["spans"] if kind in {"person", "organisation", "group"}]


def _mention(text: str, s: Span) -> Mention:
    words = text[s.start : s.end]
    actor = Actor(s.country or words, words, s.country, s.sector, None, words)
    return Mention(s.start, s.end, words, actor, cast(Any, s.kind), s.start)


def _ruled(scene: Scene, spans: list[Span], coder: Coder) -> dict[str, Any]:
    """The parse, and what the rules say of the pairs of spans."""
    rules, parse = Assembler(coder.steps), scene.parse
    read = [(d, rules.ruled_modality(scene, d)) for d in coder.steps.predicates.read(scene)]
    syntax = syntax_of(scene, spans, read, lambda k: coder.steps.modality.read(parse, k).modality)
    verbs = [k for k in range(len(parse)) if parse.tags[k].startswith("V")]
    return {
        "parse": [parse.starts, parse.ends, parse.heads],
        "told": [[i, j, *told] for (i, j), told in syntax.told.items()],
        "said": {k: syntax.said(k) for k in verbs},
    }


def _frames(variants: int, seed: int) -> Iterator[dict[str, Any]]:
    rng, vocabulary = random.Random(seed), load_vocabulary(ROOT / "vocabulary")
    for path in sorted((ROOT / "frames").glob("*.txt")):
        for frame in read_frames(path):
            seen = set()
            for _ in range(2 * variants):
                made = expand(frame, rng, vocabulary)
                if made and made["text"] not in seen and len(seen) < variants:
                    seen.add(made["text"])
                    yield _of_frame(made, path.stem)


def _of_frame(made: dict[str, Any], name: str) -> dict[str, Any]:
    mentions = made["mentions"]
    places = {letter: [k for k, m in enumerate(mentions) if m["letter"] == letter] for m in mentions
              for letter in [m["letter"]]}  # fmt: skip
    pairs: list[list[Any]] = []
    for source, target, kind, modality in made["relations"]:
        for i in places[source]:
            for j in places[target] if target else [-1]:
                pairs.append([i, j, kind, modality, None])
                if kind in MUTUAL and j >= 0:
                    pairs.append([j, i, kind, modality, None])
    unclear = [[i, j] for a, b in made["unclear"] for i in places.get(a, []) for j in places.get(b, [])]
    unclear += [[i, j] for same in places.values() for i in same for j in same if i != j]
    spans = [[m["start"], m["end"], m["country"], m["sector"], m["kind"]] for m in mentions]
    return {"text": made["text"], "spans": spans, "pairs": pairs, "unclear": unclear, "from": "frames",
            "id": f"{name}:{made['where'].split(':')[1]}"}  # fmt: skip


# -- hand labels -------------------------------------------------------------------------------------------


def from_labels(paths: Iterable[Path], coder: Coder) -> Iterator[dict[str, Any]]:
    """The sentences of the labelled items, with the coder's own mentions."""
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            yield from _of_item(row, coder)


def _of_item(row: dict[str, Any], coder: Coder) -> Iterator[dict[str, Any]]:
    document = document_of(row["id"])
    if document is None or zlib.crc32(document.text.encode()) != row["text"]:
        print(f"{row['id']}: not the text that was labelled, left out", file=sys.stderr)
        return
    only = row.get("start")
    for sentence, scene in coder.scenes(document):
        if only is not None and not sentence.start <= only < sentence.end:
            continue
        events = [e for e in row["events"] if sentence.start <= e["trigger"][0] < sentence.end]
        made = _of_sentence(sentence.text, sentence.start, spans_of(scene), events)
        ruled = _ruled(scene, [Span(*s) for s in made["spans"]], coder)
        yield {**made, **ruled, "from": row["id"].split("-")[0], "id": row["id"]}


def _of_sentence(text: str, offset: int, spans: list[Span], events: list[dict[str, Any]]) -> dict[str, Any]:
    spans, pairs = list(spans), []
    unclear: set[tuple[int, int]] = set()
    for event in events:
        sides = [
            [k for a in event[s] for k in _places(a, spans, offset, len(text))] for s in ("source", "target")
        ]
        trigger = [event["trigger"][0] - offset, event["trigger"][1] - offset]
        for i in sides[0]:
            for j in sides[1] or ([] if event["target"] else [-1]):
                if i != j:
                    pairs.append([i, j, event["type"], event["modality"], trigger])
                    if event["type"] in MUTUAL and j >= 0:
                        pairs.append([j, i, event["type"], event["modality"], trigger])
        unclear |= _unclear(event, spans, sides)
    told = {(p[0], p[1]) for p in pairs}
    return {"text": text, "spans": [list(s) for s in spans], "pairs": pairs,
            "unclear": sorted(list(u) for u in unclear if u not in told)}  # fmt: skip


def _places(actor: dict[str, Any], spans: list[Span], offset: int, length: int) -> list[int]:
    """The mentions that stand for a labelled actor; a new span where the coder has none."""
    start, end = actor["span"][0] - offset, actor["span"][1] - offset
    if start < 0 or end > length:  # named elsewhere: a reference to the same country may stand here
        return [k for k, s in enumerate(spans) if s.kind == "reference" and s.country == actor["country"]][:1]
    over = [k for k, s in enumerate(spans) if s.start < end and s.end > start]
    good = [k for k in over if spans[k].country == actor["country"]] or [
        k for k in over if not spans[k].country
    ]
    if good:
        exact = [k for k in good if spans[k].sector == actor["sector"]]
        return (exact or good)[:1]
    spans.append(Span(start, end, actor["country"], actor["sector"], "other"))
    return [len(spans) - 1]


def _unclear(event: dict[str, Any], spans: list[Span], sides: list[list[int]]) -> set[tuple[int, int]]:
    """Pairs of other mentions of the same countries: they may well stand for the same act."""
    sources = {a["country"] for a in event["source"]}
    targets = {a["country"] for a in event["target"]}
    out = set()
    for i, s in enumerate(spans):
        for j, t in enumerate(spans):
            if sources & targets:  # at home every mention is of the country: only those beside a party count
                here = (i in sides[0] and t.country in targets) or (j in sides[1] and s.country in sources)
                there = False
            else:
                here = (s.country in sources or i in sides[0]) and (t.country in targets or j in sides[1])
                both = sources | targets
                there = event["type"] in MUTUAL and s.country in both and t.country in both
            if i != j and (here or there):
                out.add((i, j))
        if s.country in sources and (not event["target"] or s.country in targets):
            out.add((i, -1))
    return out


def held_out(identity: str) -> bool:
    """Whether an item is kept from training, for tuning: a sixth, by its id."""
    return zlib.crc32(identity.encode()) % 6 == 0


def main() -> None:
    """Write the examples of all frames and all labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--variants", type=int, default=14)
    parser.add_argument("--labels", type=Path, default=ROOT / "labels")
    parser.add_argument("--seed", type=int, default=20261124)
    arguments = parser.parse_args()
    with arguments.out.open("w", encoding="utf-8") as out:
        coder = Coder(by="rules")
        for row in from_labels(sorted(arguments.labels.glob("*.jsonl")), coder):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for row in from_frames(arguments.variants, arguments.seed, coder):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
