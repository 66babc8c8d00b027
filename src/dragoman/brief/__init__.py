"""The brief: findings from coded documents, worded, checked and shown.

`brief(coded)` computes findings, words them, and keeps only sentences that the checker can derive from the
evidence they cite; the same object is shown as Markdown, HTML, JSON, PDF, in the terminal and in a notebook.
"""

from __future__ import annotations

from dragoman.brief.checking import Checker, Failure
from dragoman.brief.comparing import compare
from dragoman.brief.findings import Findings
from dragoman.brief.model import Brief, Source, brief

__all__ = ["Brief", "Checker", "Failure", "Findings", "Source", "brief", "compare"]
