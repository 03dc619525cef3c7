"""Is this an antiderivative? Its derivative is taken numerically, by no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import sympy as sp

from symcalc.checking.relations import TOLERANCE, check_equal
from symcalc.checking.report import CheckReport

UNDECIDED = CheckReport("undecided", 0, nan, TOLERANCE, None, "numeric differentiation")


@dataclass(frozen=True)
class Antiderivative:
    """The derivative of `told` by `x` is `integrand`.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Antiderivative(sp.cos(x), x, sp.sin(x) + 7).check().status
    'agrees'
    >>> Antiderivative(sp.cos(x), x, -sp.sin(x)).check().status
    'disagrees'
    """

    integrand: sp.Expr
    x: sp.Symbol
    told: sp.Expr

    def check(self) -> CheckReport:
        """The derivative, taken numerically, and the integrand at points of its domain."""
        return check_equal(slope(self.told, self.x), self.integrand)


def check_antiderivative(integrand: sp.Expr, told: sp.Expr, x: sp.Symbol) -> str:
    """ "refuted" where numbers speak against an antiderivative, else "borne out" or "undecided"."""
    status = Antiderivative(integrand, x, told).check().status
    return {"disagrees": "refuted", "agrees": "borne out"}.get(status, status)


def check_up_to_constant(
    before: sp.Expr, after: sp.Expr, x: sp.Symbol, change: Mapping[sp.Symbol, sp.Expr] | None = None
) -> CheckReport:
    """Compare two expressions with indefinite integrals in them: do they have the same derivative?

    Parameters
    ----------
    before, after : sympy.Expr
        Linear in integrals by `x`, or, in `after`, by a variable of `change`.
    x : sympy.Symbol
        The variable.
    change : mapping, optional
        What a new variable of `after` is in terms of x.

    Examples
    --------
    >>> x, u = sp.symbols("x u")
    >>> inner = sp.Integral(sp.exp(u), u) / 2
    >>> check_up_to_constant(sp.Integral(x * sp.exp(x**2), x), inner, x, {u: x**2}).status
    'agrees'
    """
    sides = slope_of(before, x, {}), slope_of(after, x, change or {})
    if sides[0] is None or sides[1] is None:
        return UNDECIDED
    return check_equal(sides[0], sides[1])


def check_step(
    before: sp.Expr, after: sp.Expr, x: sp.Symbol, bindings: Mapping[str, sp.Expr]
) -> CheckReport:
    """The same for a step of a derivation: by the variable that its integrals have, else by x.

    Parameters
    ----------
    bindings : mapping
        What the letters of the step are, such as a new variable on one of its sides.
    """
    running = {v for i in before.atoms(sp.Integral) for v in i.variables}
    change = {sp.Symbol(name): value for name, value in bindings.items()}
    if len(running) == 1:
        (x,) = running
    elif before.free_symbols & change.keys():
        before = before.xreplace(change)
    return check_up_to_constant(before, after, x, {u: v for u, v in change.items() if u != x})


def slope(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative, still to be taken; 0 for a constant."""
    return sp.Derivative(expr, x) if x in expr.free_symbols else sp.S.Zero


def slope_of(expr: sp.Expr, x: sp.Symbol, change: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr | None:
    """The derivative by x of an expression that is linear in its indefinite integrals."""
    integrals = [i for i in expr.atoms(sp.Integral) if all(len(lim) == 1 for lim in i.limits)]
    letters = {i: sp.Dummy() for i in integrals}
    shown = expr.xreplace(letters)
    total = slope(shown.xreplace(dict.fromkeys(letters.values(), sp.S.Zero)).xreplace(change), x)
    for integral, letter in letters.items():
        weight = shown.diff(letter)
        (by,) = integral.limits[0] if len(integral.limits) == 1 else (None,)
        if by is None or weight.free_symbols & {x, by, *letters.values()}:
            return None
        inner = slope(change[by], x) if by in change else sp.S.One
        if by != x and by not in change:
            return None
        total += weight * integral.function.xreplace(change) * inner
    return total
