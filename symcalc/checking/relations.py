"""Is a step true? Both sides are evaluated at points, a Derivative in them numerically."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import sympy as sp

from symcalc.checking.complex import check_complex
from symcalc.checking.definite import check_areas, tells
from symcalc.checking.evaluate import Undefined
from symcalc.checking.integrals import check_integrals, is_area
from symcalc.checking.iterated import are_volumes, check_volumes
from symcalc.checking.limits import check_limits
from symcalc.checking.numeric import Array, Slopes, partial_derivative
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import LEAST, Point, edges, marks, places
from symcalc.checking.unknown import known, unknown
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.formula import lettered, natural_order

POINTS = 32
TOLERANCE = 1e-9  # of doubles; beyond it mpmath decides
DOUBT = 1e-6  # what the method may say of its own error before mpmath is asked
DIGITS = 50  # of mpmath
EXACT = 1e-10  # mpmath's numeric differentiation at 50 digits leaves far less

Symbols = tuple[sp.Symbol, ...]
Sides = tuple[float, float]


def check_equal(before: sp.Expr, after: sp.Expr) -> CheckReport:
    """Compare two expressions at points of their common domain.

    Parameters
    ----------
    before, after : sympy.Expr
        Scalar expressions; each Derivative in them is taken numerically, by the complex step or by
        central differences of its own body, never by a rule. An integral, or whatever else is not
        worked out, is a letter of its own.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> check_equal(sp.Derivative(x**3, x), 3 * x**2).status
    'agrees'
    """
    if unknown(before, {x for d in before.atoms(sp.Derivative, sp.Integral) for x in d.variables}):
        before, after = known(before, after)
    alike = _with_letters(before, after) if before.has(sp.Integral, sp.Subs) else None
    if alike is not None:
        return alike
    if are_volumes(before, after):
        return check_volumes(before, after)
    if tells(before, after) or before == after in (sp.oo, -sp.oo):
        return check_areas(before, after)
    if before.atoms(sp.Limit) != after.atoms(sp.Limit):
        return check_limits(before, after)
    (before, after), back = lettered(before, after)
    if before.has(sp.Integral) or after.has(sp.Integral):
        areas = {letter: part for letter, part in back.items() if is_area(part)}
        return check_integrals(before.xreplace(areas), after.xreplace(areas))
    free = natural_order(_free(before) | _free(after))
    tried, columns = _sample(free, *marks([before, after]))
    left, method, doubts = _values(before, free, columns, len(tried))
    right, _, _ = _values(after, free, columns, len(tried))

    def settle(i: int) -> Sides | None:
        return _settle(before, after, tried[i])

    report = judge(left, right, tried, settle, method, doubts)
    if report.status != "undecided":
        return report
    other = check_complex(before, after)
    return other if other.status == "agrees" else report


def _with_letters(before: sp.Expr, after: sp.Expr) -> CheckReport | None:
    """The check with a letter for each integral, where the same ones stand on both sides.

    Sides that agree whatever the letters are agree. Those that do not may still, by the values of
    the integrals: then None.
    """
    (left, right), back = lettered(before, after)
    if not left.free_symbols & back.keys() == right.free_symbols & back.keys() == back.keys():
        return None
    if not back or any(side.has(sp.Integral, sp.Subs, sp.Limit) for side in (left, right)):
        return None
    report = check_equal(left, right)
    return report if report.status == "agrees" else None


@lru_cache(maxsize=64)
def _sample(
    free: Symbols, borders: tuple[sp.Expr, ...], centres: tuple[sp.Rational, ...]
) -> tuple[list[Point], tuple[Array, ...]]:
    """The points for a comparison, and their coordinates: one derivation asks again and again."""
    tried: list[Point] = list(places(free, borders, centres)) if free else [{}]
    return tried, tuple(np.array([float(p[s]) for p in tried]) for s in free)


def judge(
    left: Array,
    right: Array,
    tried: Sequence[Point],
    settle: Callable[[int], Sides | None],
    method: str,
    doubts: Array | float = 0.0,
) -> CheckReport:
    """Compare two columns of values; where doubles differ `settle` has the last word.

    Parameters
    ----------
    left, right : ndarray, shape (k,)
        What is expected, and what is checked; NaN where there is no value.
    tried : sequence of k points
        Where.
    settle : callable
        From the index of a point to both values, or None if there are none to compare.
    method : str
        How `left` was computed.
    doubts : ndarray, shape (k,), or float
        Estimates of the error of `left`; beyond the tolerance `settle` decides.
    """
    with np.errstate(all="ignore"):
        usable = np.isfinite(left) & np.isfinite(right)
        errors = np.abs(left - right) / np.maximum(1.0, np.abs(right))
    found: dict[int, Sides] = {}
    sure = (errors <= TOLERANCE) & (doubts <= DOUBT * np.maximum(1.0, np.abs(right)))
    for i in map(int, np.flatnonzero(usable)[:POINTS]):
        sides = (left[i], right[i]) if sure[i] else settle(i)
        if sides is not None:
            found[i] = float(sides[0]), float(sides[1])
    return _report(found, tried, method)


def _report(found: dict[int, Sides], tried: Sequence[Point], method: str) -> CheckReport:
    errors = {i: abs(a - b) / max(1.0, abs(b)) for i, (a, b) in found.items()}
    at = max(errors, key=errors.__getitem__, default=None)
    if at is None:
        return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
    place = {s.name: float(v) for s, v in tried[at].items()}
    enough = len(found) >= min(LEAST, len(tried))
    status = "disagrees" if errors[at] > TOLERANCE else "agrees" if enough else "undecided"
    worst = Worst(place, *found[at])
    return CheckReport(status, len(found), errors[at], TOLERANCE, worst, method)


def _settle(before: sp.Expr, after: sp.Expr, point: Point) -> Sides | None:
    """mpmath's word on a point where doubles differ; None where it has no value.

    A difference counts where far more digits do not take it away: 1/(1 - tanh 63) needs 55, and
    cosh² - sinh² of the largest numbers that are tried 870. On a seam between two pieces the
    difference quotients of higher order tell nothing.
    """
    if any(len(d.variables) > 1 and _between(d.expr, point) for d in before.atoms(sp.Derivative)):
        return None
    for digits in (DIGITS, 20 * DIGITS):
        try:
            expected, got = (Precise(digits).at(side, point) for side in (before, after))
        except Undefined:
            return None
        if abs(expected - got) / max(1, abs(got)) < EXACT:
            return float(got), float(got)
    return float(expected), float(got)


def _between(expr: sp.Expr, point: Point) -> bool:
    """Whether a point lies where one piece of a formula ends and another begins."""
    return any(edge.xreplace(dict(point)) == 0 for edge in edges([expr]))


def _values(
    expr: sp.Expr, symbols: Symbols, columns: tuple[Array, ...], count: int
) -> tuple[Array, str, Array]:
    """Values of an expression at all points, its derivatives taken numerically.

    With them come the method and the largest error that it owns to.
    """
    slots = {d: sp.Dummy() for d in _derivatives(expr)}
    method = "direct evaluation"
    more, doubts = [], np.zeros(count)
    for d in slots:
        slopes = slope(d.expr, d.variables, symbols, _Columns(columns))
        more.append(slopes.values)
        doubts = np.maximum(doubts, slopes.errors)
        method = slopes.method
    program = lower([expr.xreplace(slots)], [*symbols, *slots.values()])
    answer = evaluate(program, [*columns, *more])[0]
    return np.broadcast_to(np.asarray(answer, dtype=float), (count,)), method, doubts


def _free(expr: sp.Basic) -> set[sp.Symbol]:
    """The symbols of an expression, those of d/dx 7 included."""
    bound = {x for d in expr.atoms(sp.Derivative) for x in d.variables}
    return bound | set(expr.free_symbols)


def _derivatives(expr: sp.Basic) -> list[sp.Derivative]:
    """The outermost derivatives standing in an expression."""
    if isinstance(expr, sp.Derivative):
        return [expr]
    return list(dict.fromkeys(d for a in expr.args for d in _derivatives(a)))


class _Columns(tuple[Array, ...]):
    """Coordinates as a key: the same points are sampled again and again."""

    def __new__(cls, columns: Sequence[Array]) -> _Columns:
        return super().__new__(cls, columns)

    def __hash__(self) -> int:
        return hash((len(self), len(self[0]) if self else 0))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Columns) and all(
            np.array_equal(a, b) for a, b in zip(self, other, strict=True)
        )


@lru_cache(maxsize=512)
def slope(expr: sp.Expr, wrt: Symbols, symbols: Symbols, columns: _Columns) -> Slopes:
    """A derivative at many points, in doubles; of higher order by mpmath, a point at a time."""
    if len(wrt) == 1 and not _derivatives(expr):
        return partial_derivative(lower([expr], symbols), columns, symbols.index(wrt[0]))
    values = [
        _slope_at(
            expr, wrt, {s: sp.Rational(float(c[i])) for s, c in zip(symbols, columns, strict=True)}
        )
        for i in range(len(columns[0]))
    ]
    return Slopes(
        np.array(values), np.zeros(len(values)), "numeric differentiation (mpmath, 50 digits)"
    )


def _slope_at(expr: sp.Expr, wrt: Symbols, point: Point) -> float:
    try:
        return float(Precise(DIGITS).slope(expr, wrt, point))
    except Undefined:
        return float("nan")
