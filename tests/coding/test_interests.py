from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import ActorDictionary, ActorFinder
from dragoman.coding.interests import InterestDraft, InterestReader
from dragoman.coding.lexicon import Lexicon, load_lexicon
from dragoman.coding.parsing import Parse, Parser
from dragoman.coding.parties import Scene
from dragoman.coding.resources import Resources
from dragoman.errors import DictionaryError
from dragoman.records import Modality

# actor stance class (words of the thing) | sentence
FOUND = """
IND seeks energy Russian oil|India is eager to acquire Russian oil at a discount.
EGY lacks money hard currency|Egypt, which is running out of hard currency, cut its budget.
EGY seeks money loans|Egypt has asked the Gulf states for loans.
SOM opposes transit port deal|Somalia rejects any port deal between Ethiopia and its northern region.
EGY fears water flow of the Nile|Egypt fears that the dam will cut the flow of the Nile.
VEN holds energy oil reserves|Venezuela sits on the largest oil reserves in the world.
ISR opposes recognition Palestinian state|Israel refuses to accept a Palestinian state.
TWN fears conflict Chinese blockade|Taiwan worries about a Chinese blockade.
UKR lacks troops soldiers|Ukraine is short of soldiers.
SRB lacks energy gas|Serbia relies on Russia for its gas.
TUR seeks territory islands|Greece accuses Turkey of coveting its islands.
UKR seeks air_defence air-defence systems|Kyiv's most urgent need is for air-defence systems.
RUS seeks membership Ukraine out of NATO|The Kremlin's goal is to keep Ukraine out of NATO.
TUR seeks support end to American support|What Ankara wants is an end to American support for the rebels.
BGD lacks energy little energy|Bangladesh has plenty of workers but little energy.
DNK opposes territory Greenland|Denmark has no intention of selling Greenland.
KOR offers arms weapons|Seoul is considering sending weapons to Ukraine.
IND seeks energy oil|Riyadh has the oil that India needs.
SAU holds energy oil|Riyadh has the oil that India needs.
JPN fears ships Chinese ships|Concern in Tokyo about Chinese ships has grown.
SAU offers alliance ties with Israel|Riyadh wants a pact in exchange for normalising ties with Israel.
SWE seeks security_guarantees guarantees|The security guarantees that Sweden seeks are within reach.
RUS lacks ammunition ammunition|Russia's ammunition shortage is getting worse.
IRN opposes dialogue talks|Iran does not want talks.
COL seeks membership membership|Colombia's bid for membership was welcomed.
VEN seeks territory two thirds of Guyana|Nicolas Maduro claims two thirds of Guyana.
CHN lacks technology engines|China does not have the engines.
SAU seeks security_guarantees defence pact|Riyadh's price is a defence pact.
BRA seeks sanctions_relief tariffs|Brazil wants the European Union to lower its tariffs on beef.
"""
CASES = [tuple(line.split("|")) for line in FOUND.strip().splitlines()]

SILENT = [
    "Brazil has a strong team and wants the cup.",
    "France held an election on Sunday.",
    "The group claims responsibility for an attack in Nigeria.",
    "Kenya does not need the loan.",
    "The village needs water.",
    "Peace is near.",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> InterestReader:
    return InterestReader.load(lexicon)


@pytest.fixture(scope="module")
def finder() -> ActorFinder:
    return ActorFinder(ActorDictionary.load())


def actual(parse: Parse, token: int) -> Modality:
    return "denied" if parse.kid(token, "neg") is not None else "actual"


def read(parser: Parser, finder: ActorFinder, reader: InterestReader, text: str) -> list[InterestDraft]:
    scene = Scene(next(iter(parser.parse([text]))), 0, finder.find(text, "2024-03-01"))
    return reader.read(scene, actual)


@pytest.mark.parametrize(("expected", "sentence"), CASES)
def test_finds(
    parser: Parser, finder: ActorFinder, reader: InterestReader, expected: str, sentence: str
) -> None:
    country, stance, class_, words = expected.split(" ", 3)
    drafts = read(parser, finder, reader, sentence)
    told = [(d.actor.country, d.stance, d.class_, d.text) for d in drafts]
    assert any(t[:3] == (country, stance, class_) and words in t[3] for t in told), told
    assert all(sentence[d.start : d.end] == d.text for d in drafts)


@pytest.mark.parametrize("sentence", SILENT)
def test_says_nothing(parser: Parser, finder: ActorFinder, reader: InterestReader, sentence: str) -> None:
    assert read(parser, finder, reader, sentence) == []


def test_counterpart_is_who_is_asked(parser: Parser, finder: ActorFinder, reader: InterestReader) -> None:
    (draft,) = read(parser, finder, reader, "Burma seeks drones from Turkey.")
    assert draft.counterpart is not None
    assert (draft.actor.country, draft.counterpart.country) == ("MMR", "TUR")


def test_coordination_is_one_thing_of_one_family(
    parser: Parser, finder: ActorFinder, reader: InterestReader
) -> None:
    texts = [d.text for d in read(parser, finder, reader, "Chad needs rifles and ammunition.")]
    assert texts == ["rifles and ammunition"]
    texts = [d.text for d in read(parser, finder, reader, "Chad needs food aid and weapons technology.")]
    assert texts == ["food aid", "weapons technology"]


def test_negated_conjunct_is_lacked(parser: Parser, finder: ActorFinder, reader: InterestReader) -> None:
    drafts = read(parser, finder, reader, "France has the aircraft but not the consent of its allies.")
    assert [(d.stance, d.class_) for d in drafts] == [("holds", "aircraft"), ("lacks", "consent")]


def test_every_class_of_the_vocabulary_is_declared() -> None:
    resources = Resources.load()
    assert set(resources.nouns.values()) | set(resources.verbs.values()) <= resources.classes


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("interests.csv", "pattern,stance,modality,note\nS rent X,likes,,\n", "stance"),
        ("interests.csv", "pattern,stance,modality,note\nS rent X,holds,maybe,\n", "modality"),
        ("resources.csv", "noun,class\nmoon,heaven\n", "class"),
    ],
)
def test_a_users_file_is_checked(
    tmp_path: Path, lexicon: Lexicon, file: str, text: str, problem: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(DictionaryError, match=problem):
        InterestReader.load(lexicon, tmp_path)


def test_a_users_patterns_are_added(
    tmp_path: Path, parser: Parser, finder: ActorFinder, lexicon: Lexicon
) -> None:
    (tmp_path / "interests.csv").write_text(
        "pattern,stance,modality,note\nS rent X,holds,,\n", encoding="utf-8"
    )
    (tmp_path / "resources.csv").write_text("noun,class\nicebreaker,ships\n", encoding="utf-8")
    reader = InterestReader.load(lexicon, tmp_path)
    (draft,) = read(parser, finder, reader, "Finland rented two icebreakers.")
    assert (draft.stance, draft.class_, draft.text) == ("holds", "ships", "two icebreakers")
