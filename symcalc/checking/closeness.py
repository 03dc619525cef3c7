"""Whether two formulas have the same value at a point, with as many digits as that takes.

Balls of both sides that overlap prove nothing where a term is smaller than the digits computed
with. So the difference of the formulas is looked at too, where SymPy has cancelled equal terms, and
the digits grow with the size of every part: 1 + e^(-300) is not 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import flint
import sympy as sp

from symcalc.checking.balls import Balls
from symcalc.checking.evaluate import Enormous, Number, Undefined
from symcalc.checking.precise import Precise

Point = Mapping[sp.Symbol, sp.Rational]
Sides = tuple[Number | None, Number | None]

DIGITS = 30  # beyond the longest literal or exponent
MOST_DIGITS = 2000
SHOWN_DIGITS = 60_000  # of two sides that a person is to see apart
ROUNDS = 3  # of more digits
LOG2 = math.log10(2)
BEYOND = "beyond"  # the two agree, in fewer digits than the formulas have

# By class: the digits of 1 - f(u) where a function comes close to a constant.
SATURATING: dict[type, float] = {
    **dict.fromkeys((sp.tanh, sp.coth), 0.87),
    **dict.fromkeys((sp.erf, sp.erfc, sp.zeta), 0.44),
}
SQUARED = (sp.erf, sp.erfc)


def value(expr: sp.Expr, point: Point, digits: int) -> Number | None:
    """A ball, or None where the expression has no real value that can be told."""
    try:
        return Balls(digits).at(expr, point)
    except Undefined:
        return None


def defined(expr: sp.Expr, point: Point, digits: int) -> bool:
    """Whether mpmath finds a real value: a ball may only have been too wide.

    A value that is too large to compute with is one all the same.
    """
    try:
        Precise(digits).at(expr, point)
    except Enormous:
        return True
    except Undefined:
        return False
    return True


def precision(*exprs: sp.Basic) -> int:
    """Digits for a comparison: beyond the longest literal or exponent in it."""
    sizes = [0]
    for expr in exprs:
        sizes += [_digits(r) for r in expr.atoms(sp.Rational)]
        sizes += [min(abs(int(p.exp)), MOST_DIGITS) for p in expr.atoms(sp.Pow) if _numeric(p)]
    return min(DIGITS + max(sizes), MOST_DIGITS)


def _digits(value: sp.Rational) -> int:
    """About how many a rational number has."""
    return (abs(int(value.p)).bit_length() + int(value.q).bit_length()) * 3 // 10


def _numeric(power: sp.Pow) -> bool:
    return bool(power.base.is_number and power.exp.is_Integer)


class Judge:
    """Two formulas, point by point.

    >>> x = sp.Symbol("x")
    >>> Judge(2 * x, 2 * x + sp.exp(-1000), 30).at({x: sp.Integer(1)})
    'different'
    """

    def __init__(self, left: sp.Expr, right: sp.Expr, digits: int) -> None:
        self.left, self.right, self.digits = left, right, digits
        self.gap = left - right
        self.sides: Sides = (None, None)

    def at(self, point: Point) -> str:
        """One of these, and BEYOND, or "" where nothing can be told.

        "equal" or "different"; "left" or "right" if only that side has a value.
        """
        first, second = self.sides = self._both(point, self.digits)
        if first is None and second is None:
            return ""
        if first is None:
            return "" if defined(self.left, point, self.digits) else "right"
        if second is None:
            return "" if defined(self.right, point, self.digits) else "left"
        if self.gap == 0:
            return "equal"
        if not (first - second).contains(0):
            return "different"
        apart = value(self.gap, point, self.digits)
        if apart is not None and not apart.contains(0):
            self._show(point, apart)
            return "different"
        return self._closer(point)

    def _both(self, point: Point, digits: int) -> Sides:
        return value(self.left, point, digits), value(self.right, point, digits)

    def _closer(self, point: Point) -> str:
        """With more digits, until these are more than any part is long."""
        digits = 2 * self.digits
        for _ in range(ROUNDS):
            (first, some), (second, others) = (
                measured(side, point, digits) for side in (self.left, self.right)
            )
            if first is None or second is None:
                return ""
            apart = first - second
            if not apart.contains(0):
                self.sides = first, second
                return "different"
            needed = DIGITS + 2 * math.ceil(max(some, others))
            if needed <= digits:
                size = max(abs(first).upper(), abs(second).upper())
                return "equal" if apart.rad() <= size * flint.arb(10) ** -self.digits else ""
            if needed > MOST_DIGITS:
                return BEYOND
            digits = needed
        return BEYOND

    def _show(self, point: Point, apart: Number) -> None:
        """Both sides with so many digits that they can be told apart."""
        first, second = self.sides
        assert first is not None
        assert second is not None
        needed = math.ceil(exponent(first) - exponent(apart)) + 2 * DIGITS
        if needed <= SHOWN_DIGITS:
            again = self._both(point, max(needed, self.digits))
            self.sides = again if None not in again else self.sides


def measured(expr: sp.Expr, point: Point, digits: int) -> tuple[Number | None, float]:
    """A value, and how many digits the smallest or largest part on the way to it is long."""
    kind = _Noting(digits)
    try:
        found = kind.at(expr, point)
    except Undefined:
        return None, 0.0
    return found, kind.length


class _Noting(Balls):
    """Balls that note how long the numbers are on the way."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.length = 0.0

    def checked(self, value: Number) -> Number:
        value = super().checked(value)
        if not value.contains(0):
            self.length = max(self.length, abs(exponent(value)))
        return value

    def call(self, kind: type, args: list[Number]) -> Number:
        if kind in SATURATING:
            size = min(float(abs(args[0]).upper()), 1e9)
            self.length = max(
                self.length, SATURATING[kind] * (size**2 if kind in SQUARED else size)
            )
        return super().call(kind, args)


def exponent(ball: Number) -> float:
    """About the decimal logarithm of the size of a ball that is not zero."""
    man, exp = ball.mid().man_exp()
    return float((int(exp) + int(man).bit_length()) * LOG2) if man else 0.0


def relative(sides: Sides) -> float:
    """How far two values are apart, as a decimal logarithm beside the larger one."""
    first, second = sides
    if first is None or second is None or (first - second).contains(0):
        return -math.inf
    return exponent(first - second) - max(exponent(first), exponent(second))
