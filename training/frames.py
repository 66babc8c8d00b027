"""Frames to labelled sentences: `python -m training.frames FILE...` checks files and prints samples.

A frame is a line of text with alternatives `{a|b|}` and actor slots `<S:state>`, followed by relation lines
`> S T TYPE modality`, same-country lines `= S T` and unclear pairs `? S T`. See training/README.md.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.ontology import load_ontology
from dragoman.records import MODALITIES
from training.naming import Namer, load_vocabulary

ROOT = Path(__file__).parent
_SLOT = re.compile(
    r"<([A-Z])(?::(\w+)|\.(\w+))>|<(town|day|date|month|year|number|big|money)(?::([A-Z]))?>|@(\w+)"
)


@dataclass
class Frame:
    """One frame: its text, its relations and where it stands."""

    text: str
    where: str
    relations: list[tuple[str, str | None, str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)

    def letters(self) -> dict[str, str]:
        """The slot letters in order of appearance, each with its first kind."""
        out: dict[str, str] = {}
        for m in _SLOT.finditer(self.text):
            if m[1] and m[2]:
                out.setdefault(m[1], m[2])
        return out


class FrameError(ValueError):
    """A line of a frame file that cannot be read."""


def read_frames(path: Path) -> Iterator[Frame]:
    """The frames of a file. Raises FrameError with file and line."""
    types = load_ontology().types
    frame: Frame | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line, where = raw.strip(), f"{path.name}:{number}"
        if line.startswith("#"):
            continue
        if not line:
            if frame:
                yield frame
            frame = None
        elif line[0] in ">=?" and line[1:2] == " ":
            if frame is None:
                raise FrameError(f"{where}: relation line without a sentence before it")
            _relation(frame, line, where, types)
        elif frame is None:
            frame = Frame(line, where)
        else:
            yield frame
            frame = Frame(line, where)
    if frame:
        yield frame


def _relation(frame: Frame, line: str, where: str, types: Any) -> None:
    parts = line[1:].split()
    known = set(frame.letters()) | {"-"}
    if any(p not in known for p in parts[:2]):
        raise FrameError(f"{where}: {line}: no such slot in the sentence")
    if line[0] == "=":
        frame.same += [(parts[0], p) for p in parts[1:]]
        return
    if line[0] == "?":
        frame.unclear.append((parts[0], parts[1]))
        return
    if len(parts) != 4 or parts[2] not in types or parts[3] not in MODALITIES:
        raise FrameError(f"{where}: {line}: wants `> SOURCE TARGET TYPE modality`")
    frame.relations.append((parts[0], None if parts[1] == "-" else parts[1], parts[2], parts[3]))


def choose(text: str, rng: random.Random) -> str:
    """The text with one alternative taken of each choice, innermost first."""
    pattern = re.compile(r"\{([^{}]*)\}")
    while True:
        m = pattern.search(text)
        if m is None:
            return text
        text = text[: m.start()] + rng.choice(m[1].split("|")) + text[m.end() :]


def expand(frame: Frame, rng: random.Random, vocabulary: dict[str, list[str]]) -> dict[str, Any] | None:
    """One sentence of the frame with its mentions and relations as offsets; None where a party was not chosen."""
    text = choose(frame.text, rng)
    namer = Namer(rng, {b: a for a, b in frame.same})
    out, mentions, at = "", [], 0
    for m in _SLOT.finditer(text):
        out += text[at : m.start()]
        at = m.end()
        if m[6]:
            out += choose(rng.choice(vocabulary[m[6]]), rng)
        elif m[4]:
            out += namer.filler(m[4], m[5])
        elif m[3]:
            out += namer.attribute(m[1], m[3])
        else:
            named = namer.actor(m[1], m[2])
            start = len(out)
            out += named.text + (" " + named.tail if named.tail else "")
            mentions.append(
                {"letter": m[1], "start": start, "end": start + len(named.text), "country": named.country,
                 "sector": named.sector, "kind": named.kind}
            )  # fmt: skip
    out = _tidy(out + text[at:], mentions)
    present = {m["letter"] for m in mentions}
    if any(s not in present or (t and t not in present) for s, t, _, _ in frame.relations):
        return None
    return {
        "text": out, "mentions": mentions, "where": frame.where, "unclear": frame.unclear,
        "relations": [list(r) for r in frame.relations],
    }  # fmt: skip


def _tidy(text: str, mentions: list[dict[str, Any]]) -> str:
    """Double spaces and spaces before commas out, a capital at the start, offsets kept right."""
    for m in reversed(list(re.finditer(r" +(?=[ ,.;:])|,(?=,)|\.(?=\.)", text))):
        text = text[: m.start()] + text[m.end() :]
        for x in mentions:
            for key in ("start", "end"):
                if x[key] >= m.end():
                    x[key] -= m.end() - m.start()
    return text[:1].upper() + text[1:]


def main(paths: list[str]) -> None:
    """Check frame files, print three samples of every twentieth frame and the counts."""
    rng, vocabulary = random.Random(1), load_vocabulary(ROOT / "vocabulary")
    for path in paths:
        total, failed = 0, 0
        for frame in read_frames(Path(path)):
            total += 1
            try:
                samples = [expand(frame, rng, vocabulary) for _ in range(3)]
            except (KeyError, FrameError) as error:
                failed += 1
                print(f"{frame.where}: {error!r}: {frame.text[:90]}")
                continue
            if not any(samples):
                print(f"{frame.where}: a party of a relation never appears: {frame.text[:90]}")
            if total % 20 == 1:
                for s in samples[:2]:
                    if s:
                        print(" ", s["text"], json.dumps(s["relations"]))
        print(f"{path}: {total} frames, {failed} broken")


if __name__ == "__main__":
    main(sys.argv[1:])
