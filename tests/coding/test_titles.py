"""Titles: coded with evidence in the title, their missing parties found, no act told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import ActorDictionary
from dragoman.coding import Coder
from dragoman.coding.publishers import load_publishers
from dragoman.coding.titles import plain_case
from dragoman.documents import make_document
from dragoman.errors import DictionaryError
from dragoman.records import Coded

NOTHING = "The announcement came in the morning. The weather was fine."
KREMLIN = "http://en.kremlin.ru/events/1"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(by="rules")


def acts(coded: Coded) -> list[tuple[str, str, list[str | None], list[str | None]]]:
    return [
        (r.type, r.modality, [a.country for a in r.source], [a.country for a in r.target])
        for r in coded.reports
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Meeting with President of Iran Hassan Rouhani",
        "Telephone conversation with President of Iran Hassan Rouhani",
        "Press statements following talks with President of Iran Hassan Rouhani",
    ],
)
def test_a_governments_title_leaves_itself_out(coder: Coder, title: str) -> None:
    found = coder.code(make_document(NOTHING, title=title, date="2018-06-09", url=KREMLIN))
    assert acts(found) == [("CONSULT", "actual", ["RUS"], ["IRN"])]
    (report,) = found.reports
    assert found.document.text[report.evidence.start : report.evidence.end] == title


def test_elsewhere_the_first_actor_of_the_text_is_meant(coder: Coder) -> None:
    text = "French ministers were in good spirits. The weather was fine."
    found = coder.code(make_document(text, title="Talks with Iran in Vienna", date="2018-06-09"))
    assert acts(found) == [("CONSULT", "actual", ["FRA"], ["IRN"])]


def test_two_subjects_may_be_joined_by_a_comma(coder: Coder) -> None:
    found = coder.code(make_document(NOTHING, title="Russia, China sign gas deal", date="2018-06-09"))
    assert acts(found) == [("AGREE", "actual", ["RUS"], ["CHN"])]


def test_an_act_of_title_and_text_is_told_once(coder: Coder) -> None:
    text = "France attacked Spain on Monday. The weather was fine."
    found = coder.code(make_document(text, title="France attacks Spain", date="2018-06-12"))
    assert acts(found) == [("ASSAULT", "actual", ["FRA"], ["ESP"])]
    assert found.reports[0].evidence.sentence == 1


def test_capitals_everywhere_are_read_in_plain_case() -> None:
    assert plain_case("RUSSIA SIGNS GAS DEAL", [(0, 6)]) == "RUSSIA signs gas deal"
    title = "Russia Signs New Gas Deal"
    assert plain_case(title, [(0, 6)]) == "Russia signs new gas deal"
    title = "Meeting with Gazprom head Alexei Miller"
    assert plain_case(title, [(13, 20)]) == title


def test_the_text_begins_with_the_title_once() -> None:
    assert make_document("A body.", title="A head").text == "A head\n\nA body."
    assert make_document("A head\n\nA body.", title="A head").text == "A head\n\nA body."


def test_a_publisher_of_no_state_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "publishers.csv").write_text("site,country,sector,names\nx.org,QQQ,GOV,\n", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"publishers\.csv:2"):
        load_publishers(ActorDictionary.load(), tmp_path)
