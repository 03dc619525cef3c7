"""Is this the value of an iterated integral? It is computed by nested quadrature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import nan

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.breaks import breaks
from symcalc.checking.numeric import Array
from symcalc.checking.report import CheckReport, Worst, worst_of
from symcalc.checking.sampling import candidates
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order

METHOD = "nested numeric quadrature (tanh-sinh)"
TOLERANCE = 1e-6  # relative to max(1, |value|)
DOUBT = 1e-3  # two step widths that differ by more decide nothing
# Intervals of the trapezoidal rule in each variable, by how many; more where these do not tell.
STEPS = {1: (160, 2000), 2: (96, 600), 3: (44, 120)}
REACH = 3.15  # of the trapezoidal rule; beyond it all weights are below rounding
DEPTH = 24  # halvings of an interval, at most
CLOSE = 1e-10  # step widths that differ by less agree
SETTLED, PARTS = 1e-9, 9  # a region in two variables is parted where it is not, into so many
UNEVEN = 0.4713  # where an interval is halved: not in the middle, where kinks like to be
SHORTER = 2.8  # of the coarser rule
ROUGH = 0.02  # how far integrals of the absolute value may differ
SMALL = 1e-9  # a weight, beside the largest, at which a value that is not finite may be left out
UNTOLD = "Quadrature does not tell the value."
TRIED, ENOUGH = 12, 3  # points for the letters; so many that have a value are compared

Place = Mapping[sp.Symbol, Array]


@dataclass(frozen=True)
class Iterated:
    """A formula with definite integrals in it, in one variable or several, has the value `told`.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> asked = sp.Integral(x * y, (y, 0, x), (x, 0, 1))
    >>> Iterated(asked, sp.Rational(1, 8)).check().status
    'agrees'
    >>> Iterated(asked, sp.Rational(1, 4)).check().status
    'disagrees'
    """

    asked: sp.Expr
    told: sp.Expr

    def check(self) -> CheckReport:
        """The value, computed with two step widths, beside what is told."""
        return check_volumes(self.asked, self.told)


def check_volumes(before: sp.Expr, after: sp.Expr) -> CheckReport:
    """Compare two expressions in which definite integrals stand, by the values of these.

    >>> x, y = sp.symbols("x y")
    >>> line = sp.Integral(x, (x, 0, 1)) * sp.Integral(y, (y, 0, 1))
    >>> check_volumes(sp.Integral(x * y, (y, 0, 1), (x, 0, 1)), line).status
    'agrees'
    """
    before, after = _merged(before), _merged(after)
    free = natural_order(before.free_symbols | after.free_symbols)
    reports: list[CheckReport] = []
    for point, _ in zip(candidates(free) if free else [{}], range(TRIED), strict=False):
        report = _compared(before, after, point)
        reports += [] if report is None else [report]
        if len(reports) == ENOUGH:
            break
    if not reports:
        return CheckReport("undecided", 0, nan, TOLERANCE, None, METHOD, note=UNTOLD)
    return replace(worst_of(reports), points=len(reports))


def are_volumes(*sides: sp.Expr) -> bool:
    """Whether definite integrals in several variables stand in lines that have nothing else to do.

    >>> x, y = sp.symbols("x y")
    >>> are_volumes(sp.Integral(x * y, (y, 0, 1), (x, 0, 1)))
    True
    """
    if any(side.has(sp.Derivative, sp.Subs, sp.Limit, AppliedUndef) for side in sides):
        return False
    limits = [part.limits for side in sides for part in _merged(side).atoms(sp.Integral)]
    definite = all(len(limit) == 3 for each in limits for limit in each)
    return definite and any(len(each) > 1 for each in limits)


def _merged(expr: sp.Expr) -> sp.Expr:
    """With ∫ x ∫ y dy dx as ∫∫ x y dy dx."""
    nested = [e for e in expr.atoms(sp.Integral) if e.function.has(sp.Integral)]
    for outer in nested:
        inner = [f for f in sp.Mul.make_args(outer.function) if isinstance(f, sp.Integral)]
        rest = outer.function / inner[0] if len(inner) == 1 else sp.S.Zero
        if inner and rest != 0 and not rest.free_symbols & set(inner[0].variables):
            limits = (*inner[0].limits, *outer.limits)
            return _merged(expr.xreplace({outer: sp.Integral(rest * inner[0].function, *limits)}))
    return expr


def _compared(
    before: sp.Expr, after: sp.Expr, point: Mapping[sp.Symbol, sp.Expr]
) -> CheckReport | None:
    """Both values at one point; None where one of them is not told."""
    here = {s: np.asarray(float(v)) for s, v in point.items()}
    (found, doubt), (told, other) = (_total(side, here) for side in (before, after))
    if not np.isfinite([found, told, doubt, other]).all():
        return None
    size = max(1.0, abs(told))
    error, allowed = abs(found - told) / size, max(TOLERANCE, 20 * (doubt + other) / size)
    status = "agrees" if error <= allowed else "disagrees"
    if allowed > DOUBT and error <= 10 * allowed:
        status = "undecided"
    at = Worst({s.name: float(v) for s, v in point.items()}, found, told)
    return CheckReport(status, 1, error, allowed, at, METHOD)


def _total(expr: sp.Expr, here: Place) -> tuple[float, float]:
    """The value of an expression with definite integrals in it, and an estimate of its error."""
    letters = {part: sp.Dummy() for part in expr.atoms(sp.Integral)}
    inner = {part for whole in letters for a in whole.args for part in a.atoms(sp.Integral)}
    known, doubt = dict(here), 0.0
    for part, letter in letters.items():
        if part not in inner:
            value, error = volume(part, here)
            known[letter], doubt = np.asarray(value), doubt + error * (1 + abs(value))
    return float(_values(expr.xreplace(letters), known)), doubt


def volume(asked: sp.Integral, here: Place | None = None) -> tuple[float, float]:
    """The value of a definite integral and an estimate of its error; NaN where it is not told.

    >>> x = sp.Symbol("x")
    >>> round(volume(sp.Integral(sp.exp(-x**2), (x, -sp.oo, sp.oo)))[0] ** 2, 8)
    3.14159265
    """
    if len(asked.limits) == 1 and _bounded(asked.limits[0]):
        return _halved(asked, here or {}, DEPTH)
    fine = doubt = nan
    for steps in STEPS.get(len(asked.limits), ()):
        fine, doubt = _twice(asked, here or {}, steps)
        if doubt > SETTLED * max(1.0, abs(fine)) and len(asked.limits) == 2:
            parted = _parted(asked, here or {}, steps)
            fine, doubt = parted if parted[1] <= doubt else (fine, doubt)
        if doubt <= TOLERANCE * max(1.0, abs(fine)):
            break
    return fine, doubt


def _parted(asked: sp.Integral, here: Place, steps: int) -> tuple[float, float]:
    """The sum over the parts between the kinks that lie across one variable."""
    parts = [asked]
    for k, (x, low, high) in enumerate(asked.limits):
        ends = (low, *_kinks(asked, k), high)
        parts = [_over(part, k, (x, *two)) for part in parts for two in pairwise(ends)]
    if not 1 < len(parts) <= PARTS:
        return nan, nan
    values = [_twice(part, here, steps) for part in parts]
    total, error = (float(sum(part)) for part in zip(*values, strict=True))
    return total, error


def _kinks(asked: sp.Integral, k: int) -> list[sp.Expr]:
    """Where factors and terms of one variable alone have a kink, or jump."""
    x, low, high = asked.limits[k]
    if not (low.is_number and high.is_number and _bounded(asked.limits[k]) and low < high):
        return []
    alone = [part for part in asked.function.atoms(sp.Pow, sp.Function) if _only(part, x)]
    places = {p for part in alone for p in breaks(part, x, low, high)}
    return sorted((p for p in places if low < p < high), key=float)


def _only(part: sp.Expr, x: sp.Symbol) -> bool:
    return bool(part.free_symbols == {x})


def _over(asked: sp.Integral, k: int, limit: tuple[sp.Expr, ...]) -> sp.Integral:
    return sp.Integral(asked.function, *asked.limits[:k], limit, *asked.limits[k + 1 :])


def _bounded(limit: tuple[sp.Expr, ...]) -> bool:
    return not any(end.is_infinite for end in limit[1:])


def _halved(asked: sp.Integral, here: Place, depth: int) -> tuple[float, float]:
    """In one variable, the interval is halved where the step widths differ: around a kink."""
    ((x, low, high),) = asked.limits
    fine, doubt = _twice(asked, here, STEPS[1][0])
    if doubt <= CLOSE * max(1.0, abs(fine)) or not depth or (np.isnan(fine) and depth < DEPTH - 2):
        return fine, doubt
    ends = [sp.Float(float(_values(end, here))) for end in (low, high)]
    middle = ends[0] + (ends[1] - ends[0]) * UNEVEN
    halves = [
        _halved(sp.Integral(asked.function, (x, a, b)), here, depth - 1)
        for a, b in ((ends[0], middle), (middle, ends[1]))
    ]
    total, error = (float(sum(part)) for part in zip(*halves, strict=True))
    return (total, error) if error < doubt or np.isnan(fine) else (fine, doubt)


def _twice(asked: sp.Integral, here: Place, steps: int) -> tuple[float, float]:
    """The value, and how far a coarser rule that ends earlier is off.

    NaN where the integrals of the absolute value differ: what is not absolutely integrable may
    look settled, because its parts cancel.
    """
    with np.errstate(all="ignore"):
        fine, size = _nested(asked, here, steps, REACH)
        coarse, other = _nested(asked, here, steps // 2, SHORTER)
    settled = abs(size - other) <= ROUGH * abs(size)
    return (fine, abs(fine - coarse)) if settled else (nan, nan)


def _nested(asked: sp.Integral, here: Place, steps: int, reach: float) -> tuple[float, float]:
    """The sum over all nodes, those of the outermost variable first; and of absolute values."""
    known: dict[sp.Symbol, Array] = dict(here)
    weights: Array = np.ones(())
    for x, low, high in reversed(asked.limits):
        nodes, more = _rule(low, high, known, weights.shape, (steps, reach))
        known = {s: np.asarray(v)[..., None] if np.ndim(v) else v for s, v in known.items()}
        known[x] = nodes
        weights = weights[..., None] * more
    heights = np.broadcast_to(_values(asked.function, known), weights.shape)
    lost = ~np.isfinite(heights) | ~np.isfinite(weights)
    sizes = np.where(np.isfinite(weights), np.abs(weights), 0.0)
    if (sizes[lost] > SMALL * sizes.max()).any():
        return nan, nan
    terms = np.where(lost, 0.0, heights * np.where(lost, 0.0, weights))
    return float(terms.sum()), float(np.abs(terms).sum())


def _rule(
    low: sp.Expr, high: sp.Expr, known: Place, shape: tuple[int, ...], fine: tuple[int, float]
) -> tuple[Array, Array]:
    """Nodes and weights between two limits, either of which may be infinite."""
    steps, reach = fine
    t = np.linspace(-reach, reach, steps + 1)
    h = 2 * reach / steps
    u, du = np.pi / 2 * np.sinh(t), np.pi / 2 * np.cosh(t) * h
    ends = [_values(e, known) if e.is_infinite is not True else nan for e in (low, high)]
    a, b = (np.broadcast_to(e, shape)[..., None] for e in ends)
    if low == -sp.oo and high == sp.oo:
        return np.broadcast_to(np.sinh(u), (*shape, len(u))), np.cosh(u) * du
    if high == sp.oo:
        return a + np.exp(u), np.broadcast_to(np.exp(u) * du, (*shape, len(u)))
    if low == -sp.oo:
        return b - np.exp(u), np.broadcast_to(np.exp(u) * du, (*shape, len(u)))
    part = 1 / (1 + np.exp(-2 * u))
    return a + (b - a) * part, (b - a) * du / (2 * np.cosh(u) ** 2)


def _values(expr: sp.Expr, place: Place) -> Array:
    """The values of a formula at many points."""
    program = lower([expr], list(place))
    return np.asarray(evaluate(program, list(place.values()))[0], dtype=float)
