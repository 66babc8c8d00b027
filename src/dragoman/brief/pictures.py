"""The pictures of a brief: the network under the movements, the timeline under what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.brief.acts import Act, clause
from dragoman.brief.statements import capital

if TYPE_CHECKING:
    from dragoman.brief.model import Brief
    from dragoman.charts import DatedAct


def pictures(brief: Brief) -> Mapping[str, tuple[str, str]]:
    """SVG text and caption by the key of the section that shows it; what cannot be drawn is absent."""
    from dragoman.charts import coverage_chart, network_chart, timeline_chart, to_svg

    drawn: dict[str, tuple[str, str]] = {}
    ids = {i for act in brief.findings.acts for i in act.reports}
    reports = [r for c in brief.coded for r in c.reports if r.id in ids]
    network = network_chart(reports, brief.names.countries)
    if network is not None:
        caption = "Who acts with and against whom in the text; width shows the summed intensity of the acts."
        drawn["moves"] = (to_svg(network, "Network of actors"), caption)
    dated = [d for a in brief.findings.acts if (d := _dated(a, brief)) is not None]
    timeline = timeline_chart(dated, brief.findings.coverage.as_of) if len(dated) > 1 else None
    if timeline is not None:
        caption = "Acts that the text dates; pale marks are planned, possible, demanded or denied."
        drawn["happened"] = (to_svg(timeline, "Timeline of dated acts"), caption)
    if len(brief.coded) > 2:
        strip = coverage_chart(brief.coded)
        if strip is not None:
            drawn["open"] = (to_svg(strip, "Coverage"), "Documents read, by date of publication.")
    return drawn


def _dated(act: Act, brief: Brief) -> DatedAct | None:
    from dragoman.charts import DatedAct

    if act.date.basis not in {"text", "context"} or not act.date.start:
        return None
    words = capital(clause(act, brief.names))
    return DatedAct(words, act.date.start, act.date.end or act.date.start, act.quad, act.modality == "actual")
