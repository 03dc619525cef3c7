"""Claims about separating planes, borne out by exact arithmetic on the points themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport

TRIED = 2000  # other planes
EXACT = "exact arithmetic"


@dataclass(frozen=True)
class Widest:
    """w and b keep every point on its side, and weights prove that no shorter w does.

    Examples
    --------
    >>> one, half = sp.S.One, sp.S.Half
    >>> Widest(((one,), (-one,)), (1, -1), (one,), sp.S.Zero, (half, half)).check().status
    'agrees'
    """

    points: tuple[tuple[sp.Rational, ...], ...]
    labels: tuple[int, ...]
    w: tuple[sp.Rational, ...]
    b: sp.Rational
    weights: tuple[sp.Rational, ...]

    def check(self) -> CheckReport:
        """Margins, signs, Σ αᵢyᵢ = 0, and ½‖w‖² = W(α); then random planes beside it."""
        margins = [
            y * (_dot(self.w, p) + self.b) for p, y in zip(self.points, self.labels, strict=True)
        ]
        pulls = [a * y for a, y in zip(self.weights, self.labels, strict=True)]
        summed = [_dot(pulls, column) for column in zip(*self.points, strict=True)]
        dual = sp.Add(*self.weights) - _dot(summed, summed) / 2
        faults = [
            *(max(sp.S.Zero, 1 - m) for m in margins),
            *(max(sp.S.Zero, -a) for a in self.weights),
            abs(sp.Add(*pulls)),
            abs(_dot(self.w, self.w) / 2 - dual),
            *([] if self._is_unbeaten() else [sp.S.One]),
        ]
        error = float(max(faults))
        status = "disagrees" if error else "agrees"
        told = (
            f"Checked in {EXACT}: every point keeps its distance, every α is at least 0, and "
            f"½‖w‖² = W(α). None of {TRIED} random planes with that distance has a shorter w."
        )
        return CheckReport(status, len(margins), error, 0.0, None, EXACT, told=told)

    def _is_unbeaten(self) -> bool:
        """Whether no random direction, scaled until every point keeps its distance, is shorter."""
        draw, n = np.random.default_rng(1), len(self.w)
        points = np.array([[float(c) for c in p] for p in self.points])
        labels = np.array(self.labels)
        own = np.array([float(c) for c in self.w])
        near = own + np.linalg.norm(own) * 0.2 * draw.normal(size=(TRIED // 2, n))
        ways = np.concatenate([draw.normal(size=(TRIED // 2, n)), near])
        scores = points @ ways.T
        gap = scores[labels > 0].min(axis=0) - scores[labels < 0].max(axis=0)
        lengths = np.linalg.norm(ways, axis=1)
        fits = gap > 0
        shortest = 2 * lengths[fits] / gap[fits]
        return bool(np.all(shortest >= np.linalg.norm(own) * (1 - 1e-9)))


@dataclass(frozen=True)
class InBoth:
    """A point is a mean of the points of each label: no plane separates them.

    Examples
    --------
    >>> zero, one = sp.S.Zero, sp.S.One
    >>> InBoth(((zero,), (zero,)), (1, -1), (one, one), (zero,)).check().status
    'agrees'
    """

    points: tuple[tuple[sp.Rational, ...], ...]
    labels: tuple[int, ...]
    weights: tuple[sp.Rational, ...]
    place: tuple[sp.Rational, ...]

    def check(self) -> CheckReport:
        """Both means, and the sums of the weights."""
        faults = [max(sp.S.Zero, -a) for a in self.weights]
        for side in (1, -1):
            own = [a if y == side else 0 for a, y in zip(self.weights, self.labels, strict=True)]
            faults.append(abs(sp.Add(*own) - 1))
            means = (_dot(own, column) for column in zip(*self.points, strict=True))
            faults += [abs(m - c) for m, c in zip(means, self.place, strict=True)]
        error = float(max(faults))
        told = f"Checked in {EXACT}: both means are the same point, and their weights add to 1."
        status = "disagrees" if error else "agrees"
        return CheckReport(status, len(self.points), error, 0.0, None, EXACT, told=told)


def _dot(left: Sequence[sp.Expr], right: Sequence[sp.Expr]) -> sp.Expr:
    return sp.Add(*(a * c for a, c in zip(left, right, strict=True)))
