"""Sentences that the coder does not parse: none of them may have had anything to tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pytest

from dragoman.coding import Coder
from dragoman.coding.screening import Choice, Screen
from dragoman.documents import make_document, read_documents
from dragoman.records import Coded, Document, Mention, Sentence
from shared_data import shared


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(by="rules")


TOLD = [
    "Russia attacked Ukraine.",
    "Talks between Serbia and Kosovo were held on Monday.",
    "France seeks ammunition from Japan.",
    "Protesters marched in Nairobi.",
    "Kenya called for Sudan to stop the shelling.",
]
SKIPPED = [
    "The weather was mild.",
    "The hills of France are green.",
    "Net profit rose to 4.2 mln dlrs from 3.9 mln.",
]


class _All(Screen):
    """A screen that lets every sentence through."""

    def choose(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        country: str | None,
        title: int = 0,
        *,
        gate: object = None,
    ) -> Choice:
        every = range(len(sentences))
        return Choice(frozenset(every), list(every))


def _told(coder: Coder, text: str) -> list[int]:
    return sorted(coder._prepare(make_document(text, date="2024-05-01")).told)


@pytest.mark.parametrize("sentence", TOLD)
def test_an_act_is_read(coder: Coder, sentence: str) -> None:
    assert _told(coder, sentence) == [0]


@pytest.mark.parametrize("sentence", SKIPPED)
def test_what_tells_nothing_is_not_parsed(coder: Coder, sentence: str) -> None:
    assert 1 not in _told(coder, f"Kenya and Sudan met. {sentence}")


def test_what_a_pronoun_means_is_parsed(coder: Coder) -> None:
    found = coder._prepare(
        make_document("The hills of France are green. It attacked Spain.", date="2024-05-01")
    )
    assert found.numbers == [0, 1]
    assert found.told == {1}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("current_events_2025_2026.jsonl.gz", 150),
        ("kremlin_en_1999_2019.jsonl.gz", 25),
        ("reuters21578.jsonl.gz", 60),
    ],
)
def test_nothing_is_lost(coder: Coder, monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    found = (d for d in read_documents(shared(f"news/{name}")) if isinstance(d, Document))
    documents = list(islice(found, 400, 400 + number))
    screened = [_rows(c) for c in coder.code_many(documents)]
    monkeypatch.setattr(Screen, "choose", _All.choose)
    assert [_rows(c) for c in coder.code_many(documents)] == screened


def _rows(coded: Coded) -> list[object]:
    return [*coded.reports, *coded.interests]
