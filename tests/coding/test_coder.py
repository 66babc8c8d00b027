"""Who did what to whom, on sentences of our own that stand for what real news does."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder
from dragoman.records import Report

CASES = [
    # actives, passives, nominal acts
    ("France expelled two Russian diplomats.", "SANCTION", ["FRA"], ["RUS"], "actual"),
    ("Two Russian diplomats were expelled by France.", "SANCTION", ["FRA"], ["RUS"], "actual"),
    ("The US imposed sanctions on Russia and China.", "SANCTION", ["USA"], ["RUS", "CHN"], "actual"),
    ("Ten people were killed in Israeli airstrikes in Gaza.", "ASSAULT", ["ISR"], ["PSE"], "actual"),
    ("Over 40 people are killed in an attack on a clinic by the Taliban in Kabul.", "ASSAULT", ["AFG"], ["AFG"], "actual"),
    ("Iran and Israel held talks in Oman.", "CONSULT", ["IRN"], ["ISR"], "actual"),
    ("Talks between Serbia and Kosovo resumed.", "CONSULT", ["SRB"], ["XKX"], "actual"),
    ("Egypt and Jordan met on Monday.", "CONSULT", ["EGY"], ["JOR"], "actual"),
    ("The Kremlin accused Poland of lying.", "ACCUSE", ["RUS"], ["POL"], "actual"),
    ("Japan protested after Russia's invasion of Ukraine.", "ASSAULT", ["RUS"], ["UKR"], "actual"),
    ("Together with China, Russia hindered the United Nations.", "REJECT", ["RUS", "CHN"], ["IGOUNO"], "actual"),
    ("Hamas called for Iran to cease fire.", "REQUEST", ["PSE"], ["IRN"], "actual"),
    ("Police arrested 30 people in Nairobi, Kenya.", "COERCE", ["KEN"], ["KEN"], "actual"),
    # analysts' prose: groups that the text has joined, parts of things, acts on something said before
    ("Chile, Peru and Mali met. The three states cut relations with Cuba.", "SANCTION", ["CHL", "PER", "MLI"], ["CUB"], "actual"),
    ("Chile, Peru and Bolivia met in Lima. Canada urged the three to wait.", "REQUEST", ["CAN"], ["CHL", "PER", "BOL"], "actual"),
    ("Kenya and Mali quarrel. Turkey sells weapons to both sides.", "COOPERATE", ["TUR"], ["KEN", "MLI"], "actual"),
    ("Canada had suspended part of its aid to Mali in 2020.", "SANCTION", ["CAN"], ["MLI"], "actual"),
    ("Germany will not raise tariffs on 20 billion dollars of Brazilian goods.", "SANCTION", ["DEU"], ["BRA"], "denied"),
    ("Peru rejected Bolivia's call for mediation by Canada.", "REJECT", ["PER"], ["BOL"], "actual"),
    ("Norway welcomed the accord.", "SUPPORT", ["NOR"], [], "actual"),
    ("India has rushed tanks to the border.", "MOBILIZE", ["IND"], [], "actual"),
    ("Morocco handed Spain a list of ten demands.", "REQUEST", ["MAR"], ["ESP"], "actual"),
    ("Donald Trump's government fell. His successor imposed a travel ban on Uganda.", "SANCTION", ["USA"], ["UGA"], "actual"),
    # how sure the text is
    ("North Korea may supply Russia with munitions, analysts said on Thursday.", "AID", ["PRK"], ["RUS"], "possible"),
    ("Emmanuel Macron will visit Turkey next week.", "CONSULT", ["FRA"], ["TUR"], "planned"),
    ("Serbia denied that it had attacked Kosovo.", "ASSAULT", ["SRB"], ["XKX"], "denied"),
    ("Moscow fears a possible shipment of South Korean weapons to Ukraine.", "AID", ["KOR"], ["UKR"], "possible"),
]  # fmt: skip


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(by="rules")


def _countries(report: Report) -> tuple[set[str | None], set[str | None]]:
    return {a.country for a in report.source}, {a.country for a in report.target}


@pytest.mark.parametrize(("text", "kind", "source", "target", "modality"), CASES)
def test_the_act_is_found(
    coder: Coder, text: str, kind: str, source: list[str], target: list[str], modality: str
) -> None:
    reports = coder.code(text, date="2023-11-09").reports
    found = [(r.type, *_countries(r), r.modality) for r in reports]
    assert (kind, set(source), set(target), modality) in found


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Japan.",
        "Brazil beat Germany 2-1 in the final.",
        "The bird was a turkey.",
        "Shares in Tokyo fell by two percent.",
    ],
)
def test_what_is_no_act_is_not_coded(coder: Coder, text: str) -> None:
    assert coder.code(text, date="2023-11-09").reports == ()


def test_evidence_and_trigger_are_slices_of_the_document(coder: Coder) -> None:
    coded = coder.code("It was quiet. Russia attacked Ukraine. France condemned Russia.", date="2023-11-09")
    assert len(coded.reports) == 2
    for r in coded.reports:
        assert coded.document.text[r.evidence.start : r.evidence.end] == r.evidence.text
        assert coded.document.text[r.trigger.start : r.trigger.end] == r.trigger.text
        assert coded.sentences[r.evidence.sentence].text == r.evidence.text


def test_the_same_input_gives_the_same_records(coder: Coder) -> None:
    text = "Turkey warned Greece that it would send ships. Greece asked NATO for help."
    assert coder.code(text, date="2023-11-09") == coder.code(text, date="2023-11-09")


def test_pronouns_carry_the_actor(coder: Coder) -> None:
    coded = coder.code("Russia wants to end the war. It has asked Iran for drones.", date="2023-11-09")
    asked = [r for r in coded.reports if r.type == "REQUEST"]
    assert _countries(asked[0]) == ({"RUS"}, {"IRN"})


def test_an_unknown_minister_is_learned_from_his_introduction(coder: Coder) -> None:
    text = "Kenyan foreign minister Wanjala Otienoko met Emmanuel Macron. Otienoko thanked France."
    coded = coder.code(text, date="2023-11-09")
    thanks = [r for r in coded.reports if r.type == "SUPPORT"]
    assert _countries(thanks[0]) == ({"KEN"}, {"FRA"})


def test_a_party_named_twice_in_an_act_is_told_once(coder: Coder) -> None:
    text = "A meeting of the presidents of Norway, Chile and Ghana will be held in autumn."
    told = [r.target for r in coder.code(text, date="2018-04-04").reports]
    assert told and all(len(side) == len(set(side)) for side in told)
