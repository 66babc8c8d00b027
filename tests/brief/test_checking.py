"""The checker: what it lets through, what it stops; tampering, and random records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from articles import korea, nato
from brief_builders import Told, Who, coded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.brief import Checker, brief
from dragoman.brief.model import Brief
from dragoman.brief.statements import Part
from dragoman.records import MODALITIES, Coded

BRIEFS = [brief(nato()), brief(korea())]


def parts(of: Brief) -> Iterator[Part]:
    for line in of.lines():
        yield from line.parts


def checker(of: Brief) -> Checker:
    return Checker(of.coded, of.names)


@pytest.mark.parametrize("of", BRIEFS)
def test_what_is_printed_passes(of: Brief) -> None:
    assert not of.withheld
    assert all(checker(of).part(p) is None for p in parts(of))


@pytest.mark.parametrize("of", BRIEFS)
@pytest.mark.parametrize("name", ["Brazil", "Macron", "the World Bank"])
def test_a_changed_name_is_rejected(of: Brief, name: str) -> None:
    for part in parts(of):
        for actor in ("Turkey", "Erdogan", "Russia", "North Korea", "Kim Jong Un", "the United States"):
            if actor in part.text:
                assert checker(of).part(replace(part, text=part.text.replace(actor, name))) is not None


@pytest.mark.parametrize("of", BRIEFS)
def test_swapped_parties_are_rejected(of: Brief) -> None:
    for part in parts(of):
        if part.text.startswith("Russia accused Erdogan"):
            swapped = part.text.replace("Russia", "#").replace("Erdogan", "Russia").replace("#", "Erdogan")
            assert checker(of).part(replace(part, text=swapped)) is not None


@pytest.mark.parametrize("of", BRIEFS)
def test_a_changed_number_or_date_is_rejected(of: Brief) -> None:
    for part in parts(of):
        for old, new in (("40", "60"), ("2019", "2018"), ("2022", "2021"), ("shells", "four shells")):
            if part.kind == "claim" and old in part.text + part.head:
                changed = replace(part, text=part.text.replace(old, new), head=part.head.replace(old, new))
                assert checker(of).part(changed) is not None


@pytest.mark.parametrize("of", BRIEFS)
def test_lost_or_wrong_evidence_is_rejected(of: Brief) -> None:
    for part in parts(of):
        if part.kind == "claim":
            assert checker(of).part(replace(part, keys=())) is not None
            assert checker(of).part(replace(part, keys=(("d_none", 0),))) is not None


def test_a_possible_deed_as_a_fact_is_rejected() -> None:
    of = BRIEFS[0]
    part = next(p for p in parts(of) if "could transfer" in p.text)
    fact = replace(part, text=part.text.replace("could transfer", "transferred"), claims=())
    assert "told as a fact" in (checker(of).part(fact) or "")


def test_an_invented_verb_is_rejected() -> None:
    of = BRIEFS[0]
    part = next(p for p in parts(of) if p.text.startswith("Russia accused"))
    assert checker(of).part(replace(part, text="Russia bribed Erdogan", claims=())) is not None


def test_a_false_quotation_is_rejected() -> None:
    of = BRIEFS[1]
    part = next(p for p in parts(of) if p.text.startswith("Russia"))
    assert checker(of).part(replace(part, text="“seeks many shells”", claims=())) is not None


COUNTRIES = [
    ("FRA", "France"),
    ("IND", "India"),
    ("BRA", "Brazil"),
    ("EGY", "Egypt"),
    ("USA", "United States"),
]
VERBS = {
    "accused": "ACCUSE", "visited": "CONSULT", "sanctioned": "SANCTION", "attacked": "ASSAULT",
    "supported": "SUPPORT",
    "war": "ASSAULT", "talks": "CONSULT", "warned": "THREATEN", "aid": "AID", "withdraw": "RETREAT",
}  # fmt: skip
FRAMES = [
    "{a} {v} {b} on 3 May, officials said.",
    "{b}, which {a} {v} twice, may answer.",
    "In 2021, {a} and {b} {v} over 14 ships.",
    "The {v} between {a} and {b} could go on if nobody yields.",
    "{b} was {v} by {a}.",
    "It is said that {v}.",
]


@st.composite
def documents(draw: st.DrawFn) -> Coded:
    text, told = [], []
    for number in range(draw(st.integers(1, 6))):
        (code_a, a), (code_b, b) = draw(st.permutations(COUNTRIES))[:2]
        verb, frame = draw(st.sampled_from(sorted(VERBS))), draw(st.sampled_from(FRAMES))
        text.append(frame.format(a=a, b=b, v=verb))
        target = (Who(code_b, b, b),) if draw(st.booleans()) else ()
        modality = draw(st.sampled_from(MODALITIES))
        told.append(Told(number, VERBS[verb], (Who(code_a, a, a),), target, verb, modality))
    return coded(" ".join(text), draw(st.sampled_from(["2024-05-04", None])), told)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_random_records_never_give_an_uncited_sentence(document: Coded) -> None:
    of = brief(document)
    again = checker(of)
    known = set(of.numbers())
    for part in parts(of):
        assert again.part(part) is None
        if part.kind == "claim":
            assert part.keys and set(part.keys) <= known
    of.to_markdown()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["Norway", "99", "in 1987", "on 9 March 1999", "Merkel"]))
def test_tampering_is_always_caught(document: Coded, foreign: str) -> None:
    of = brief(document)
    for part in parts(of):
        if part.kind != "note":
            assert checker(of).part(replace(part, text=f"{part.text} {foreign}")) is not None
