"""The public contract: keys, their order, allowed values, and the design's own example row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dragoman.records import (
    MODALITIES,
    STANCES,
    Actor,
    Attribution,
    DateSpan,
    Evidence,
    Explanation,
    Interest,
    Report,
    Trigger,
    What,
    content_id,
)
from dragoman.schema import json_schema, key_order

SENTENCE = "North Korea may supply Russia with munitions, analysts said on Thursday."
EXAMPLE = (
    '{"kind": "report", "id": "r_5f1c0a9be2d47713", "type": "AID", "mode": null, "contexts": ["military"], '
    '"cameo": "072", "intensity": 8.3, "quad": 2, '
    '"source": [{"id": "PRK", "name": "North Korea", "country": "PRK", "sector": "GOV", "role": null, '
    '"text": "North Korea"}], '
    '"target": [{"id": "RUS", "name": "Russia", "country": "RUS", "sector": null, "role": null, '
    '"text": "Russia"}], '
    '"date": {"start": "2023-11-09", "end": "2023-11-09", "precision": "day", "basis": "published"}, '
    '"place": null, "modality": "possible", '
    '"attribution": {"by": "speaker", "text": "analysts", "actor": null}, '
    '"trigger": {"text": "supply", "start": 16, "end": 22}, '
    '"evidence": {"document": "d_77b0c1", "source_id": "item-1", "published": "2023-11-09", '
    '"publisher": null, "url": null, "sentence": 0, "start": 0, "end": 72, "text": "' + SENTENCE + '"}, '
    '"confidence": 0.71, "explain": {"by": "rules", "rule": "supply.2", "scores": {}}, '
    '"coder": "rules 0.1.0", "ontology": "plover-2.0", "dictionaries": "sha256:91ab"}'
)


def evidence() -> Evidence:
    return Evidence("d_77b0c1", "item-1", "2023-11-09", None, None, 0, 0, 72, SENTENCE)


def report() -> Report:
    return Report(
        id="r_5f1c0a9be2d47713",
        type="AID",
        mode=None,
        contexts=("military",),
        cameo="072",
        intensity=8.3,
        quad=2,
        source=(Actor("PRK", "North Korea", "PRK", "GOV", None, "North Korea"),),
        target=(Actor("RUS", "Russia", "RUS", None, None, "Russia"),),
        date=DateSpan("2023-11-09", "2023-11-09", "day", "published"),
        place=None,
        modality="possible",
        attribution=Attribution("speaker", "analysts", None),
        trigger=Trigger("supply", 16, 22),
        evidence=evidence(),
        confidence=0.71,
        explain=Explanation("rules", "supply.2", {}),
        coder="rules 0.1.0",
        ontology="plover-2.0",
        dictionaries="sha256:91ab",
    )


def interest() -> Interest:
    return Interest(
        id="i_0000000000000001",
        actor=Actor("RUS", "Russia", "RUS", "GOV", None, "Moscow"),
        stance="seeks",
        what=What("arms", "weapons and ammunition"),
        counterpart=None,
        modality="actual",
        evidence=evidence(),
        confidence=0.5,
        explain=Explanation("rules", "seek.1", {"cue": 0.5}),
        coder="rules 0.1.0",
        dictionaries="sha256:91ab",
    )


def test_a_report_is_the_designs_example_key_by_key() -> None:
    assert json.dumps(report().to_dict(), ensure_ascii=False) == EXAMPLE


def test_an_interest_has_the_contracts_keys_in_order() -> None:
    row = interest().to_dict()
    assert list(row) == [
        "kind",
        "id",
        "actor",
        "stance",
        "what",
        "counterpart",
        "modality",
        "evidence",
        "confidence",
        "explain",
        "coder",
        "dictionaries",
    ]
    assert row["what"] == {"class": "arms", "text": "weapons and ammunition"}
    assert list(row["actor"]) == ["id", "name", "country", "sector", "role", "text"]


def test_rows_keep_the_schema_and_its_order() -> None:
    for row, kind in ((report().to_dict(), "report"), (interest().to_dict(), "interest")):
        schema = json_schema(kind)  # type: ignore[arg-type]
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(json.dumps(row)), schema)
        assert tuple(row) == key_order(kind)  # type: ignore[arg-type]


def test_allowed_values_are_the_designs() -> None:
    assert MODALITIES == ("actual", "planned", "possible", "conditional", "demanded", "denied")
    assert STANCES == ("seeks", "holds", "lacks", "offers", "fears", "opposes")
    properties = json_schema("report")["properties"]
    assert properties["modality"]["enum"] == list(MODALITIES)
    assert properties["quad"]["enum"] == [1, 2, 3, 4]
    assert json_schema("interest")["properties"]["stance"]["enum"] == list(STANCES)


@pytest.mark.parametrize(
    ("key", "value"),
    [("modality", "maybe"), ("quad", 5), ("source", "RUS"), ("evidence", None), ("confidence", "high")],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(key: str, value: Any) -> None:
    row = json.loads(EXAMPLE)
    row[key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, json_schema("report"))


def test_the_schema_refuses_extra_and_missing_keys() -> None:
    row = json.loads(EXAMPLE)
    for wrong in ({**row, "event": "e_1"}, {k: v for k, v in row.items() if k != "place"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, json_schema("report"))


def test_content_ids_are_stable_and_told_apart() -> None:
    assert content_id("r", "d_1", 0, 5) == content_id("r", "d_1", 0, 5)
    assert content_id("r", "d_1", 0, 5) != content_id("r", "d_1", 0, 6)
    assert content_id("d", "é") == "d_0b657be394b1d432"
    assert len(content_id("r", "x")) == len("r_") + 16


@pytest.mark.parametrize("kind", ["report", "interest"])
def test_the_published_schema_is_the_generated_one(kind: Any) -> None:
    path = Path(__file__).parents[1] / "docs" / "schema" / f"{kind}.schema.json"
    published = json.loads(path.read_text(encoding="utf-8"))
    assert published == json_schema(kind), f"Write json_schema({kind!r}) to {path.name} anew."
