from __future__ import annotations

import pytest

from dragoman.coding.attribution import attribute, load_speech
from dragoman.coding.parsing import Parser
from dragoman.coding.parties import Scene
from dragoman.records import Actor, Attribution, Mention

# speaker's words ("-" for the author) | the act | sentence
TABLE = """
-|attacked|Libya attacked a convoy near the border.
France|attacked|France said Libya attacked a convoy.
The French foreign minister|attacked|The French foreign minister said that Libya had attacked a convoy.
officials|attacked|Libya attacked a convoy on Monday, officials said.
a spokesman|attacked|Libya has attacked a convoy, according to a spokesman.
Chad|attacked|According to Chad, Libya attacked a convoy.
The minister|send|The minister, who visited Oslo, announced that Chad would send troops.
-|visited|The minister, who visited Oslo, announced that Chad would send troops.
-|announced|The minister announced that Chad would send troops.
-|attacked|It said nothing after Libya attacked a convoy.
The army of Chad|shelled|The army of Chad said on Friday that rebels shelled two towns.
Chad|withdraw|Chad said it was urging Libya to withdraw.
"""
CASES = [tuple(line.split("|")) for line in TABLE.strip().splitlines()]


def scene_of(parser: Parser, sentence: str, mentions: tuple[Mention, ...] = ()) -> Scene:
    return Scene(next(iter(parser.parse([sentence]))), 0, mentions)


@pytest.mark.parametrize(("speaker", "word", "sentence"), CASES)
def test_who_says_so(parser: Parser, speaker: str, word: str, sentence: str) -> None:
    scene = scene_of(parser, sentence)
    found = attribute(scene, scene.parse.lower.index(word), load_speech())
    expected = Attribution("author") if speaker == "-" else Attribution("speaker", speaker)
    assert found == expected


def test_a_speaker_who_is_an_actor_is_told_as_one(parser: Parser) -> None:
    chad = Actor(id="TCD", name="Chad", country="TCD", text="Chad")
    mention = Mention(0, 4, "Chad", chad, "country", 0)
    scene = scene_of(parser, "Chad said that Libya had attacked a convoy.", (mention,))
    found = attribute(scene, scene.parse.lower.index("attacked"), load_speech())
    assert found == Attribution("speaker", "Chad", chad)
