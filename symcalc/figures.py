"""Numbers as a learner reads them: so many figures, with a power of ten where they are far from 1.

Every decimal of a lesson is written here; how many figures it has, its place says.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

import mpmath
import sympy as sp

from symcalc import notation
from symcalc.notation import Notation

Real: TypeAlias = float | sp.Expr

FIGURES = 6  # that most numbers are shown with
LEAST, MOST = -4, 3  # powers of ten whose decimals are written out, of few figures too
EXACT = 15  # figures that every double has
GUARD = 10  # figures more that a number beyond the doubles is rounded from
POWERS = 100_000  # of ten: a larger one is never worked out
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
UNDEFINED, INFINITY = "undefined", "∞"


class Written(NamedTuple):
    """A real number that is not negative: 1.25·10⁻⁷; without a power of ten the exponent is 0."""

    front: str
    exponent: int


def decimal(value: Real, figures: int = FIGURES, plain: range | None = None) -> Notation:
    """A number as a decimal.

    Parameters
    ----------
    value : float or sympy.Expr
        A real number, infinity or NaN. A float means the decimal that is written; an exact number
        keeps its meaning, and only its decimal is rounded.
    figures : int
        How many there are at most; zeros at the end are left out.
    plain : range, optional
        The exponents of ten that are written out, from 0.0001 to as many digits as there are
        figures if left out.

    Examples
    --------
    >>> decimal(-1 / 3).parts[0].text, decimal(sp.pi, 3).text
    ('0.333333', '3.14')
    >>> [part.text for part in decimal(0.00001234, 2).parts]
    ['1.2', '']
    """
    near = _near(value)
    if math.isnan(near):
        return Notation("constant", text=UNDEFINED, expr=sp.nan)
    negative = bool(value < 0)
    if _is_infinite(value, near):
        infinity = Notation("constant", text="oo", expr=sp.oo)
        return notation.negative(infinity) if negative else infinity
    front, exponent = _written(value, near, figures, plain)
    if abs(exponent) > POWERS:
        return notation.number(value, in_figures(value, figures, plain))
    if not isinstance(value, sp.Expr):
        made = _made(sp.Rational(front), front, exponent)
    else:
        size = -value if negative else value
        made = replace(_made(size / sp.Integer(10) ** exponent, front, exponent), expr=size)
    return notation.negative(made) if negative else made


def _made(meaning: sp.Expr, front: str, exponent: int) -> Notation:
    """1.25·10⁻⁷, or 10⁻⁷; the meaning is that of the number in front."""
    first = notation.number(meaning, front)
    if not exponent:
        return first
    ten = notation.power(notation.number(10), notation.rational(sp.Integer(exponent)))
    return ten if front == "1" else notation.arithmetic("product", first, ten)


def in_figures(value: Real, figures: int = FIGURES, plain: range | None = None) -> str:
    """The same as text.

    >>> in_figures(-0.00001234, 2), in_figures(1e9), in_figures(-0.0), in_figures(float("-inf"))
    ('−1.2·10⁻⁵', '10⁹', '0', '−∞')
    """
    near = _near(value)
    if math.isnan(near):
        return UNDEFINED
    sign = "−" if value < 0 else ""
    if _is_infinite(value, near):
        return sign + INFINITY
    front, exponent = _written(value, near, figures, plain)
    if not exponent:
        return sign + front
    raised = "10" + "⁻" * (exponent < 0) + str(abs(exponent)).translate(SUPERSCRIPTS)
    return sign + (raised if front == "1" else f"{front}·{raised}")


def _near(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _is_infinite(value: Real, near: float) -> bool:
    if isinstance(value, sp.Expr):
        return bool(value.is_infinite)
    return math.isinf(near)


def _written(value: Real, near: float, figures: int, plain: range | None) -> Written:
    scientific = _rounded(value, near, figures)
    front, _, power = scientific.partition("e")
    exponent = int(power)
    if exponent in (range(LEAST, max(figures, MOST)) if plain is None else plain):
        front, exponent = f"{Decimal(scientific):f}", 0
    return Written(front.rstrip("0").rstrip(".") if "." in front else front, exponent)


def _rounded(value: Real, near: float, figures: int) -> str:
    """1.25000e-07, also where a double has no such number, or not so many figures."""
    exact = isinstance(value, sp.Expr) and not value.is_zero
    if exact and (not near or math.isinf(near) or figures > EXACT):
        size = mpmath.mpmathify(abs(sp.N(value, figures + GUARD)))
        said = mpmath.nstr(size, figures + GUARD, min_fixed=1, max_fixed=0)
        front, _, power = said.partition("e")  # beyond what a Decimal may have
        front, _, carried = f"{Decimal(front):.{figures - 1}e}".partition("e")
        return f"{front}e{int(power or 0) + int(carried)}"  # none is said of 10⁰
    return f"{abs(near):.{figures - 1}e}"
