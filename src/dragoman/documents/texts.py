"""Readers of formats that hold one document: plain text, Markdown, HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import BinaryIO

from dragoman.documents.dates import date_in_name, parse_date
from dragoman.documents.fields import document_from_record
from dragoman.documents.language import is_english, language_of
from dragoman.documents.make import make_document
from dragoman.documents.opening import read_all
from dragoman.documents.repair import decode
from dragoman.errors import InputError
from dragoman.records import Document, content_id

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<body>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_FIELD = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_MARKDOWN = (
    (re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1\n"),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)
_LONGEST_HEADLINE = 140
_FEWEST_WORDS = 4
# Without the extensive search: a footer's year or a date told in the story is no day of publication.
_DATES = MappingProxyType({"extensive_search": False, "original_date": True})


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input: the name shown to people, the id for its documents, the day where none is told."""

    name: str
    id: str
    date: str | None


def read_text(stream: BinaryIO, source: Source) -> Document:
    """The document of a plain text; InputError where it cannot be one."""
    text = whole(stream)
    return finish(make_document(text, source_id=source.id, title=headline(text)), source)


def read_markdown(stream: BinaryIO, source: Source) -> Document:
    """The document of a Markdown file; front matter may give title, date, url, publisher and language."""
    text = whole(stream).replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    fields = {k.lower(): v.strip("'\" ") for k, v in _FRONT_FIELD.findall(match["body"])} if match else {}
    plain = strip_markdown(text[match.end() :] if match else text)
    record = {"title": headline(plain), **fields, "text": plain, "id": source.id}
    return finish(document_from_record(record, source.id, basis="header"), source)


def read_html(stream: BinaryIO, source: Source) -> Document:
    """The document of a web page: its main text without navigation, and what its metadata tell.

    InputError where the page has no main text.
    """
    import trafilatura
    from trafilatura.settings import Document as Page

    page = whole(stream)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=dict(_DATES),
    )
    text = found.text if isinstance(found, Page) else None
    if not isinstance(found, Page) or not text or len(text.split()) < _FEWEST_WORDS:
        raise InputError(
            "the page has no main text", hint="Save the article itself, not a list or a script-made page."
        )
    document = make_document(
        text,
        date=found.date,
        date_basis="metadata",
        source_id=source.id,
        title=found.title,
        url=found.url,
        publisher=found.sitename,
        language=found.language,
    )
    return finish(document, source)


def finish(document: Document, source: Source) -> Document:
    """The document with its language, and the run's or the file name's day where it tells none itself.

    InputError where the text is not English.
    """
    document = in_english(document)
    if document.published:
        return document
    date, basis = (
        (source.date, "given") if source.date else (parse_date(date_in_name(source.name)), "filename")
    )
    if not date:
        return document
    new = content_id("d", document.source_id, date, document.text)
    return replace(document, id=new, published=date, date_basis=basis)


def in_english(document: Document) -> Document:
    """The document with language "en"; InputError where its text, or else its field, tells another."""
    name = language_of(document.text) or document.language or "English"
    if not is_english(name):
        raise InputError(
            f"its text is not English but {name}", hint="Dragoman reads English: translate it first."
        )
    return replace(document, language="en")


def whole(stream: BinaryIO) -> str:
    """All of the stream as text; InputError where it is empty, too long or not text."""
    data = read_all(stream)
    if not data.strip():
        raise InputError("the file is empty", hint="Leave it out, or check how it was made.")
    return decode(data)


def strip_markdown(text: str) -> str:
    """The words of a Markdown text, without its marks."""
    for pattern, by in _MARKDOWN:
        text = pattern.sub(by, text)
    return text


def headline(text: str) -> str | None:
    """The first line, where it stands alone before a blank line and reads like a headline."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    alone = rest.startswith(("\n", "\r\n", " \n")) and bool(rest.strip())
    return first if alone and len(first) <= _LONGEST_HEADLINE and first[-1:] not in ".!:;,-—–" else None
