"""Whatever a model writes: nothing breaks, nothing that is kept is untrue to the text, nothing vanishes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.coding.llm import Endpoint, LlmCoder
from dragoman.coding.llm.answers import Answer, AnswerError, read_answer
from dragoman.coding.llm.endpoint import Reply, without_password
from dragoman.coding.llm.prompt import Message, Prompt
from dragoman.coding.llm.quoting import occurrences
from dragoman.coding.steps import Steps
from dragoman.records import MODALITIES, STANCES
from dragoman.schema import key_order

TEXT = "Norway’s army sent Ukraine – and Moldova – two ships. It thanked the U.N. “France” condemned Russia."
WORDS = ["Norway", "Norway's army", "sent", "Ukraine", "Moldova", "two ships", "It", "thanked", "U.N.", "France",
         "condemned", "Russia", "and", "the", "tanks", "", " ", "Norway's army sent Ukraine"]  # fmt: skip


class Scripted:
    """A model that says what it is told to."""

    answer = Answer()

    def ask(self, messages: Sequence[Message], prompt: Prompt) -> Reply:
        return Reply(self.answer, 1)


@pytest.fixture(scope="module")
def coder(steps: Steps) -> LlmCoder:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.coding.coder.load_steps", lambda *_: steps)
        return LlmCoder(Endpoint("http://127.0.0.1:9/v1", "m"), model=Scripted())


junk = st.one_of(st.none(), st.integers(-2, 3), st.text(max_size=4), st.lists(st.integers(), max_size=1))
words = st.sampled_from(WORDS) | st.text(max_size=5)
codes = st.sampled_from(["NOR", "UKR", "RUS", "IGOUNO", "XX", None])
sectors = st.sampled_from(["GOV", "MIL", "?", None])
actor = st.fixed_dictionaries({"text": words, "country": codes, "sector": sectors})
sure = st.floats(0, 1) | st.sampled_from([float("nan"), 2.0])
report = st.fixed_dictionaries(
    {
        "sentence": st.integers(-1, 3), "trigger": words,
        "type": st.sampled_from(["AID", "ACCUSE", "SUPPORT", "CONSULT", "ASSAULT", "X"]),
        "mode": st.sampled_from([None, "", "visit", "drone"]), "modality": st.sampled_from([*MODALITIES, "x"]),
        "source": st.lists(actor, max_size=2), "target": st.lists(actor, max_size=2), "confidence": sure,
    }
)  # fmt: skip
interest = st.fixed_dictionaries(
    {
        "sentence": st.integers(-1, 3), "actor": actor, "stance": st.sampled_from([*STANCES, "x"]), "what": words,
        "class": st.sampled_from(["ships", "money", "x"]), "counterpart": st.none() | actor,
        "modality": st.sampled_from(MODALITIES), "confidence": sure,
    }
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(report | junk, max_size=4), st.lists(interest | junk, max_size=3))
def test_what_is_kept_is_true_to_the_text(coder: LlmCoder, reports: list[Any], interests: list[Any]) -> None:
    Scripted.answer = read_answer(json.dumps({"reports": reports, "interests": interests}))
    before = len(coder.rejects)
    coded = coder.code(TEXT, date="2024-02-08")
    refused = len(coder.rejects) - before
    kept = len(coded.reports) + len(coded.interests)
    assert kept + refused <= len(reports) + len(interests)
    assert kept + refused > 0 or not reports + interests
    for r in coded.reports:
        assert tuple(r.to_dict()) == key_order("report")
        assert TEXT[r.trigger.start : r.trigger.end] == r.trigger.text
        assert all(a.text and a.text in r.evidence.text for a in (*r.source, *r.target) if a.text)
        assert any(a.country for a in (*r.source, *r.target))
    for i in coded.interests:
        assert i.what.text in i.evidence.text
    assert coder.code(TEXT, date="2024-02-08") == coded


@given(st.text() | st.text('{}[]":,report tru1'))
def test_reading_an_answer_gives_one_or_says_why(text: str) -> None:
    try:
        assert isinstance(read_answer(text), Answer)
    except AnswerError as error:
        assert str(error)


@given(st.text(max_size=30), st.text(max_size=60))
def test_words_are_found_where_they_stand(quote: str, text: str) -> None:
    for start, end in occurrences(quote, text):
        assert 0 <= start < end <= len(text)
        assert occurrences(text[start:end], text)[0][0] <= start


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("sent", "Norway sent, then resent.", ["sent"]),
        ("Sent", "Norway sent it. Sent when?", ["Sent"]),
        ("Sent", "Norway sent it.", ["sent"]),
        ("fired on", "They fired\n on it.", ["fired\n on"]),
        ("Erdogan", "Erdoğan left.", ["Erdoğan"]),
        ("U.N.", "The U.N. met.", ["U.N"]),
        ("sen", "Norway sent it.", []),
        ("a.c", "abc", []),
        ("...", "Wait ... here.", []),
    ],
)
def test_whole_words_in_any_dress(quote: str, text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in occurrences(quote, text)] == found


@pytest.mark.parametrize(
    ("url", "shown"),
    [("http://me:secret@host:1/v1", "http://host:1/v1"), ("http://host/v1", "http://host/v1"), ("", "")],
)
def test_a_password_in_an_address_is_not_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown
