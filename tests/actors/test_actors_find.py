from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import ActorFinder
from dragoman.records import Mention


def one(finder: ActorFinder, text: str, words: str, on: str = "2025-06-01") -> Mention:
    found = [m for m in finder.find(text, on) if m.text == words]
    assert found, [m.text for m in finder.find(text, on)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector", "head"),
    [
        ("Turkish ministers resigned.", "Turkish ministers", "TUR", "GOV", "ministers"),
        ("Then a US destroyer left port.", "US destroyer", "USA", "MIL", "destroyer"),
        ("Four Saudi men were held.", "Saudi men", "SAU", "CVL", "men"),
        ("Talks at Peru's Ministry of Mines failed.", "Peru's Ministry of Mines", "PER", "GOV", "Ministry"),
        ("Two Chinese warplanes turned back.", "Chinese warplanes", "CHN", "MIL", "warplanes"),
        ("Kenyan agricultural workers marched.", "Kenyan agricultural workers", "KEN", "AGR", "workers"),
        ("The government of Sudan refused.", "government of Sudan", "SDN", "GOV", "government"),
        ("Members of the PKK fled.", "Members of the PKK", "TUR", "REB", "Members"),
        ("Boko Haram gunmen fled.", "Boko Haram gunmen", "NGA", "REB", "gunmen"),
        ("The foreign ministry of Iran objected.", "foreign ministry of Iran", "IRN", "GOV", "ministry"),
        ("A Chad-based paramilitary group fled.", "Chad-based paramilitary group", "TCD", "PRM", "group"),
        ("Thousands of protesters gathered.", "Thousands of protesters", None, "CVL", "Thousands"),
        ("Later soldiers withdrew.", "soldiers", None, "MIL", "soldiers"),
        ("The company's board met.", "company's board", None, "BUS", "board"),
    ],
)
def test_phrases(
    finder: ActorFinder, text: str, words: str, country: str | None, sector: str, head: str
) -> None:
    mention = one(finder, text, words)
    assert (mention.actor.country, mention.actor.sector) == (country, sector)
    assert text[mention.head :].startswith(head)


def test_a_title_and_a_person_are_one_mention(finder: ActorFinder) -> None:
    mention = one(finder, "Russian President Vladimir Putin flew home.", "Russian President Vladimir Putin")
    assert (mention.kind, mention.actor.id, mention.actor.country, mention.actor.sector) == (
        "person", "vladimir-putin", "RUS", "GOV",
    )  # fmt: skip
    assert mention.actor.role == "president"


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_possessives_with_any_apostrophe(finder: ActorFinder, apostrophe: str) -> None:
    text = f"South Korea{apostrophe}s military fired first."
    mention = one(finder, text, f"South Korea{apostrophe}s military")
    assert (mention.actor.country, mention.actor.sector) == ("KOR", "MIL")


def test_us_at_a_sentence_end_and_us_the_pronoun(finder: ActorFinder) -> None:
    found = [m.text for m in finder.find("He left the U.S. They told us so. US$5 went.", "2025-01-01")]
    assert found == ["U.S."]


def test_diacritics_may_be_missing(finder: ActorFinder) -> None:
    for name in ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"):
        assert one(finder, f"{name} spoke.", name).actor.country == "TUR"


@pytest.mark.parametrize(
    "text",
    [
        "He ate a turkey sandwich.",
        "Michael Jordan scored.",
        "Denzel Washington starred in it.",
        "India Walton sang.",
        "Israel Adesanya won the bout.",
        "Paris Hilton arrived.",
        "The South China Sea was calm.",
        "They sailed the Indian Ocean.",
        "It was Russian roulette with French fries.",
        "Melania Trump smiled.",
        "They may go, who knows.",
    ],
)
def test_what_is_no_state(finder: ActorFinder, text: str) -> None:
    assert [m.actor.country for m in finder.find(text, "2025-06-01") if m.actor.country] == []


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("The Washington Post wrote it.", "USA", "JRN"),
        ("The Korea Herald wrote it.", "KOR", "JRN"),
        ("Turkish Airlines flew.", "TUR", "BUS"),
        ("Bank of China paid.", "CHN", "BUS"),
    ],
)
def test_names_that_hold_a_state(finder: ActorFinder, text: str, country: str, sector: str) -> None:
    (mention,) = finder.find(text, "2025-06-01")
    assert (mention.actor.country, mention.actor.sector) == (country, sector)


def test_georgia_needs_no_reason_but_the_us_state_is_told_apart(finder: ActorFinder) -> None:
    assert one(finder, "Georgia froze its talks with Brussels.", "Georgia").actor.country == "GEO"
    texts = [m.text for m in finder.find("A judge in Atlanta, Georgia, ruled.", "2025-06-01")]
    assert "Georgia" not in texts


def test_a_capital_is_a_government_or_a_place(finder: ActorFinder) -> None:
    assert one(finder, "Moscow rejected the plan.", "Moscow").actor.sector == "GOV"
    assert one(finder, "They met in Moscow.", "Moscow").kind == "place"


def test_event_nouns_leave_the_adjective_alone(finder: ActorFinder) -> None:
    (mention,) = finder.find("Israeli airstrikes went on.", "2025-06-01")
    assert (mention.text, mention.kind) == ("Israeli", "adjective")


def test_those_who_back_a_group_do_not_own_it(finder: ActorFinder) -> None:
    found = finder.find("Iran-backed rebels attacked.", "2025-06-01")
    assert [(m.text, m.actor.country) for m in found] == [("Iran", "IRN"), ("rebels", None)]


def test_two_adjectives_share_a_noun(finder: ActorFinder) -> None:
    text = "Russian and Chinese ministers met."
    first, second = finder.find(text, "2025-06-01")
    assert (first.actor.country, first.actor.sector, first.head) == ("RUS", "GOV", second.head)


def test_offices_depend_on_the_day(finder: ActorFinder) -> None:
    text = "Barack Obama spoke."
    assert one(finder, text, "Barack Obama", "2012-05-01").actor.sector == "GOV"
    assert one(finder, text, "Barack Obama", "2022-05-01").actor.sector == "ELI"
    assert (
        one(finder, "Former president Barack Obama spoke.", "Former president Barack Obama").actor.sector
        == "ELI"
    )


def test_a_surname_goes_back_to_the_name(finder: ActorFinder) -> None:
    text = "Ecuadorean navy chief Juan Teran Mora resigned. Mora left; Mora's aides stayed."
    found = finder.find(text, "2025-06-01")
    assert found[0].actor.name == "Juan Teran Mora"
    assert [m.actor.country for m in found if m.text == "Mora"] == ["ECU"]


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Nowicz, the Polish foreign minister, left.",
        "Polish foreign minister Pavel Nowicz left.",
        "The Polish foreign minister, Pavel Nowicz, left.",
    ],
)
def test_appositions_introduce(finder: ActorFinder, text: str) -> None:
    (mention,) = finder.find(text, "2025-06-01")
    actor = mention.actor
    assert (actor.name, actor.country, actor.role) == ("Pavel Nowicz", "POL", "foreign minister")


WORDS = (
    "Russia Turkish ministers and of the U.S. ’s government Putin , . President Kim Jong Un former in "
    "soldiers é — “Georgia” Washington Post Naïve-Smith who heads Israel’s"
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=25,
    )
)
def test_mentions_are_in_order_and_inside_the_text(finder: ActorFinder, words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in finder.find(text, "2025-06-01"):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.actor.text
        end = mention.end
