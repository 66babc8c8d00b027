"""Whom the words stand for. Sentences are invented for the purpose."""

from __future__ import annotations

import pytest

from dragoman.actors import ActorDictionary, ActorFinder
from dragoman.coding.parsing import Parser
from dragoman.coding.parties import Scene
from dragoman.coding.references import resolve_references
from dragoman.documents import split_sentences

ON = "2023-11-09"


@pytest.fixture(scope="module")
def finder() -> ActorFinder:
    return ActorFinder(ActorDictionary.load())


def read(parser: Parser, finder: ActorFinder, text: str) -> list[tuple[str, str]]:
    """Each referring word with the country, in the text's order; offsets are checked on the way."""
    sentences, mentions = split_sentences(text), finder.find(text, ON)
    scenes = [
        Scene(parse, s.start, [m for m in mentions if s.start <= m.start < s.end])
        for s, parse in zip(sentences, parser.parse([s.text for s in sentences]), strict=True)
    ]
    found = [m for row in resolve_references(scenes, ON) for m in row]
    assert all(text[m.start : m.end] == m.text and m.kind == "reference" and m.why for m in found)
    return [(m.text, m.actor.country or "") for m in sorted(found, key=lambda m: m.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vladimir Putin met Kim Jong Un. He thanked him.", [("He", "RUS"), ("him", "PRK")]),
        ("Annalena Baerbock met Antony Blinken. She said he erred.", [("She", "DEU"), ("he", "USA")]),
        ("Ethiopia shelled a town. It then closed its border.", [("It", "ETH"), ("its", "ETH")]),
        ("The UN tried to punish Mali for its coup.", [("its", "MLI")]),
        ("France asked the administration to negotiate.", []),
        ("The US imposed duties. France asked the administration to negotiate.", [("administration", "USA")]),
        ("Ethiopia won. It is unlikely that talks resume.", []),
        ("Ethiopia won. It is likely to attack.", [("It", "ETH")]),
        ("Germany and France agreed. They signed it.", [("They", "DEU"), ("They", "FRA")]),
        (
            "Vladimir Putin and Kim Jong Un met. The two leaders hugged.",
            [("leaders", "RUS"), ("leaders", "PRK")],
        ),
        (
            "Germany attacked France. Both countries mobilised.",
            [("countries", "DEU"), ("countries", "FRA")],
        ),
        ("Germany and France met. The latter left.", [("latter", "FRA")]),
        ("South Korea sent aid. The North refused.", [("North", "PRK")]),
        ("Germany sent aid. The North refused.", []),
        ("Vladimir Putin met Xi Jinping. The Russian leader smiled.", [("Russian leader", "RUS")]),
        ("Emmanuel Macron flew home. The president was tired.", [("president", "FRA")]),
        ("Ethiopia closed the airport. The government blamed rain.", [("government", "ETH")]),
        ("Ethiopia closed the airport. A government can do that.", []),
        ("NATO met on Monday. The alliance condemned Belarus.", [("alliance", "IGONAT")]),
        ("Hamas fired rockets. The group then withdrew.", [("group", "PSE")]),
        ("“We sent troops to Mali,” Emmanuel Macron said.", [("We", "FRA")]),
        ("Vladimir Putin: Good day. We will help Cuba.", [("We", "RUS")]),
        ("Air Canada left Cuba after the country's power failed.", [("country", "CUB")]),
        ("Japanese banks refused Venezuelan bonds until the country paid.", [("country", "VEN")]),
        ("Poland bars Irina Vlah from entering the country.", [("country", "POL")]),
        (
            "Mali, Niger and Chad met. They signed a pact.",
            [("They", "MLI"), ("They", "NER"), ("They", "TCD")],
        ),
        ("Cuba signed a pact. The non-proliferation regime is weak.", []),
        ("Nothing happened at all.", []),
    ],
)
def test_references(parser: Parser, finder: ActorFinder, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(parser, finder, text) == expected


def test_sector_takes_its_country_and_keeps_its_sector(parser: Parser, finder: ActorFinder) -> None:
    text = "Ethiopia closed the airport. The army moved north."
    sentences, mentions = split_sentences(text), finder.find(text, ON)
    scenes = [
        Scene(parse, s.start, [m for m in mentions if s.start <= m.start < s.end])
        for s, parse in zip(sentences, parser.parse([s.text for s in sentences]), strict=True)
    ]
    (army,) = resolve_references(scenes, ON)[1]
    assert (army.actor.country, army.actor.sector) == ("ETH", "MIL")
