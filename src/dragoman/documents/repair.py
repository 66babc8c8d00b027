"""Repairing text: bytes to characters, mojibake, entities, control characters, composed forms, furniture."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from functools import cache
from importlib import resources

from dragoman.errors import InputError

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_MOJIBAKE = re.compile(r"[\x80-\x9f]|[ÃÂÐÑØÙ][\x80-\xbf–-†‡•…‰‹›€™]|â€|ï»¿|\ufffd")
# A pop-up card pasted into the sentence: "Anna Smith Smith AnnaMinister of Trade , said".
_CARD = re.compile(
    r"\b([A-Z][\w’'-]*) ([A-Z][\w’'-]*) \2 \1"
    r"(?:(?:[A-Z][^\n,.:;()]{0,120}?)? (?=[,.:;)’])"
    r"|[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|the|for|to|on))*(?= )|(?=[\s,.]))"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def repair_text(text: str) -> str:
    r"""The text as it is stored: composed (NFC), without control characters, entities, mojibake, furniture.

    Line ends become "\n"; other white space becomes plain spaces.
    """
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if not text.isascii():
        text = _repair_unicode(text)
    text = _LINE_END.sub("\n", text)
    text = _SPACES.sub(" ", _CONTROL.sub("", text))
    return _cut_furniture(_CARD.sub(r"\1 \2", text))


def decode(data: bytes) -> str:
    """Bytes as text: by byte order mark, else UTF-8, else Windows-1252 where that gives plausible text.

    Raises InputError for binary content and for encodings that cannot be told.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace")
    if is_binary(data):
        raise InputError("it is a binary file, not text", hint="Give text, HTML, JSONL, CSV or Parquet.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def is_binary(data: bytes) -> bool:
    """Whether the first bytes cannot be text: zero bytes, or many control characters."""
    head = data[:8192]
    if head.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    control = len(head.translate(None, bytes(range(9, 14)) + bytes(range(27, 28)) + bytes(range(32, 256))))
    return b"\0" in head or control > 0.02 * len(head)


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1252 text, or a mostly UTF-8 text with a few broken bytes replaced; InputError otherwise."""
    lenient = data.decode("utf-8", errors="replace")
    high = sum(byte > 127 for byte in data)
    broken = lenient.count("\ufffd")
    if broken <= 0.1 * high:
        return lenient
    if high <= 0.25 * len(data):
        return data.decode("cp1252", errors="replace")
    raise InputError(
        f"its encoding is neither UTF-8 nor Windows-1252 (byte {error.start} is 0x{data[error.start]:02x})",
        hint="Convert it to UTF-8, for example with iconv.",
    )


def _repair_unicode(text: str) -> str:
    """Mojibake undone where it is suspected, and composed."""
    if _MOJIBAKE.search(text):
        import ftfy

        text = ftfy.fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False, unescape_html=False)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@cache
def _furniture() -> re.Pattern[str]:
    """Lines that are no part of a story, from the data file, as one pattern."""
    lines = resources.files(__package__).joinpath("data/furniture.txt").read_text("utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")), re.I)


def _cut_furniture(text: str) -> str:
    """The text without the furniture lines at its end, and without white space at either end."""
    text = text.strip()
    while True:
        start = text.rfind("\n") + 1
        if not text or not _furniture().fullmatch(text[start:].strip()):
            return text
        text = text[:start].rstrip()
