"""Predicates taken out of sentences: voice, modality, objects, clause ends, and the plain wording."""

from __future__ import annotations

import pytest
from brief_builders import Told, Who, coded

from dragoman.brief.acts import clause, find_acts
from dragoman.brief.names import Names
from dragoman.brief.wording import load_wording
from dragoman.records import Modality

FRA, IND = Who("FRA", "France", "France"), Who("IND", "India", "India")
USA = Who("USA", "United States", "Washington")
MODI = Who("IND", "Narendra Modi", "Narendra Modi", "person", role="prime minister")


def said(
    text: str, type_: str, source: Who, target: Who | None, trigger: str, modality: Modality = "actual"
) -> str:
    told = Told(0, type_, (source,), (target,) if target else (), trigger, modality)
    document = coded(text, "2024-05-04", [told])
    names = Names.build([document], load_wording())
    return clause(find_acts([document], names)[0], names)


@pytest.mark.parametrize(
    ("text", "type_", "trigger", "expected"),
    [
        ("France sanctioned India over oil.", "SANCTION", "sanctioned", "France sanctioned India over oil"),
        (
            "India was sanctioned by France in May.",
            "SANCTION",
            "sanctioned",
            "France sanctioned India in May",
        ),
        (
            "India, which France sanctioned twice, protested.",
            "SANCTION",
            "sanctioned",
            "France sanctioned India twice",
        ),
        (
            "France has warned India that it must pay.",
            "THREATEN",
            "warned",
            "France has warned India that it must pay",
        ),
        ("France held talks with India, officials said.", "CONSULT", "talks", "France held talks with India"),
        (
            "France and India met in Rome on Monday.",
            "CONSULT",
            "met",
            "France and India met in Rome on Monday",
        ),
        ("After France's invasion of India, prices rose.", "ASSAULT", "invasion", "France invaded India"),
        ("France's war in India goes on.", "ASSAULT", "war", "France is at war with India"),
        (
            "France is shelling India from ships.",
            "ASSAULT",
            "shelling",
            "France is shelling India from ships",
        ),
        (
            "The ban on rice that France imposed on India is new.",
            "SANCTION",
            "imposed",
            "France imposed the ban on rice on India",
        ),
        ("The pact was signed by France and India.", "AGREE", "signed", "France and India signed the pact"),
        (
            "France buys jets from India and sells ports to Japan.",
            "COOPERATE",
            "buys",
            "France buys jets from India",
        ),
        (
            "France gave India €1.5 billion (about a tenth of its aid).",
            "AID",
            "gave",
            "France gave India €1.5 billion",
        ),
    ],
)
def test_what_happened_is_told_in_the_texts_own_words(
    text: str, type_: str, trigger: str, expected: str
) -> None:
    assert said(text, type_, FRA, IND, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "modality", "expected"),
    [
        ("France may attack India.", "attack", "possible", "France may attack India"),
        ("France could attack India.", "attack", "possible", "France could attack India"),
        ("France will attack India in June.", "attack", "planned", "France is to attack India in June"),
        ("France plans to attack India.", "plans", "planned", "France is to attack India"),
        (
            "France would attack India if ships move.",
            "attack",
            "conditional",
            "France would attack India if ships move",
        ),
        ("Nobody urged France to attack India.", "attack", "demanded", "France is urged to attack India"),
        ("France did not attack India.", "attack", "denied", "France did not attack India"),
        (
            "France denied an attack on India.",
            "attack",
            "denied",
            "France is said not to have attacked India",
        ),
        (
            "France postponed the attack on India.",
            "postponed",
            "denied",
            "France postponed the attack on India",
        ),
    ],
)
def test_what_did_not_happen_keeps_its_mark(
    text: str, trigger: str, modality: Modality, expected: str
) -> None:
    assert said(text, "ASSAULT", FRA, IND, trigger, modality) == expected


def test_a_pronoun_is_replaced_by_the_name() -> None:
    him = Who("IND", "Narendra Modi", "him", "person", role="prime minister")
    assert (
        said("France thanked him for wheat.", "SUPPORT", FRA, him, "thanked")
        == "France thanked Narendra Modi for wheat"
    )


def test_a_name_takes_its_article_and_number() -> None:
    text = "Washington has rebuked France."
    assert said(text, "ACCUSE", USA, FRA, "rebuked") == "the United States has rebuked France"
    both = said("Narendra Modi agrees with Washington.", "AGREE", MODI, USA, "agrees")
    assert both == "Narendra Modi agrees with Washington"


def test_an_event_noun_is_no_verb() -> None:
    words = said("France strikes in India killed ten.", "ASSAULT", FRA, IND, "strikes")
    assert words == "France struck India"


def test_an_unknown_noun_gets_the_types_wording_and_a_quotation() -> None:
    words = said("There is new friction between France and India.", "ACCUSE", FRA, IND, "friction")
    assert words == "France criticised India (“new friction between France and India”)"


def test_the_text_stays_out_of_the_next_clause() -> None:
    text = "France's choice to meet Narendra Modi may also be a signal."
    assert said(text, "CONSULT", FRA, MODI, "meet", "planned") == "France is to meet Narendra Modi"
