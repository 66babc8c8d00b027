from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.modality import ModalityReader, Reading, load_cues
from dragoman.coding.parsing import Parser
from dragoman.errors import DictionaryError

# modality | the word that carries the act | sentence
TABLE = """
planned|send|France said it would send troops to Mali.
denied|attack|Russia can't attack Poland.
planned|meet|Turkey is set to meet Russia on Monday.
planned|meet|The French president is to meet his Russian counterpart on Monday.
planned|meet|Turkey is due to meet Russia.
planned|meet|Turkey is going to meet Russia.
planned|visit|The king is expected to visit Chile in June.
possible|negotiate|Iran is ready to negotiate with France.
denied|bomb|Plans to bomb Iran were dropped.
demanded|sanctions|The prime minister called for sanctions against Russia.
denied|supplying|China denied supplying arms to Russia.
possible|bombing|Israel accused Iran of bombing its embassy.
denied|talks|The ministers ruled out talks with the rebels.
possible|strikes|Washington did not rule out air strikes against Iran.
denied|attack|Japan urged China not to attack Taiwan.
denied|meeting|The ministers called off a meeting with Iran.
planned|visit|The king spoke of his planned visit to Peru.
conditional|strike|If Iran attacks Israel, America will strike Tehran.
conditional|attacks|If Iran attacks Israel, America will strike Tehran.
conditional|sanction|Spain threatened to sanction Peru unless it frees the prisoners.
possible|sanction|Spain threatened to sanction Peru.
actual|threatened|Spain threatened to sanction Peru.
denied|consulting|Without consulting Germany, France signed the deal.
actual|signed|Without consulting Germany, France signed the deal.
possible|invade|The possibility that Russia will invade Moldova worries Romania.
actual|urged|Japan urged China to withdraw its ships.
demanded|withdraw|Japan urged China to withdraw its ships.
demanded|withdraw|Japan wants China to withdraw its ships.
possible|withdraw|Japan wants to withdraw its ships.
actual|attack|Germany condemned the attack on the embassy.
actual|attack|After the attack on Kyiv, Poland will send missiles.
planned|talks|Egypt will hold talks with Sudan next week.
actual|talks|Egypt held talks with Sudan.
denied|talks|Egypt held no talks with Sudan.
denied|attack|Sudan did not attack Egypt.
actual|shelled|Ukraine did not deny that its forces shelled the town.
denied|shelled|Ukraine denied that its forces shelled the town.
possible|attack|Kenya may attack and occupy the port.
possible|occupy|Kenya may attack and occupy the port.
demanded|lift|Brazil should lift its sanctions on Chile.
planned|buy|India agreed to buy rifles from Russia.
actual|agreed|India agreed to buy rifles from Russia.
possible|buy|India may agree to buy rifles from Russia.
actual|attacking|The rebels continued attacking the town.
denied|withdraw|Rwanda refused to withdraw its troops.
denied|withdraw|Rwanda rejected a proposal to withdraw its troops.
actual|killed|The army, which killed two protesters, will leave the city.
denied|visit|The minister cancelled his visit to Japan.
possible|mediate|Qatar offered to mediate between Chad and Libya.
demanded|ceasefire|The pope appealed for a ceasefire in Gaza.
possible|attack|Officials warned of an attack on the capital.
planned|summit|Both will attend a summit in Oslo.
actual|bombed|Libya reportedly bombed a Chadian base.
possible|bombed|Libya allegedly bombed a Chadian base.
planned|meet|The two leaders will meet, officials said.
planned|fly|The envoy will fly to Cairo to meet the rebels.
planned|meet|The envoy flew to Cairo to meet the rebels.
possible|attacking|Peru is considering attacking the camps.
demanded|release|The court ordered the army to release the prisoners.
denied|meet|The envoy is unwilling to meet the rebels.
actual|visited|The minister not only visited Peru but signed a pact.
planned|invade|A plan to invade Kuwait was found.
possible|sanctions|Talk of possible sanctions against Peru grew.
demanded|end|Oman demanded an end to the blockade.
actual|attacked|Chad accuses Libya because it attacked a convoy.
planned|talks|Talks between Iran and Oman are scheduled for Friday.
planned|talks|Iran and Oman agreed to talks on the border.
planned|visit|His visit to Spain will take place in May.
denied|talks|The talks with Syria will not take place.
possible|attack|An attack on Iran is possible.
planned|talks|The talks, which will be held in Rome, concern fishing.
planned|talks|They disagree about the talks to be held in Rome.
actual|thank|I would like to thank Bolivia for its help.
actual|urge|Farmers gathered in Lima to urge the government to act.
conditional|attack|Libya promised help in the event of an attack by Chad.
actual|strikes|Norway called on Chad to stop its strikes on Libya.
denied|strikes|Chad stopped its strikes on Libya.
actual|attacks|Oman called for an end to the attacks on Yemen.
possible|sanctions|Cuba cut its exports to avoid sanctions.
denied|bombed|Libya denied reports that it had bombed a camp.
possible|send|Officials did not know if Chile will send observers.
actual|signaling|Peru will open an embassy in Oslo, signaling its support for Norway.
actual|talks|Talks between Chad and Libya began on Monday.
possible|visit|The king proposed a visit to Chad.
planned|sanctions|The Union will impose sanctions on Chad.
actual|sanctions|The Union will lift the sanctions on Chad.
"""
CASES = [tuple(line.split("|")) for line in TABLE.strip().splitlines()]


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
