"""Keywords to contexts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DictionaryError
from dragoman.ontology import ContextTagger, load_contexts, load_ontology

TAGGER = load_contexts()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army fired missiles.", {"military"}),
        ("Customs officers found cocaine.", {"illegal_drugs"}),
        ("The minister took bribes.", {"corruption", "executive"}),
        ("VACCINES for the cholera outbreak", {"health"}),
        ("Nothing here but weatherproof words.", set()),
        ("", set()),
    ],
)
def test_contexts(text: str, expected: set[str]) -> None:
    assert set(TAGGER.contexts_of(text)) == expected


def test_a_keyword_is_a_whole_word_or_its_plural() -> None:
    tagger = ContextTagger({"tax": ("economic",), "hack*": ("cyber",)})
    assert tagger.contexts_of("a tax") == ("economic",)
    assert tagger.contexts_of("the syntax of taxis") == ()
    assert tagger.contexts_of("hackers") == ("cyber",)
    assert tagger.contexts_of("shack") == ()


@given(st.text())
def test_any_text_gives_known_contexts_in_order(text: str) -> None:
    found = TAGGER.contexts_of(text)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(load_ontology().contexts)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Army,military", "lower-case"),
        ("army,army", "no context 'army'"),
        ("army,military\narmy,military", "stands twice"),
        ("army", "expected 2 cells"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "contexts.csv"
    path.write_text(f"keyword,contexts\n{row}\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=said):
        load_contexts(path)
