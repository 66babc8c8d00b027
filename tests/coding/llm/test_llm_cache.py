"""Answers are kept by what was asked of whom, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.coding.llm import LlmCoder
from dragoman.coding.llm.answers import read_answer
from dragoman.coding.llm.cache import AnswerCache
from loopback_model import Loopback, act, says, who

Make = Callable[..., LlmCoder]
TEXT = "Norway sent Ukraine two air defence systems."


@pytest.fixture(autouse=True)
def told(server: Loopback) -> None:
    given = act("sent", "AID", who("Norway", "NOR"), who("Ukraine", "UKR"))
    server.told = {TEXT: [given, {**given, "trigger": "sold"}, {**given, "source": None}]}


def test_the_same_document_is_asked_about_once(server: Loopback, make: Make, tmp_path: Path) -> None:
    first, second = make(cache=tmp_path), make(cache=tmp_path)
    assert first.code(TEXT, date="2024-02-08") == second.code(TEXT, date="2024-02-08")
    assert len(server.requests) == 1
    assert (second.tokens, second.from_cache) == (0, 1)
    assert first.rejects == second.rejects, "what was refused is refused again"
    assert len(first.rejects) == 2


def test_another_text_or_model_is_asked_about(server: Loopback, make: Make, tmp_path: Path) -> None:
    coder = make(cache=tmp_path)
    coder.code(TEXT, date="2024-02-08")
    coder.code(TEXT + " It snowed.", date="2024-02-08")
    other = AnswerCache(tmp_path, "another")
    messages = server.requests[0]["messages"]
    assert other.get(other.key(messages, coder.prompt)) is None
    assert len(server.requests) == 2


def test_another_day_is_the_same_question(server: Loopback, make: Make, tmp_path: Path) -> None:
    coder = make(cache=tmp_path)
    days = [coder.code(TEXT, date=day).reports[0].date.start for day in ("2024-02-08", "2024-02-09")]
    assert days == ["2024-02-08", "2024-02-09"]
    assert len(server.requests) == 1


def test_answers_from_the_cache_cost_no_tokens(server: Loopback, make: Make, tmp_path: Path) -> None:
    make(cache=tmp_path).code(TEXT, date="2024-02-08")
    assert make(cache=tmp_path, token_budget=1).code(TEXT, date="2024-02-08").reports


@pytest.mark.parametrize("content", ["", "{", "[]", '{"answer": 3}', '{"answer": "no"}', "\udcff"])
def test_a_file_that_is_no_answer_is_written_anew(
    server: Loopback, make: Make, tmp_path: Path, content: str
) -> None:
    make(cache=tmp_path).code(TEXT, date="2024-02-08")
    (file,) = tmp_path.rglob("*.json")
    whole = file.read_bytes()
    file.write_bytes(content.encode(errors="surrogateescape"))
    make(cache=tmp_path).code(TEXT, date="2024-02-08")
    assert file.read_bytes() == whole
    assert len(server.requests) == 2


def test_nothing_is_kept_of_a_failure(server: Loopback, make: Make, tmp_path: Path) -> None:
    server.then(says("no"))
    coder = make(cache=tmp_path, attempts=1)
    with pytest.raises(Exception, match="no answer"):
        coder.code(TEXT, date="2024-02-08")
    assert list(tmp_path.rglob("*.json")) == []


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    cache = AnswerCache(tmp_path, "m")
    monkeypatch.setattr("json.dump", broken)
    with pytest.raises(OSError, match="disk full"):
        cache.put("ab12", read_answer('{"reports": []}'))
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == []


def test_the_key_of_the_server_is_in_no_file(server: Loopback, make: Make, tmp_path: Path) -> None:
    make(cache=tmp_path, api_key="sesame-51").code(TEXT, date="2024-02-08")
    assert all(b"sesame" not in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
