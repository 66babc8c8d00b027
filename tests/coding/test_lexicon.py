"""The lexicon's loader: what it reads and what it complains of."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.lexicon import load_lexicon
from dragoman.coding.patterns import PatternError, parse_pattern
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


def test_the_shipped_lexicon_has_thousands_of_entries() -> None:
    assert load_lexicon().size > 10_000


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
