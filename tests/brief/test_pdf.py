"""The brief as PDF, where the extra is installed."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from articles import korea

from dragoman.brief import brief


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as problem:
        pytest.skip(f"WeasyPrint cannot be loaded ({problem}); pip install 'dragoman[pdf]'")
    path: Path = brief(korea()).to_pdf(tmp_path_factory.mktemp("pdf") / "brief.pdf")
    return _inflated(path.read_bytes())


def _inflated(pdf: bytes) -> bytes:
    """The file's first line and what stands in its compressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return pdf[:8] + b"\n".join(zlib.decompressobj().decompress(s) for s in streams)


def test_it_is_a_pdf_of_a_page_or_more(written: bytes) -> None:
    assert written.startswith(b"%PDF-")
    assert re.search(rb"/Type\s*/Page\b", written)


def test_its_citations_lead_to_the_evidence_and_nowhere_else(written: bytes) -> None:
    assert len(re.findall(rb"/Subtype\s*/Link", written)) > 3
    assert b"/URI" not in written
