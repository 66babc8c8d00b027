from __future__ import annotations

from dragoman.actors import ActorFinder, LearnedNames, learn_names, unknown_names
from dragoman.records import LearnedActor

TEXT = "Norwegian climate minister Tiril Åsvang met reporters. Later Åsvang left with Ola Halvorsen Vik."


def learned(
    finder: ActorFinder, text: str, document: str = "d1", on: str = "2025-02-03"
) -> list[LearnedActor]:
    return learn_names(text, finder.find(text, on), on, document)


def test_a_name_is_learned_as_it_is_written(finder: ActorFinder) -> None:
    (row,) = learned(finder, TEXT)
    assert (row.name, row.country, row.sector, row.document) == ("Tiril Åsvang", "NOR", "GOV", "d1")
    assert row.sentence == TEXT and row.published == "2025-02-03"


def test_heads_of_bodies_are_learned(finder: ActorFinder) -> None:
    (row,) = learned(finder, "Rafael Ortuzar Vega, who heads the Ecuadorean navy, resigned.")
    assert (row.name, row.country, row.sector) == ("Rafael Ortuzar Vega", "ECU", "MIL")


def test_ships_and_companies_are_not_people(finder: ActorFinder) -> None:
    assert learned(finder, "The Canadian mining company Northern Pine halted work.") == []


def test_learned_names_serve_other_texts(finder: ActorFinder) -> None:
    rows = learned(finder, TEXT)
    other = "A treaty was signed by Tiril Åsvang."
    assert [m.actor.country for m in finder.find(other, "2025-03-01")] == []
    (mention,) = finder.find(other, "2025-03-01", rows)
    assert (mention.actor.country, mention.actor.sector) == ("NOR", "GOV")


def test_support_is_counted_by_document(finder: ActorFinder) -> None:
    names = LearnedNames(learned(finder, TEXT))
    names.add(learned(finder, TEXT))
    assert names.supported() == []
    names.add(learned(finder, TEXT, "d2", "2025-04-01"))
    (row,) = names.supported()
    assert row.name == "Tiril Åsvang"
    (support,) = names.supports()
    assert (support.count, support.since, support.until) == (2, "2025-02-03", "2025-04-01")


def test_unknown_names(finder: ActorFinder) -> None:
    mentions = finder.find(TEXT, "2025-02-03")
    assert unknown_names(TEXT, mentions, finder.dictionary.endings) == {"Ola Halvorsen Vik": 1}


def test_offices_without_a_state_take_that_of_the_sentence(finder: ActorFinder) -> None:
    (row,) = learned(finder, "Crowds in Tallinn, Estonia, jeered culture minister Maarika Tõnisberg.")
    assert (row.name, row.country, row.sector) == ("Maarika Tõnisberg", "EST", "GOV")


def test_those_who_take_office_are_learned(finder: ActorFinder) -> None:
    texts = {
        "Tomaz Hribernik is sworn in as the new interior minister of Slovenia.": "SVN",
        "Peru's president appoints Rosaura Quispe Mamani as energy minister.": "PER",
        "Uzbek chess grandmaster Timur Yuldoshev won in Oslo.": "UZB",
        "The bank's owner is Danish, but ministers Pavel Zelenkov and Ivo Draganov of Bulgaria objected.": "BGR",
    }
    for text, country in texts.items():
        assert country in {row.country for row in learned(finder, text)}, text


def test_names_that_hold_other_words(finder: ActorFinder) -> None:
    (row,) = learned(finder, "Ukrainian culture minister German Zabolotny resigned.")
    assert (row.name, row.country) == ("German Zabolotny", "UKR")
    (row,) = learned(finder, "Somali fisheries minister Abdi Sheikh Warsame resigned.")
    assert (row.name, row.country) == ("Abdi Sheikh Warsame", "SOM")
