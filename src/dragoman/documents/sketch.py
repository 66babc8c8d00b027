"""What near-duplicate search remembers of a document: a MinHash signature, its numbers, its title's words.

MinHash estimates the Jaccard similarity of two documents' sets of three-word shingles (Broder 1997, "On the
resemblance and containment of documents"); 64 hashes give a standard error of at most 0.063.
"""

from __future__ import annotations

import re
import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.documents.make import body_of
from dragoman.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HASHES = 64
BANDS = 16
_ROWS = HASHES // BANDS
_SEED = 19870226
_CHUNK = 4096
_MOST_NUMBERS = 64
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"^\W*(?:corrected|correction|corrects?|refiled?|update\s*\d*)\b[\W_]*", re.I)
_MARKED_TITLE = re.compile(r"^\W*(?:corrected|correction|refiled?)\b", re.I)
_MARKED_TEXT = re.compile(
    r"(?:\bplease read\b|[(\-–—]\s*(?:company\s+)?correct(?:s|ing)\b|^\s*(?:company\s+)?corrects\s+\w"
    r"|\b(?:an earlier|a previous) version of this (?:article|story|report)\b)",
    re.I | re.M,
)
_TAIL = 400
_NUMBER_WORDS = frozenset(
    (
        *(
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "dozen",
        ),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document's signature (64 unsigned 32-bit numbers), 17 keys to find it by, and what verifies a match.

    The keys are one for each band of the signature, and one for the title (0 where there is none).
    """

    signature: NDArray[np.uint32]
    keys: array[int]
    exact: int
    words: int
    numbers: array[int]
    title: str
    correction: bool


def sketch(document: Document) -> Sketch:
    """The sketch of a document's body; linear in its length."""
    words = _WORD.findall(body_of(document).lower())
    codes = [zlib.crc32(word.encode()) for word in words]
    numbers = [
        code for word, code in zip(words, codes, strict=True) if word[0].isdigit() or word in _NUMBER_WORDS
    ]
    signature = _signature(codes)
    title = " ".join(_WORD.findall(_MARK.sub("", document.title or "").lower()))
    return Sketch(
        signature=signature,
        keys=array("q", [*_bands(signature), _title_key(title)]),
        exact=zlib.crc32(" ".join(words).encode()) << 32 | len(words),
        words=len(words),
        numbers=array("L", sorted(set(numbers[:_MOST_NUMBERS]))),
        title=title,
        correction=_is_correction(document),
    )


def similarity(one: Sketch, other: Sketch) -> float:
    """The estimated Jaccard similarity of two documents' shingle sets, 0 to 1."""
    return float((one.signature == other.signature).mean())


def number_overlap(one: Sketch, other: Sketch) -> float:
    """The Jaccard similarity of two documents' sets of numbers, 0 to 1; 1 where neither has any."""
    first, second = set(one.numbers), set(other.numbers)
    union = first | second
    return len(first & second) / len(union) if union else 1.0


def _is_correction(document: Document) -> bool:
    """Whether the document says of itself that it corrects an earlier one."""
    return bool(_MARKED_TITLE.match(document.title or "") or _MARKED_TEXT.search(document.text[-_TAIL:]))


@cache
def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The multipliers (odd) and offsets of the 64 hash functions, the same in every run."""
    import numpy as np

    random = np.random.Generator(np.random.PCG64(_SEED))
    odd = random.integers(0, 1 << 63, HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return odd, random.integers(0, 1 << 63, HASHES, dtype=np.uint64)


def _signature(codes: list[int]) -> NDArray[np.uint32]:
    """The least value of each hash function over the three-word shingles of a text."""
    import numpy as np

    words = np.array(codes or [0], dtype=np.uint64)
    padded = np.concatenate([words, words[-1:], words[-1:]]) if len(words) < 3 else words
    mixed = padded[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= (padded[1:-1] + np.uint64(0x7F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= (padded[2:] + np.uint64(0x1CE4E5B9)) * np.uint64(0x94D049BB133111EB)
    factors, offsets = _factors()
    least = np.full(HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(mixed), _CHUNK):
        values = mixed[start : start + _CHUNK, None] * factors + offsets
        least = np.minimum(least, values.min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


def _bands(signature: NDArray[np.uint32]) -> tuple[int, ...]:
    """One key for each band of the signature; documents alike share at least one key."""
    raw = signature.tobytes()
    size = 4 * _ROWS
    return tuple(zlib.crc32(raw[i * size : (i + 1) * size]) << 5 | i for i in range(BANDS))


def _title_key(title: str) -> int:
    """The key of a title, 0 where there is none."""
    return zlib.crc32(title.encode()) << 5 | BANDS if title else 0
