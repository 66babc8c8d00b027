"""Verb forms, names, dates, and the loader's complaints."""

from __future__ import annotations

import pytest

from dragoman.brief.grammar import Grammar
from dragoman.brief.names import join_words, possessive
from dragoman.brief.plain_dates import days_before, plain
from dragoman.brief.tails import tail, tokens
from dragoman.brief.wording import load_wording
from dragoman.errors import DictionaryError
from dragoman.records import DateSpan

VERBS = load_wording().verbs


@pytest.mark.parametrize(
    ("written", "lemma"),
    [
        ("agreed", "agree"),
        ("accuses", "accuse"),
        ("expelled", "expel"),
        ("negotiated", "negotiate"),
        ("vetoes", "veto"),
        ("denied", "deny"),
        ("withdrew", "withdraw"),
        ("seized", "seize"),
        ("banned", "ban"),
        ("shelling", "shell"),
        ("calling", "call"),
        ("invited", "invite"),
        ("met", "meet"),
        ("imposes", "impose"),
    ],
)
def test_written_forms_lead_to_lemmas(written: str, lemma: str) -> None:
    assert VERBS.analyse(written)[0] == lemma


@pytest.mark.parametrize(
    "lemma", ["agree", "ban", "carry", "withdraw", "impose", "veto", "meet", "refer", "free"]
)
def test_forms_lead_back(lemma: str) -> None:
    forms = (VERBS.past(lemma), VERBS.participle(lemma), VERBS.third(lemma), VERBS.gerund(lemma))
    assert {VERBS.analyse(form)[0] for form in forms} == {lemma}


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (DateSpan("2023-07-12", "2023-07-12", "day", "text"), "on 12 July 2023"),
        (DateSpan("2023-07-01", "2023-07-31", "month", "text"), "in July 2023"),
        (DateSpan("2019-01-01", "2019-12-31", "year", "text"), "in 2019"),
        (DateSpan("2019-01-01", "2023-11-09", "year", "text"), "since 2019"),
        (DateSpan("1990-01-01", "1999-12-31", "decade", "context"), "in the 1990s"),
        (DateSpan("2023-07-12", "2023-07-12", "day", "published"), None),
        (DateSpan(None, None, "open", "unknown"), None),
    ],
)
def test_dates_in_plain_words(span: DateSpan, words: str | None) -> None:
    assert plain(span) == words


def test_days_between_dates() -> None:
    assert days_before("2023-07-01", "2023-07-12") == 11
    assert days_before(None, "2023-07-12") is None


def test_names_in_sequence() -> None:
    assert join_words(["a", "b", "c"]) == "a, b and c"
    assert possessive("the Philippines") == "the Philippines'"


def test_tails_end_with_their_clause() -> None:
    words = load_wording()
    text = "attacked ports, roads and 1,500 homes, which burned"
    assert tail(text, len("attacked"), words) == "ports, roads and 1,500 homes"
    assert [t.text for t in tokens("the U.S. 7–1")] == ["the", "U.S.", "7–1"]


def test_a_missing_word_class_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "grammar.toml"
    path.write_text('be = ["is"]\n', encoding="utf-8")
    with pytest.raises(DictionaryError, match="auxiliaries"):
        Grammar.load(path)
