from __future__ import annotations

import pytest

from dragoman.actors import ActorDictionary, ActorFinder


@pytest.fixture(scope="session")
def finder() -> ActorFinder:
    return ActorFinder(ActorDictionary.load())
