"""The value of a SymPy expression at a point over the reals, in high precision.

This walk shares nothing with the compiler, so it is a witness against it. It has two arithmetics:
mpmath's floating point, and python-flint's balls, whose radius bounds the error rigorously.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.utilities.lambdify import MPMATH_TRANSLATIONS

from symcalc.primitives.meant import Meant

Number = Any  # an mpf or an arb; neither library has types


class Undefined(ArithmeticError):
    """The expression has no real value at the point, or none that can be told."""


class Enormous(Undefined):
    """A number on the way has thousands of digits."""


class Arithmetic(Protocol):
    """What a kind of numbers must offer."""

    def number(self, value: sp.Expr) -> Number:
        """A rational or a mathematical constant."""

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """base^exponent over the reals; `exact` is the exponent as SymPy has it."""

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function by its SymPy class."""

    def less(self, left: Number, right: Number) -> bool:
        """Whether left < right, for certain."""

    def checked(self, value: Number) -> Number:
        """The value itself if it is real and finite."""


def evaluate(expr: sp.Basic, point: Mapping[sp.Basic, Number], kind: Arithmetic) -> Number:
    """The value of `expr` at `point`.

    Parameters
    ----------
    expr : sympy.Basic
        A scalar expression; a Derivative in it is taken numerically.
    point : mapping
        From symbols to numbers of the same kind.
    kind : Arithmetic
        `Precise` or `Balls`.

    Raises
    ------
    Undefined
        If it, or any part of it that is needed, is not a finite real number there.
    """
    return _Walk(point, kind).value(expr)


class _Walk:
    def __init__(self, point: Mapping[sp.Basic, Number], kind: Arithmetic) -> None:
        self.kind = kind
        self.known: dict[sp.Basic, Number] = dict(point)

    def value(self, expr: sp.Basic) -> Number:
        known = self.known.get(expr)
        if known is None:
            known = self.known[expr] = self.kind.checked(self._compute(expr))
        return known

    def _compute(self, expr: sp.Basic) -> Number:
        for kind, compute in FORMS.items():
            if isinstance(expr, kind):
                return compute(self, expr)
        if not expr.args or isinstance(expr, sp.Symbol):
            return self.kind.number(expr)
        if isinstance(expr, AppliedUndef) or not isinstance(expr, sp.Function):
            raise Undefined(type(expr).__name__)
        return self.kind.call(type(expr), [self.value(a) for a in expr.args])

    def holds(self, condition: sp.Basic) -> bool:
        """Whether a condition is true at the point."""
        if condition in (sp.true, sp.false):
            return bool(condition == sp.true)
        if isinstance(condition, sp.Not):
            return not self.holds(condition.args[0])
        if isinstance(condition, sp.And):
            return all(self.holds(a) for a in condition.args)
        if isinstance(condition, sp.Or):
            return any(self.holds(a) for a in condition.args)
        if not isinstance(condition, sp.core.relational.Relational):
            raise Undefined(str(condition))
        left, right = (self.value(a) for a in condition.args)
        return COMPARE[type(condition)](self.kind, left, right)

    def _sum(self, expr: sp.Add) -> Number:
        first, *rest = (self.value(a) for a in expr.args)
        return sum(rest, first)

    def _product(self, expr: sp.Mul) -> Number:
        result, *rest = (self.value(a) for a in expr.args)
        for factor in rest:
            result = result * factor
        return result

    def _power(self, expr: sp.Pow) -> Number:
        base, exponent = expr.args
        return self.kind.power(self.value(base), self.value(exponent), exponent)

    def _piecewise(self, expr: sp.Piecewise) -> Number:
        for value, condition in expr.args:
            if self.holds(condition):
                return self.value(value)
        raise Undefined("no branch holds")

    def _extreme(self, expr: sp.Basic) -> Number:
        best, *rest = (self.value(a) for a in expr.args)
        for other in rest:
            smaller = self.kind.less(other, best)
            if smaller == isinstance(expr, sp.Min):
                best = other
        return best

    def _step(self, expr: sp.Heaviside) -> Number:
        u, zero = self.value(expr.args[0]), self.kind.number(sp.S.Zero)
        if self.kind.less(u, zero):
            return zero
        return self.kind.number(sp.S.One if self.kind.less(zero, u) else expr.args[1])


FORMS: dict[type, Callable[[_Walk, Any], Number]] = {
    sp.Add: _Walk._sum,
    sp.Mul: _Walk._product,
    sp.Pow: _Walk._power,
    sp.Piecewise: _Walk._piecewise,
    sp.Max: _Walk._extreme,
    sp.Min: _Walk._extreme,
    sp.Heaviside: _Walk._step,
    Meant: lambda walk, call: walk.value(call.meaning),
}

COMPARE: dict[type, Callable[[Arithmetic, Number, Number], bool]] = {
    sp.StrictLessThan: lambda k, a, b: k.less(a, b),
    sp.LessThan: lambda k, a, b: not k.less(b, a),
    sp.StrictGreaterThan: lambda k, a, b: k.less(b, a),
    sp.GreaterThan: lambda k, a, b: not k.less(a, b),
    sp.Equality: lambda k, a, b: not k.less(a, b) and not k.less(b, a),
    sp.Unequality: lambda k, a, b: k.less(a, b) or k.less(b, a),
}


def mpmath_name(kind: type) -> str:
    """mpmath's name for a SymPy function."""
    own = {"uppergamma": "gammainc"}  # with two arguments
    return str({**MPMATH_TRANSLATIONS, **own}.get(kind.__name__, kind.__name__))
