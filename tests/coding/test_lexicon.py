"""The lexicon's loader: what it reads and what it complains of."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.lexicon import load_lexicon
from dragoman.coding.patterns import PatternError, heads_of, parse_pattern
from dragoman.errors import DictionaryError


def test_a_pattern_is_read_into_its_parts() -> None:
    pattern = parse_pattern("S carry_out @ASSAULT on|against T")
    assert pattern.heads == ("carry",)
    assert pattern.particle == "out"
    assert pattern.objects[0].classes == ("ASSAULT",)
    assert pattern.phrases[0].preps == {"on", "against"}
    assert pattern.phrases[0].slot == "T"


@pytest.mark.parametrize("text", ["S T", "S @x on T attack", "S attack on"])
def test_a_pattern_without_grammar_is_refused(text: str) -> None:
    with pytest.raises((PatternError, IndexError)):
        parse_pattern(text)


@pytest.mark.parametrize(
    "text", ["S carry_out @ASSAULT on T", "S ban|bar [@import] from T", "N:hope of X", "[S] sell X to T"]
)
def test_the_heads_are_found_without_parsing(text: str) -> None:
    assert heads_of(text) == parse_pattern(text).heads


def test_the_shipped_lexicon_has_thousands_of_entries_that_all_parse() -> None:
    assert load_lexicon(whole=True).size > 10_000


def test_a_heads_entries_come_the_most_specific_first() -> None:
    weights = [entry.pattern.weight for entry in load_lexicon().verbs["impose"]]
    assert weights == sorted(weights, reverse=True)
    assert load_lexicon().verbs.get("no-such-verb") is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("S poke T,POKE,,", "'POKE' is no PLOVER type"),
        ("S poke @nowhere,ASSAULT,,", "no class @nowhere"),
        ("S poke T,ASSAULT", "2 cells, expected 4"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, line: str, complaint: str) -> None:
    folder = tmp_path / "patterns"
    folder.mkdir()
    (folder / "own.csv").write_text(f"pattern,type,mode,cameo\n{line}\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"own\.csv:2") as caught:
        load_lexicon(tmp_path)
    assert complaint in str(caught.value)
