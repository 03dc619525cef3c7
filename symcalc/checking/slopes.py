"""The slope of an antiderivative beside its integrand, on every interval of the domain.

In doubles at all points at once; where they do not tell, mpmath has the word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import nan

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Enormous, Number, Undefined
from symcalc.checking.numeric import Array, partial_derivative
from symcalc.checking.precise import Precise
from symcalc.checking.relations import DOUBT, TOLERANCE, check_equal
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.stations import Stations, stations
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError
from symcalc.formula import unevaluated

METHOD = "numeric differentiation"
UNDECIDED = CheckReport("undecided", 0, nan, TOLERANCE, None, METHOD)
SETTLED = 12  # points that mpmath is asked about, where doubles do not tell
DIGITS, MORE = 50, 80
EXACT = 1e-10  # what numeric differentiation with 50 digits leaves close to a singularity
STRICT = 1e-14  # and elsewhere
STEP = 1e-12  # of numeric differentiation; at a kink of the integrand it is about this far off
SMALL = 1e-6  # integrands below it count as this large
LEAST = 6  # points that bear something out
NEAR = sp.Rational(1, 1009)
UNDEFINED = "The answer has no real value at {place}, where the integrand has one."


def compared(
    integrand: sp.Expr,
    told: sp.Expr,
    x: sp.Symbol,
    where: tuple[sp.Basic, ...] = (),
    *,
    proved: int = 0,
) -> CheckReport:
    """The derivative of `told` and the integrand, where the conditions hold.

    Parameters
    ----------
    proved : int
        At how many points mpmath is asked, even where doubles agree.
    """
    if isinstance(told, sp.Add):
        told = told.as_independent(x, as_Add=True)[1]
    if unevaluated(integrand) or unevaluated(told):
        return check_equal(slope(told, x), integrand)
    try:
        return _Comparison(integrand, told, x, where).report(proved)
    except SymcalcError:  # a function without code
        return UNDECIDED


class _Comparison:
    def __init__(
        self, integrand: sp.Expr, told: sp.Expr, x: sp.Symbol, where: tuple[sp.Basic, ...]
    ) -> None:
        self.sides = integrand, told
        self.x = x
        known = {x} | integrand.free_symbols | told.free_symbols
        where = tuple(c for c in where if c.free_symbols <= known)
        self.at: Stations = stations((integrand, told), x, where)
        symbols, columns = self.at.symbols, self.at.columns
        count = len(self.at.group)
        program = lower([told], symbols)
        values = [
            np.broadcast_to(np.asarray(evaluate(p, columns)[0], dtype=float), (count,))
            for p in (lower([integrand], symbols), program)
        ]
        self.expected, self.height = values
        if where:
            holding = lower([sp.Piecewise((1, sp.And(*where)), (0, True))], symbols)
            inside = np.broadcast_to(np.asarray(evaluate(holding, columns)[0]), (count,))
            self.expected = np.where(inside == 1, self.expected, nan)
        slopes = partial_derivative(program, columns, symbols.index(x))
        self.method = slopes.method
        self.got = np.broadcast_to(slopes.values, (count,))
        self.doubts = np.broadcast_to(slopes.errors, (count,))

    def report(self, proved: int) -> CheckReport:
        """What all points say together."""
        with np.errstate(all="ignore"):
            known = np.isfinite(self.expected)
            usable = known & np.isfinite(self.got)
            size = np.maximum(1.0, np.abs(self.expected))
            errors = np.abs(self.got - self.expected) / size
            sure = usable & (errors <= TOLERANCE) & (self.doubts <= DOUBT * size)
        gap = self._gap(known & ~np.isfinite(self.height))
        if gap is not None:
            return self._missing(gap)
        for i in _spread(np.flatnonzero(usable & ~sure), SETTLED):
            error = self._settled(i)
            if error is not None and error > EXACT:
                return self._wrong(i, int(usable.sum()))
            sure[i] = error is not None
            errors[i] = error or 0.0
        for i in self._told_apart(np.flatnonzero(sure), proved):
            error = self._settled(i)
            if error is not None and error > STRICT:
                return self._wrong(i, int(usable.sum()))
        return self._agreed(sure, errors)

    def _agreed(self, sure: Array, errors: Array) -> CheckReport:
        count = int(sure.sum())
        if not count:
            return replace(UNDECIDED, method=self.method)
        worst = int(np.flatnonzero(sure)[np.argmax(errors[sure])])
        place = Worst(self._place(worst), float(self.expected[worst]), float(self.got[worst]))
        status = "agrees" if count >= LEAST else "undecided"
        return CheckReport(status, count, float(errors[worst]), TOLERANCE, place, self.method)

    def _wrong(self, i: int, count: int) -> CheckReport:
        point = self.at.point(i)
        expected, got = (float(v) for v in self._exactly(point))
        error = abs(got - expected) / max(1.0, abs(expected))
        worst = Worst(self._place(i), expected, got)
        return CheckReport("disagrees", count, error, TOLERANCE, worst, self.method)

    def _missing(self, i: int) -> CheckReport:
        place = Worst(self._place(i), float(self.expected[i]), nan)
        note = UNDEFINED.format(place=place.place())
        return CheckReport("disagrees", 1, nan, TOLERANCE, None, self.method, note=note)

    def _place(self, i: int) -> dict[str, float]:
        pairs = zip(self.at.symbols, self.at.columns, strict=True)
        return {s.name: float(c[i]) for s, c in pairs}

    def _settled(self, i: int) -> float | None:
        """The relative difference that mpmath finds; None where there is nothing to compare."""
        point = self.at.point(i)
        try:
            sides = self._exactly(point)
            error = _apart(*sides)
            if error > STRICT and max(map(_apart, sides, self._exactly(point, MORE))) > STRICT:
                return None  # not even the digits of mpmath tell
        except Undefined:
            return None
        return error

    def _exactly(
        self, point: Mapping[sp.Symbol, sp.Rational], digits: int = DIGITS
    ) -> tuple[Number, Number]:
        integrand, told = self.sides
        precise = Precise(digits)
        moves = self.x in told.free_symbols
        rate = precise.slope(told, (self.x,), point) if moves else precise.number(sp.S.Zero)
        return precise.at(integrand, point), rate

    def _told_apart(self, sure: Array, count: int) -> list[int]:
        """Points of moderate size on both sides of 0."""
        column = self.at.columns[self.at.symbols.index(self.x)]
        size = np.abs(self.expected)
        moderate = [int(i) for i in sure if 0.05 < abs(column[i]) < 5 and size[i] > SMALL]
        moderate.reverse()  # those with small denominators come first, and kinks are at such points
        sides = [[i for i in moderate if column[i] * sign > 0] for sign in (1, -1)]
        picked = [i for k in range(count) for side in sides for i in side[k : k + 1]]
        return picked[:count]

    def _gap(self, missing: Array) -> int | None:
        """A point at which only the integrand has a value, on a whole interval of such points.

        Letters for which the answer has no value at all are none of those it is meant for, if
        there are others.
        """
        for i in _spread(np.flatnonzero(missing), SETTLED):
            group = self.at.group == self.at.group[i]
            spared = len(self.at.symbols) > 1 and not np.isfinite(self.height[group]).any()
            if not spared and self._is_gap(self.at.point(i)):
                return i
        return None

    def _is_gap(self, point: dict[sp.Symbol, sp.Rational]) -> bool:
        integrand, told = self.sides
        if not has_value(integrand, point) or has_value(told, point):
            return False
        sides = [{**point, self.x: point[self.x] + step} for step in (NEAR, -NEAR)]
        return not all(has_value(told, s) for s in sides if has_value(integrand, s))


def _apart(expected: Number, got: Number) -> float:
    apart = abs(expected - got)
    return 0.0 if apart < STEP else float(apart / max(SMALL, abs(expected)))


def has_value(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Rational]) -> bool:
    """Whether it is a real number; one that is too large to compute is."""
    for digits in (DIGITS, 20 * DIGITS):  # ln(√(1 + e^x) - 1) needs 440 at x = -1000
        try:
            Precise(digits).at(expr, point)
        except Enormous:
            return True
        except Undefined:
            continue
        return True
    return False


def _spread(indices: Array, count: int) -> list[int]:
    """Some of the indices, evenly."""
    if len(indices) <= count:
        return [int(i) for i in indices]
    return [int(indices[k]) for k in np.linspace(0, len(indices) - 1, count).astype(int)]


def slope(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative, still to be taken; 0 for a constant."""
    return sp.Derivative(expr, x) if x in expr.free_symbols else sp.S.Zero
