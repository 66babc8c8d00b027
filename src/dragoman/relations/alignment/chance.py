"""From the joint votes of two states to agreement, S, Cohen's kappa and Scott's pi.

For N roll calls on which both voted, codes 1 (yes), 2 (abstain), 3 (no) and the distance d between two votes:

- agree = share of roll calls with d = 0;
- S = 1 - 2 Σ|d|^p / (N · 2^p), p 1 (absolute) or 2 (squared): Signorino and Ritter (1999), "Tau-b or Not
  Tau-b", International Studies Quarterly 43;
- kappa = 1 - D_o / D_e, D_o the observed mean disagreement and D_e the one expected if both voted at random
  with their own shares of yes, abstain and no; plain counts every disagreement as 1, squared as d²;
- pi = the same, with the shares of both states pooled: Häge (2011), "Choice or Circumstance? Adjusting
  Measures of Foreign Policy Similarity for Chance Agreement", Political Analysis 19.

Where chance alone explains all there is (D_e = 0: both always voted alike in one way), kappa and pi are not
defined, and NaN stands for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEASURES = ("agree", "s_abs", "s_sq", "kappa", "kappa_sq", "pi", "pi_sq")
"""The measures, in the order in which they are shown; each 1 where two states always voted alike."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Counts over the roll calls on which both of two states voted; arrays of one shape, a pair a place.

    `n` roll calls; `same` with equal votes, `far` with a yes against a no. `taking_a` are those where a
    took a side (yes or no), `lean_a` a's yes minus a's no; the same for b.
    """

    n: NDArray[np.float64]
    same: NDArray[np.float64]
    far: NDArray[np.float64]
    taking_a: NDArray[np.float64]
    taking_b: NDArray[np.float64]
    lean_a: NDArray[np.float64]
    lean_b: NDArray[np.float64]


def measures(joint: Joint) -> dict[str, NDArray[np.float64]]:
    """Each of MEASURES, in the shape of the counts; NaN where it is not defined (n = 0 included)."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        agree, far = joint.same / joint.n, joint.far / joint.n
        squared = 1 - agree + 3 * far
        ta, tb, la, lb = (
            part / joint.n for part in (joint.taking_a, joint.taking_b, joint.lean_a, joint.lean_b)
        )
        return {
            "agree": agree,
            "s_abs": agree - far,
            "s_sq": 1 - squared / 2,
            "kappa": _ratio(1 - agree, _unequal(ta, tb, la, lb)),
            "kappa_sq": _ratio(squared, ta + tb - 2 * la * lb),
            "pi": _ratio(1 - agree, _unequal(pooled := (ta + tb) / 2, pooled, lean := (la + lb) / 2, lean)),
            "pi_sq": _ratio(squared, 2 * (pooled - lean * lean)),
        }


def _unequal(
    ta: NDArray[np.float64], tb: NDArray[np.float64], la: NDArray[np.float64], lb: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The chance that two independent votes differ: 1 - Σ p_k q_k over yes, abstain and no.

    With yes = (t + l)/2 and no = (t - l)/2 the sum over yes and no is (t t' + l l')/2.
    """
    result: NDArray[np.float64] = 1 - (1 - ta) * (1 - tb) - (ta * tb + la * lb) / 2
    return result


def _ratio(observed: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 - observed / expected, NaN where nothing is expected."""
    import numpy as np

    result: NDArray[np.float64] = 1 - observed / np.where(expected > 1e-12, expected, np.nan)
    return result
