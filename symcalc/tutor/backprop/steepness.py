"""How steep an activation can be: what the catalogue proves, or a search for one of one's own."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import sympy as sp

from symcalc.tutor.backprop.activation import Activation
from symcalc.tutor.catalogue.largest import Largest, amount, largest, place
from symcalc.tutor.catalogue.slopes import FAR, SAME, recognised, zeros
from symcalc.tutor.words import flow as words

S = sp.Symbol("s")
# An identity that shows the largest slope: both sides are the derivative.
PROOFS: dict[str, tuple[sp.Expr, sp.Expr]] = {
    "sigmoid": (S * (1 - S), sp.Rational(1, 4) - (S - sp.Rational(1, 2)) ** 2),
    "tanh": (1 - S**2, 1 - S**2),
    "relu": (sp.S.One, sp.S.One),
}
GRID = np.arange(-FAR, FAR + 1 / 16, 1 / 8)
ENDS = np.array([1e2, 1e4, 1e6])
BESIDE = np.array([-1e-9, 1e-9])  # of a place, where a slope could have a pole
STEEP = 1e6  # beyond it, a pole
UNKNOWN = Largest("slope-unknown", None, "", "")


def why(f: Activation) -> str:
    """The largest slope in a sentence, with its reason."""
    if f.name in PROOFS:
        one, other = PROOFS[f.name]
        if sp.expand(one - other) != 0:
            raise AssertionError(f"the slope of {f.name} is not {other}")
        return words.SLOPES[f.name]
    found = steepness(f)
    return words.FOUND[found.kind].format(f=f.call, value=found.value, at=found.at)


@lru_cache(maxsize=64)
def steepness(f: Activation) -> Largest:
    """The largest slope: the catalogue's, or that of a formula of one's own.

    Examples
    --------
    >>> from symcalc.tutor.backprop.activation import activation
    >>> steepness(activation("x sigmoid(2x)")).value
    'about 1.0998'
    """
    return searched(f) if f.entry is None else largest(f.entry)


def searched(f: Activation) -> Largest:
    """The largest slope at zeros of the second derivative, on straight pieces, and far out."""
    bends = zeros(f.bend)
    at = [float(place) for place in bends]
    inner, straight = (np.abs(f.slope(np.array(xs, dtype=float))) for xs in (at, GRID))
    far = np.abs([f.slope(side * ENDS) for side in (1, -1)])
    beside = np.abs(f.slope(np.add.outer(at, BESIDE).ravel()))
    everything = np.concatenate([inner, straight, far.ravel(), beside])
    if not np.isfinite(everything).all() or (far[:, 2] > far[:, 1] * (1 + SAME) + SAME).any():
        return UNKNOWN
    most = float(everything.max())
    if most > STEEP:
        return UNKNOWN
    bound = recognised(most)
    if inner.size and inner.max() >= most - SAME:
        best = [p for p, size in zip(bends, inner, strict=True) if size >= most - SAME]
        return Largest("slope-at", bound, amount(bound), place(f.x, min(best, key=abs)))
    if straight.max() >= most - SAME:
        first = min(GRID[straight >= most - SAME], key=lambda x: (x != int(x), abs(x), x < 0))
        return Largest("slope-as", bound, amount(bound), place(f.x, recognised(float(first))))
    end = words.END["up" if far[0].max() >= most - SAME else "down"].format(x=f.x.name)
    return Largest("slope-limit", bound, amount(bound), end)
