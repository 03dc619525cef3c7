"""Which fractions have no antiderivative in terms of roots of numbers that a person can use."""

from __future__ import annotations

import sympy as sp

from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction, rational
from symcalc.tutor.integrate.rational.parts import tops

CUBIC = 3


def is_out_of_reach(question: Integral) -> bool:
    """Whether only a sum over the zeros of a polynomial without simple zeros is an answer.

    For an irreducible factor p of prime degree, the residues at its zeros are all equal, and the
    part is a multiple of p'/p, or they are as far from rational numbers as the zeros are.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> from symcalc.primitives import arrange
    >>> tops = x, 3 * x**2 - 2 * x
    >>> [is_out_of_reach(Integral(arrange(top / (x**3 - x**2 + 1)), x)) for top in tops]
    [True, False]
    """
    f = fraction(question.of(question.split[1]))
    if f is None or not f.numeric:
        return False
    if not all(rational(p) for p in (f.top, *(p for p, _ in f.powers))):
        return False
    return any(k == 1 and _is_open(f, p) for p, k in f.powers)


def open_factor(question: Integral) -> sp.Expr | None:
    """The first factor below whose zeros would be needed."""
    f = fraction(question.of(question.split[1]))
    if f is None or not is_out_of_reach(question):
        return None
    return next(p.as_expr() for p, k in f.powers if k == 1 and _is_open(f, p))


def _is_open(f: Fraction, p: sp.Poly) -> bool:
    """Whether p has no simple zeros, and the part over it is no multiple of p'/p."""
    if p.degree() < CUBIC or not sp.isprime(p.degree()) or len(p.terms()) == 2:
        return False
    (top,) = tops(f, p, 1)
    return not top.rem(p.diff().to_field()).is_zero
