from __future__ import annotations

import pytest

from dragoman.coding.parsing import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()
