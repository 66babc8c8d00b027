"""The ontology: completeness, the decisions on contradictions, intensities, errors with lines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.errors import DictionaryError, UnknownTermError
from dragoman.ontology import EventType, Mode, Ontology, load_ontology
from dragoman.ontology.reading import data_dir


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_it_has_all_of_plover(ontology: Ontology) -> None:
    assert len(ontology.types) == 16
    assert len(ontology.contexts) == 37
    assert sum(term.kind == "sector" for term in ontology.sectors.values()) == 25
    assert len(ontology.cameo) == 312
    assert set(ontology.organisations) == {"IGOUNO", "IGOEUR", "IGONAT"}
    assert ontology.version == "plover-2.0"


def test_signs_follow_the_quad(ontology: Ontology) -> None:
    for entry in ontology.types.values():
        values = [entry.intensity, *(m.intensity for m in entry.modes.values())]
        if entry.name == "REQUEST":
            assert all(-1 <= v <= 1 for v in values)
        elif entry.quad <= 2:
            assert all(v > 0 for v in values), entry.name
        else:
            assert all(v < 0 for v in values), entry.name


def test_decisions_on_contradictions(ontology: Ontology) -> None:
    assert ontology.quad("SANCTION") == 4
    assert ontology.intensity("ACCUSE") == -3.0
    assert ontology.types["PROTEST"].target == "optional"
    assert ontology.cameo["016"].goldstein == -5.0
    assert ontology.cameo["016"].goldstein_gdelt == -2.0
    assert ontology.cameo["163"].type == "SANCTION"
    assert ontology.cameo["057"].type == "AGREE"
    assert ontology.intensity("PROTEST", "vandalize") == ontology.intensity("PROTEST")


def test_the_designs_example(ontology: Ontology) -> None:
    code = ontology.cameo_for("AID", None, ["military"])
    assert (code, ontology.quad("AID"), ontology.intensity("AID", cameo=code)) == ("072", 2, 8.3)


def test_a_cameo_code_leads_back_to_the_type_that_uses_it(ontology: Ontology) -> None:
    exceptions = {"175", "191", "0831"}
    for entry in ontology.types.values():
        parts: list[EventType | Mode] = [entry, *entry.modes.values()]
        for part in parts:
            for code in (part.cameo, *part.by_context.values()):
                if code not in exceptions:
                    assert ontology.cameo[code].type == entry.name, (entry.name, code)


def test_reciprocal_types(ontology: Ontology) -> None:
    assert {t.name for t in ontology.types.values() if t.reciprocal} == {"AGREE", "CONSULT", "COOPERATE"}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda o: o.quad("ASSALT"), "ASSAULT"),
        (lambda o: o.intensity("ASSAULT", "drones"), "drone"),
        (lambda o: o.cameo_for("AID", "gift"), "none"),
        (lambda o: o.intensity("AID", cameo="0720"), "072"),
    ],
)
def test_unknown_terms_name_the_nearest(ontology: Ontology, call: object, said: str) -> None:
    with pytest.raises(UnknownTermError) as raised:
        call(ontology)  # type: ignore[operator]
    assert said in raised.value.hint


def test_matches_the_reference_values() -> None:
    shared = Path(__file__).parents[3] / "shared" / "data" / "ontology" / "goldstein_icews.csv"
    if not shared.exists():
        pytest.skip("../shared/data/ontology is absent")
    import csv

    codes = load_ontology().cameo
    with shared.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert codes[row["code"]].goldstein == float(row["goldstein"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(data_dir(), copy)
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("cameo.csv", "072,gives military aid,AID", "072,gives military aid,HELP", "type: no type 'HELP'"),
        ("cameo.csv", "military,8.3,8.3", "military,83,8.3", "goldstein: expected -10 to 10"),
        ("cameo.csv", "073,gives", "072,gives", "code: '072' stands twice"),
        ("cameo.csv", ",military,8.3,8.3", ",military,8.3", "expected 8 cells, got 7"),
        ("cameo.csv", "code,name", "kode,name", "header: expected code,name"),
        ("plover.toml", "quad = 2", "quad = 5", "quad: expected 1, 2, 3 or 4"),
        ("plover.toml", 'cameo = "070"', 'cameo = "0701"', "cameo: no code '0701'"),
        ("plover.toml", "intensity = 10.0", 'intensity = "much"', "intensity: expected a number"),
        ("plover.toml", 'name = "AID"', "name = ", "not TOML"),
        ("contexts.toml", 'code = "intelligence"', 'code = "military"', "code: 'military' stands twice"),
        ("modalities.toml", 'code = "planned"', 'code = "later"', "code: expected actual, planned"),
    ],
)
def test_a_bad_line_is_named(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DictionaryError, match=said) as raised:
        load_ontology(folder)
    assert raised.value.path == str(path)
    assert raised.value.line >= 1


def test_the_complaint_names_the_right_line(folder: Path) -> None:
    path = folder / "cameo.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if line.startswith("072,"))
    lines[at - 1] = lines[at - 1].replace("AID", "HELP")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DictionaryError) as raised:
        load_ontology(folder)
    assert raised.value.line == at
