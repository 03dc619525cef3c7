"""Functions without a formula, f(x) and g(x): a rule about all of them is tried on some.

Each name stands for a smooth function with numbers of its own, and f′ for the derivative of that;
a line that holds for these, whose values have nothing to do with each other, is a rule.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.formula import natural_order


def unknown(expr: sp.Basic, wrt: Iterable[sp.Symbol]) -> bool:
    """Whether there stands a function without a formula that depends on a variable."""
    moving = set(wrt)
    return any(call.free_symbols & moving for call in expr.atoms(AppliedUndef))


def known(*exprs: sp.Expr) -> list[sp.Expr]:
    """The expressions with a smooth function for each that has no formula.

    >>> x = sp.Symbol("x")
    >>> f = sp.Function("f")
    >>> known(f(x) + f(2 * x))[0].has(AppliedUndef)
    False
    """
    functions = {call.func for e in exprs for call in e.atoms(AppliedUndef)}
    order = natural_order(sp.Symbol(function.__name__) for function in functions)
    numbers = {name.name: k + 1 for k, name in enumerate(order)}
    return [_worked(e, numbers) for e in exprs]


def _worked(expr: sp.Expr, numbers: dict[str, int]) -> sp.Expr:
    def smooth(part: sp.Basic) -> sp.Basic:
        return part.replace(
            lambda inner: isinstance(inner, AppliedUndef),
            lambda inner: _smooth(numbers[inner.func.__name__], inner.args),
        )

    # f′ itself is taken from the function that stands for f; all else is left to numbers.
    named = [d for d in expr.atoms(sp.Derivative) if isinstance(d.expr, AppliedUndef)]
    slopes = {d: smooth(d.expr).diff(*d.variables) for d in named if d.expr.args == d.variables[:1]}
    places = {part: smooth(part).doit() for part in expr.atoms(sp.Subs)}
    return smooth(expr.xreplace(places).xreplace(slopes))


def _smooth(number: int, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """A function that is positive, is no polynomial, and has no symmetry."""
    total: sp.Expr = sp.Integer(3)
    for k, u in enumerate(args, 1):
        total += sp.sin(u / (number + k)) + sp.atan(u * number / 3 + k) / (k + 1)
    return total
