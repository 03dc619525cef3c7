"""Convex by composition: sums, largest values, norms, functions of functions, each by a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.primitives import arrange
from symcalc.tutor.extrema.signs import nonnegative, quadratic_form, semidefinite
from symcalc.tutor.extrema.zeros import never_zero
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

BOTH = frozenset({1, -1})
NOTHING = frozenset[int]()
SMOOTH = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asinh, sp.erf)
MARGIN = sp.Rational(1, 1000)  # what is at least this much is positive
MOST = 3  # variables up to which all principal minors are looked at

Letters = Sequence[sp.Symbol]


@dataclass(frozen=True)
class Shape:
    """1 for convex, -1 for concave, both for affine, none where no rule tells; and the reasons."""

    signs: frozenset[int]
    why: tuple[str, ...] = ()

    def flipped(self) -> Shape:
        """Of the negative."""
        return Shape(frozenset(-s for s in self.signs), self.why)


UNKNOWN = Shape(NOTHING)


def shape(expr: sp.Expr, wrt: Letters) -> Shape:
    """What the rules of composition prove of a formula.

    >>> x, y = sp.symbols("x y")
    >>> sorted(shape(sp.Abs(x) - sp.Min(x, y), (x, y)).signs)
    [1]
    """
    if is_affine(expr, wrt):
        return Shape(BOTH)
    if is_smooth(expr, wrt):
        return _by_hessian(expr, wrt)
    if expr.is_Add:
        return _sum(expr, wrt)
    if expr.is_Mul:
        return _multiple(expr, wrt)
    if isinstance(expr, sp.Max | sp.Min):
        return _largest(expr, wrt)
    if isinstance(expr, sp.Abs):
        return _absolute(expr, wrt)
    if isinstance(expr, sp.exp | sp.log):
        sign = 1 if isinstance(expr, sp.exp) else -1
        return _of_inner(expr, expr.args[0], sign, wrt)
    return _power(expr, wrt) if expr.is_Pow else UNKNOWN


def is_affine(expr: sp.Expr, wrt: Letters) -> bool:
    """Whether it is a number, or a sum of multiples of the letters and a number."""
    return bool(expr.is_polynomial(*wrt) and sp.Poly(expr, *wrt).total_degree() <= 1)


def is_smooth(expr: sp.Expr, wrt: Letters) -> bool:
    """Whether it has second derivatives on a domain that is convex, as far as that is known."""
    if expr.is_Symbol or not expr.free_symbols & set(wrt):
        return True
    if expr.is_Add or expr.is_Mul or isinstance(expr, SMOOTH):
        return all(is_smooth(a, wrt) for a in expr.args)
    if isinstance(expr, sp.log):
        return _goes_into_root(expr.args[0], wrt)
    if not expr.is_Pow:
        return False
    base, exponent = expr.args
    if base.is_number:
        return bool(base.is_positive) and is_smooth(exponent, wrt)
    if exponent.is_Integer:
        whole = exponent > 0 or is_positive(base) or is_positive(-base)
        return whole and is_smooth(base, wrt)
    return bool(exponent.is_number) and _goes_into_root(base, wrt)


def _goes_into_root(inner: sp.Expr, wrt: Letters) -> bool:
    """Positive everywhere, or on a half-space: a logarithm or root of it has a convex domain."""
    return is_smooth(inner, wrt) and (is_affine(inner, wrt) or is_positive(inner))


def is_positive(expr: sp.Expr) -> bool:
    """Whether a formula is proved to be greater than 0 everywhere."""
    real = expr.xreplace({s: sp.Dummy(s.name, real=True) for s in expr.free_symbols})
    if real.is_positive:
        return True
    return nonnegative(expr) and (never_zero(expr) or nonnegative(expr - MARGIN))


def _by_hessian(expr: sp.Expr, wrt: Letters) -> Shape:
    if len(wrt) > MOST or expr.free_symbols - set(wrt):
        return UNKNOWN
    matrix = sp.hessian(expr, list(wrt))
    for sign in (1, -1):
        if semidefinite(sign * matrix, expr) is not None:
            row = "shape-smooth" if len(wrt) > 1 else "shape-smooth-one"
            return Shape(frozenset({sign}), (_said(row, expr, sign),))
    return UNKNOWN


def _sum(expr: sp.Expr, wrt: Letters) -> Shape:
    """Smooth terms together, every other term by itself."""
    smooth = sp.Add(*(t for t in expr.args if is_smooth(t, wrt)))
    others = [t for t in expr.args if not is_smooth(t, wrt)]
    parts = [shape(t, wrt) for t in (*others, smooth)]
    signs = frozenset.intersection(*(p.signs for p in parts))
    if not signs:
        return UNKNOWN
    why = [line for p in parts for line in p.why]
    told = [_said("shape-sum", expr, sign) for sign in sorted(signs)] if len(others) > 1 else []
    told = told or ([_said("shape-sum", expr, min(signs))] if smooth.free_symbols else [])
    return Shape(signs, tuple(dict.fromkeys([*why, *told])))


def _multiple(expr: sp.Expr, wrt: Letters) -> Shape:
    factor, rest = expr.as_independent(*wrt, as_Add=False)
    if rest == expr or not factor.is_number or not factor.is_real:
        return UNKNOWN
    own = shape(rest, wrt)
    if factor.is_positive or not own.signs:
        return own
    (sign, *_) = own.flipped().signs
    return Shape(own.flipped().signs, (*own.why, _said("shape-negative", expr, sign)))


def _largest(expr: sp.Expr, wrt: Letters) -> Shape:
    """The largest of convex functions is convex, the least of concave ones concave."""
    sign = 1 if isinstance(expr, sp.Max) else -1
    parts = [shape(a, wrt) for a in expr.args]
    if any(sign not in p.signs for p in parts):
        return UNKNOWN
    affine = all(p.signs == BOTH for p in parts)
    row = f"shape-{'max' if sign > 0 else 'min'}{'-affine' if affine else ''}"
    why = [line for p in parts for line in p.why]
    return Shape(frozenset({sign}), (*why, _said(row, expr, sign)))


def _absolute(expr: sp.Expr, wrt: Letters) -> Shape:
    (inner,) = expr.args
    if is_affine(inner, wrt):
        return Shape(frozenset({1}), (_said("shape-abs", expr, 1),))
    return shape(inner, wrt) if nonnegative(inner) else UNKNOWN


def _of_inner(expr: sp.Expr, inner: sp.Expr, sign: int, wrt: Letters) -> Shape:
    """An increasing convex function of a convex one is convex; mirrored for concave."""
    own = shape(inner, wrt)
    if sign not in own.signs:
        return UNKNOWN
    return Shape(frozenset({sign}), (*own.why, _said("shape-of", expr, sign)))


def _power(expr: sp.Expr, wrt: Letters) -> Shape:
    base, exponent = expr.args
    if exponent == sp.Rational(1, 2) and quadratic_form(base, wrt):
        return Shape(frozenset({1}), (_said("shape-norm", expr, 1),))
    if not exponent.is_number or not exponent.is_real:
        return UNKNOWN
    if 0 < exponent < 1:
        return _of_inner(expr, base, -1, wrt)
    if exponent >= 1:
        own = shape(base, wrt)
        if 1 in own.signs and nonnegative(base):
            return Shape(frozenset({1}), (*own.why, _said("shape-power", expr, 1)))
    return UNKNOWN


def _said(row: str, expr: sp.Expr, sign: int) -> str:
    kind = "convex" if sign > 0 else "concave"
    lead = "positive" if sign > 0 else "negative"
    other = "concave" if sign > 0 else "convex"
    wrong = "negative" if sign > 0 else "positive"
    return SAYS[row].format(f=text(arrange(expr)), kind=kind, lead=lead, other=other, wrong=wrong)
