"""Are two expressions equal that contain integrals? Both are computed by numeric quadrature."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import sympy as sp

from symcalc.checking.numeric import Array
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import candidates
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order

TRIED = 60  # points
LEAST = 3  # fewer that tell decide nothing
TOLERANCE = 1e-6  # of numeric differentiation of numeric quadrature, relative to max(1, |value|)
STEP = 1e-3  # of numeric differentiation, of the fourth order
WEIGHTS = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))
NODES, PANELS = 24, (4, 7)  # of Gauss and Legendre's rule: two divisions, which have to agree
SURE = 1e-9  # how far they may differ
ROUGH = 0.02  # and how far those of the absolute value
METHOD = "numeric quadrature (Gauss-Legendre) and central differences"

Place = Mapping[sp.Symbol, Array]


def check_integrals(before: sp.Expr, after: sp.Expr) -> CheckReport:
    """Compare two expressions at points of their common domain.

    Examples
    --------
    >>> x, t = sp.symbols("x t")
    >>> area = sp.Integral(sp.exp(-t**2), (t, 0, x))
    >>> check_integrals(sp.Derivative(area, x), sp.exp(-x**2)).status
    'agrees'
    >>> check_integrals(sp.Derivative(area, x), sp.exp(-x)).status
    'disagrees'
    """
    bound = {x for e in (before, after) for d in e.atoms(sp.Derivative) for x in d.variables}
    hidden = {v for e in (before, after) for i in e.atoms(sp.Integral) for v in i.variables}
    free = natural_order((before.free_symbols | after.free_symbols | bound) - hidden)
    tried = [p for p, _ in zip(candidates(free), range(TRIED), strict=False)] if free else [{}]
    place = {s: np.array([float(p[s]) for p in tried]) for s in free}
    with np.errstate(all="ignore"):
        left, right = (np.broadcast_to(values(e, place), (len(tried),)) for e in (before, after))
        errors = np.abs(left - right) / np.maximum(1.0, np.abs(right))
    usable = np.flatnonzero(np.isfinite(errors) & (np.abs(left) < 1 / TOLERANCE))
    if len(usable) < min(LEAST, len(tried)):
        return CheckReport("undecided", len(usable), float("nan"), TOLERANCE, None, METHOD)
    k = int(usable[np.argmax(errors[usable])])
    worst = Worst({s.name: float(v) for s, v in tried[k].items()}, float(left[k]), float(right[k]))
    status = "agrees" if errors[k] <= TOLERANCE else "disagrees"
    return CheckReport(status, len(usable), float(errors[k]), TOLERANCE, worst, METHOD)


def is_area(part: sp.Basic) -> bool:
    """Whether this is a definite integral between finite bounds."""
    if not isinstance(part, sp.Integral):
        return False
    return all(len(limit) == 3 and not limit.has(sp.oo) for limit in part.limits)


def values(expr: sp.Expr, place: Place) -> Array:
    """Values at all points at once; NaN where quadrature does not tell."""
    slots = {part: sp.Dummy() for part in _parts(expr)}
    known = {s: v for s, v in place.items() if s in expr.free_symbols}
    for part, letter in slots.items():
        known[letter] = (
            _slope(part, place) if isinstance(part, sp.Derivative) else _area(part, place)
        )
    program = lower([expr.xreplace(slots)], list(known))
    return np.asarray(evaluate(program, list(known.values()))[0], dtype=float)


def _parts(expr: sp.Basic) -> list[sp.Basic]:
    """The outermost derivatives and definite integrals in an expression."""
    if isinstance(expr, sp.Derivative) or is_area(expr):
        return [expr]
    return list(dict.fromkeys(part for a in expr.args for part in _parts(a)))


def _slope(part: sp.Derivative, place: Place) -> Array:
    """A derivative by central differences, of each order in turn; NaN where two steps differ."""
    x, *others = part.variables
    body = sp.Derivative(part.expr, *others) if others else part.expr
    wide, near = (
        sum(w * values(body, {**place, x: place[x] + k * step}) for k, w in WEIGHTS) / step
        for step in (STEP, STEP / 2)
    )
    settled = np.abs(wide - near) <= TOLERANCE * np.maximum(1.0, np.abs(near))
    return np.asarray(np.where(settled, near, np.nan))


def _area(part: sp.Integral, place: Place) -> Array:
    """A definite integral by two quadratures; NaN where they differ, as across a pole."""
    *inner, (t, low, high) = part.limits
    f = sp.Integral(part.function, *inner) if inner else part.function
    points = np.broadcast_shapes(*(np.shape(v) for v in place.values()))
    a, b = (np.broadcast_to(values(end, place), points) for end in (low, high))
    coarse, fine = (_quadrature(f, t, a, b, place, panels) for panels in PANELS)
    near = np.abs(coarse[0] - fine[0]) <= SURE * np.maximum(1.0, np.abs(fine[0]))
    bounded = np.abs(coarse[1] - fine[1]) <= ROUGH * np.abs(fine[1])
    return np.asarray(np.where(near & bounded, fine[0], np.nan))


def _quadrature(
    f: sp.Expr, t: sp.Symbol, a: Array, b: Array, place: Place, panels: int
) -> tuple[Array, Array]:
    """The integral of f, and of its absolute value, which no poles cancel in."""
    nodes, weights = _rule(panels)
    wide = {s: np.asarray(v)[..., None] for s, v in place.items()}
    inside = a[..., None] + (b - a)[..., None] * nodes
    heights = np.broadcast_to(values(f, {**wide, t: inside}), inside.shape)
    whole = (b - a) * (heights * weights).sum(axis=-1)
    return np.asarray(whole), np.asarray((np.abs(heights) * weights).sum(axis=-1))


@lru_cache(maxsize=4)
def _rule(panels: int) -> tuple[Array, Array]:
    """Nodes and weights on [0, 1], for equal panels."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    starts = np.arange(panels)[:, None] / panels
    return (starts + (nodes + 1) / (2 * panels)).ravel(), np.tile(weights / (2 * panels), panels)
