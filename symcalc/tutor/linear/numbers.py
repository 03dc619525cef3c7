"""Exact numbers of linear algebra: tidied, compared, and in decimals."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.figures import decimal
from symcalc.formula import natural_order, over_reals
from symcalc.notation import Notation, add
from symcalc.primitives import arrange

FIGURES = 7  # of a number in decimals
CANCELLED = 6000  # digits that may cancel before a number is told
SMALL = sp.Rational(1, 10**25)


def tidy(expr: sp.Expr) -> sp.Expr:
    """A number as short as a person would leave it; a fraction of formulas cancelled.

    >>> x = sp.Symbol("x")
    >>> tidy(1 / (sp.sqrt(2) - 1)), tidy((x**2 - 1) / (x - 1))
    (1 + sqrt(2), x + 1)
    """
    if expr.is_Rational:
        return expr
    if expr.is_number:
        return sp.expand(sp.radsimp(sp.expand(expr)))
    rational = expr.is_rational_function(*expr.free_symbols)
    return sp.cancel(expr) if rational else on_circle(expr)


def on_circle(expr: sp.Expr) -> sp.Expr:
    """A fraction of sines and cosines, with sin² + cos² = 1 put to use where that shortens it.

    >>> t = sp.Symbol("t")
    >>> on_circle(sp.sin(t) ** 2 / sp.cos(t) + sp.cos(t)), on_circle(4 * sp.cos(t) ** 2 - 4)
    (1/cos(t), -4*sin(t)**2)
    """
    names: dict[sp.Expr, sp.Symbol] = {}
    laws: list[tuple[sp.Symbol, sp.Symbol]] = []
    for angle in {f.args[0] for f in expr.atoms(sp.sin, sp.cos)}:
        pair = sp.Dummy(f"s_{angle}"), sp.Dummy(f"c_{angle}")
        names |= dict(zip((sp.sin(angle), sp.cos(angle)), pair, strict=True))
        laws.append(pair)
    plain = expr.xreplace(names)
    if not laws or not plain.is_rational_function(*plain.free_symbols):
        return expr
    back = {v: k for k, v in names.items()}
    tried = [expr, *(_reduced(plain, laws, way).xreplace(back) for way in (0, 1))]
    return min(tried, key=lambda e: sp.count_ops(e) + len(e.atoms(sp.Add)))


def _reduced(expr: sp.Expr, laws: list[tuple[sp.Symbol, sp.Symbol]], way: int) -> sp.Expr:
    """Without squares of the first of each pair, or of the second, in one fraction."""
    parts = sp.fraction(sp.cancel(expr))
    for pair in laws:
        kept, gone = pair[1 - way], pair[way]
        parts = tuple(sp.rem(part, gone**2 + kept**2 - 1, gone) for part in parts)
    return sp.cancel(parts[0] / parts[1]) if parts[1] != 0 else expr


def root_of(square: sp.Expr) -> sp.Expr:
    """The square root of a sum of squares, letters real."""
    return over_reals(sp.sqrt, square)


def sign(number: sp.Expr) -> int:
    """1, 0 or −1, of a real number.

    >>> sign(sp.sqrt(2) - 1), sign((1 + sp.sqrt(2)) ** 2 - 3 - 2 * sp.sqrt(2))
    (1, 0)
    """
    if number.is_zero:
        return 0
    near = sp.N(number, 30, chop=False)
    if abs(near) < SMALL:
        return 0
    return 1 if sp.re(near) > 0 else -1


def is_zero(expr: sp.Expr) -> bool:
    """Whether an exact number or formula is 0; of a formula, at numbers for its letters.

    >>> t = sp.Symbol("t")
    >>> is_zero(sp.cos(t) ** 2 + sp.sin(t) ** 2 - 1), is_zero(sp.cos(t))
    (True, False)
    """
    if expr.is_zero is not None:
        return bool(expr.is_zero)
    letters = natural_order(expr.free_symbols)
    points = [{x: sp.Rational(p + 2 * k, 7) for k, x in enumerate(letters)} for p in (5, 12)]
    return all(abs(sp.N(expr.xreplace(point), 30)) < SMALL for point in points)


def decimals(expr: sp.Expr) -> Notation | None:
    """A real number with seven digits; None where its digits or fraction tell it already."""
    if expr.is_Rational or not expr.is_number or not expr.is_extended_real:
        return None
    return rounded(expr)


def rounded(expr: sp.Expr) -> Notation:
    """A real number with seven digits."""
    return decimal(near(expr, 20), FIGURES)


def near(expr: sp.Expr, digits: int) -> sp.Expr:
    """A number to so many digits, also where a thousand cancel, as in 1 − 1/(1 + e⁻¹⁰⁰⁰).

    >>> near(sp.log(1 + sp.exp(-800)), 5)
    3.6679e-348
    """
    found = expr.evalf(digits, maxn=CANCELLED)
    if found != 0 or expr.is_zero or not expr.is_number:
        return found
    try:  # ln(1 + e⁻⁸⁰⁰) is rounded to ln 1
        return sp.Float(Precise(CANCELLED).at(expr, {}), digits)
    except Undefined:
        return found


def arranged(expr: sp.Expr) -> Notation:
    """A number; a sum of fractions over one denominator, the rational term first: (7 − √17)/2."""
    if not expr.is_Add:
        return arrange(expr)
    top, bottom = sp.fraction(sp.together(expr))
    if bottom != 1 and not bottom.is_Integer:
        return arrange(expr)
    above = _rational_first(sp.expand(top))
    return above if bottom == 1 else Notation("quotient", (above, arrange(bottom)), expr=expr)


def _rational_first(expr: sp.Expr) -> Notation:
    if not expr.is_number:
        return arrange(expr)
    fixed, rest = expr.as_coeff_Add()
    return add(arrange(fixed), arrange(rest)) if fixed and rest else arrange(expr)
