from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding.llm import Endpoint, LlmCoder
from dragoman.coding.steps import Steps, load_steps
from loopback_model import Loopback

Make = Callable[..., LlmCoder]


@pytest.fixture(scope="session")
def steps() -> Steps:
    return load_steps()


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.fixture
def make(server: Loopback, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Coders that ask the loopback server; the dictionaries are loaded once."""
    pytest.importorskip("openai", reason="the extra llm is not installed")
    monkeypatch.setattr("dragoman.coding.coder.load_steps", lambda *_: steps)

    def made(cache: Path | None = None, token_budget: int | None = None, **settings: Any) -> LlmCoder:
        endpoint = Endpoint(server.url, "scripted", **{"timeout": 5.0, **settings})
        return LlmCoder(endpoint, cache=cache, token_budget=token_budget)

    return made
