"""Does a line, or a plane, touch a graph? Values and slopes are compared at the point."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import Point
from symcalc.formula import natural_order

DIGITS = 50
TOLERANCE = 1e-9  # relative to max(1, |value|)
QUOTIENTS = "difference quotients to both sides"
ONE_SIDED = "difference quotients to one side"
FINE = 120
STEPS = (sp.Rational(1, 10**12), sp.Rational(1, 10**40))
JUMP = 1e-6
GROWTH = 1.5  # how much a slope without bound grows from one step to the next, at least
METHOD = "numeric differentiation at the point"


def settled(expr: sp.Expr, variables: Collection[sp.Symbol]) -> sp.Expr:
    """An expression with numbers for the letters that are constant, the same number every time.

    >>> settled(sp.Symbol("a") * sp.Symbol("x"), {sp.Symbol("x")})
    25*x/11
    """
    letters = expr.free_symbols - set(variables)
    return expr.xreplace({s: sp.Rational(13 + sum(map(ord, s.name)) % 17, 11) for s in letters})


@dataclass(frozen=True)
class Touches:
    """Two formulas have the same value and the same slopes at a point.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Touches(x**2, 6 * x - 9, {x: sp.Integer(3)}).check().status
    'agrees'
    """

    curved: sp.Expr
    flat: sp.Expr
    point: Point

    def check(self) -> CheckReport:
        """The value, then the slope by each variable."""
        place = {s: sp.Rational(str(sp.N(v, DIGITS))) for s, v in self.point.items()}
        arithmetic = Precise(DIGITS)
        sides = [settled(f, place) for f in (self.curved, self.flat)]
        ways: list[tuple[sp.Symbol, ...]] = [(), *((x,) for x in natural_order(place))]
        try:
            pairs = [[_value(arithmetic, f, way, place) for f in sides] for way in ways]
        except Undefined:
            note = "Numbers show no slope there."
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, METHOD, note=note)
        errors = [abs(a - b) / max(1.0, abs(b)) for a, b in pairs]
        k = max(range(len(errors)), key=errors.__getitem__)
        worst = Worst({s.name: float(v) for s, v in place.items()}, pairs[k][0], pairs[k][1])
        status = "agrees" if errors[k] <= TOLERANCE else "disagrees"
        return CheckReport(status, 1, errors[k], TOLERANCE, worst, METHOD)


def _value(arithmetic: Precise, f: sp.Expr, way: tuple[sp.Symbol, ...], place: Point) -> float:
    """The value, or the slope one way."""
    return float(arithmetic.slope(f, way, place) if way else arithmetic.at(f, place))


@dataclass(frozen=True)
class Sides:
    """The slopes of a formula to the left and to the right of a place; None where there is none.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Sides(sp.Abs(x), x, sp.Integer(0), (sp.Integer(-1), sp.Integer(1))).check().status
    'agrees'
    """

    f: sp.Expr
    x: sp.Symbol
    at: sp.Expr
    told: tuple[sp.Expr | None, ...]

    def check(self) -> CheckReport:
        """Difference quotients over tiny steps, to each side."""
        seen = [one_sided(self.f, self.x, self.at, side) for side in (-1, 1)]
        errors = [_apart(a, b) for a, b in zip(seen, self.told, strict=True)]
        status = "agrees" if max(errors) <= TOLERANCE else "disagrees"
        method = ONE_SIDED if None in seen else QUOTIENTS
        return CheckReport(status, 1, max(errors), TOLERANCE, None, method)


def _apart(seen: sp.Expr | None, told: sp.Expr | None) -> float:
    if seen is None or told is None or told.is_infinite or seen.is_infinite:
        return 0.0 if seen == told else float("inf")
    return abs(float(seen - told)) / max(1.0, abs(float(told)))


def jumps(f: sp.Expr, x: sp.Symbol, at: sp.Expr) -> bool:
    """Whether the values just beside a place are far from the value there.

    >>> x = sp.Symbol("x")
    >>> jumps(sp.floor(x), x, sp.Integer(1)), jumps(sp.Abs(x), x, sp.Integer(0))
    (True, False)
    """
    arithmetic, f = Precise(FINE), settled(f, {x})
    here = sp.Rational(str(sp.N(at, FINE)))
    value = arithmetic.at(f, {x: here})
    for side in (-1, 1):
        try:
            beside = arithmetic.at(f, {x: here + side * STEPS[1]})
        except Undefined:
            continue
        if abs(beside - value) > JUMP * max(1, abs(value)):
            return True
    return False


def one_sided(f: sp.Expr, x: sp.Symbol, at: sp.Expr, side: int) -> sp.Expr | None:
    """The slope to one side by difference quotients, ±oo where it has no bound, or None.

    >>> x = sp.Symbol("x")
    >>> one_sided(sp.sqrt(x), x, sp.Integer(0), 1), one_sided(sp.sqrt(x), x, sp.Integer(0), -1)
    (oo, None)
    """
    arithmetic, f = Precise(FINE), settled(f, {x})
    here = sp.Rational(str(sp.N(at, FINE)))
    try:
        start = arithmetic.at(f, {x: here})
        ends = [
            (arithmetic.at(f, {x: here + side * h}) - start) / arithmetic.number(side * h)
            for h in STEPS
        ]
    except Undefined:
        return None
    far, near = ends
    if abs(near) > GROWTH * max(1, abs(far)):
        return sp.oo if near > 0 else -sp.oo
    return sp.Float(str(near), DIGITS)
