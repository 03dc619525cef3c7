"""The forms that an expression can be given, and which of them a teacher leaves.

Each way is a step that can be named: multiply out, take out a common factor, cancel, bring to one
denominator, use an identity. One is taken where it leaves less to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import comb, prod

import sympy as sp

from symcalc.formula import over_reals

Way = Callable[[sp.Expr], sp.Expr]

LARGE = 80  # operations; longer expressions are left alone
DEGREE = 12  # of the polynomials in a fraction that is cancelled
TERMS = 40  # when multiplied out, at most
ROUNDS = 4  # of steps at most
GAIN = 3  # operations that an identity must save where it saves no term

# What the square of a function is by another, both ways.
PYTHAGORAS: tuple[tuple[type, Way], ...] = (
    (sp.sin, lambda u: 1 - sp.cos(u) ** 2),
    (sp.cos, lambda u: 1 - sp.sin(u) ** 2),
    (sp.cosh, lambda u: 1 + sp.sinh(u) ** 2),
    (sp.tan, lambda u: sp.sec(u) ** 2 - 1),
    (sp.sec, lambda u: sp.tan(u) ** 2 + 1),
    (sp.cot, lambda u: sp.csc(u) ** 2 - 1),
    (sp.csc, lambda u: sp.cot(u) ** 2 + 1),
)


def improved(expr: sp.Expr) -> list[tuple[str, sp.Expr]]:
    """What SymPy makes of an expression at once, then step by step what leaves less.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> improved(1 - sp.cos(x) ** 2)
    [('simplify', 1 - cos(x)**2), ('identity-used', sin(x)**2)]
    """
    names: list[str] = []

    def compute(real: sp.Expr) -> sp.Tuple:
        # f′(x) is a letter here, or f(x) would be put in for the f(x) in it.
        slopes = {d: sp.Dummy(real=True) for d in real.atoms(sp.Derivative, sp.Subs)}
        found = list(_improved(real.xreplace(slopes)))
        names.extend(name for name, _ in found)
        back = {letter: slope for slope, letter in slopes.items()}
        return sp.Tuple(*(line.xreplace(back) for _, line in found))

    lines = over_reals(compute, expr)
    return list(zip(names, lines, strict=True))


def _improved(line: sp.Expr) -> Iterator[tuple[str, sp.Expr]]:
    line = sp.piecewise_fold(line) if line.has(sp.Piecewise) else line
    yield "simplify", line
    for _ in range(ROUNDS):
        if not line.has(sp.Add) or sp.count_ops(line) > LARGE:
            return
        small = max(map(_spread, line.atoms(sp.Mul, sp.Pow)), default=1) <= TERMS
        ways = WAYS if small else {"common-factor": sp.factor_terms}
        forms = {name: way(line) for name, way in ways.items()}
        name = min(forms, key=lambda way: _weight(forms[way]))
        if _weight(forms[name]) >= _weight(line):
            return
        line = forms[name]
        yield name, line


def _spread(expr: sp.Expr) -> int:
    """How many terms an expression has when it is multiplied out, at most."""
    if expr.is_Add:
        return sum(map(_spread, expr.args))
    if expr.is_Mul:
        return prod(map(_spread, expr.args))
    if expr.is_Pow and expr.exp.is_Integer:
        terms, power = _spread(expr.base), abs(int(expr.exp))
        return comb(terms + power - 1, power) if terms > 1 else 1
    return 1


def _weight(expr: sp.Expr) -> int:
    """How much there is to read."""
    return int(sp.count_ops(expr))


def _by_identity(expr: sp.Expr) -> sp.Expr:
    """sin² + cos² = 1 and its relatives, in a sum that gets shorter by it."""
    return expr.replace(lambda part: part.is_Add, _shorter)


def _shorter(total: sp.Expr) -> sp.Expr:
    """The sum, with an identity put in where fewer terms are left."""
    best = sp.expand(total) if total.has(*(kind for kind, _ in PYTHAGORAS)) else total
    for kind, square in PYTHAGORAS:
        for call in sorted(best.atoms(kind), key=sp.default_sort_key):
            there = sp.expand(best.subs(call**2, square(call.args[0])))
            best = min(best, there, key=_terms)
    gain = _weight(total) - _weight(best)
    fewer = _terms(best) < _terms(total) or (_terms(best) == _terms(total) and gain >= GAIN)
    return best if fewer else total


def _terms(expr: sp.Expr) -> int:
    return len(sp.Add.make_args(expr))


def _multiplied_out(expr: sp.Expr) -> sp.Expr:
    """A fraction or product whose sums are multiplied out on top."""
    top, bottom = sp.fraction(expr, exact=True)
    return sp.expand(top) / bottom if expr.is_Mul else expr


def _common_factor(expr: sp.Expr) -> sp.Expr:
    """x²(3x cos x - 2 sin x) for 3x³ cos x - 2x² sin x, on top of a fraction."""
    if not expr.is_Mul:
        return sp.factor_terms(expr) if all(map(_stands_out, sp.Add.make_args(expr))) else expr
    top, bottom = sp.fraction(expr, exact=True)
    if expr.has(sp.exp) and top.has(sp.Add):
        return sp.factor_terms(sp.powsimp(sp.expand(expr)))
    return min((sp.factor_terms(t) / bottom for t in (sp.expand(top), top)), key=_weight)


def _stands_out(term: sp.Expr) -> bool:
    """Whether a term has a sum, a power of one, or an exponential function among its factors."""
    factors = sp.Mul.make_args(term)
    return any(isinstance(f, sp.exp) or f.as_base_exp()[0].is_Add for f in factors)


def _one_denominator(expr: sp.Expr) -> sp.Expr:
    """√x + 1/√x as (x + 1)/√x."""
    terms = [term for total in expr.atoms(sp.Add) for term in total.args]
    divided = any(_divides(f) for term in terms for f in sp.Mul.make_args(term))
    return sp.factor_terms(sp.together(expr)) if divided else expr


def _divides(factor: sp.Expr) -> bool:
    return bool(factor.is_Pow and factor.exp.is_number and factor.exp.is_negative)


def _cancelled(expr: sp.Expr) -> sp.Expr:
    """A fraction in lowest terms; functions count as letters."""
    top, bottom = sp.fraction(expr, exact=True)
    if bottom == 1 or not top.has(sp.Add):
        return expr
    plainly = sp.factor_terms(top) / bottom
    if sp.fraction(plainly, exact=True)[1] != bottom and _weight(plainly) < _weight(expr):
        return plainly
    calls = sorted(expr.atoms(sp.Function), key=sp.default_sort_key)
    letters = {call: sp.Dummy(f"f{k}", real=True) for k, call in enumerate(calls)}
    plain = expr.subs(letters)
    if not plain.is_rational_function(*plain.free_symbols) or _degree(plain) > DEGREE:
        return expr
    return _kept(sp.cancel(plain), bottom).xreplace({f: call for call, f in letters.items()})


def _kept(cancelled: sp.Expr, bottom: sp.Expr) -> sp.Expr:
    """A cancelled fraction whose denominator is a power again, if it was one."""
    top, below = sp.fraction(cancelled)
    return top / sp.factor(below) if bottom.has(sp.Pow) else cancelled


def _degree(expr: sp.Expr) -> int:
    """The largest whole exponent in an expression."""
    return max((abs(int(p.exp)) for p in expr.atoms(sp.Pow) if p.exp.is_Integer), default=1)


# Of ways that leave as much the first is taken.
WAYS: dict[str, Way] = {
    "identity-used": _by_identity,
    "multiply-out": _multiplied_out,
    "common-factor": _common_factor,
    "cancel": _cancelled,
    "common-denominator": _one_denominator,
}
