"""What the methods for special functions have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import coefficients, linear
from symcalc.tutor.integrate.rule import integral_step
from symcalc.tutor.words.integrals_special import SQUARE, WORDS
from symcalc.writing.text import text

# Functions that are defined by integrals.
DEFINED = (
    *(sp.erf, sp.erfc, sp.erfi, sp.Ei, sp.li, sp.Si, sp.Ci, sp.fresnels, sp.fresnelc),
    *(sp.elliptic_f, sp.elliptic_e, sp.polylog, sp.uppergamma),
)


class Exponential(NamedTuple):
    """A product e^exponent · rest."""

    exponent: sp.Expr
    rest: sp.Expr


class Pole(NamedTuple):
    """1/(slope·x + start)ⁿ."""

    slope: sp.Expr
    start: sp.Expr
    power: sp.Integer

    def base(self, x: sp.Symbol) -> sp.Expr:
        """slope·x + start."""
        return self.slope * x + self.start


def exponential(core: sp.Expr, x: sp.Symbol) -> Exponential | None:
    """The exponential factors put together, of any base, if there are some.

    >>> x = sp.Symbol("x")
    >>> exponential(2**x * sp.exp(x**2) / x, x)
    Exponential(exponent=x**2 + x*log(2), rest=1/x)
    """
    exponent, rest = sp.S.Zero, sp.S.One
    for factor in sp.Mul.make_args(core):
        base, power = factor.as_base_exp()
        if x in power.free_symbols and x not in base.free_symbols:
            exponent += power * sp.log(base)
        else:
            rest *= factor
    return Exponential(exponent, rest) if exponent != 0 else None


def pole(expr: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, Pole] | None:
    """A constant, and 1/(ax + b)ⁿ with a whole number n, if a factor is the product of the two."""
    constant, moving = expr.as_independent(x, as_Add=False)
    base, power = moving.as_base_exp()
    slope = linear(base, x) if power.is_Integer and power < 0 else None
    if slope is None:
        return None
    return constant, Pole(slope, base.subs(x, 0), -power)


class Square(NamedTuple):
    """a(x + shift)² + rest."""

    a: sp.Expr
    shift: sp.Expr
    rest: sp.Expr


def square(expr: sp.Expr, x: sp.Symbol) -> Square | None:
    """A quadratic with its square completed.

    >>> x = sp.Symbol("x")
    >>> square(x**2 + 2 * x, x)
    Square(a=1, shift=1, rest=-1)
    """
    found = coefficients(expr, x, 2)
    if found is None:
        return None
    a, b, c = found
    return Square(a, b / (2 * a), sp.expand(c - b**2 / (4 * a)))


def said_square(question: Integral, quadratic: sp.Expr, found: Square) -> str:
    """The sentence about the square, where there was something to complete."""
    if found.shift == 0:
        return ""
    before, after = text(question.written(quadratic)), text(shown_square(question, found))
    return SQUARE.format(before=before, after=after)


def shown_square(question: Integral, found: Square) -> Notation:
    """a(x + shift)² + rest as a formula."""
    k, falls = sized(found.a)
    node = notation.power(question.written(question.x + found.shift), notation.number(2))
    node = notation.multiply(question.written(k), node)
    node = notation.negative(node) if falls else node
    return notation.add(node, question.written(found.rest))


def sized(a: sp.Expr) -> tuple[sp.Expr, bool]:
    """What is positive of a and -a, and whether that is -a; letters are taken to be positive.

    >>> a = sp.Symbol("a")
    >>> sized(-2 * a)
    (2*a, True)
    """
    turned = bool(a.could_extract_minus_sign())
    return (-a if turned else a), turned


def positive(exprs: Iterable[sp.Expr]) -> tuple[sp.Basic, ...]:
    """The conditions that these are positive, where that is not known."""
    found: list[sp.Basic] = []
    for expr in exprs:
        if not expr.free_symbols:
            continue
        _, moving = expr.as_coeff_Mul()
        found.append(sp.Gt(moving, 0))
    return tuple(dict.fromkeys(found))


def special_step(
    question: Integral,
    rule: str,
    after: sp.Expr,
    conditions: Iterable[sp.Basic] = (),
    **fields: object,
) -> Step:
    """A step of these methods, with the conditions under which it holds."""
    step = integral_step(question, WORDS, rule, after, **fields)
    asked = tuple(question.written(c) for c in conditions if c not in (sp.true, True))
    return replace(step, conditions=asked)
