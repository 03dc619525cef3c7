"""Bounds on what is read, checked before SymPy is given anything to compute."""

from __future__ import annotations

import math
from collections.abc import Sequence

import sympy as sp

from symcalc.notation import ARITHMETIC
from symcalc.structures import STRUCTURES

LENGTH = 100_000  # characters of input
NESTING = 100  # calls of the grammar inside each other; each takes three Python frames
HEIGHT = 60  # levels of a formula: SymPy recurses a dozen frames a level, Python stops at 1000
TERMS = 6000  # of one sum or product; SymPy sorts them, 80 µs each
OPERATIONS = 10_000  # of one formula; SymPy takes 50 to 90 µs each
TOKENS = 25_000  # numbers, names and signs: with more, there are more operations too
DIGITS = 1000  # of one number; above, SymPy's root of it takes more than half a second
ALL_DIGITS = 4000  # of all numbers that powers make
ARGUMENTS = 20  # of max and min: SymPy compares each pair
ENTRIES = 400  # of a matrix
RELATIONS = 50  # in one chain or list of conditions
SECONDS = 0.5  # of one nested function, of the thread's own time: the last resort
PART_SECONDS = 0.001  # more for each part of a long sum
ALL_SECONDS = 1.5  # of all of them
EFFORT = 30  # of functions inside each other, by the weights below

# SymPy decides signs and zeros of these at every construction, and what it does grows by a constant
# factor with each one inside another: tanh(tanh(tanh(u)^2)^2) is fine, with five it takes a second.
# Every other function has weight 1. What the weights do not foresee, SECONDS stops in time, since a
# level takes at most some ten times as long as the one in it.
EFFORTS: dict[str, int] = {
    **dict.fromkeys(("sech", "csch"), 12),
    "coth": 9,
    **dict.fromkeys(("sigmoid", "sec", "csc", "cot"), 6),
    **dict.fromkeys(("sinh", "cosh", "tanh"), 5),
    **dict.fromkeys(("max", "min", "relu"), 4),
    **dict.fromkeys(("sqrt", "cbrt", "root"), 3),
}

PLAIN = frozenset((*ARITHMETIC, *STRUCTURES))  # heads that are no functions

LOG2 = math.log10(2)

# Functions that SymPy computes at whole numbers, however large: digits of f(n).
GROWING = frozenset(
    ("factorial", "gamma", "loggamma", "digamma", "polygamma", "zeta", "beta", "binomial")
)
EXPONENTIAL = frozenset(("exp", "sinh", "cosh", "sech", "csch", "sigmoid", "softplus", "expm1"))
LARGEST_EXPONENT = 10**6  # of a power of e that is only computed with
GROWING_ARGUMENT = 400  # 400! has 869 digits
HELD_FACTORIAL = 3000  # above GROWING_ARGUMENT a factorial is not multiplied out


def digits(value: sp.Expr) -> float:
    """About how many digits stand in a number, or in the numbers that multiply an expression.

    >>> round(digits(sp.Integer(10) ** 50))
    50
    """
    if value.is_Rational:
        return float(LOG2 * max(int(value.p).bit_length(), int(value.q).bit_length()))
    if value.is_Mul:
        return sum(digits(factor) for factor in value.args if not factor.is_Symbol)
    if value.is_Pow and value.exp.is_Rational:
        return digits(value.base) * abs(_real(value.exp))
    return 0.0


def power_digits(base: sp.Expr, exponent: sp.Expr) -> float:
    """How many digits base**exponent has, or the coefficient that SymPy takes out of it.

    (2x)^n becomes 2^n x^n, and e^(n log 2) becomes 2^n.

    >>> round(power_digits(2 * sp.Symbol("x"), sp.Integer(1000)))
    602
    """
    numeric = [term for term in sp.Add.make_args(exponent) if not term.free_symbols]
    if base == sp.E and numeric and all(_stays(term, exponent) for term in numeric):
        return 0.0
    if exponent.is_Rational:
        return _numeric_digits(base) * abs(_real(exponent))
    scale = max(1.0, _numeric_digits(base))
    return sum(scale * abs(_estimate(term)) for term in numeric)


def _stays(term: sp.Expr, exponent: sp.Expr) -> bool:
    """Whether e^term is not worked out and can be computed with: e^(x - 40000), e^(-10^5)."""
    whole = term == exponent
    return bool(term.is_Rational and (term < 0 or not whole) and abs(term) <= LARGEST_EXPONENT)


def _numeric_digits(base: sp.Expr) -> float:
    """Digits of what is raised: exact for rational numbers, by size for others."""
    exact = digits(base)
    if exact or base.is_Rational or base.free_symbols:
        return exact
    return abs(math.log10(max(_estimate(base), 1e-300)))


def _estimate(value: sp.Expr) -> float:
    """The size of a number, from a few of its digits; 0 where it has none."""
    close = abs(value.evalf(3, maxn=30))
    return _real(close) if close.is_Number and close.is_finite else 0.0


def _real(value: sp.Expr) -> float:
    """A float, infinite where the number is too large for one."""
    return math.inf if abs(value) > 10**300 else float(value)


def too_many_digits(head: str, exprs: Sequence[sp.Expr]) -> float:
    """The digits that a node would put into one number, from its parts."""
    if head == "power":
        return power_digits(exprs[0], exprs[1])
    if head in EXPONENTIAL:
        return power_digits(sp.E, exprs[0])
    if head in ("product", "quotient"):
        return sum(digits(_coefficient(e)) for e in exprs)
    if head in ("sum", "difference"):
        return _denominator_digits(exprs)
    return 0.0


def _coefficient(expr: sp.Expr) -> sp.Expr:
    """The number in front, cheaply."""
    if expr.is_Mul:
        return expr.args[0] if expr.args[0].is_Rational else sp.S.One
    return expr if expr.is_Rational else sp.S.One


def _denominator_digits(exprs: Sequence[sp.Expr]) -> float:
    """Digits of the common denominator; summing stops where it is clear that there are too many."""
    common = 1
    for q in {int(_coefficient(e).q) for e in exprs}:
        common = math.lcm(common, q)
        if common.bit_length() * LOG2 > 2 * DIGITS:
            break
    return common.bit_length() * LOG2


def effort(head: str, exprs: Sequence[sp.Expr]) -> int:
    """What a node adds to the effort of what is inside it; a fractional power is a root."""
    if head == "power" and exprs[1].is_Rational and not exprs[1].is_Integer:
        return EFFORTS["root"]
    return EFFORTS.get(head, int(head not in PLAIN))
