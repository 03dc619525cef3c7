"""Formulas that are real nowhere, or hardly anywhere: compared in the complex plane.

The derivative of artanh(3 + x²) is 2x/(1 - (3 + x²)²), a real formula, though artanh is not real
there. Rules hold for analytic functions as they do for real ones, so agreement at points of the
plane bears them out. Disagreement says nothing: |x| and √x² are other functions there.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import sympy as sp

from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.formula import natural_order

DIGITS = 40
POINTS = 12
LEAST = 8
TOLERANCE = 1e-9
METHOD = "numeric differentiation (complex points, as hardly any real one gives a value)"


class Plane(Precise):
    """mpmath's complex numbers, principal values; nothing in it is less than anything else."""

    def value(self, expr: sp.Basic, point: dict[sp.Symbol, Number]) -> Number:
        """The value at a complex point; a Derivative is taken numerically."""
        here: dict[sp.Basic, Number] = dict(point)
        for d in expr.atoms(sp.Derivative):
            here[d] = self._slope(d, point)
        return evaluate(expr, here, self)

    def _slope(self, d: sp.Derivative, point: dict[sp.Symbol, Number]) -> Number:
        orders = Counter(d.variables)
        names = tuple(orders)

        def moved(*values: Number) -> Number:
            return self.value(d.expr, {**point, **dict(zip(names, values, strict=True))})

        start = tuple(point[x] for x in names)
        if len(names) == 1:
            return self.context.diff(moved, start[0], orders[names[0]])
        return self.context.diff(moved, start, tuple(orders.values()))

    def less(self, left: Number, right: Number) -> bool:
        """Undefined."""
        raise Undefined(f"{left} and {right} are not in order")

    def checked(self, value: Number) -> Number:
        """The value itself if it is finite."""
        if not self.context.isfinite(value):
            raise Undefined("not finite")
        return value


def check_complex(before: sp.Expr, after: sp.Expr) -> CheckReport:
    """Compare two expressions at points of the complex plane: "agrees", or else "undecided".

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> check_complex(sp.Derivative(sp.acosh(sp.sin(x) - 3), x), sp.cos(x)).status
    'undecided'
    """
    plane, random = Plane(DIGITS), Random(5)
    bound = {x for d in before.atoms(sp.Derivative) for x in d.variables}
    free = natural_order(before.free_symbols | after.free_symbols | bound)
    found: list[tuple[float, Worst]] = []
    for _ in range(POINTS):
        place = {x: plane.context.mpc(random.uniform(-2, 2), random.uniform(-2, 2)) for x in free}
        try:
            left, right = plane.value(before, place), plane.value(after, place)
        except (Undefined, ZeroDivisionError, ValueError, OverflowError):
            continue
        error = float(abs(left - right) / max(1, abs(right)))
        at = {x.name: float(v.real) for x, v in place.items()}
        found.append((error, Worst(at, float(left.real), float(right.real))))
    if len(found) < LEAST or not all(error <= TOLERANCE for error, _ in found):
        return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, METHOD)
    error, worst = max(found, key=lambda pair: pair[0])
    return CheckReport("agrees", len(found), error, TOLERANCE, worst, METHOD)
