"""A server that is slow, breaks off, refuses, and writes what is no answer: nothing is lost, nothing is made up."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from dragoman.coding.llm import Endpoint, LlmCoder
from dragoman.documents import make_document
from dragoman.errors import InputError, MissingExtraError
from dragoman.records import Document
from loopback_model import Loopback, act, hang_up, raw, refusing, says, slow, status, who

Make = Callable[..., LlmCoder]
TEXTS = [f"Norway sent Ukraine {n} air defence systems." for n in ("two", "three", "four", "five", "six")]
WHOLE = json.dumps(
    {"reports": [{"sentence": 0, **act("sent", "AID", who("Norway"), who("Ukraine"))}], "interests": []}
)


@pytest.fixture(autouse=True)
def told(server: Loopback) -> None:
    server.told = {t: [act("sent", "AID", who("Norway", "NOR"), who("Ukraine", "UKR"))] for t in TEXTS}


def documents(number: int = 1) -> list[Document]:
    return [make_document(t, date="2024-02-08", source_id=str(n)) for n, t in enumerate(TEXTS[:number])]


def kept(coder: LlmCoder, number: int = 1, processes: int = 1) -> list[str]:
    """The ids of the documents from which the act was read."""
    return [c.document.source_id for c in coder.code_many(documents(number), processes) if c.reports]


def reasons(coder: LlmCoder) -> list[str]:
    return [f"{r.source}: {r.reason} ({r.detail})" for r in coder.rejects]


def test_after_429_it_waits_as_long_as_the_server_says(server: Loopback, make: Make) -> None:
    server.then(status(429, "slow down", {"Retry-After": "1"}))
    coder = make()
    assert kept(coder) == ["0"]
    assert server.at[1] - server.at[0] >= 1.0
    assert coder.rejects == []


@pytest.mark.parametrize("fault", [status(500), status(503), status(429), hang_up])
def test_a_passing_fault_is_outlived(server: Loopback, make: Make, fault: Callable[..., None]) -> None:
    server.then(fault)
    assert kept(make()) == ["0"]
    assert len(server.requests) == 2


def test_a_late_answer_is_asked_for_again(server: Loopback, make: Make) -> None:
    server.then(slow(1.5))
    assert kept(make(timeout=0.7)) == ["0"]


def test_a_server_that_never_answers_in_time_sets_the_document_aside(server: Loopback, make: Make) -> None:
    server.always = slow(1.5)
    coder = make(timeout=0.2, retries=0)
    assert kept(coder) == []
    assert reasons(coder) == ["0: document not coded: no answer (none within 0.2 s)"]


@pytest.mark.parametrize(
    "text",
    ["", "{", WHOLE[:-40], WHOLE[1:], "[]", '{"events": []}', '{"reports": {}}', "No acts here.",
     '{"reports": [], "interests": 4}', '{"reports": ' * 3000],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_asked_for_again_with_the_reason(
    server: Loopback, make: Make, text: str
) -> None:
    server.then(says(text))
    assert kept(make()) == ["0"]
    first, second = server.requests
    assert second["messages"][: len(first["messages"])] == first["messages"]
    assert "could not be used" in second["messages"][-1]["content"]


@pytest.mark.parametrize(
    "around",
    ["{}", "```json\n{}\n```", "<think>Is {{it}} so?</think>\n{}", "Here you are: {} Anything else?"],
)
def test_words_around_the_answer_do_not_matter(server: Loopback, make: Make, around: str) -> None:
    server.then(says(around.replace("{}", WHOLE).replace("{{it}}", "{it}")))
    assert kept(make()) == ["0"]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "<html>", '{"choices": []}', '{"choices": null}', "null", "[1]", '"x"']
)
def test_a_body_that_is_no_completion_is_asked_for_again(server: Loopback, make: Make, text: str) -> None:
    server.then(raw(text))
    assert kept(make()) == ["0"]


def test_after_its_attempts_the_document_is_set_aside_and_the_rest_goes_on(
    server: Loopback, make: Make
) -> None:
    server.then(*[says("no")] * 3)
    coder = make(at_once=1)
    assert kept(coder, 3) == ["1", "2"]
    assert [r.split(" (")[0] for r in reasons(coder)] == ["0: document not coded: no answer that can be used"]


def test_an_answer_that_is_cut_off_gets_more_room_and_is_never_patched(server: Loopback, make: Make) -> None:
    server.then(says(WHOLE, finish="length"), says(WHOLE, finish="length"))
    assert kept(make()) == ["0"]
    assert [r["max_tokens"] for r in server.requests] == [4096, 8192, 16384]


def test_a_bad_document_does_not_stop_the_run(server: Loopback, make: Make) -> None:
    server.then(status(400), status(400), status(400))
    coder = make(at_once=1)
    assert kept(coder, 3) == ["1", "2"]
    assert len(coder.rejects) == 1
    assert "400" in coder.rejects[0].detail


@pytest.mark.parametrize(
    ("lacks", "then_sent"),
    [
        (["json_schema"], {"response_format": {"type": "json_object"}, "seed": 0}),
        (["response_format"], {"response_format": None, "seed": 0}),
        (["seed"], {"seed": None, "temperature": 0}),
        (
            ["temperature", "max_tokens"],
            {"temperature": None, "max_tokens": None, "max_completion_tokens": 4096},
        ),
        (
            ["response_format", "seed", "temperature"],
            {"response_format": None, "seed": None, "temperature": None},
        ),
    ],
)
def test_what_the_server_does_not_know_is_left_out_from_then_on(
    server: Loopback, make: Make, lacks: Sequence[str], then_sent: dict[str, object]
) -> None:
    server.always = refusing(*lacks)
    coder = make(at_once=1)
    assert kept(coder, 2) == ["0", "1"]
    last = server.requests[-1]
    assert {name: last.get(name) for name in then_sent} == then_sent
    first = next(i for i, r in enumerate(server.requests) if "three" in r["messages"][1]["content"])
    assert len(server.requests) == first + 1, "the second document is asked about once"


def test_the_schema_names_every_code_and_is_strict(server: Loopback, make: Make) -> None:
    coder = make()
    kept(coder)
    form = server.requests[0]["response_format"]["json_schema"]
    assert form["strict"] is True
    parts = form["schema"]["$defs"]
    assert set(parts["ToldReport"]["properties"]["type"]["enum"]) == set(coder.steps.ontology.types)
    for part in [form["schema"], *parts.values()]:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])


@pytest.mark.parametrize("code", [401, 404])
def test_a_wrong_key_or_model_ends_the_run_at_once(server: Loopback, make: Make, code: int) -> None:
    server.always = status(code, "who are you?")
    with pytest.raises(InputError, match="who are you") as caught:
        kept(make(at_once=1), 3)
    assert "--model" in caught.value.hint
    assert len(server.requests) == 1


def test_a_document_that_the_server_does_not_want_is_set_aside(server: Loopback, make: Make) -> None:
    server.then(status(403, "not that text"))
    coder = make(at_once=1)
    assert kept(coder, 3) == ["1", "2"]
    assert "not that text" in coder.rejects[0].detail


def test_a_server_that_is_silent_three_times_is_not_asked_again(server: Loopback, make: Make) -> None:
    server.always = status(500)
    coder = make(retries=0, at_once=1)
    assert kept(coder, 5) == []
    assert len(server.requests) == 3
    assert [r.source for r in coder.rejects] == list("01234"), "none is lost"


def test_nobody_at_the_address(server: Loopback, make: Make) -> None:
    coder = make(retries=0)
    server.close()
    assert kept(coder) == []
    assert "no answer" in coder.rejects[0].reason


def test_the_budget_sets_the_rest_aside(server: Loopback, make: Make) -> None:
    def run() -> tuple[list[str], list[str]]:
        coder = make(token_budget=12_000, at_once=2)
        return kept(coder, 5), [r.reason for r in coder.rejects]

    server.always = says(WHOLE, tokens=6_000)
    first, aside = run()
    assert first in (["0"], ["0", "1"])
    assert aside == ["document not coded: token budget spent"] * (5 - len(first))
    assert (first, aside) == run(), "whatever answers first"


def test_tokens_are_estimated_where_the_server_does_not_count(server: Loopback, make: Make) -> None:
    server.always = says(WHOLE, tokens=None)
    coder = make()
    kept(coder)
    assert coder.tokens > 1_000


@pytest.mark.parametrize(("url", "model"), [("localhost:8000", "m"), ("", "m"), ("http://localhost", "")])
def test_a_wrong_address_is_told_at_the_door(url: str, model: str) -> None:
    with pytest.raises(InputError):
        Endpoint(url, model)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(MissingExtraError, match=r"dragoman\[llm\]"):
        LlmCoder(Endpoint("http://127.0.0.1:9/v1", "m"))
