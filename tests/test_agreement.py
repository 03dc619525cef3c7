"""A kernel and its gradient against SymPy's own derivative, evaluated by mpmath at 50 digits."""

from __future__ import annotations

from functools import reduce

import mpmath
import pytest
import sympy as sp
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

import symcalc as sc
from symcalc.formula import over_reals

x, y = sp.symbols("x y")
DIGITS = 50
TOLERANCE = 1e-12
AWAY = 1e-3  # from a kink

CONSTANTS = st.builds(sp.Rational, st.integers(-5, 5), st.integers(1, 4))
LEAVES = st.sampled_from([x, y, x, y]) | CONSTANTS
FUNCTIONS = [
    *(sp.sin, sp.cos, sp.exp, sp.tanh, sp.atan, sp.erf, sp.asinh, sp.Abs),
    lambda u: sp.sqrt(1 + u**2),
    lambda u: sp.log(2 + sp.sin(u)),
    lambda u: 1 / (1 + sp.exp(-u)),
    lambda u: sp.log(1 + sp.exp(u)),
    lambda u: u**3,
    lambda u: 1 / (1 + u**2),
    lambda u: (1 + u**2) ** sp.Rational(3, 2),
    lambda u: sp.Max(0, u),
    lambda u: sp.gamma(2 + sp.cos(u)),
]


def deeper(inner: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] * p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] / (1 + p[1] ** 2)),
        pair.map(lambda p: (1 + p[0] ** 2) ** p[1]),
        pair.map(lambda p: sp.Max(*p)),
        pair.map(lambda p: sp.Piecewise((p[0], x > 1), (p[1], True))),
        st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda p: p[0](p[1])),
    )


FORMULAS = st.recursive(LEAVES, deeper, max_leaves=8)
POINTS = st.tuples(*(st.integers(3, 40).map(lambda n: sp.Rational(n, 16)),) * 2)


class NoNumber(ArithmeticError):
    """An expression without a finite real value."""


def number(expr: sp.Expr) -> mpmath.mpf:
    """Its value to 50 digits, by SymPy and mpmath."""
    value = sp.N(expr, DIGITS, maxn=400)
    if value.is_Rational:
        return mpmath.mpf(int(value.p)) / int(value.q)
    if not value.is_Float:
        raise NoNumber(str(value))
    return mpmath.mpf(value._mpf_)


def rounding(expr: sp.Expr, point: dict[sp.Symbol, sp.Rational]) -> tuple[mpmath.mpf, mpmath.mpf]:
    """A value, and how far rounding every operation once may move it, in units of 2⁻⁵³.

    This is the condition of evaluating the formula as it stands (running error analysis).
    """
    exact = number(expr.subs(point))
    if not expr.args or isinstance(expr, sp.Piecewise | sp.Max | sp.Abs):
        below = [rounding(a, point)[1] for a in expr.args if isinstance(a, sp.Expr)]
        return exact, reduce(max, below, abs(exact))
    moved = abs(exact)
    for i, arg in enumerate(expr.args):
        t = sp.Dummy(real=True)
        around = expr.func(*(t if j == i else a for j, a in enumerate(expr.args)))
        slope = around.diff(t).subs(t, arg).subs(point)
        moved += abs(number(slope)) * rounding(arg, point)[1]
    return exact, moved


def smooth_at(formula: sp.Expr, point: dict[sp.Symbol, sp.Rational]) -> bool:
    """Whether the point keeps away from every kink."""
    edges = [a.args[0] for a in formula.atoms(sp.Abs)] + [x - 1]
    for m in formula.atoms(sp.Max):
        edges += [u - v for u in m.args for v in m.args if u != v]
    return all(abs(float(e.subs(point))) > AWAY for e in edges)


@mpmath.workdps(DIGITS)
@settings(max_examples=100)
@given(FORMULAS, POINTS)
def test_kernels_agree_with_sympy(formula: sp.Expr, numbers: tuple[sp.Rational, ...]) -> None:
    point = dict(zip((x, y), numbers, strict=True))
    assume(formula.is_extended_real is not False and not formula.has(sp.zoo, sp.nan, sp.oo))
    assume(smooth_at(formula, point))
    wanted = [formula, *(over_reals(lambda f, v: f.diff(v), formula, v) for v in (x, y))]
    k = sc.compile(formula, [x, y])
    value, gradient = k.value_and_gradient(*map(float, numbers))
    for got, expr in zip([value, *gradient], wanted, strict=True):
        try:
            exact, moved = rounding(expr.doit(), point)
        except NoNumber:
            reject()
        assume(abs(exact) < 1e100)
        assert abs(mpmath.mpf(float(got)) - exact) <= TOLERANCE * (abs(exact) + moved)


def test_the_oracle_notices() -> None:
    """Were the kernel wrong by a part in 10¹¹, the bound would be passed."""
    exact, moved = rounding(sp.sin(x) * sp.exp(y), {x: sp.Rational(1, 2), y: sp.S.One})
    assert abs(exact * mpmath.mpf("1e-11")) > TOLERANCE * (abs(exact) + moved)
    assert float(exact) == pytest.approx(float(mpmath.sin(0.5) * mpmath.e))
