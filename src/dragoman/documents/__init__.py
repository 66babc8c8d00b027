"""Reading documents: formats, dates, repair, sentences, near-duplicates."""

from __future__ import annotations

from dragoman.documents.dateline import Dateline, find_dateline
from dragoman.documents.dates import parse_date
from dragoman.documents.duplicates import Duplicates
from dragoman.documents.make import body_of, make_document, title_end
from dragoman.documents.reading import read_documents
from dragoman.documents.sentences import is_speaker_label, split_sentences

__all__ = [
    "Dateline",
    "Duplicates",
    "body_of",
    "find_dateline",
    "is_speaker_label",
    "make_document",
    "parse_date",
    "read_documents",
    "split_sentences",
    "title_end",
]
