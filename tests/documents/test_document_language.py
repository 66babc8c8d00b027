from __future__ import annotations

import gzip
import json

import pytest

from dragoman.documents.language import is_english, language_of
from shared_data import shared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der Außenminister hat am Montag mit dem Botschafter über die Lage in der Region gesprochen.",
            "German",
        ),
        ("Le président a rencontré les ministres des affaires étrangères dans la capitale.", "French"),
        ("El canciller dijo que no habrá acuerdo con los rebeldes en las próximas semanas.", "Spanish"),
        ("Il ministro ha incontrato gli ambasciatori dei paesi della regione per un accordo.", "Italian"),
        ("O ministro disse que não há acordo com os rebeldes para as próximas semanas.", "Portuguese"),
        ("De minister heeft maandag met de ambassadeur over het verdrag en de grens gesproken.", "Dutch"),
        ("Minister powiedział, że nie ma porozumienia z rebeliantami i że to jest już koniec.", "Polish"),
        (
            "Bakan, heyet ile bir araya geldi ve bu anlaşma için daha çok zaman gerektiğini söyledi.",
            "Turkish",
        ),
        (
            "Министр встретился с послом в столице и обсудил договор.",
            "Cyrillic-script text, probably Russian",
        ),
        ("Міністр зустрівся з послом у столиці й обговорив договір.", "Ukrainian"),
        ("部长星期一在首都会见了大使。", "Chinese"),
        ("大臣は月曜日に首都で大使と会談した。", "Japanese"),
        ("장관은 월요일 수도에서 대사를 만났다.", "Korean"),
        ("التقى الوزير السفير في العاصمة يوم الاثنين.", "Arabic"),
        ("השר נפגש עם השגריר בבירה ביום שני.", "Hebrew"),
        ("Ο υπουργός συναντήθηκε με τον πρέσβη στην πρωτεύουσα.", "Greek"),
        ("The minister met the ambassador in the capital on Monday.", "English"),
    ],
)
def test_tells_languages(text: str, expected: str) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "12 34", "Putin visits Pyongyang", "Record March 31", "Deutsche Bank AG buys Banco de la Nación SA"],
)
def test_says_nothing_of_names_and_figures(text: str) -> None:
    assert language_of(text) in (None, "English")


def test_language_tags() -> None:
    assert all(map(is_english, ("en", "en-GB", "en_US", "eng", "English", " EN ")))
    assert not any(map(is_english, ("de", "enm", "German", "")))


@pytest.mark.parametrize("name", ["current_events_2025_2026", "kremlin_en_1999_2019"])
def test_no_english_text_is_taken_for_another_language(name: str) -> None:
    with gzip.open(shared(f"news/{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        found = {language_of(json.loads(line)["text"]) for line in lines}
    assert found <= {None, "English"}
