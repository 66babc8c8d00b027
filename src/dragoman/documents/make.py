"""One document from a text, with its date settled, its text repaired and its title in front."""

from __future__ import annotations

import re

from dragoman.documents.dateline import Dateline, find_dateline, find_header
from dragoman.documents.dates import parse_date
from dragoman.documents.repair import repair_text
from dragoman.errors import InputError
from dragoman.records import Document, content_id

_WORD = re.compile(r"\w+")
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
    (`date_basis` "header" or "dateline"), else `published` is None and the basis is "none". The stored text
    begins with the title and a blank line, so that evidence can point into the title too; where only
    furniture stands in the text, the title is the text. Raises InputError for a text without words, one
    over a million characters, or a date that cannot be.
    """
    title = " ".join(repair_text(title).split()) or None if title else None
    stored = repair_text(text) or (title or "" if text.strip() else "")
    header = find_header(stored)
    stored = stored[header.end :] if header else stored
    _check_text(stored)
    whole = with_title(title, stored)
    dateline = find_dateline(stored) or find_dateline(whole[len(title or "") :])
    published, basis = _settle_date(parse_date(date), date_basis, header or dateline)
    return Document(
        id=content_id("d", source_id, published, whole),
        source_id=source_id,
        text=whole,
        published=published,
        date_basis=basis,
        title=title,
        url=url,
        publisher=publisher,
        language=language,
    )


def with_title(title: str | None, body: str) -> str:
    """The text with its title in front, unless it begins with the title's words already."""
    if not title or not any(char.isalpha() for char in title):
        return body
    words = _WORD.findall(title.casefold())
    first = _WORD.findall(body[: 2 * len(title) + 40].casefold())
    return body if first[: len(words)] == words else f"{title}\n\n{body}"


def title_end(document: Document) -> int:
    """Where the title with which the document's text begins ends (offset), 0 where it begins with none."""
    title = document.title or ""
    return len(title) if document.text[: len(title)].casefold() == title.casefold() else 0


def body_of(document: Document) -> str:
    """The document's text without the title in front of it; the title where nothing else is there."""
    return document.text[title_end(document) :].lstrip() or document.text


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
