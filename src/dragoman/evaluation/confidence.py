"""Whether confidence means something: judged reports, maps fitted on one half and measured on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluation.calibration import METHODS, Calibration, Method, fit_calibration
from dragoman.evaluation.calibration_error import CalibrationError, calibration_error
from dragoman.evaluation.judged import COUNTED, FIELDS, Judged, halves
from dragoman.evaluation.sampling import Interval, share_interval


@dataclass(frozen=True, slots=True)
class FieldShare:
    """How often a field was right (0 to 1), with its 95 % interval."""

    right: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class ConfidenceScores:
    """Calibration of n judged reports.

    `raw` is the error of the coder's own confidence over all of them, `held_out` that same confidence's and
    each method's error on the second half, fitted on the first; `swapped` the same with the halves
    exchanged; `fitted` the maps of the first half.
    """

    n: int
    counted: tuple[str, ...]
    fields: Mapping[str, FieldShare]
    types: Mapping[str, tuple[int, int]]
    raw: CalibrationError
    held_out: Mapping[str, CalibrationError]
    swapped: Mapping[str, CalibrationError]
    fitted: Mapping[Method, Calibration]

    def to_dict(self) -> dict[str, Any]:
        """The scores as a JSON object."""
        return {
            "n": self.n,
            "counted": list(self.counted),
            "fields": {k: {"right": s.right, "interval": list(s.interval)} for k, s in self.fields.items()},
            "types": {k: {"right": right, "of": n} for k, (right, n) in self.types.items()},
            "raw": self.raw.to_dict(),
            "held_out": {name: found.to_dict() for name, found in self.held_out.items()},
            "swapped": {name: found.to_dict() for name, found in self.swapped.items()},
            "fitted": {name: found.to_dict() for name, found in self.fitted.items()},
        }

    def to_text(self) -> str:
        """The scores as tables for people."""
        lines = [f"{'':20} right   95% interval   ({self.n} judged reports)"]
        for name, s in self.fields.items():
            lines.append(f"{name:20} {s.right:.3f}   {s.interval[0]:.3f}-{s.interval[1]:.3f}")
        lines += ["", "type: right of judged", *self._types()]
        lines.append(f"\n{'calibration error':20} debiased   95% interval   plain     n")
        lines.append(_line("raw, all", self.raw))
        lines += [_line(f"{name}, held out", found) for name, found in self.held_out.items()]
        lines += [_line(f"{name}, halves swapped", found) for name, found in self.swapped.items()]
        lines.append("\nconfidence   right       n")
        lines += [f"{b.confidence:10.3f} {b.right:7.3f} {b.n:7}" for b in self.raw.bins]
        return "\n".join(lines)

    def _types(self) -> list[str]:
        return [f"{kind:20} {right:4} of {n}" for kind, (right, n) in self.types.items()]


def score_confidence(judged: Sequence[Judged], counted: Sequence[str] = COUNTED) -> ConfidenceScores:
    """Judged reports' calibration; a report is right where all the counted fields are.

    Raises InputError for an unknown field, or where one half has no reports.
    """
    unknown = sorted(set(counted) - set(FIELDS))
    if unknown or not counted:
        raise InputError(f"no such field: {', '.join(unknown)}", hint=f"Fields: {', '.join(FIELDS)}.")
    first, second = halves(judged)
    if not first or not second:
        raise InputError("too few documents to split", hint="Judge reports of more documents.")
    return ConfidenceScores(
        n=len(judged),
        counted=tuple(counted),
        fields=_fields(judged, counted),
        types=_types(judged, counted),
        raw=_error(judged, counted, None),
        held_out=_held_out(first, second, counted),
        swapped=_held_out(second, first, counted),
        fitted={method: fit_judged(first, method, counted) for method in METHODS},
    )


def fit_judged(judged: Sequence[Judged], method: Method, counted: Sequence[str] = COUNTED) -> Calibration:
    """The map of one method, fitted on judged reports."""
    return fit_calibration([j.confidence for j in judged], [j.is_right(counted) for j in judged], method)


def _held_out(
    fit: Sequence[Judged], measure: Sequence[Judged], counted: Sequence[str]
) -> dict[str, CalibrationError]:
    """The error of the raw confidence and of each method's map, on reports it was not fitted on."""
    maps = {method: fit_judged(fit, method, counted) for method in METHODS}
    found = {"raw": _error(measure, counted, None)}
    return {**found, **{method: _error(measure, counted, one) for method, one in maps.items()}}


def _error(judged: Sequence[Judged], counted: Sequence[str], by: Calibration | None) -> CalibrationError:
    raw = [j.confidence for j in judged]
    sure = raw if by is None else by(raw).tolist()
    return calibration_error(sure, [j.is_right(counted) for j in judged], [j.document for j in judged])


def _fields(judged: Sequence[Judged], counted: Sequence[str]) -> dict[str, FieldShare]:
    """Each field's share right, and that of the counted ones together."""
    hits = {name: [j.right[name] for j in judged] for name in FIELDS}
    hits["+".join(counted)] = [j.is_right(counted) for j in judged]
    return {name: FieldShare(sum(one) / len(one), share_interval(one)) for name, one in hits.items()}


def _types(judged: Sequence[Judged], counted: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Each type's reports that are right, and all of it."""
    found: dict[str, tuple[int, int]] = {}
    for one in sorted(judged, key=lambda j: j.type):
        right, n = found.get(one.type, (0, 0))
        found[one.type] = (right + one.is_right(counted), n + 1)
    return found


def _line(name: str, found: CalibrationError) -> str:
    low, high = found.interval
    return f"{name:24} {found.debiased:.3f}   {low:.3f}-{high:.3f}   {found.plain:.3f} {found.n:5}"
