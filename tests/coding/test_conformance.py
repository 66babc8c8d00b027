"""What holds for every coder: rules, rules and network joined, and a language model (scripted, on a loopback server).

A coder that is added joins the suite by one line in `CODERS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from dragoman.coding import Coder
from dragoman.documents import make_document
from dragoman.ontology import Ontology, load_ontology
from dragoman.records import MODALITIES, STANCES, Coded, Document, Interest, Report
from dragoman.schema import json_schema, key_order
from dragoman.store import Store
from loopback_model import Item, Loopback, act, who, wish

DAY = "2024-02-08"
CODERS = ("rules", "joined", "llm")
SPEAKERS = {"rules": {"rules"}, "joined": {"rules", "model", "rules+model"}, "llm": {"llm"}}

NORWAY, UKRAINE = who("Norway", "NOR"), who("Ukraine", "UKR")
FRANCE, RUSSIA = who("France", "FRA"), who("Russia", "RUS")
TOLD: dict[str, list[Item]] = {
    "France condemned Russia on Tuesday.": [
        act("condemned", "ACCUSE", FRANCE, RUSSIA, mode="disapprove"),
        act("condemned", "ACCUSE", FRANCE, who("Spain", "ESP")),
    ],
    "Norway will send missiles to Ukraine next week, ministers said.": [
        act("send", "AID", NORWAY, UKRAINE, modality="planned"),
    ],
    "Ukraine needs ammunition.": [wish(UKRAINE, "seeks", "ammunition", "ammunition")],
    "Police arrested 30 people in Nairobi, Kenya.": [
        act("arrested", "COERCE", who("Police", "KEN", "COP"), who("30 people", "KEN", "CVL"), mode="arrest"),
    ],
    "Russian troops attacked Ukraine – again.": [
        act("attacked", "ASSAULT", who("Russian troops", "RUS", "MIL"), UKRAINE),
    ],
    "It denied that it had attacked Moldova.": [
        act("had attacked", "ASSAULT", who("it", "RUS"), who("Moldova", "MDA"), modality="denied"),
    ],
}
TEXT = " ".join(TOLD)
BAD = [
    "\u200b \u200b",
    "France condemned Russia " + "and Russia " * 3_000 + "at once.",
    "}{ ]] \\ \" ``` {\"reports\": [{}]} </s> <|im_end|>",
    "🇫🇷 condemned 🇷🇺 \u202eaissuR\u202c \u0301\u0301\u0301",
    "1 2 3\n4 5 6\n\n\n7",
]  # fmt: skip

Make = Callable[[], Coder]


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback(TOLD) as running:
        yield running


@pytest.fixture(scope="module", params=CODERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def make(name: str, server: Loopback) -> Make:
    """Makes a coder of that name; skips, with the reason, where it is not installed."""
    if name == "llm":
        pytest.importorskip("openai", reason="the extra llm is not installed")
        from dragoman.coding.llm import Endpoint, LlmCoder

        return lambda: LlmCoder(Endpoint(server.url, "scripted"))
    if name == "joined":
        from dragoman.coding.learned.model_files import model_installed

        if not model_installed():
            pytest.skip("the learned reader's model is not installed")
    from dragoman.cli.coders import Choice, chosen_coder

    return lambda: chosen_coder(Choice("joined" if name == "joined" else "rules"), None)


@pytest.fixture(scope="module")
def coder(make: Make) -> Coder:
    return make()


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    found = coder.code(make_document(TEXT, date=DAY, source_id="a1", publisher="The Gazette"))
    assert len(found.reports) >= 4
    assert found.interests
    return found


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def lines(coded: Coded) -> str:
    """The JSON lines of the public contract."""
    return "\n".join(json.dumps(r.to_dict(), ensure_ascii=False) for r in records(coded))


def records(coded: Coded) -> tuple[Report | Interest, ...]:
    """All that a document told."""
    return (*coded.reports, *coded.interests)


def test_records_fit_the_public_schema(coded: Coded) -> None:
    for report in coded.reports:
        assert tuple(report.to_dict()) == key_order("report")
        jsonschema.validate(json.loads(json.dumps(report.to_dict())), json_schema("report"))
    for interest in coded.interests:
        assert tuple(interest.to_dict()) == key_order("interest")
        jsonschema.validate(json.loads(json.dumps(interest.to_dict())), json_schema("interest"))


def test_the_plain_acts_are_read(coded: Coded) -> None:
    found = {
        (r.type, *(tuple(a.country for a in side) for side in (r.source, r.target)), r.modality)
        for r in coded.reports
    }
    assert ("ACCUSE", ("FRA",), ("RUS",), "actual") in found
    assert ("AID", ("NOR",), ("UKR",), "planned") in found
    assert ("ASSAULT", ("RUS",), ("UKR",), "actual") in found


def test_codes_are_those_of_the_ontology(coded: Coded, ontology: Ontology) -> None:
    for r in coded.reports:
        kind = ontology.type(r.type)
        assert r.mode is None or r.mode in kind.modes
        assert r.modality in MODALITIES
        assert set(r.contexts) <= set(ontology.contexts)
        assert r.quad == kind.quad
        assert r.cameo is not None
        assert r.intensity == ontology.cameo[r.cameo].goldstein
        assert r.ontology == ontology.version
        assert r.source
        assert r.target or kind.target != "required"
        assert all(a.sector is None or a.sector in ontology.sectors for a in (*r.source, *r.target))
        assert 0 < r.confidence <= 1
    assert all(i.stance in STANCES and i.modality in MODALITIES for i in coded.interests)


def test_every_span_is_a_slice_of_the_text(coded: Coded) -> None:
    text = coded.document.text
    for record in records(coded):
        evidence = record.evidence
        sentence = coded.sentences[evidence.sentence]
        assert text[evidence.start : evidence.end] == evidence.text
        assert (evidence.start, evidence.end, evidence.text) == (sentence.start, sentence.end, sentence.text)
        assert (evidence.document, evidence.source_id) == (coded.document.id, "a1")
        assert (evidence.published, evidence.publisher) == (DAY, "The Gazette")
    for report in coded.reports:
        t = report.trigger
        assert text[t.start : t.end] == t.text
        assert t.text.strip() == t.text != ""
        assert report.evidence.start <= t.start < t.end <= report.evidence.end
        assert all(a.text in report.evidence.text for a in (*report.source, *report.target))
    for interest in coded.interests:
        assert interest.what.text in interest.evidence.text


def test_who_spoke_and_with_what_is_said(coded: Coded, coder: Coder, name: str) -> None:
    for record in records(coded):
        assert record.explain.by in SPEAKERS[name]
        assert record.explain.rule
        assert (record.coder, record.dictionaries) == (coder.version, coder.dictionaries)
    assert coder.dictionaries.startswith("sha256:")


def test_ids_are_distinct_and_tell_records_apart(coded: Coded) -> None:
    assert len({r.id for r in records(coded)}) == len(records(coded))
    assert all(r.id.startswith("r_") for r in coded.reports)
    assert all(i.id.startswith("i_") for i in coded.interests)


def test_the_same_input_gives_the_same_bytes(coder: Coder, make: Make, coded: Coded) -> None:
    assert lines(coder.code(coded.document)) == lines(coded)
    assert lines(make().code(coded.document)) == lines(coded), "a coder made anew"


def test_another_document_has_other_ids(coder: Coder, coded: Coded) -> None:
    other = coder.code(make_document(TEXT, date=DAY, source_id="a2"))
    assert len(other.reports) == len(coded.reports)
    assert not {r.id for r in other.reports} & {r.id for r in coded.reports}


def test_neighbours_change_nothing(coder: Coder, coded: Coded) -> None:
    sentences = list(TOLD)
    others = [make_document(s, date=DAY, source_id=f"n{n}") for n, s in enumerate(sentences)]
    found = list(coder.code_many([*others, coded.document, *reversed(others)]))
    assert [c.document.source_id for c in found] == [
        *(d.source_id for d in others), "a1", *(d.source_id for d in reversed(others)),
    ]  # fmt: skip
    assert lines(found[len(others)]) == lines(coded)
    assert [lines(c) for c in found[: len(others)]] == [lines(c) for c in reversed(found[len(others) + 1 :])]


def test_several_processes_change_nothing(coder: Coder, coded: Coded) -> None:
    others = [make_document(s, date=DAY, source_id=f"n{n}") for n, s in enumerate(TOLD)]
    found = list(coder.code_many([coded.document, *others], processes=2))
    assert [c.document.source_id for c in found] == ["a1", *(d.source_id for d in others)]
    assert lines(found[0]) == lines(coded)


def test_reports_stand_in_the_order_of_the_text(coded: Coded) -> None:
    places = [(r.evidence.sentence, r.trigger.start) for r in coded.reports]
    assert places == sorted(places)
    assert [i.evidence.sentence for i in coded.interests] == sorted(
        i.evidence.sentence for i in coded.interests
    )


@pytest.mark.parametrize("number", range(len(BAD)))
def test_a_bad_document_does_not_stop_the_run(coder: Coder, coded: Coded, number: int) -> None:
    bad = Document("d_bad", "bad", BAD[number], DAY, "input")
    found = list(coder.code_many([coded.document, bad, coded.document]))
    good = [c for c in found if c.document.source_id == "a1"]
    assert [lines(c) for c in good] == [lines(coded)] * 2
    for c in found:
        for r in c.reports:
            assert c.document.text[r.trigger.start : r.trigger.end] == r.trigger.text


def test_an_empty_document_has_nothing(coder: Coder) -> None:
    (found,) = coder.code_many([Document("d_0", "empty", "", DAY, "input")])
    assert (found.reports, found.interests, found.sentences) == ((), (), ())


def test_no_documents_give_nothing(coder: Coder) -> None:
    assert list(coder.code_many([])) == []


def test_without_a_date_only_the_text_tells_when(coder: Coder) -> None:
    found = coder.code(make_document(TEXT, source_id="undated"))
    assert found.reports
    for r in found.reports:
        assert r.evidence.published is None
        assert r.date.basis in {"unknown", "text", "context"}


def test_a_store_gives_back_what_it_took(coded: Coded, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.duckdb") as store:
        store.add(coded)
        store.add(coded)
        store.flush()
        kept = store.coded(coded.document.id)
        assert sorted(kept.reports, key=lambda r: r.id) == sorted(coded.reports, key=lambda r: r.id)
        assert sorted(kept.interests, key=lambda i: i.id) == sorted(coded.interests, key=lambda i: i.id)
        assert store.regroup() >= 1


def test_a_long_run_streams(coder: Coder, coded: Coded) -> None:
    """The first result comes before the last document is read."""
    read = 0

    def endless() -> Iterator[Document]:
        nonlocal read
        while True:
            read += 1
            yield replace(coded.document, source_id=f"s{read}")

    results = coder.code_many(endless())
    assert next(results).document.source_id == "s1"
    assert read < 200
    if hasattr(results, "close"):
        results.close()
