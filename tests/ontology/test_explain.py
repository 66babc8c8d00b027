"""What `dragoman explain` answers."""

from __future__ import annotations

import json

import pytest

from dragoman.errors import UnknownTermError
from dragoman.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.mark.parametrize(
    ("term", "kind", "said"),
    [
        ("AID", "type", "072"),
        ("aid", "type", "material cooperation"),
        ("072", "cameo", "+8.3"),
        ("016", "cameo", "-2 in GDELT's table"),
        ("GOV", "sector", "executive"),
        ("possible", "modality", "may"),
        ("military", "context", "armed forces"),
        ("IGOUNO", "organisation", "United Nations"),
        ("ASSAULT drone", "mode", "unmanned"),
        ("ASSAULT:drone", "mode", "195"),
        ("drone", "mode", "ASSAULT"),
        ("assist", "mode", "REJECT assist"),
        ("seeks", "stance", "wants"),
        ("human rights", "context", "Human rights"),
    ],
)
def test_terms(ontology: Ontology, term: str, kind: str, said: str) -> None:
    answer = ontology.explain(term)
    assert answer.kind == kind
    assert said in answer.to_text()
    assert json.loads(json.dumps(answer.to_dict()))["kind"] == kind


def test_every_code_can_be_explained_with_an_example(ontology: Ontology) -> None:
    groups = (ontology.types, ontology.sectors, ontology.organisations, ontology.contexts)
    for group in groups:
        for code in group:
            assert ontology.explain(code).example, code
    for code in ontology.cameo:
        answer = ontology.explain(code)
        assert answer.example, code
        assert answer.definition


@pytest.mark.parametrize(
    ("term", "near"), [("ASSULT", "assault"), ("0721", "072"), ("goverment", "government")]
)
def test_unknown_terms(ontology: Ontology, term: str, near: str) -> None:
    with pytest.raises(UnknownTermError) as raised:
        ontology.explain(term)
    assert near in raised.value.hint
