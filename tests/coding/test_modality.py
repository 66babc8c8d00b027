from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.modality import ModalityReader, Reading, load_cues
from dragoman.coding.parsing import Parser
from dragoman.errors import DictionaryError

CASES = [
    tuple(line.split("|"))
    for line in (Path(__file__).parent / "modality_cases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def reader() -> ModalityReader:
    return ModalityReader(load_cues())


def read(parser: Parser, reader: ModalityReader, sentence: str, word: str) -> Reading:
    parse = next(iter(parser.parse([sentence])))
    return reader.read(parse, parse.lower.index(word.lower()))


@pytest.mark.parametrize(("expected", "word", "sentence"), CASES)
def test_modality_of_an_act(
    parser: Parser, reader: ModalityReader, expected: str, word: str, sentence: str
) -> None:
    assert read(parser, reader, sentence, word).modality == expected


def test_the_words_that_spoke_are_told(parser: Parser, reader: ModalityReader) -> None:
    assert read(parser, reader, "Japan urged China not to attack Taiwan.", "attack").cues == ("not", "urged")


def test_governors_that_share_their_modality_are_told(parser: Parser, reader: ModalityReader) -> None:
    found = read(parser, reader, "Egypt will hold talks with Sudan.", "talks")
    assert found == Reading("planned", ("will",), (2,))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("may,helper,,possible,", "pos"),
        ("may,aux,clause,possible,", "relation"),
        ("may,aux,,perhaps,", "effect"),
        ("may,aux,,denied|perhaps,", "effect"),
    ],
)
def test_a_bad_cue_is_told_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "modality.csv"
    path.write_text(f"cue,pos,relation,effect,note\n{line}\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=rf"2.*{complaint}"):
        load_cues(path)
