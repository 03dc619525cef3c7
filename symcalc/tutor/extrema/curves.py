"""Curves of solutions under inequalities: whether they meet them, and how they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import sympy as sp

from symcalc.checking.feasible import values
from symcalc.primitives import arrange
from symcalc.tutor.extrema.constraints import SIZES, Constraint
from symcalc.tutor.extrema.records import Extremum, Function, place_said
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

TRIED = 2000


def curve_meets(
    curve: Mapping[sp.Symbol, sp.Expr],
    wrt: Sequence[sp.Symbol],
    inequalities: Sequence[Constraint],
) -> bool:
    """Whether some of the points tried on a curve meet all inequalities."""
    free = sorted({s for x in wrt for s in curve[x].free_symbols}, key=str)
    draw = np.random.default_rng(4)
    places = [draw.uniform(-s, s, (TRIED, len(free))) for s in SIZES]
    points = np.concatenate([np.zeros((1, len(free))), *places])
    met = np.ones(len(points), dtype=bool)
    for c in inequalities:
        here = c.expr.subs({x: curve[x] for x in wrt}, simultaneous=True)
        if here.free_symbols - set(free):
            return True
        met &= values(here, free, points) <= 1e-12
    return bool(met.any())


def lies_on(one: Extremum, curve: Extremum) -> bool:
    """Whether a point is one of a curve, which has its own coordinates as letters."""
    gaps = [
        v.subs(dict(one.point), simultaneous=True) - one.point[x] for x, v in curve.point.items()
    ]
    return all(sp.expand(gap) == 0 for gap in gaps)


def widest(curves: Sequence[Extremum]) -> list[Extremum]:
    """Each curve once, and none that is part of another."""
    kept: list[Extremum] = []
    for curve in sorted(curves, key=_freedom, reverse=True):
        if not any(lies_on(curve, other) for other in kept):
            kept.append(curve)
    return [c for c in curves if any(c is k for k in kept)]


def _freedom(curve: Extremum) -> int:
    return len({s for v in curve.point.values() for s in v.free_symbols})


def curve_said(named: Function, curve: Extremum) -> str:
    """f = 0 at every point (0, y) that meets the constraints."""
    value = text(arrange(curve.value))
    return SAYS["on-curve"].format(f=named.name, value=value, place=place_said(curve.point))
