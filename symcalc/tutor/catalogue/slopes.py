"""The largest slope of an entry: found at the zeros of the second derivative."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.figures import decimal
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.plotting.sampled import Function, function
from symcalc.primitives import arrange
from symcalc.tutor.differentiate import differentiate

FAR, POINTS = 9.0, 1800  # beyond ±9 smooth activations are straight; 0 is no point of the grid
HALVINGS = 60
SAME = 1e-9  # two places with slopes as close as this are both told
SHOWN = 5  # digits of a number that has no name
SMALL = 1000  # denominators that are written out


class Steepest(NamedTuple):
    """The largest absolute value of a slope, and where it is taken."""

    value: sp.Expr
    places: tuple[sp.Expr, ...]


@lru_cache(maxsize=64)
def steepest(slope: Notation, x: sp.Symbol) -> Steepest:
    """The largest slope among the zeros of the slope's own derivative.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> steepest(arrange(1 - sp.tanh(x) ** 2), x)
    Steepest(value=1, places=(0,))
    """
    bend = differentiate(slope, x, simplify=False)[-1].after.expr
    places = zeros(function(bend, [x]))
    steep = function(slope.expr, [x])
    sizes = [abs(float(steep(np.array([float(p)]))[0])) for p in places]
    best = tuple(p for p, size in zip(places, sizes, strict=True) if size > max(sizes) - SAME)
    return Steepest(abs(at_point(slope.expr, {x: best[0]})), best)


def zeros(f: Function) -> list[sp.Expr]:
    """Where a function changes its sign; whole numbers and their square roots are recognised."""
    xs = np.linspace(-FAR, FAR, POINTS)
    signs = np.sign(f(xs))
    changes = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    return [recognised(bisected(f, xs[i], xs[i + 1])) for i in changes]


def bisected(f: Function, low: float, high: float) -> float:
    """A change of sign between two numbers."""
    rises = f(np.array([low]))[0] < 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (f(np.array([middle]))[0] < 0) == rises
        low, high = (middle, high) if below else (low, middle)
    return float(low + high) / 2


def recognised(place: float) -> sp.Expr:
    """The square root of a whole number that a number is, else the number itself."""
    square = round(place**2)
    if abs(place**2 - square) < SAME:
        return sp.sqrt(square) * (-1 if place < 0 else 1)
    return sp.Rational(repr(place))


def is_short(value: sp.Expr) -> bool:
    """Whether a number is written as it is: a fraction of small numbers, or a root."""
    return bool(value.q < SMALL) if value.is_Rational else value == recognised(float(value))


def written(value: sp.Expr) -> Notation:
    """An exact number that is short; of another, a few digits.

    >>> written(sp.sqrt(2)).head, written(sp.exp(1) / 7).text
    ('sqrt', '0.38833')
    """
    if is_short(value):
        return arrange(value)
    return decimal(float(value), SHOWN)
