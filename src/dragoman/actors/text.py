"""Text as the finder reads it: folded letter by letter, so that offsets stay code points of the original."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

_PUNCTUATION = {
    "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip
_LETTERS = {
    "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "s", "æ": "a", "Æ": "A",
    "œ": "o", "Œ": "O", "ð": "d", "Ð": "D", "þ": "t", "Þ": "T", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
}  # fmt: skip


def _table() -> dict[int, str]:
    """One character for each character that is not plain: its base letter or its typewriter sign."""
    table = {ord(k): v for k, v in (_PUNCTUATION | _LETTERS).items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and code not in table:
            table[code] = base
    return table


_FOLD = MappingProxyType(_table())
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """The text with plain quotes, dashes, spaces and letters; exactly as long as the text."""
    if text.isascii():
        return text.translate(_FOLD) if "\n" in text or "\t" in text or "`" in text else text
    return text.translate(_FOLD)


def slug(name: str) -> str:
    """A name as an id: lower case, plain letters, hyphens ("Kim Jong Un" gives "kim-jong-un")."""
    plain = name if name.isascii() else name.translate(_FOLD)
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")
