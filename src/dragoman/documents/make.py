"""One document from a text, with its date settled and its text repaired."""

from __future__ import annotations

from dragoman.documents.dateline import Dateline, find_dateline, find_header
from dragoman.documents.dates import parse_date
from dragoman.documents.repair import repair_text
from dragoman.errors import InputError
from dragoman.records import Document, content_id

LONGEST_TEXT = 1_000_000
"""The most characters that one document may have."""


def make_document(
    text: str,
    *,
    date: object = None,
    source_id: str = "text",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    date_basis: str = "given",
) -> Document:
    """The document of a text: repaired, without its date header, with the day of publication.

    A date that is given wins; else a date header or a dateline with a year in the text gives it
    (`date_basis` "header" or "dateline"), else `published` is None and the basis is "none". Where only
    furniture stands in the text, the title is the text. Raises
    InputError for a text without words, one over a million characters, or a date that cannot be.
    """
    stored = repair_text(text) or (repair_text(title or "") if text.strip() else "")
    header = find_header(stored)
    stored = stored[header.end :] if header else stored
    _check_text(stored)
    published, basis = _settle_date(parse_date(date), date_basis, header or find_dateline(stored))
    return Document(
        id=content_id("d", source_id, published, stored),
        source_id=source_id,
        text=stored,
        published=published,
        date_basis=basis,
        title=repair_text(title) or None if title else None,
        url=url,
        publisher=publisher,
        language=language,
    )


def _settle_date(given: str | None, basis: str, found: Dateline | None) -> tuple[str | None, str]:
    """The day of publication and what it rests on."""
    if given:
        return given, basis
    if found and found.date:
        return parse_date(found.date), found.kind
    return None, "none"


def _check_text(text: str) -> None:
    """InputError where there is nothing to read, or too much."""
    if not any(char.isalpha() for char in text):
        raise InputError("it has no text", hint="Leave it out, or check how it was made.")
    if len(text) > LONGEST_TEXT:
        raise InputError(
            f"its text has {len(text):,} characters, more than {LONGEST_TEXT:,}",
            hint="Split it into its articles, one document each.",
        )
