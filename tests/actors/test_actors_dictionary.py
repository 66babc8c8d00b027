from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import ActorDictionary, ActorFinder, check
from dragoman.errors import DictionaryError

HEADER = "id,name,country,sector,aliases,since,until,kind,note\n"
LEADERS = "name,country,sector,role,since,until,aliases,bare\n"


def test_ours_has_no_problem() -> None:
    assert check(Path(__file__).parents[2] / "src/dragoman/actors/data") == []


def test_there_are_many_nouns_and_states() -> None:
    dictionary = ActorDictionary.load()
    assert len(dictionary.nouns) > 1000
    assert len(dictionary.countries) > 190
    assert dictionary.digest.startswith("sha256:")
    assert dictionary.country_name("PRK") == "North Korea"


@pytest.mark.parametrize(
    ("name", "text", "line", "field"),
    [
        ("groups.csv", HEADER + "x,X Front,FRA,REB,,2020-13-01,,,\n", 2, "since"),
        ("groups.csv", HEADER + "# note\nx,X Front,ZZZ,REB,,,,,\n", 3, "country"),
        ("groups.csv", HEADER + "x,X Front,FRA,XXX,,,,,\n", 2, "sector"),
        ("groups.csv", HEADER + "x,X Front,FRA\n", 2, "columns"),
        ("groups.csv", "id,name\n", 1, "header"),
        ("leaders/new.csv", LEADERS + "A B,FRA,GOV,king,2020,2019,,\n", 2, "until"),
        ("sector_nouns.csv", "noun,plural,sector,kind\nfoo,,GOV,thing\n", 2, "kind"),
        ("ambiguous.csv", "form,rule,cues\nFoo,maybe,\n", 2, "rule"),
        ("places.csv", "name,country,kind,population\nFoo,FRA,city,many\n", 2, "population"),
        ("states.toml", '[[state]]\ncode = "FRA"\nname = "France"\ncolour = "blue"\n', 2, "colour"),
        ("states.toml", "[[state]\n", 1, "TOML"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, text: str, line: int, field: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DictionaryError) as caught:
        ActorDictionary.load(tmp_path)
    assert caught.value.line == line
    assert field in str(caught.value) and name.rsplit("/", maxsplit=1)[-1] in str(caught.value)
    assert len(check(tmp_path)) == 1


def test_a_user_adds_and_overrides(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(
        HEADER + "marsh-front,Marsh Front,FRA,REB,MFF,,,,\n", encoding="utf-8"
    )
    (tmp_path / "leaders").mkdir()
    (tmp_path / "leaders" / "mine.csv").write_text(
        LEADERS + "Vladimir Putin,FRA,BUS,owner,2000-01-01,,,\n", encoding="utf-8"
    )
    finder = ActorFinder(ActorDictionary.load(tmp_path))
    assert finder.resolve("MFF").country == "FRA"
    assert finder.resolve("Vladimir Putin", "2025-01-01").sector == "BUS"
    assert finder.dictionary.digest != ActorDictionary.load().digest


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="no such directory"):
        ActorDictionary.load(tmp_path / "none")
